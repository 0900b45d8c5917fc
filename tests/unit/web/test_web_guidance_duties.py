# SPDX-License-Identifier: Apache-2.0
"""Confirmations, agreements, courses and the calendar: on pages and by personal links."""

from __future__ import annotations

import datetime as dt
import html as markup
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from tests.unit.web.page_flow import Browser, acts, shown

from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.hashing import sha256
from hiden.guideline.courses import find_course
from hiden.guideline.values import Answer, Evidence, EvidenceKind
from hiden.web.outside import mailto
from hiden.web.throttle import FAILURES
from hiden.workspace import models
from hiden.workspace.queries.standing import today
from hiden.workspace.roles import Actor, Role
from hiden.workspace.use_cases import duties, sheets

BY = Actor(name="administrator", role=Role.ADMINISTRATOR)
DAY = dt.timedelta(days=1)
AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def stranger(language: str = "en") -> Client:
    """Return a browser in which nobody has signed in; it checks forms as a real one does."""
    return Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE=language, enforce_csrf_checks=True)


def asked(person: str = "架空花子", **more: Any) -> tuple[models.Acknowledgement, str]:
    """Ask somebody to confirm."""
    fields = {"codes": ("T-1",), "language": "ja"} | more
    return duties.request_acknowledgement(duties.Asked(person=person, **fields), by=BY)


def right(course: str) -> dict[str, str]:
    """Return the right answers of a course."""
    return {f"q-{question.id}": question.right for question in find_course(course).questions}


# asking and confirming


def test_the_link_is_shown_once_and_a_mail_is_prepared(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER)
    sent = {
        "person": "架空花子",
        "codes": ["T-1"],
        "language": "ja",
        "mail": "hanako@example.com",
        "due_on": "2027-01-15",
    }
    html = client.post(reverse("measures-ask"), sent).content.decode()
    row = models.Acknowledgement.objects.get()
    link = re.search(r'id="link" readonly value="([^"]+)"', html)
    mail = re.search(r'href="(mailto:[^"]+)"', html)

    assert link
    assert mail
    token = link[1].rstrip("/").rpartition("/")[2]
    assert sha256(token.encode()) == row.token_sha256
    said = unquote(markup.unescape(mail[1]))
    assert said.startswith("mailto:hanako@example.com?subject=秘密保持に関する確認のお願い&body=")
    assert link[1] in said
    assert "2027年1月15日" in said
    assert "架空精機株式会社" in said
    page = reverse("measures-request", args=[row.uid])
    assert token not in client.get(page).content.decode()
    assert acts()[-1] == "acknowledgement.requested"


def test_a_mail_without_a_day_names_none(sign_in: Browser, filled: Any) -> None:
    sent = {"person": "架空花子", "language": "en"}
    html = sign_in(Role.MANAGER).post(reverse("measures-ask"), sent).content.decode()
    mail = re.search(r'href="(mailto:[^"]+)"', html)

    assert mail
    assert "Please confirm by" not in unquote(mail[1])


def test_a_company_without_a_name_is_sent_to_name_itself(sign_in: Browser) -> None:
    html = sign_in(Role.MANAGER).get(reverse("measures-ask")).content.decode()

    assert "Name your company first" in html
    assert "Make the link" not in html


def test_nobody_is_asked_without_a_name_or_for_an_unknown_secret(
    sign_in: Browser, filled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, page = sign_in(Role.MANAGER), reverse("measures-ask")
    monkeypatch.setattr("hiden.web.forms.duties.secret_choices", lambda: (("GONE", "x"),))
    nameless = client.post(page, {"person": "", "language": "ja"})
    gone = client.post(page, {"person": "架空花子", "language": "ja", "codes": ["GONE"]})

    assert nameless.status_code == 422
    assert gone.status_code == 422
    assert "GONE" in gone.content.decode()
    assert not models.Acknowledgement.objects.exists()


def test_who_follows_the_link_confirms_and_learns(filled: Any) -> None:
    row, token = asked()
    client, page = stranger(), reverse("measures-acknowledge", args=[token])
    before = client.get(page)
    confirmed = client.post(page)
    after = client.get(page).content.decode()
    row.refresh_from_db()

    assert before["Referrer-Policy"] == "no-referrer"
    assert "noindex" in before["X-Robots-Tag"]
    assert "no-store" in before["Cache-Control"]
    assert '<html lang="ja">' in before.content.decode()
    assert "歯車の熱処理条件" in before.content.decode()
    assert 'aria-label="メインメニュー"' not in before.content.decode()
    assert confirmed["Location"] == page
    assert row.means == "link"
    assert row.statement_sha256 in after
    assert reverse("measures-link-course", args=[token]) in after
    assert acts()[-1] == "acknowledgement.given"


def test_the_course_behind_a_link_is_recorded_for_its_person(filled: Any) -> None:
    _row, token = asked(language="en")
    page = reverse("measures-link-course", args=[token])
    client = stranger("ja")
    html = client.get(page).content.decode()
    graded = client.post(page, right("staff-basics")).content.decode()

    assert '<html lang="en">' in html
    assert "csrfmiddlewaretoken" not in html
    assert "10 of 10 answers are right." in graded
    assert models.Training.objects.get().person == "架空花子"
    confirmed = reverse("measures-acknowledge", args=[token])
    client.post(confirmed)
    assert "tag--good" in client.get(confirmed).content.decode()


def test_unknown_links_are_none_and_soon_have_to_wait(filled: Any) -> None:
    _row, token = asked()
    client, page = stranger(), reverse("measures-acknowledge", args=["unknown"])
    answers = [client.get(page).status_code for _ in range(FAILURES)]
    paused = client.get(page)
    feed = client.get(reverse("measures-feed", args=["unknown"]))
    known = client.get(reverse("measures-acknowledge", args=[token]))

    assert answers == [404] * FAILURES
    assert paused.status_code == 429
    assert "Wait five minutes" in paused.content.decode()
    assert feed.status_code == 429
    assert known.status_code == 200


def test_a_user_confirms_on_the_own_page_and_nobody_else_can(sign_in: Browser, filled: Any) -> None:
    row, _token = asked("auditor")
    confirm = reverse("measures-confirm", args=[row.uid])
    other = sign_in(Role.MANAGER).post(confirm)
    client = sign_in(Role.AUDITOR)
    waiting = client.get(reverse("measures-mine")).content.decode()
    html = shown(client, client.post(confirm))
    row.refresh_from_db()

    assert other.status_code == 404
    assert confirm in waiting
    assert confirm not in html
    assert row.statement_sha256 in html
    assert row.means == "page"


def test_a_signed_paper_is_recorded_by_its_hash_alone(sign_in: Browser, filled: Any) -> None:
    row, _token = asked()
    client, page = sign_in(Role.MANAGER), reverse("measures-request", args=[row.uid])
    scan = SimpleUploadedFile("scan.pdf", b"a scan")
    html = shown(client, client.post(page, {"scan": scan, "signed_on": "2026-04-02"}))
    nothing = client.post(page, {"signed_on": "2026-04-02"})
    reader = sign_in(Role.CONTRIBUTOR).post(page, {})
    row.refresh_from_db()

    assert sha256(b"a scan") == row.paper_sha256
    assert row.paper_sha256 in html
    assert row.acknowledged_on == dt.date(2026, 4, 2)
    assert nothing.status_code == 422
    assert reader.status_code == 403


def test_a_request_that_is_not_there_is_not_found(sign_in: Browser, filled: Any) -> None:
    page = reverse("measures-request", args=["00000000-0000-0000-0000-000000000001"])
    assert sign_in().get(page).status_code == 404


# agreements


def test_an_agreement_is_recorded_corrected_and_removed(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER)
    new, edit = reverse("measures-agreement-new"), reverse("measures-agreement", args=["NDA/1"])
    sent = {
        "code": "NDA/1",
        "kind": "nda",
        "party": "架空商事",
        "signed_on": "2026-04-01",
        "secrets": ["T-1"],
        "scan": SimpleUploadedFile("nda.pdf", b"signed"),
    }
    html = shown(client, client.post(new, sent))
    form = client.get(edit).content.decode()
    shown(client, client.post(edit, {"kind": "nda", "party": "架空商事", "ends_on": "2020-01-01"}))
    row = models.Agreement.objects.get()

    assert "架空商事" in html
    assert sha256(b"signed") in form
    assert row.file_sha256 == sha256(b"signed")
    assert row.ends_on == dt.date(2020, 1, 1)
    shown(client, client.post(reverse("measures-agreement-remove", args=["NDA/1"])))
    assert not models.Agreement.objects.exists()
    assert acts()[-1] == "agreement.removed"


def test_an_agreement_that_makes_no_sense_is_not_recorded(
    sign_in: Browser, filled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, page = sign_in(Role.MANAGER), reverse("measures-agreement-new")
    plain = {"code": "NDA-1", "kind": "nda", "party": "架空商事"}
    turned = client.post(page, plain | {"starts_on": "2026-04-02", "ends_on": "2026-04-01"})
    hidden = client.post(page, plain | {"party": "架空\u202e商事"})
    monkeypatch.setattr("hiden.web.forms.duties.secret_choices", lambda: (("GONE", "x"),))
    gone = client.post(page, plain | {"secrets": ["GONE"]})

    assert "lies before" in turned.content.decode()
    assert [turned.status_code, hidden.status_code, gone.status_code] == [422] * 3
    assert not models.Agreement.objects.exists()
    assert client.get(reverse("measures-agreement", args=["no"])).status_code == 404


def test_agreements_say_how_they_stand(sign_in: Browser, filled: Any) -> None:
    client, day = sign_in(Role.MANAGER, "en"), today()
    for code, signed, ends in (
        ("A", True, None),
        ("B", True, day + 10 * DAY),
        ("C", True, day - DAY),
        ("D", False, None),
    ):
        sent = {"code": code, "kind": "other", "party": "架空", "ends_on": ends or ""}
        client.post(
            reverse("measures-agreement-new"),
            sent | ({"signed_on": "2020-01-01"} if signed else {}),
        )
    found = {
        state: re.findall(
            r'agreements/edit/(\w)/"',
            client.get(reverse("measures-agreements"), {"state": state}).content.decode(),
        )
        for state in ("in-force", "ending", "ended", "unsigned")
    }

    assert found == {"in-force": ["A"], "ending": ["B"], "ended": ["C"], "unsigned": ["D"]}
    html = client.get(reverse("measures-agreements")).content.decode()
    assert all(word in html for word in ("In force", "Ends within 90 days", "Ended", "Not signed"))


# courses


def test_a_course_is_passed_and_counts_for_a_year(sign_in: Browser, filled: Any) -> None:
    client, page = sign_in(Role.CONTRIBUTOR), reverse("measures-course", args=["staff-basics"])
    html = client.post(page, right("staff-basics")).content.decode()
    mine = client.get(reverse("measures-mine")).content.decode()

    assert "result--passed" in html
    assert 'id="quiz"' not in html
    assert "valid until" in mine
    assert acts()[-1] == "training.taken"


def test_a_wrong_answer_is_explained(sign_in: Browser, filled: Any) -> None:
    course = find_course("managers")
    wrong = {
        f"q-{question.id}": next(o.id for o in question.options if o.id != question.right)
        for question in course.questions
    }
    page = reverse("measures-course", args=["managers"])
    html = sign_in().post(page, wrong).content.decode()

    assert "0 of 10 answers are right." in html
    assert markup.escape(course.questions[0].why.en) in html
    assert "80 per cent are needed" in html
    assert not models.Training.objects.get().passed


def test_a_quiz_with_open_questions_is_not_graded(sign_in: Browser, filled: Any) -> None:
    page = reverse("measures-course", args=["managers"])
    answer = sign_in().post(page, {})

    assert answer.status_code == 422
    assert "Some questions have no answer yet." in answer.content.decode()
    assert not models.Training.objects.exists()


def test_an_unknown_course_is_none(sign_in: Browser, filled: Any) -> None:
    assert sign_in().get(reverse("measures-course", args=["none"])).status_code == 404


def test_training_is_told_by_what_is_due(sign_in: Browser, filled: Any) -> None:
    client, day = sign_in(Role.MANAGER), today()
    for person, passed, until in (
        ("valid", True, day + 200 * DAY),
        ("due", True, day + 10 * DAY),
        ("expired", True, day - DAY),
        ("failed", False, day + 200 * DAY),
    ):
        asked(person, mail=f"{person}@example.com")
        models.Training.objects.create(
            person=person,
            course="staff-basics",
            course_version=1,
            right=8,
            asked=10,
            passed=passed,
            taken_at=AT,
            valid_until=until,
        )
    rows = client.get(reverse("measures-training"), {"text": "e"}).content.decode()
    found = {
        state: client.get(reverse("measures-training"), {"state": state}).content.decode()
        for state in ("valid", "due", "expired", "failed", "never")
    }

    for state in ("valid", "due", "expired", "failed"):
        assert f'<th scope="row">{state}</th>' in found[state]
        assert found[state].count('<th scope="row">') == 1
    assert '<th scope="row">manager</th>' in found["never"]
    assert "mailto:due@example.com?subject=" in rows
    assert "mailto:valid@example.com" not in rows


# the calendar


def test_everything_that_is_due_stands_in_the_calendar(sign_in: Browser, filled: Any) -> None:
    day = today()
    _fill_calendar(day)
    html = sign_in(Role.MANAGER).get(reverse("measures-calendar")).content.decode()

    for words in (
        "T-1 歯車の熱処理条件", "架空花子", "NDA-9", "Step of the plan", "Evidence runs out",
        "check of the organisation", "1 entry is overdue", "Trade secrets, the basics",
    ):  # fmt: skip
        assert words in html, words


def test_the_feed_names_secrets_but_no_person(sign_in: Browser, filled: Any) -> None:
    _fill_calendar(today())
    client = sign_in(Role.MANAGER)
    html = client.post(reverse("measures-calendar-link")).content.decode()
    link = re.search(r'id="feed" readonly value="([^"]+)"', html)
    assert link
    answer = stranger("ja").get(link[1])
    found = Calendar.from_ical(answer.content.decode())
    titles = [str(event["SUMMARY"]) for event in found.walk("VEVENT")]

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "見直し：T-1 歯車の熱処理条件" in titles
    assert "確認の期限" in titles
    assert "架空花子" not in answer.content.decode()
    assert 'href="webcal://' in html
    assert "the old one ends" in client.get(reverse("measures-calendar")).content.decode()


def test_a_new_link_ends_the_one_before(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER)
    links = [
        re.search(
            r'value="(http[^"]+\.ics)"',
            client.post(reverse("measures-calendar-link")).content.decode(),
        )
        for _ in range(2)
    ]
    assert all(links)
    codes = [stranger().get(link[1]).status_code for link in links if link]

    assert codes == [404, 200]
    assert sign_in(Role.AUDITOR).post(reverse("measures-calendar-link")).status_code == 403


def test_without_a_link_no_token_opens_the_feed(db: None) -> None:
    assert stranger().get(reverse("measures-feed", args=["x"])).status_code == 404


def _fill_calendar(day: dt.date) -> None:
    models.Secret.objects.filter(code="T-1").update(review_on=day - DAY, expires_on=day + DAY)
    asked(due_on=day + 2 * DAY)
    evidence = (Evidence(kind=EvidenceKind.DOCUMENT, on=day - DAY, expires_on=day + 3 * DAY),)
    sheets.answer_items([Answer(item="ai-rules", option="in-force", evidence=evidence)], by=BY)
    sheets.answer_items(
        [Answer(item="marking", option="marked", evidence=evidence)], code="T-1", by=BY
    )
    models.PlanStep.objects.create(
        item="marking", want="marked", is_organisation=False, tier=1, effort_days=1,
        due_on=day + 4 * DAY, adopted_at=AT, adopted_by="x",
        changed_at=AT,
    )  # fmt: skip
    models.Agreement.objects.create(
        code="NDA-9", kind="nda", party="架空商事", ends_on=day + 5 * DAY,
        value={"code": "NDA-9", "kind": "nda", "party": "架空商事"},
        recorded_at=AT, recorded_by="x",
    )  # fmt: skip
    models.Training.objects.create(
        person="架空花子", course="staff-basics", course_version=1, right=10, asked=10,
        passed=True, taken_at=AT, valid_until=day + 6 * DAY,
    )  # fmt: skip


# what goes outside


def test_a_prepared_mail_holds_lines_and_signs_as_they_are() -> None:
    address = mailto("a+b@example.com", subject="件名 & 1", body="一行目\n二行目")

    assert address.startswith("mailto:a%2Bb@example.com?subject=%E4%BB%B6")
    assert "%26" in address
    assert "%0D%0A" in address


def test_the_error_of_a_link_says_what_to_do() -> None:
    assert "link" in str(InputError(ErrorCode.LINK_UNKNOWN)).lower()
