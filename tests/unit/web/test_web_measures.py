# SPDX-License-Identifier: Apache-2.0
"""The pages about measures: verdicts, answering, the grid, the plan, what Hiden sees, history."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.unit.web.page_flow import Browser, acts, shown

from hiden.foundation.errors import ErrorCode, SheetError
from hiden.foundation.language import Message
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import Answer, Evidence, EvidenceKind
from hiden.testing import FixedClock
from hiden.workspace import models
from hiden.workspace.messages import message_to_json
from hiden.workspace.queries import organisation
from hiden.workspace.queries.measures import MeasuresFilter, overview_report
from hiden.workspace.roles import Actor, Role
from hiden.workspace.use_cases import sheets

BY = Actor(name="administrator", role=Role.ADMINISTRATOR)
SHEET = load_sheet()
DAY = dt.date(2026, 4, 1)
DAY_TIME = dt.datetime(2026, 4, 2, tzinfo=dt.UTC)
PROOF = Evidence(kind=EvidenceKind.DOCUMENT, on=DAY, expires_on=dt.date(2099, 1, 1), note="金庫1")


def answer(item: str, place: int = 0, *, proof: bool = False) -> Answer:
    """Answer an item with the option at a place, the best one first."""
    option = SHEET.by_id[item].options[place].id
    return Answer(item=item, option=option, evidence=(PROOF,) if proof else ())


def answered(*items: str, code: str | None = "T-1", at: dt.datetime | None = None) -> None:
    """Answer items with their best option, evidenced."""
    clock = FixedClock(at or dt.datetime(2026, 4, 2, tzinfo=dt.UTC))
    given = [answer(item, proof=True) for item in items]
    sheets.answer_items(given, code=code, by=BY, clock=clock)


def url(name: str, **kwargs: Any) -> str:
    """Return an address."""
    return reverse(f"measures{name and '-'}{name}", kwargs=kwargs or None)


def seen(kind: str = "none-marked", item: str = "marking") -> models.Contradiction:
    """Let Hiden have looked at T-1, and have seen something that does not fit."""
    secret = models.Secret.objects.get(code="T-1")
    at = dt.datetime(2026, 4, 2, tzinfo=dt.UTC)
    proof = {"kind": "marking", "on": "2026-04-02", "received_on": None, "expires_on": None}
    models.Look.objects.create(
        secret=secret,
        looked_at=at,
        seen={
            "access": {"listed_and_open": ["熱処理係"], "outside": ["架空 花子"],
                       "unresolved_groups": [], "everybody": True},
            "markings": {"marked": 0, "looked_at": 2}, "agreements": None, "training": None,
        },
        evidence={"marking": [{**proof, "note": "2/2", "by_hiden": True, "sha256": ""}]},
        unseen=[message_to_json(Message("Training was not looked at: no records are kept here."))],
    )  # fmt: skip
    return models.Contradiction.objects.create(
        secret=secret, kind=kind, item=item, severity="strong", mark="own",
        text=message_to_json(Message("The review has been overdue for %(days)d days. Review it and"
                                     " set the next day.", {"days": 3})),
        rulings=["CASE-JP-27"], first_seen_at=at, last_seen_at=at,
    )  # fmt: skip


# --- overview


def test_the_overview_counts_verdicts_and_lists_the_weakest_first(
    sign_in: Browser, filled: Any
) -> None:
    answered(*(item.id for item in SHEET.items if item.unit == "secret" and not item.is_general))
    html = sign_in().get(url("")).content.decode()

    assert html.index("S/1 値引き</a>") < html.index("T-1</a>")
    assert "This sheet is our own." in html
    assert "2 secrets, as of" in html
    assert html.count('class="radar"') == 4


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("text=t-1", ["T-1"]),
        ("level=secret", ["S/1 値引き"]),
        ("verdict=strong", []),
        ("sort=-code", ["T-1", "S/1 値引き"]),
        ("sort=title", ["S/1 値引き", "T-1"]),
        ("sort=level", ["S/1 値引き", "T-1"]),
        ("sort=-answered", ["T-1", "S/1 値引き"]),
        ("sort=nonsense", ["S/1 値引き", "T-1"]),
    ],
)
def test_the_list_is_filtered_and_sorted(
    query: str, codes: list[str], sign_in: Browser, filled: Any
) -> None:
    answered("marking", "designation")
    page = sign_in().get(f"{url('')}?{query}").context["page"]

    assert codes == [row.code for row in page.rows]


def test_a_past_day_is_judged_by_what_was_known_then(sign_in: Browser, filled: Any) -> None:
    items = [item.id for item in SHEET.items if item.requirement == "usefulness"]
    answered(*items, at=dt.datetime(2026, 5, 10, tzinfo=dt.UTC))
    client = sign_in()
    before = client.get(f"{url('')}?on=2026-05-09&sort=code")
    after = client.get(f"{url('')}?on=2026-05-10&sort=code")

    assert before.context["found"].is_past
    assert [0, 4] == [page.context["page"].rows[1].answered for page in (before, after)]
    assert "As of 9 May 2026" in before.content.decode()
    assert "measures/keep" not in before.content.decode()
    assert client.get(f"{url('')}?on=2020-01-01").context["found"].total == 0
    assert client.get(f"{url('')}?on=nonsense").status_code == 200


def test_the_workbook_has_verdicts_gaps_and_the_plan(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.AUDITOR, "ja")
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"{url('')}?export=xlsx").content), read_only=True
    )
    csv = client.get(f"{url('')}?export=csv").content.decode("utf-8-sig")

    assert ["判定", "不足", "計画"] == book.sheetnames
    assert "'=北部地区の値引き基準" in csv
    assert sign_in(Role.CONTRIBUTOR).get(f"{url('')}?export=csv").status_code == 403


def test_the_report_is_a_pdf_for_those_who_may_export(sign_in: Browser, filled: Any) -> None:
    answered("marking")
    page = sign_in(Role.AUDITOR, "ja").get(url("print"))

    assert page.content.startswith(b"%PDF")
    assert page["Content-Type"] == "application/pdf"
    assert sign_in(Role.CONTRIBUTOR).get(url("print")).status_code == 403


def test_the_report_lists_what_was_asked_for_and_counts_all(filled: Any) -> None:
    asked = MeasuresFilter(level="secret")
    found = overview_report(asked)

    assert len(found.assessment.secrets) == 2
    assert [judged.secret.level.value for judged in found.secrets] == ["secret"]
    assert (found.contradictions, found.company) == (0, organisation.name())
    seen()
    assert overview_report(asked).contradictions == 1


def test_an_assessment_is_kept(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.CONTRIBUTOR)

    assert "The assessment of 2 secrets was kept." in shown(client, client.post(url("keep")))
    assert "sheet.assessed" in acts()
    assert sign_in(Role.AUDITOR).post(url("keep")).status_code == 403


# --- the sheet of a secret


def test_an_answer_with_evidence_is_saved_and_explained(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.CONTRIBUTOR)
    best = SHEET.by_id["marking"].best
    sent = {
        "marking-option": best.id, "marking-kind": "document", "marking-on": "2026-03-01",
        "marking-received_on": "2026-03-02", "marking-expires_on": "2099-01-01",
        "marking-where": "総務部の保管庫", "marking-note": "一枚ごとに押印",
    }  # fmt: skip
    html = shown(client, client.post(url("secret", code="T-1"), sent))
    row = models.SheetAnswer.objects.get()

    assert "1 answer was saved." in html
    assert (best.id, "一枚ごとに押印") == (row.option, row.note)
    assert row.evidence[0]["received_on"] == "2026-03-02"
    assert "総務部の保管庫" in html
    assert "expires 1 Jan 2099" in html
    assert "sheet.answered" in acts()


def test_evidence_is_added_and_taken_away_without_changing_the_answer(
    sign_in: Browser, filled: Any
) -> None:
    answered("marking")
    client = sign_in()
    page = client.get(url("secret", code="T-1")).content.decode()
    key = page.partition('name="marking-drop" value="')[2][:16]
    option = SHEET.by_id["marking"].best.id
    same = {"marking-option": option, "marking-was_option": option}
    client.post(
        url("secret", code="T-1"), {**same, "marking-kind": "log", "marking-on": "2026-05-01"}
    )
    client.post(url("secret", code="T-1"), {**same, "marking-drop": key})
    row = models.SheetAnswer.objects.get(replaced_at=None)

    assert ["log"] == [piece["kind"] for piece in row.evidence]
    assert option == row.option


def test_what_another_reader_answered_meanwhile_stays(sign_in: Browser, filled: Any) -> None:
    answered("marking")
    client = sign_in()
    client.post(url("secret", code="T-1"), {"marking-option": "", "marking-was_option": ""})

    assert models.SheetAnswer.objects.get(replaced_at=None).option


def test_an_answer_can_be_taken_back(sign_in: Browser, filled: Any) -> None:
    answered("marking")
    option = SHEET.by_id["marking"].best.id
    client = sign_in()
    client.post(url("secret", code="T-1"), {"marking-option": "", "marking-was_option": option})

    assert not models.SheetAnswer.objects.filter(replaced_at=None).exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "log", "on": "2026-03-01"}, "Choose an answer before"),
        ({"on": "2026-03-01", "option": "BEST"}, "Say what kind of evidence"),
        ({"kind": "log", "option": "BEST"}, "Evidence needs its own date."),
        (
            {"kind": "log", "option": "BEST", "on": "2026-03-01", "expires_on": "2026-02-01"},
            "It expires before its own date.",
        ),
        ({"kind": "log", "option": "BEST", "on": "soon"}, "Enter a valid date"),
        ({"option": "nonsense"}, "not one of the available choices"),
    ],
)
def test_what_is_not_complete_is_said_at_its_place_and_nothing_is_saved(
    sent: dict[str, str], said: str, sign_in: Browser, filled: Any
) -> None:
    best = SHEET.by_id["marking"].best.id
    data = {f"marking-{name}": best if value == "BEST" else value for name, value in sent.items()}
    page = sign_in().post(url("secret", code="T-1"), data)

    assert page.status_code == 422
    assert said in page.content.decode()
    assert "nothing was saved" in page.content.decode()
    assert not models.SheetAnswer.objects.exists()


def test_what_the_use_case_refuses_is_listed(
    sign_in: Browser, filled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> int:
        error = SheetError(ErrorCode.SHEET_ANSWER, place="$.x", got="a", want="b")
        raise ExceptionGroup("sheet", [error])

    monkeypatch.setattr("hiden.web.views.measures_sheet.answer_items", refuse)
    monkeypatch.setattr("hiden.web.views.measures_grid.answer_measures", refuse)
    option = SHEET.by_id["marking"].best.id
    client = sign_in()
    for where, sent in (
        (url("secret", code="T-1"), {"marking-option": option}),
        (url("organisation"), {"rules-option": SHEET.by_id["rules"].best.id}),
        (url("grid"), {"E-P4-3-option": "yes"}),
    ):
        page = client.post(where, sent)
        assert page.status_code == 422
        assert "$.x" in page.content.decode()


def test_who_may_not_answer_sees_the_answers_and_is_refused(sign_in: Browser, filled: Any) -> None:
    answered("marking")
    client = sign_in(Role.AUDITOR)
    html = client.get(url("secret", code="T-1")).content.decode()

    assert 'type="radio"' not in html
    assert "(chosen)" in html
    for where in (url("secret", code="T-1"), url("organisation"), url("grid")):
        assert client.post(where, {}).status_code == 403


def test_a_secret_shows_rulings_contradictions_and_what_hiden_saw(
    sign_in: Browser, filled: Any
) -> None:
    sheets.answer_items([answer("marking", -1), answer("access", -1)], code="T-1", by=BY)
    seen()
    html = sign_in().get(url("secret", code="T-1")).content.decode()

    assert "court" in html.lower()
    assert "overdue for 3 days" in html
    assert "架空 花子" in html
    assert "whoever can log in to the system" in html
    assert "Training was not looked at" in html
    assert "seen by Hiden" in html
    assert "Which single answer would change a verdict" in html


def test_a_secret_that_was_not_registered_on_the_day_is_not_there(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in()

    assert client.get(f"{url('secret', code='T-1')}?on=2020-01-01").status_code == 404
    assert client.get(url("secret", code="T-9")).status_code == 404
    past = client.get(f"{url('secret', code='T-1')}?on=2026-05-01").content.decode()
    assert "As of 1 May 2026" in past
    assert "Save the answers" not in past


def test_the_registry_and_the_inbox_lead_to_the_check_sheet(sign_in: Browser, filled: Any) -> None:
    seen()
    client = sign_in()

    assert (
        url("secret", code="T-1")
        in client.get(reverse("registry-secret", kwargs={"code": "T-1"})).content.decode()
    )
    assert "1 thing that Hiden saw" in client.get(reverse("findings")).content.decode()


# --- the organisation


def test_the_organisation_answers_for_all_its_secrets(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    training, rules = SHEET.by_id["training"].best.id, SHEET.by_id["rules"].best.id
    sent = {"training-option": training, "rules-option": rules}
    html = shown(client, client.post(url("organisation"), sent))
    secret = client.get(url("secret", code="T-1")).content.decode()

    assert "2 answers were saved." in html
    assert "As the organisation answers" in secret
    assert client.post(url("organisation"), {"rules-kind": "log"}).status_code == 422


def test_size_and_business_are_kept_and_checked(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    html = shown(client, client.post(url("describe"), {"employees": "180", "business": "food"}))

    assert 'value="180"' in html
    assert models.Organisation.objects.get().business == "food"
    assert client.post(url("describe"), {"employees": "0"}).status_code == 422


def test_an_auditor_reads_the_size_of_the_company(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.AUDITOR)

    assert "Not said yet." in client.get(url("organisation")).content.decode()
    models.Organisation.objects.update(employees=1)
    assert "1 person works here." in client.get(url("organisation")).content.decode()


# --- the grid


def test_measures_are_answered_where_the_filter_stands(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    where = f"{url('grid')}?people=employees&aim=P4"
    sent = {
        "E-P4-3-option": "yes", "E-P4-3-kind": "marking", "E-P4-3-on": "2026-10-01",
        "E-P4-3-expires_on": "2099-01-01", "E-P4-1-option": "not-for-us",
        "E-P4-1-note": "該当しないため",
    }  # fmt: skip
    answer_ = client.post(where, sent)

    assert where == answer_["Location"]
    assert "2 answers were saved." in shown(client, answer_)
    assert "measures.answered" in acts()
    assert client.post(where, {"E-P4-3-option": "maybe"}).status_code == 422


@pytest.mark.parametrize(
    ("query", "shown_"),
    [
        ("", 82),
        ("text=E-P4-3", 1),
        ("answer=yes", 1),
        ("answer=open", 81),
        ("answer=yes&tier=2", 0),
    ],
)
def test_the_grid_is_filtered(query: str, shown_: int, sign_in: Browser, filled: Any) -> None:
    sheets.answer_measures([Answer(item="E-P4-3", option="yes")], by=BY)
    page = sign_in().get(f"{url('grid')}?{query}")

    assert shown_ == page.context["found"].shown
    assert ("No measure fits the filter" in page.content.decode()) == (not shown_)


def test_the_grid_names_its_like_and_how_well_it_is_verified(sign_in: Browser, filled: Any) -> None:
    sheets.answer_measures([Answer(item="E-P4-3", option="partly", note="紙のみ")], by=BY)
    html = sign_in(Role.AUDITOR).get(f"{url('grid')}?text=E-P4-3").content.decode()

    assert "GM-PHY-03" in html
    assert "How well verified:" in html
    assert "紙のみ" in html


def test_the_grid_is_given_out(sign_in: Browser, filled: Any) -> None:
    sheets.answer_measures([Answer(item="E-P4-3", option="yes")], by=BY)
    csv = sign_in(Role.AUDITOR).get(f"{url('grid')}?export=csv").content.decode("utf-8-sig")

    assert len(csv.splitlines()) >= 83
    assert "In place" in csv
    assert sign_in(Role.CONTRIBUTOR).get(f"{url('grid')}?export=csv").status_code == 403


# --- the plan


def test_steps_are_taken_on_and_followed(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER)
    keys = [row.key for row in client.get(url("plan")).context["found"].proposed[:2]]
    sent = {"step": keys, "owner": "総務部", "due_on": "2020-01-01"}
    html = shown(client, client.post(url("plan-adopt"), sent))
    step = models.PlanStep.objects.first()
    assert step

    assert "2 steps were taken on." in html
    assert "late" in html
    assert "No assessment was kept before" in html
    prefix = f"step-{step.pk}"
    changed = {f"{prefix}-state": "done", f"{prefix}-owner": "人事部", f"{prefix}-note": "済"}
    html = shown(client, client.post(url("plan-change", pk=step.pk), changed))
    assert "The step was saved." in html
    assert models.PlanStep.objects.get(pk=step.pk).state == "done"
    found = client.get(f"{url('plan')}?state=done&text=人事").context["found"]
    assert [step.pk] == [row.row.pk for row in found.adopted]
    assert len(client.get(f"{url('plan')}?state=all").context["found"].adopted) == 2
    assert "No step fits the filter" in client.get(f"{url('plan')}?state=dropped").content.decode()


def test_what_is_wrong_with_a_step_is_said(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    page = client.post(url("plan-adopt"), {})
    key = client.get(url("plan")).context["found"].proposed[0].key

    assert page.status_code == 422
    assert "Choose at least one step." in page.content.decode()
    wrong = client.post(url("plan-adopt"), {"step": [key], "due_on": "soon"})
    assert wrong.status_code == 422
    client.post(url("plan-adopt"), {"step": [key]})
    pk = models.PlanStep.objects.get().pk
    assert client.post(url("plan-change", pk=pk), {}).status_code == 422
    unknown = {"step-99-state": "done"}
    assert client.post(url("plan-change", pk=99), unknown).status_code == 404
    assert sign_in(Role.CONTRIBUTOR).post(url("plan-adopt"), {"step": [key]}).status_code == 403


def test_the_plan_shows_before_and_after(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    client.post(url("keep"))
    key = client.get(url("plan")).context["found"].proposed[0].key
    client.post(url("plan-adopt"), {"step": [key]})
    answered(*(item.id for item in SHEET.items if item.requirement == "usefulness"))
    page = client.get(url("plan"))
    moved = page.context["moved"][2]["moved"]

    assert (1, 0) == (moved.better, moved.worse)
    assert "Before and after" in page.content.decode()
    models.AssessmentRecord.objects.update(sheet_version=0)
    assert "new version since" in client.get(url("plan")).content.decode()


def test_the_plan_is_given_out(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    key = client.get(url("plan")).context["found"].proposed[0].key
    client.post(url("plan-adopt"), {"step": [key], "owner": "総務部"})
    models.PlanStep.objects.update(item="gone-from-the-sheet")
    csv = client.get(f"{url('plan')}?export=csv").content.decode("utf-8-sig")

    assert "gone-from-the-sheet" in csv
    assert "Proposed" in csv
    assert "gone-from-the-sheet" in client.get(url("plan")).content.decode()
    assert sign_in(Role.CONTRIBUTOR).get(f"{url('plan')}?export=csv").status_code == 403


# --- what Hiden sees


def test_a_contradiction_is_accepted_with_a_reason(sign_in: Browser, filled: Any) -> None:
    pk = seen().pk
    client = sign_in(Role.MANAGER)
    html = client.get(url("sight")).content.decode()
    assert "overdue for 3 days" in html
    assert "Contradicts the answer" in html

    assert client.post(url("decide", pk=pk), {f"decide-{pk}-state": "accepted"}).status_code == 422
    sent = {f"decide-{pk}-state": "accepted", f"decide-{pk}-note": "紙では表示済み"}
    assert "Your decision was recorded." in shown(client, client.post(url("decide", pk=pk), sent))
    assert models.Contradiction.objects.get().state == "accepted"
    assert "紙では表示済み" in client.get(f"{url('sight')}?state=all").content.decode()
    refused = sign_in(Role.CONTRIBUTOR).post(url("decide", pk=pk), sent)
    assert refused.status_code == 403
    unknown = {"decide-99-state": "open", "decide-99-note": "x"}
    assert client.post(url("decide", pk=99), unknown).status_code == 404


@pytest.mark.parametrize(
    ("query", "count"), [("text=熱処理", 1), ("text=nothing", 0), ("severity=weak", 0)]
)
def test_contradictions_are_filtered(query: str, count: int, sign_in: Browser, filled: Any) -> None:
    seen()

    assert count == sign_in().get(f"{url('sight')}?{query}").context["page"].total


def test_contradictions_are_given_out(sign_in: Browser, filled: Any) -> None:
    seen(item="gone-from-the-sheet")
    where = f"{url('sight')}?export=csv"

    assert "T-1" in sign_in(Role.AUDITOR).get(where).content.decode("utf-8-sig")
    assert sign_in(Role.CONTRIBUTOR).get(where).status_code == 403
    assert sign_in().get(f"{url('sight')}?looks=1").status_code == 200


def test_hiden_is_asked_to_look_and_its_job_says_what_it_saw(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.CONTRIBUTOR)
    shown(client, client.post(url("look"), {"code": "T-1"}))
    job = models.Job.objects.get(kind="look")
    assert job.params["codes"] == ["T-1"]

    job.state, job.result, job.finished_at = "done", {"secrets": 1, "contradictions": 0}, DAY_TIME
    job.save()
    html = client.get(reverse("settings-job", kwargs={"pk": job.pk})).content.decode()
    assert "Secrets looked at" in html
    assert sign_in(Role.AUDITOR).post(url("look")).status_code == 403


def test_a_list_of_permissions_is_taken_in_and_removed(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER)
    text = (
        "D:\\secret KAKU\\taro:(OI)(CI)(R)\n          BUILTIN\\Users:(OI)(CI)(RX)\n\nbroken line\n"
    )
    file = SimpleUploadedFile("権限.txt", text.encode("utf-8"))
    html = shown(client, client.post(url("list-add"), {"file": file, "taken_on": "2026-04-01"}))
    row = models.AccessList.objects.get()

    assert "権限.txt" in html
    assert dt.date(2026, 4, 1) == row.taken_on
    html = shown(client, client.post(url("list-remove"), {"pk": str(row.pk)}))
    assert "The list was removed." in html
    assert client.post(url("list-remove"), {"pk": "x"}).status_code == 404


def test_what_is_no_list_of_permissions_is_refused(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER)
    page = client.post(url("list-add"), {"file": SimpleUploadedFile("x.txt", b"hello")})

    assert page.status_code == 422
    assert not models.AccessList.objects.exists()
    assert client.post(url("list-add"), {}).status_code == 422
    assert sign_in(Role.CONTRIBUTOR).post(url("list-add"), {}).status_code == 403


# --- history


def test_two_assessments_are_compared(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    client.post(url("keep"))
    answered(*(item.id for item in SHEET.items if item.requirement == "usefulness"))
    client.post(url("keep"))
    first, last = models.AssessmentRecord.objects.order_by("pk")
    page = client.get(f"{url('history')}?before={first.pk}&after={last.pk}")
    today = client.get(f"{url('history')}?before={last.pk}&after=0")

    assert ["T-1"] == [one.code for one in page.context["compared"].change.better]
    assert page.context["compared"].change.worse == ()
    assert "No secret stands otherwise than before." in today.content.decode()
    assert client.get(f"{url('history')}?before=99").status_code == 404
    models.AssessmentRecord.objects.filter(pk=first.pk).update(sheet_version=0)
    old = client.get(f"{url('history')}?before={first.pk}&after={last.pk}").content.decode()
    assert "new version since" in old


def test_a_verdict_that_was_not_made_before_is_neither_better_nor_worse(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in()
    client.post(url("keep"))
    row = models.Secret.objects.get(code="T-1")
    row.value = {**row.value, "partners": ["架空商事"]}
    row.save()
    page = client.get(f"{url('history')}?before={models.AssessmentRecord.objects.get().pk}")

    assert ["T-1"] == [one.code for one in page.context["compared"].change.difference.secrets]
    assert (0, 0) == tuple(
        getattr(page.context["moved"][1]["moved"], name) for name in ("better", "worse")
    )


def test_the_history_tells_what_is_known_of_the_old_sheet_and_never_scores_it(
    sign_in: Browser, filled: Any
) -> None:
    html = sign_in().get(url("history")).content.decode()

    assert "withdrawn in 2015" in html
    assert "It cannot be scored" in html


def test_the_history_is_given_out(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    assert client.get(f"{url('history')}?export=csv").status_code == 200
    client.post(url("keep"))
    csv = client.get(f"{url('history')}?export=csv").content.decode("utf-8-sig")

    assert len(csv.splitlines()) == 2
    assert models.AssessmentRecord.objects.get().sha256 in csv


# --- first start


def test_the_first_check_begins_with_the_weakest_secret_and_is_done_by_an_answer(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in()
    html = client.get(reverse("overview-start")).content.decode()
    assert "Begin the check sheet with" in html

    answered("marking")
    steps = client.get(reverse("overview-start")).context["start"].steps
    assert steps[-1].state == "done"


def test_the_overview_shows_verdicts_as_soon_as_something_is_answered(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in()
    models.SheetAnswer.objects.all().delete()
    before = client.get(reverse("overview")).content.decode()
    client.post(url("secret", code="T-1"), {"marking-option": "marked"})
    after = client.get(reverse("overview")).content.decode()

    assert "What the register records" in before
    assert "What the register records" not in after
    assert f'href="{url("secret", code="T-1")}"' in after


def test_the_menu_counts_what_speaks_against_an_answer(sign_in: Browser, filled: Any) -> None:
    secret = models.Secret.objects.get(code="T-1")
    models.Contradiction.objects.all().delete()
    for kind, severity in (("open-to-everybody", "strong"), ("review-overdue", "weak")):
        models.Contradiction.objects.create(
            secret=secret,
            kind=kind,
            item="access",
            severity=severity,
            text={"msgid": "x", "params": {}},
            mark="own",
            first_seen_at=secret.changed_at,
            last_seen_at=secret.changed_at,
        )

    menu = sign_in().get(reverse("overview")).context["menu"]

    assert next(item["count"] for item in menu if item["name"] == "measures") == 1
