# SPDX-License-Identifier: Apache-2.0
"""Pages about guidance: for every role in both languages; procedure, starter packs, decisions."""

from __future__ import annotations

import datetime as dt
import io
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.unit.web.page_flow import Browser, acts, shown

from hiden import registry
from hiden.foundation.ids import secret_id
from hiden.foundation.language import LANGUAGES, Language
from hiden.guideline.packs import load_packs
from hiden.guideline.papers import load_templates
from hiden.guideline.values import Answer
from hiden.web.guidance_urls import GUIDANCE_URLS
from hiden.workspace import models
from hiden.workspace.queries.standing import today
from hiden.workspace.roles import ACCOUNT_ROLES, Actor, Permission, Role, is_permitted
from hiden.workspace.use_cases import duties, organisation, sheets

ALL = [(role, language) for role in ACCOUNT_ROLES for language in LANGUAGES]
BY = Actor(name="administrator", role=Role.ADMINISTRATOR)
PAGES: dict[str, Permission] = {
    "measures-procedure": Permission.LOOK,
    "measures-pack": Permission.LOOK,
    "measures-decisions": Permission.LOOK,
    "measures-decision": Permission.LOOK,
    "measures-papers": Permission.LOOK,
    "measures-paper": Permission.LOOK,
    "measures-duties": Permission.LOOK,
    "measures-ask": Permission.MANAGE_DUTIES,
    "measures-request": Permission.LOOK,
    "measures-agreements": Permission.LOOK,
    "measures-agreement-new": Permission.MANAGE_DUTIES,
    "measures-agreement": Permission.MANAGE_DUTIES,
    "measures-training": Permission.LOOK,
    "measures-mine": Permission.ACKNOWLEDGE,
    "measures-course": Permission.ACKNOWLEDGE,
    "measures-survey": Permission.LOOK,
    "measures-calendar": Permission.LOOK,
}
POSTS = {
    "measures-procedure-step",
    "measures-business",
    "measures-agreement-remove",
    "measures-confirm",
    "measures-calendar-link",
}
OPEN = {"measures-acknowledge", "measures-link-course", "measures-feed"}
EXPORTED = {
    "measures-decisions": "patent-or-secret",
    "measures-papers": "documents",
    "measures-duties": "confirmations",
    "measures-agreements": "agreements",
    "measures-training": "training",
    "measures-survey": "surveys",
    "measures-calendar": "calendar",
}


@pytest.fixture
def guided(filled: Any) -> models.Acknowledgement:
    """Fill the workspace with duties as well; return an open request."""
    day = today()
    row, _ = duties.request_acknowledgement(
        duties.Asked(
            person="架空花子", codes=("T-1",), language="ja", due_on=day - dt.timedelta(days=3)
        ),
        by=BY,
    )
    duties.record_agreement(
        registry.Agreement(
            code="NDA/1",
            kind=registry.AgreementKind.NDA,
            party="架空商事株式会社",
            signed_on=day - dt.timedelta(days=300),
            ends_on=day + dt.timedelta(days=20),
            secrets=(secret_id("T-1"),),
        ),
        by=BY,
    )
    duties.record_training("架空花子", course="staff-basics", answers={}, by=BY)
    return row


def address(name: str, row: models.Acknowledgement) -> str:
    """Return the address of a page about what the workspace is filled with."""
    arguments: dict[str, dict[str, Any]] = {
        "measures-pack": {"pack_id": "machine-maker"},
        "measures-decision": {"code": "S/1 値引き"},
        "measures-paper": {"template_id": "nda-one-way"},
        "measures-request": {"uid": row.uid},
        "measures-agreement": {"code": "NDA/1"},
        "measures-agreement-remove": {"code": "NDA/1"},
        "measures-confirm": {"uid": row.uid},
        "measures-course": {"course_id": "managers"},
        "measures-acknowledge": {"token": "x"},
        "measures-link-course": {"token": "x"},
        "measures-feed": {"token": "x"},
    }
    return reverse(name, kwargs=arguments.get(name))


def flaws(html: str) -> list[str]:
    """Return what a strict content security policy would block."""
    return re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", html)


def test_every_address_is_in_one_of_the_lists() -> None:
    assert {item.name for item in GUIDANCE_URLS} == {*PAGES, *POSTS, *OPEN}


@pytest.mark.parametrize(("role", "language"), ALL)
def test_a_page_is_seen_by_whom_it_is_for_and_refused_to_others(
    role: Role, language: Language, sign_in: Browser, guided: models.Acknowledgement
) -> None:
    client = sign_in(role, language)

    for name, permission in PAGES.items():
        answer = client.get(address(name, guided))
        allowed = is_permitted(Actor(name=role.value, role=role), permission)
        html = answer.content.decode()
        assert (200 if allowed else 403) == answer.status_code, name
        assert flaws(html) == [], name
        assert f'<html lang="{language}">' in html, name
        assert html.count("<h1") == 1, name


@pytest.mark.parametrize("name", sorted({*PAGES, *POSTS}))
def test_nothing_is_seen_without_signing_in(name: str, db: None) -> None:
    row = models.Acknowledgement(uid=uuid.UUID(int=1))
    answer = Client(HTTP_HOST="localhost").get(address(name, row))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign-in"))


@pytest.mark.parametrize("name", sorted(POSTS))
def test_what_changes_something_is_not_done_by_following_a_link(
    name: str, sign_in: Browser, guided: models.Acknowledgement
) -> None:
    assert sign_in().get(address(name, guided)).status_code == 405


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_workspace_says_what_would_be_there(language: Language, sign_in: Browser) -> None:
    client = sign_in(Role.ADMINISTRATOR, language)

    for name in ("decisions", "papers", "duties", "agreements", "mine", "calendar"):
        assert 'class="empty"' in client.get(reverse(f"measures-{name}")).content.decode(), name


def test_a_reader_sees_no_button_that_the_role_would_refuse(
    sign_in: Browser, guided: models.Acknowledgement
) -> None:
    client = sign_in(Role.AUDITOR)
    forms = "".join(
        client.get(address(name, guided)).content.decode().split('<main class="main"')[1]
        for name, permission in PAGES.items()
        if permission is Permission.LOOK
    )

    assert 'method="post"' not in forms
    assert reverse("measures-ask") not in forms


@pytest.mark.parametrize(("name", "file"), EXPORTED.items())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_is_taken_away_as_a_file(
    name: str, file: str, language: Language, sign_in: Browser, guided: models.Acknowledgement
) -> None:
    client = sign_in(Role.AUDITOR, language)
    _issue(sign_in(Role.MANAGER))
    book = client.get(reverse(name), {"export": "xlsx"})
    text = client.get(reverse(name), {"export": "csv"}).content.decode("utf-8-sig")

    assert f'filename="{file}-' in book["Content-Disposition"]
    rows = list(load_workbook(io.BytesIO(book.content)).worksheets[0].values)
    assert len(rows) == len(text.splitlines())
    assert len(rows) >= 2


def _issue(client: Client) -> Any:
    sent = {"f-company": "架空精機株式会社", "form": "docx", "state": "clean", "act": "issue"}
    return client.post(reverse("measures-paper", args=["pledge-joining"]), sent)


def test_a_list_is_filtered_and_sorted(sign_in: Browser, guided: models.Acknowledgement) -> None:
    client = sign_in()
    _issue(client)
    digest = models.IssuedPaper.objects.get().sha256
    found = [
        ("measures-duties", {"text": "花子", "state": "overdue", "sort": "due"}),
        ("measures-duties", {"text": "T-1"}),
        ("measures-agreements", {"text": "商事", "kind": "nda", "state": "ending"}),
        ("measures-training", {"text": "花子", "state": "failed", "course": "staff-basics"}),
        ("measures-training", {"state": "open", "sort": "-person"}),
        ("measures-training", {"sort": "until"}),
        ("measures-training", {"sort": "course"}),
        ("measures-papers", {"template": "pledge-joining", "sort": "by"}),
        ("measures-papers", {"text": "架空精機"}),
        ("measures-papers", {"text": digest[:10]}),
        ("measures-calendar", {"kind": "review", "ahead": "1096"}),
    ]
    missed = [
        ("measures-duties", {"text": "花子", "state": "given"}),
        ("measures-agreements", {"state": "unsigned"}),
        ("measures-agreements", {"state": "ended"}),
        ("measures-training", {"text": "nobody"}),
        ("measures-papers", {"text": "nothing of the kind"}),
        ("measures-calendar", {"kind": "step"}),
    ]

    for name, asked in found:
        html = client.get(reverse(name), asked).content.decode()
        assert "<tbody>" in html, (name, asked)
    for name, asked in missed:
        html = client.get(reverse(name), asked).content.decode()
        assert 'class="empty"' in html, (name, asked)


# the guided procedure


def test_a_step_is_done_and_taken_back(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.CONTRIBUTOR)
    page, step = reverse("measures-procedure"), reverse("measures-procedure-step")
    html = shown(client, client.post(step, {"step": "strengths", "done": "1"}))
    taken_back = shown(client, client.post(step, {"step": "strengths", "done": "0"}))

    assert "1 of 6 steps done" in html
    assert "0 of 6 steps done" in taken_back
    assert acts()[-2:] == ["procedure.step-set"] * 2
    assert client.post(step, {"step": "no such", "done": "1"}).status_code == 404
    assert sign_in(Role.AUDITOR).post(step, {"step": "divide", "done": "1"}).status_code == 403
    assert client.get(page).status_code == 200


def test_the_kind_of_business_leads_to_its_starter_pack(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    before = client.get(reverse("measures-procedure")).content.decode()
    sent = {"business": "food", "employees": "45"}
    html = shown(client, client.post(reverse("measures-business"), sent))
    nothing = client.post(reverse("measures-business"), {"business": "no such"})

    assert 'href="#business"' in before
    assert html.count(reverse("measures-pack", args=["food"])) == 2
    assert models.Organisation.objects.get().employees == 45
    assert shown(client, nothing).count("measures/packs/food") == 2


def test_what_is_ticked_of_a_pack_comes_into_the_register(sign_in: Browser, filled: Any) -> None:
    client, page = sign_in(Role.CONTRIBUTOR, "ja"), reverse("measures-pack", args=["food"])
    sent = _pack_fields() | {"recipe-take": "on", "recipe-title": "看板のたれ", "letters": "kz"}
    html = shown(client, client.post(page, sent))
    again = client.get(page, {"letters": "KZ"}).content.decode()

    assert "看板のたれ" in html
    assert registry.from_json(models.Secret.objects.get(code="KZ-01").value).owner == "製造"
    assert "KZ-02" in again
    assert acts()[-1] == "secrets.saved"


def test_a_title_that_is_registered_says_so(sign_in: Browser, filled: Any) -> None:
    client, page = sign_in(Role.CONTRIBUTOR, "ja"), reverse("measures-pack", args=["food"])
    title = load_packs()["food"].secrets[0].ja
    client.post(page, _pack_fields() | {"recipe-take": "on", "recipe-title": title})

    assert "登録済み：FD-01" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Nothing is chosen"),
        ({"recipe-take": "on", "recipe-title": ""}, "does not give it away"),
        ({"recipe-take": "on", "recipe-title": "技術情報一切"}, "not identified"),
    ],
)
def test_a_pack_is_not_taken_as_long_as_something_is_wrong(
    more: dict[str, str], said: str, sign_in: Browser, filled: Any
) -> None:
    before = models.Secret.objects.count()
    client = sign_in(Role.CONTRIBUTOR)
    answer = client.post(reverse("measures-pack", args=["food"]), _pack_fields() | more)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert before == models.Secret.objects.count()


def test_a_pack_is_refused_to_readers_and_an_unknown_one_is_none(
    sign_in: Browser, filled: Any
) -> None:
    page = reverse("measures-pack", args=["food"])

    assert sign_in(Role.AUDITOR).post(page, _pack_fields()).status_code == 403
    assert sign_in().get(reverse("measures-pack", args=["none"])).status_code in {404, 422}
    assert "Use letters" in sign_in().get(page, {"letters": "番"}).content.decode()


def _pack_fields() -> dict[str, str]:
    fields: dict[str, str] = {}
    for likely in load_packs()["food"].secrets:
        fields |= {
            f"{likely.id}-title": likely.en,
            f"{likely.id}-level": likely.level.value,
            f"{likely.id}-owner": "製造",
        }
    return fields


# patent or secret


def test_answers_in_the_address_are_weighed(sign_in: Browser, filled: Any) -> None:
    client, page = sign_in(), reverse("measures-decision", args=["T-1"])
    asked = {"detectability": "none", "reverse-engineering": "hard", "prior-use": "nonsense"}
    html = client.get(page, asked).content.decode()

    assert '<p class="advice-word">Keep secret</p>' in html
    assert "advice--undecided" in client.get(page).content.decode()


def test_a_decision_is_kept_with_its_answers(sign_in: Browser, filled: Any) -> None:
    client, page = sign_in(), reverse("measures-decision", args=["T-1"])
    sent = {"detectability": "none", "decision": "patent", "reason": "出願する"}
    html = shown(client, client.post(page, sent))
    rows = client.get(reverse("measures-decisions")).content.decode()

    assert "出願する" in html
    assert "the answers pointed to: Undecided" in html
    assert "behind closed doors" in html
    assert "Apply for a patent" in rows
    assert acts()[-1] == "secret.filing-decided"


def test_a_decision_without_reason_is_not_kept(sign_in: Browser, filled: Any) -> None:
    page = reverse("measures-decision", args=["T-1"])
    answer = sign_in().post(page, {"decision": "patent", "reason": ""})
    reader = sign_in(Role.AUDITOR).post(page, {"decision": "patent", "reason": "x"})

    assert answer.status_code == 422
    assert reader.status_code == 403
    assert not models.FilingDecision.objects.exists()


# documents


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_can_be_looked_at(language: Language, sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER, language)

    for template in load_templates():
        page = reverse("measures-paper", args=[template])
        for written in LANGUAGES:
            answer = client.get(page, {"language": written})
            assert answer.status_code == 200, template
            assert f'<article class="paper" lang="{written}">' in answer.content.decode()


def test_a_document_is_given_as_a_file_and_listed(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER)
    answer = _issue(client)
    html = client.get(reverse("measures-papers")).content.decode()

    assert answer.content.startswith(b"PK")
    assert 'filename="pledge-joining-en.docx"' in answer["Content-Disposition"]
    assert models.IssuedPaper.objects.get().is_clean
    assert "Pledge of Confidentiality (on joining)</a></th>" in html
    assert acts()[-1] == "paper.issued"


def test_a_document_shows_what_is_filled_in_and_names_chosen_secrets(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in(Role.MANAGER)
    page = reverse("measures-paper", args=["pledge-project"])
    sent = {
        "f-company": "架空精機株式会社",
        "f-project": "計画A",
        "f-signed_on": "2026-04-01",
        "codes": ["T-1"],
        "form": "pdf",
        "state": "notes",
        "language": "ja",
        "act": "preview",
    }
    html = client.post(page, sent).content.decode()

    assert "計画A" in html
    assert "歯車の熱処理条件" in html
    assert "2026年4月1日" in html
    assert "値引き基準" not in html.split('<article class="paper"')[1]
    assert not models.IssuedPaper.objects.exists()


def test_what_is_missing_is_said_at_its_field(sign_in: Browser, filled: Any) -> None:
    page = reverse("measures-paper", args=["nda-one-way"])
    answer = sign_in(Role.MANAGER).post(page, {"form": "docx", "state": "notes", "act": "issue"})

    assert answer.status_code == 422
    assert 'id="id_f-partner_error"' in answer.content.decode()
    assert not models.IssuedPaper.objects.exists()


def test_a_secret_withdrawn_meanwhile_is_said_in_the_form(
    sign_in: Browser, filled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "hiden.web.forms.papers.secret_choices", lambda: (("GONE", "取り下げた秘密"),)
    )
    page = reverse("measures-paper", args=["designation-list"])
    sent = {"f-company": "架空", "codes": ["GONE"], "form": "docx", "state": "notes"}
    answer = sign_in(Role.MANAGER).post(page, sent)

    assert answer.status_code == 422
    assert "GONE" in answer.content.decode()


def test_documents_are_not_issued_by_readers(sign_in: Browser, filled: Any) -> None:
    assert _issue(sign_in(Role.CONTRIBUTOR)).status_code == 403
    assert sign_in().get(reverse("measures-paper", args=["none"])).status_code == 404


def test_slides_and_labels_come_in_their_own_kinds_of_file(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER)
    slides = client.get(reverse("measures-paper", args=["training-slides"])).content.decode()
    labels = client.get(reverse("measures-paper", args=["labels"])).content.decode()

    assert 'value="pptx"' in slides
    assert 'value="docx"' not in slides
    assert 'name="state"' not in labels


# surveys


def test_own_answers_stand_beside_the_surveys(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    before = client.get(reverse("measures-survey")).content.decode()
    sheets.answer_measures([Answer(item="E-P4-2", option="partly")], by=BY)
    sheets.answer_items([Answer(item="ai-rules", option="none")], by=BY)
    html = client.get(reverse("measures-survey")).content.decode()
    text = client.get(reverse("measures-survey"), {"export": "csv"}).content.decode("utf-8-sig")

    assert "No ranking, no trend." in html
    assert before.count("mark--good") + 1 == html.count("mark--good")
    assert "does this" in text
    assert "does not do this" in text
    assert "not answered" in text


def test_a_plan_may_ask_for_the_size_of_the_company(filled: Any, sign_in: Browser) -> None:
    organisation.describe_organisation(employees=12, business="", by=BY)
    html = sign_in(Role.AUDITOR).get(reverse("measures-procedure")).content.decode()

    assert "<dd>12</dd>" in html
