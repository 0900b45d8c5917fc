# SPDX-License-Identifier: Apache-2.0
"""How secrets are kept, in the workspace: answers, assessments, plan, looks, duties, documents."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import docx
import pytest
from tests.unit.workspace.conftest import Company

from hiden import registry
from hiden.foundation.errors import AccessRefusedError, ErrorCode, InputError
from hiden.foundation.language import Message
from hiden.guideline.access import OpenerHow
from hiden.guideline.assessment import assess
from hiden.guideline.json_form import answers_from_json
from hiden.guideline.results import Step
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import (
    Answer,
    AnswerState,
    Evidence,
    EvidenceKind,
    Requirement,
    Strength,
)
from hiden.intake.permissions import Grant, PermissionReading, PrincipalKind, Right
from hiden.registry import Agreement, AgreementKind, Decision
from hiden.testing import FixedClock, SteppingClock
from hiden.workspace import models
from hiden.workspace.access_rows import (
    AccessIndex,
    reading_from_json,
    reading_to_json,
    view_of,
)
from hiden.workspace.models import Contradiction, Look, SheetAnswer
from hiden.workspace.roles import Actor, Role
from hiden.workspace.sheet_rows import answers_at
from hiden.workspace.use_cases import duties, looks, papers, plan, register, sheets
from hiden.workspace.worker import do_job

DAY = dt.timedelta(days=1)
MARKED = Answer(
    item="marking",
    option="marked",
    evidence=(Evidence(kind=EvidenceKind.MARKING, on=dt.date(2026, 3, 30), note="点検票"),),
)


def _later(clock: FixedClock, days: int) -> FixedClock:
    return FixedClock(clock.now() + days * DAY)


def test_an_answer_is_claimed_evidenced_or_expired(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    given = [MARKED, Answer(item="designation", option="individual")]

    assert sheets.answer_items(given, code="T-1", by=administrator, clock=clock) == 2
    found = assess(load_sheet(), answers_at(code="T-1"), on=dt.date(2026, 4, 1))
    later = assess(load_sheet(), answers_at(code="T-1"), on=dt.date(2036, 4, 1))

    states = {standing.item: standing.state for standing in found.secrets[0].standings}
    assert states["marking"] is AnswerState.EVIDENCED
    assert states["designation"] is AnswerState.CLAIMED
    assert states["access"] is AnswerState.UNANSWERED
    old = {standing.item: standing.state for standing in later.secrets[0].standings}
    assert old["marking"] is AnswerState.EXPIRED


def test_what_was_answered_on_a_past_day_can_be_asked(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    sheets.answer_items([MARKED], code="T-1", by=administrator, clock=clock)
    changed = attrs.evolve(MARKED, option="none", evidence=())
    later = _later(clock, 10)
    sheets.answer_items([changed], code="T-1", by=administrator, clock=later)
    taken_back = attrs.evolve(MARKED, option="", evidence=())
    sheets.answer_items([taken_back], code="T-1", by=administrator, clock=_later(clock, 20))

    def on(days: int) -> str | None:
        answers = answers_at(clock.now() + days * DAY)
        given = {item: one for each in answers.by_secret.values() for item, one in each.items()}
        return given["marking"].option if "marking" in given else None

    assert [on(-1), on(0), on(9), on(10), on(20)] == [None, "marked", "marked", "none", None]
    assert SheetAnswer.objects.filter(replaced_at=None).count() == 0
    assert SheetAnswer.objects.count() == 2


def test_an_answer_that_is_there_already_writes_nothing_new(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    sheets.answer_items([MARKED], code="T-1", by=administrator, clock=clock)

    assert sheets.answer_items([MARKED], code="T-1", by=administrator, clock=clock) == 0
    assert SheetAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("T-1", Answer(item="marking", option="splendid")),
        ("T-1", Answer(item="rules", option="in-force")),
        (None, Answer(item="marking", option="marked")),
        (None, Answer(item="nothing", option="marked")),
    ],
)
def test_what_the_sheet_does_not_ask_or_offer_is_refused_and_nothing_kept(
    registered: Company, administrator: Actor, clock: FixedClock, code: str | None, answer: Answer
) -> None:
    with pytest.raises(ExceptionGroup) as refused:
        sheets.answer_items([answer], code=code, by=administrator, clock=clock)

    (error,) = refused.value.exceptions
    assert isinstance(error, InputError)
    assert error.code is ErrorCode.SHEET_ANSWER
    assert not SheetAnswer.objects.exists()


def test_a_measure_that_does_not_exist_is_refused(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    with pytest.raises(ExceptionGroup):
        sheets.answer_measures([Answer(item="X-P1-1", option="yes")], by=administrator, clock=clock)
    assert sheets.answer_measures(
        [Answer(item="E-P4-3", option="yes")], by=administrator, clock=clock
    )
    assert answers_at().measures["E-P4-3"].option == "yes"


def test_an_unknown_secret_cannot_be_answered_for(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    with pytest.raises(InputError, match="T-9"):
        sheets.answer_items([MARKED], code="T-9", by=administrator, clock=clock)


def test_a_kept_assessment_can_be_made_again_from_what_it_keeps(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    sheets.answer_items([MARKED], code="T-1", by=administrator, clock=clock)
    row = sheets.record_assessment(by=administrator, clock=clock)
    sheets.answer_items(
        [attrs.evolve(MARKED, option="none")], code="T-1", by=administrator, clock=clock
    )

    again = assess(load_sheet(row.sheet), answers_from_json(row.value), on=row.on)

    assert row.counts["secrets"] == 2
    assert row.counts["secrecy"] == {
        strength.value: count
        for strength in Strength
        if (count := sum(s.strength(Requirement.SECRECY) is strength for s in again.secrets))
    }
    assert {s.item for s in again.secrets[1].standings if s.option} == {"marking"}


def test_a_decision_on_filing_is_written_into_the_register(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    done = sheets.decide_filing(
        "T-1",
        facts={},
        decision=Decision.SECRET,
        reason="解析は困難",
        by=administrator,
        clock=clock,
    )

    secret = registry.from_json(models.Secret.objects.get(code="T-1").value)
    assert secret.decision is Decision.SECRET
    assert secret.decided_on == dt.date(2026, 4, 1)
    assert done.advice == "undecided"


def _step(item: str = "marking") -> Step:
    return Step(
        item=item,
        secrets=(),
        is_organisation=False,
        want="marked",
        action=Message("x"),
        tier=1,
        effect=1.0,
        effort_days=0.5,
        lifts=1,
    )


def test_a_step_is_taken_on_once_and_can_be_taken_on_again_when_it_ended(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    (row,) = plan.adopt_steps([_step()], owner="総務", by=administrator, clock=clock)
    assert plan.adopt_steps([_step()], by=administrator, clock=clock) == ()

    change = plan.StepChange(state="done", owner="総務", due_on=dt.date(2026, 6, 1), note="済")
    assert plan.change_step(row.pk, change, by=administrator, clock=clock).state == "done"
    assert len(plan.adopt_steps([_step()], by=administrator, clock=clock)) == 1
    with pytest.raises(InputError):
        plan.change_step(999, change, by=administrator, clock=clock)
    with pytest.raises(ValueError, match="soon"):
        plan.change_step(row.pk, attrs.evolve(change, state="soon"), by=administrator, clock=clock)


def test_of_two_steps_about_one_item_the_first_is_taken_on(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    both = [_step(), attrs.evolve(_step(), want="some"), _step("designation")]

    rows = plan.adopt_steps(both, by=administrator, clock=clock)

    assert [(row.item, row.want) for row in rows] == [
        ("marking", "marked"),
        ("designation", "marked"),
    ]


def _ask(by: Actor, clock: FixedClock, **more: Any) -> tuple[models.Acknowledgement, str]:
    asked = duties.Asked(person="u", language="ja", codes=("T-1",), **more)
    return duties.request_acknowledgement(asked, by=by, clock=clock)


def test_duties_are_confirmed_by_link_once_and_the_link_is_kept_nowhere(
    registered: Company, administrator: Actor, clock: FixedClock, told: Callable[[], list[str]]
) -> None:
    row, token = _ask(administrator, clock)

    assert "歯車の熱処理条件" in row.statement
    assert token not in str(list(models.Acknowledgement.objects.values()))
    assert duties.by_link(token) == row
    done = duties.acknowledge(str(row.uid), token=token, clock=clock)
    again = duties.acknowledge(str(row.uid), token=token, clock=_later(clock, 5))

    assert done.means == "link"
    assert again.acknowledged_at == clock.now()
    assert told().count("acknowledgement.given") == 2
    actors = set(
        models.LedgerEntry.objects.filter(act="acknowledgement.given").values_list(
            "actor", flat=True
        )
    )
    assert actors == {f"link:{row.uid}"}


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_wrong_link_confirms_nothing(
    registered: Company, administrator: Actor, clock: FixedClock, token: str
) -> None:
    row, _ = _ask(administrator, clock)

    with pytest.raises(InputError):
        duties.acknowledge(str(row.uid), token=token, clock=clock)
    with pytest.raises(InputError):
        duties.by_link(token)
    row.refresh_from_db()
    assert row.acknowledged_at is None


def test_who_is_signed_in_confirms_only_their_own_duties(
    registered: Company, administrator: Actor, auditor: Actor, clock: FixedClock
) -> None:
    row, _ = _ask(administrator, clock)
    own = Actor(name="u", role=Role.AUDITOR)

    with pytest.raises(InputError):
        duties.acknowledge(str(row.uid), by=auditor, clock=clock)
    assert duties.acknowledge(str(row.uid), by=own, clock=clock).means == "page"


def test_a_signed_paper_is_kept_by_its_hash(
    registered: Company, administrator: Actor, auditor: Actor, clock: FixedClock
) -> None:
    row, _ = _ask(administrator, clock)
    given: dict[str, Any] = {"file_sha256": "a" * 64, "signed_on": dt.date(2026, 3, 1)}

    with pytest.raises(AccessRefusedError):
        duties.record_paper(str(row.uid), by=auditor, clock=clock, **given)
    done = duties.record_paper(str(row.uid), by=administrator, clock=clock, **given)

    assert (done.means, done.paper_sha256) == ("paper", "a" * 64)
    assert done.acknowledged_on == dt.date(2026, 3, 1)


def test_a_request_about_an_unknown_secret_is_refused(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    asked = duties.Asked(person="u", language="en", codes=("T-9",))
    with pytest.raises(InputError, match="T-9"):
        duties.request_acknowledgement(asked, by=administrator, clock=clock)


def test_an_agreement_is_recorded_corrected_and_removed(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    agreement = Agreement(code="A-1", kind=AgreementKind.NDA, party="P-1")
    duties.record_agreement(agreement, by=administrator, clock=clock)
    changed = attrs.evolve(agreement, signed_on=dt.date(2026, 1, 1))
    duties.record_agreement(changed, by=administrator, clock=clock)

    row = models.Agreement.objects.get()
    assert registry.from_json(row.value, Agreement) == changed
    duties.remove_agreement("A-1", by=administrator, clock=clock)
    with pytest.raises(InputError, match="A-1"):
        duties.remove_agreement("A-1", by=administrator, clock=clock)


def test_a_course_leaves_a_record_that_lasts_a_year(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    row, result = duties.record_training(
        "u", course="staff-basics", answers={}, by=administrator, clock=clock
    )

    assert not result.passed
    assert (row.right, row.valid_until) == (0, dt.date(2027, 4, 1))
    with pytest.raises(InputError, match="knitting"):
        duties.record_training("u", course="knitting", answers={}, by=administrator, clock=clock)


def test_a_document_names_the_secrets_that_were_chosen_and_no_others(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    order = papers.PaperOrder(
        template="pledge-project",
        language="ja",
        codes=("T-1",),
        values={"company": "見本製作所", "project": "新歯車"},
    )
    done = papers.issue_paper(order, by=administrator, clock=clock)

    text = _text(done.data)
    assert "歯車の熱処理条件" in text
    assert "値引き" not in text
    assert done.row.codes == ["T-1"]
    assert done.row.sha256 in str(models.LedgerEntry.objects.last().content)  # type: ignore[union-attr]
    with pytest.raises(InputError, match="T-9"):
        papers.issue_paper(attrs.evolve(order, codes=("T-9",)), by=administrator, clock=clock)


def test_no_secret_is_named_to_a_partner_unless_it_was_chosen(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    values = {"company": "見本製作所", "partner": "見本商事", "purpose_of_use": "共同検討"}
    order = papers.PaperOrder(template="nda-mutual", language="ja", values=values)
    listed = papers.PaperOrder(
        template="designation-list", language="ja", values={"company": "見本製作所"}
    )

    assert "歯車" not in _text(papers.issue_paper(order, by=administrator, clock=clock).data)
    assert "歯車" in _text(papers.issue_paper(listed, by=administrator, clock=clock).data)


@pytest.mark.parametrize(
    ("template", "form", "magic"),
    [("labels", "pdf", b"%PDF"), ("training-slides", "pptx", b"PK")],
)
def test_documents_come_as_pdf_and_slides(
    registered: Company,
    administrator: Actor,
    clock: FixedClock,
    template: str,
    form: str,
    magic: bytes,
) -> None:
    order = papers.PaperOrder(
        template=template,
        language="ja",
        form=papers.PaperForm(form),
        values={"company": "見本製作所", "contact": "内線250"},
    )

    done = papers.issue_paper(order, by=administrator, clock=clock)

    assert done.data.startswith(magic)
    assert done.file_name == f"{template}-ja.{form}"


def _text(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _look(by: Actor, clock: FixedClock | SteppingClock, *codes: str) -> dict[str, Any]:
    job = looks.request_look(codes=codes, by=by, clock=clock)
    done = do_job(job.pk, worker="w", clock=clock)
    assert done.state == "done", done.error
    assert done.result is not None
    return dict(done.result)


def test_hiden_sees_markings_and_permissions_and_says_what_contradicts(
    indexed: Company, administrator: Actor, clock: FixedClock, tmp_path: Path
) -> None:
    export = tmp_path / "acl.txt"
    place = indexed.secrets / "T-1"
    export.write_text(f"{place} Everyone:(OI)(CI)(RX)\n\n", encoding="utf-8")
    looks.import_access_list(export, by=administrator, clock=clock)

    result = _look(administrator, clock)

    assert result["secrets"] == 2
    kinds = set(Contradiction.objects.filter(secret__code="T-1").values_list("kind", flat=True))
    assert {"open-to-everybody", "none-marked"} <= kinds
    seen = Look.objects.get(secret__code="T-1")
    assert seen.seen["markings"]["looked_at"] == 1
    assert "戻し" not in str(seen.seen)


def test_a_contradiction_that_is_mended_is_gone_and_comes_back_open(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    file = indexed.secrets / "T-1" / "条件書.txt"
    text = file.read_text(encoding="utf-8")
    _look(administrator, clock, "T-1")
    row = Contradiction.objects.get(kind="none-marked")
    looks.decide_contradiction(
        row.pk, state="accepted", note="書庫に表示あり", by=administrator, clock=clock
    )
    _look(administrator, clock, "T-1")
    row.refresh_from_db()
    assert row.state == "accepted"

    file.write_text(f"【極秘】\n{text}", encoding="utf-8")
    _look(administrator, clock, "T-1")
    row.refresh_from_db()
    assert row.state == "gone"
    with pytest.raises(InputError):
        looks.decide_contradiction(row.pk, state="open", note="n", by=administrator, clock=clock)

    file.write_text(text, encoding="utf-8")
    _look(administrator, clock, "T-1")
    row.refresh_from_db()
    assert row.state == "open"
    with pytest.raises(ValueError, match="gone"):
        looks.decide_contradiction(row.pk, state="gone", note="n", by=administrator, clock=clock)


def test_what_hiden_saw_is_evidence_for_what_was_answered(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    file = indexed.secrets / "T-1" / "条件書.txt"
    file.write_text("【極秘】\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    claimed = attrs.evolve(MARKED, evidence=())
    sheets.answer_items([claimed], code="T-1", by=administrator, clock=clock)
    _look(administrator, clock, "T-1")

    answers = answers_at(code="T-1")
    (found,) = answers.by_secret[answers.secrets[0].code]["marking"].evidence
    assert (found.kind, found.by_hiden) == (EvidenceKind.MARKING, True)
    assert answers_at(clock.now() - DAY).secrets == ()


def test_agreements_and_training_are_counted_for_those_on_the_list(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    secret = registry.from_json(models.Secret.objects.get(code="T-1").value)
    register.save_secret(
        attrs.evolve(secret, need_to_know=("ｕ", "v"), partners=("P-1", "P-2", "P-3")),
        by=administrator,
        clock=clock,
    )
    signed = dt.date(2025, 1, 1)
    for code, kind, party, ends in (
        ("A", AgreementKind.NDA, "P-1", dt.date(2027, 1, 1)),
        ("B", AgreementKind.NDA, "P-2", dt.date(2025, 6, 1)),
        ("C", AgreementKind.ENTRY_PLEDGE, "u", None),
        ("D", AgreementKind.NON_COMPETE, "v", None),
    ):
        agreement = Agreement(code=code, kind=kind, party=party, signed_on=signed, ends_on=ends)
        duties.record_agreement(agreement, by=administrator, clock=clock)
    models.Training.objects.create(
        person="u",
        course="staff-basics",
        course_version=1,
        right=10,
        asked=10,
        passed=True,
        taken_at=clock.now() - 30 * DAY,
        valid_until=clock.now().date(),
    )
    _ask(administrator, clock)

    _look(administrator, clock, "T-1")

    seen = Look.objects.get().seen
    assert seen["agreements"] | {} == {
        "partners_in_force": 1,
        "partners_expired": 1,
        "partners_without": 1,
        "partners_since": "2025-01-01",
        "partners_until": "2027-01-01",
        "people_in_force": 1,
        "people_without": 1,
        "people_since": "2025-01-01",
        "people_until": None,
    }
    assert (seen["training"]["people"], seen["training"]["trained"]) == (2, 1)


def test_a_look_that_was_cut_off_goes_on_behind_the_last_secret(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    job = looks.request_look(by=administrator, clock=clock)
    job.params = {**job.params, "after": "S-1", "found": 3}
    job.save()

    done = do_job(job.pk, worker="w", clock=clock)

    assert done.result is not None
    assert list(Look.objects.values_list("secret__code", flat=True)) == ["T-1"]
    assert done.result["contradictions"] >= 3


def test_an_export_that_is_none_is_refused_and_a_list_can_be_removed(
    registered: Company, administrator: Actor, clock: FixedClock, tmp_path: Path
) -> None:
    wrong = tmp_path / "x.txt"
    wrong.write_text("hello", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        looks.import_access_list(wrong, by=administrator, clock=clock)
    assert refused.value.code is ErrorCode.PERMISSIONS_FORMAT

    row = looks.import_access_list(registered.secrets, by=administrator, clock=clock)
    again = looks.import_access_list(registered.secrets, by=administrator, clock=clock)
    assert row.pk != again.pk
    looks.remove_access_list(again.pk, by=administrator, clock=clock)
    with pytest.raises(InputError):
        looks.remove_access_list(again.pk, by=administrator, clock=clock)


def _reading(*grants: tuple[str, str], **more: Any) -> PermissionReading:
    return PermissionReading(
        source="s",
        taken_on=dt.date(2026, 4, 1),
        grants=tuple(
            Grant(path=path, who=who, rights=frozenset({Right.READ}), kind=PrincipalKind.GROUP)
            for path, who in grants
        ),
        **more,
    )


def test_a_reading_survives_being_kept() -> None:
    reading = _reading((r"\\fs01\x", "g"), members={"g": ("a", "b")})

    assert reading_from_json(reading_to_json(reading)) == reading


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("//FS01/x/T-1/a.txt", {"one", "two"}),
        (r"\\fs01\x\t-1", {"one", "two", "deep"}),
        (r"\\fs01\x\T-10", {"all"}),
        (r"\\fs01\y", None),
    ],
)
def test_a_path_has_the_grants_of_the_nearest_path_and_of_what_is_below(
    path: str, names: set[str] | None
) -> None:
    reading = _reading(
        (r"\\fs01\x", "all"),
        (r"\\fs01\x\T-1", "g"),
        (r"\\fs01\x\T-1\sub", "deep"),
        members={"g": ("one", "two")},
    )

    view = view_of([path], [AccessIndex(reading)])

    assert (view and {opener.name for opener in view.openers}) == names
    assert view is None or all(o.how is OpenerHow.PERMISSION for o in view.openers)
