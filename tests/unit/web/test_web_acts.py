# SPDX-License-Identifier: Apache-2.0
"""What people do about secrets, findings and cases: forms in, answers and refusals shown."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.unit.web.page_flow import PASSWORD, Browser, acts, shown

from hiden.workspace import models
from hiden.workspace.roles import Role

# Signing in, language, account


def test_signing_in_leads_to_the_overview_and_a_wrong_password_does_not(sign_in: Browser) -> None:
    sign_in(Role.MANAGER)
    client = Client(HTTP_HOST="localhost")
    wrong = client.post(reverse("sign-in"), {"username": "manager", "password": "no"})
    right = client.post(reverse("sign-in"), {"username": "manager", "password": PASSWORD})

    assert wrong.status_code == 200
    assert 'role="alert"' in wrong.content.decode()
    assert reverse("overview") == right["Location"]


@pytest.mark.django_db
def test_without_any_account_the_first_page_says_how_to_make_one() -> None:
    html = Client(HTTP_HOST="localhost").get(reverse("sign-in")).content.decode()

    assert "hiden init" in html


def test_the_stored_language_wins_over_cookie_and_browser(sign_in: Browser) -> None:
    client = sign_in(Role.MANAGER, "ja")
    client.cookies["hiden_language"] = "en"
    answer = client.get(reverse("overview"), HTTP_ACCEPT_LANGUAGE="en")

    assert '<html lang="ja">' in answer.content.decode()
    assert answer["Content-Language"] == "ja"


def test_choosing_a_language_is_remembered_and_leads_back(sign_in: Browser) -> None:
    client = sign_in(Role.MANAGER, "ja")
    answer = client.post(reverse("language"), {"language": "en", "next": reverse("law")})

    assert reverse("law") == answer["Location"]
    assert get_user_model().objects.get(username="manager").language == "en"
    assert answer.cookies["hiden_language"].value == "en"


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_choosing_a_language_never_leads_elsewhere(target: str) -> None:
    client = Client(HTTP_HOST="localhost")
    answer = client.post(reverse("language"), {"language": "en", "next": target})

    assert reverse("overview") == answer["Location"]


@pytest.mark.django_db
def test_a_language_that_does_not_exist_is_not_found() -> None:
    client = Client(HTTP_HOST="localhost")

    assert client.post(reverse("language"), {"language": "tlh"}).status_code == 404


def test_a_user_changes_the_own_password_only_with_the_present_one(sign_in: Browser) -> None:
    client = sign_in(Role.AUDITOR)
    where = reverse("settings-account")
    wrong = client.post(where, {"old": "no", "password": "another-good-password"})
    weak = client.post(where, {"old": PASSWORD, "password": "short"})
    right = client.post(where, {"old": PASSWORD, "password": "another-good-password"})

    assert "not your present password" in wrong.content.decode()
    assert 'class="wrong"' in weak.content.decode()
    assert "Your password was changed." in shown(client, right)


# Registry


def test_a_register_is_imported_and_every_problem_row_is_reported(sign_in: Browser) -> None:
    client = sign_in(Role.CONTRIBUTOR)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["管理番号", "名称", "秘密区分"], ["K-1", "配合表", "極秘"], ["K-2", "図面", "謎"]):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    upload = SimpleUploadedFile("台帳.xlsx", data.getvalue())
    html = shown(client, client.post(reverse("registry-import"), {"file": upload}))

    assert list(models.Secret.objects.values_list("code", flat=True)) == ["K-1"]
    assert "台帳.xlsx" in html
    assert "Not taken" in html
    assert 'data-label="Row">3<' in html


def test_a_file_that_is_no_register_is_refused_with_what_to_do(sign_in: Browser) -> None:
    upload = SimpleUploadedFile("memo.xlsx", b"no table at all")
    answer = sign_in().post(reverse("registry-import"), {"file": upload})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_secret_is_typed_in_and_changed_and_its_lists_come_back(sign_in: Browser) -> None:
    client = sign_in(Role.CONTRIBUTOR)
    data = {
        "code": "K-7", "title": "配合表", "level": "secret", "need_to_know": "開発課\n品質課",
        "containers": "Paper: safe", "secrecy": "2026-04-01 locked\nmarked",
    }  # fmt: skip
    html = shown(client, client.post(reverse("registry-new"), data))
    form = client.get(reverse("registry-edit", kwargs={"code": "K-7"})).content.decode()
    again = client.post(
        reverse("registry-edit", kwargs={"code": "K-7"}), {**data, "title": "新しい名称"}
    )

    assert "K-7 was saved." in html
    assert "1 Apr 2026" in html
    assert re.search(r"2026-04-01:? locked\nmarked</textarea>", form)
    assert "Paper: safe" in form
    assert "新しい名称" in shown(client, again)
    assert acts() == ["secret.saved", "secret.saved"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"level": "cosmic"},
        {"title": "一切の技術情報"},
        {"registered_on": "2026-04-02", "review_on": "2026-04-01"},
        {"value_jpy": "-1"},
    ],
)
def test_what_makes_no_sense_comes_back_in_the_form_and_nothing_is_saved(
    change: dict[str, str], sign_in: Browser
) -> None:
    answer = sign_in().post(
        reverse("registry-new"), {"code": "K-7", "title": "配合表", "level": "secret", **change}
    )

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode() or 'class="wrong"' in answer.content.decode()
    assert not models.Secret.objects.exists()


def test_a_secret_is_withdrawn_with_a_reason_only(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    where = reverse("registry-withdraw", kwargs={"code": "S/1 値引き"})
    without = client.post(where, {"reason": " "})
    with_reason = client.post(where, {"reason": "公開した"})

    assert without.status_code == 422
    assert "withdrawn" in shown(client, with_reason)
    assert "S/1 値引き" not in client.get(reverse("registry")).content.decode()
    assert "S/1" in client.get(reverse("registry"), {"show": "withdrawn"}).content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"text": "熱処理"}, ["T-1"]),
        ({"level": "secret"}, ["S/1 値引き"]),
        ({"kind": "technical"}, ["T-1"]),
        ({"show": "findings"}, ["T-1"]),
        ({"show": "unindexed"}, ["S/1 値引き"]),
        ({"sort": "-code"}, ["T-1", "S/1 値引き"]),
        ({"sort": "nonsense", "level": "nonsense", "page": "nonsense"}, ["S/1 値引き", "T-1"]),
    ],
)
def test_the_register_is_filtered_and_sorted_by_its_address(
    query: dict[str, str], expected: list[str], sign_in: Browser, filled: Any
) -> None:
    answer = sign_in().get(reverse("registry"), query)

    assert expected == [row.code for row in answer.context["page"].rows]


@pytest.mark.parametrize(
    ("asked", "start"),
    [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("csv-cp932", "管理番号".encode("cp932"))],
)
def test_the_register_is_given_out_in_each_form(
    asked: str, start: bytes, sign_in: Browser, filled: Any
) -> None:
    answer = sign_in(Role.AUDITOR, "ja").get(reverse("registry"), {"export": asked})

    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert "attachment" in answer["Content-Disposition"]
    assert acts()[-1] == "register.exported"


@pytest.mark.parametrize("name", ["findings", "cases", "ledger", "settings", "settings-jobs"])
@pytest.mark.parametrize("asked", ["xlsx", "csv", "csv-cp932"])
def test_every_list_is_given_out_in_each_form_to_whom_it_may_be(
    name: str, asked: str, sign_in: Browser, filled: Any
) -> None:
    given = sign_in(Role.MANAGER).get(reverse(name), {"export": asked})
    refused = sign_in(Role.CONTRIBUTOR).get(reverse(name), {"export": asked})

    assert (given.status_code, refused.status_code) == (200, 403)
    assert len(given.content) > 20


def test_originals_are_asked_for_by_path_and_taken_out_again(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER)
    where = reverse("registry-originals", kwargs={"code": "T-1"})
    asked = shown(client, client.post(where, {"paths": f'"{filled.document}"\n\n'}))
    missing = client.post(where, {"paths": "/no/such/file"})
    removed = client.post(reverse("registry-originals-remove", kwargs={"code": "T-1"}))

    assert "Waiting" in asked
    assert missing.status_code == 422
    assert "/no/such/file" in missing.content.decode()
    assert "1 originals were taken out" in shown(client, removed)


# Findings and cases


def test_the_texts_are_shown_only_when_asked_for_and_that_is_recorded(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in(Role.MANAGER)
    page = reverse("findings-finding", kwargs={"uid": filled.finding})
    texts = reverse("findings-texts", kwargs={"uid": filled.finding})
    before = client.get(page).content.decode()
    after = client.post(texts).content.decode()

    assert "焼入れ後" not in before
    assert after.count("<mark>焼入れ後") == 2
    assert acts()[-1] == "finding.passages-read"
    assert "焼入れ後" not in client.get(page).content.decode()


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.AUDITOR])
def test_the_texts_are_refused_to_whom_they_are_not_for(
    role: Role, sign_in: Browser, filled: Any
) -> None:
    answer = sign_in(role).post(reverse("findings-texts", kwargs={"uid": filled.finding}))

    assert answer.status_code == 403
    assert "焼入れ後" not in answer.content.decode()


def test_a_file_that_has_gone_is_said_to_be_gone(sign_in: Browser, filled: Any) -> None:
    filled.document.write_text("something else", encoding="utf-8")
    html = (
        sign_in().post(reverse("findings-texts", kwargs={"uid": filled.finding})).content.decode()
    )

    assert "has been moved or changed" in html


def test_a_finding_is_decided_with_a_reason_and_leaves_the_inbox(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in(Role.MANAGER)
    where = reverse("findings-decide", kwargs={"uid": filled.finding})
    without = client.post(where, {"state": "confirmed", "note": ""})
    decided = client.post(where, {"state": "confirmed", "note": "原本と同じ"})

    assert 'class="wrong"' in without.content.decode()
    assert "原本と同じ" in shown(client, decided)
    assert list(client.get(reverse("findings")).context["page"].rows) == []
    assert client.get(reverse("findings"), {"state": "all"}).context["page"].total == 1


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"route": "people"}, 1),
        ({"route": "cyber"}, 0),
        ({"level": "top_secret"}, 1),
        ({"level": "secret"}, 0),
        ({"strength": "strong"}, 1),
        ({"text": "copy"}, 1),
        ({"text": "nowhere"}, 0),
        ({"state": "dismissed"}, 0),
    ],
)
def test_the_inbox_is_filtered_by_its_address(
    query: dict[str, str], count: int, sign_in: Browser, filled: Any
) -> None:
    answer = sign_in().get(reverse("findings"), query)

    assert count == answer.context["page"].total


def test_a_case_is_opened_from_a_finding_and_closed_with_a_result(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in(Role.MANAGER)
    data = {"title": "確認", "reason": "持出しの疑い", "finding": str(filled.finding)}
    opened = client.post(reverse("cases-open"), data)
    closed = client.post(f"{opened['Location']}close/", {"note": "許可あり"})
    html = shown(client, closed)

    assert "許可あり" in html
    assert "closed on" in html
    assert client.post(reverse("cases-open"), {**data, "reason": ""}).status_code == 422
