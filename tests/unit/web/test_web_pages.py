# SPDX-License-Identifier: Apache-2.0
"""Every page for every role in both languages: what may be seen, and that it is well made."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hiden.foundation.language import LANGUAGES, Language
from hiden.web.frame import MENU
from hiden.web.guidance_urls import GUIDANCE_URLS
from hiden.web.urls import urlpatterns
from hiden.workspace import models
from hiden.workspace.roles import ACCOUNT_ROLES, Actor, Permission, Role, is_permitted

Browser = Callable[..., Client]

PAGES: dict[str, Permission] = {
    "overview": Permission.LOOK,
    "overview-start": Permission.LOOK,
    "registry": Permission.LOOK,
    "registry-import": Permission.EDIT_REGISTER,
    "registry-report": Permission.LOOK,
    "registry-new": Permission.EDIT_REGISTER,
    "registry-edit": Permission.EDIT_REGISTER,
    "registry-secret": Permission.LOOK,
    "measures": Permission.LOOK,
    "measures-secret": Permission.LOOK,
    "measures-organisation": Permission.LOOK,
    "measures-grid": Permission.LOOK,
    "measures-plan": Permission.LOOK,
    "measures-sight": Permission.LOOK,
    "measures-history": Permission.LOOK,
    "findings": Permission.LOOK,
    "findings-scan-new": Permission.MANAGE_ORIGINALS,
    "findings-scan": Permission.LOOK,
    "findings-finding": Permission.LOOK,
    "cases": Permission.LOOK,
    "cases-case": Permission.LOOK,
    "ledger": Permission.LOOK,
    "law": Permission.LOOK,
    "settings": Permission.LOOK,
    "settings-account": Permission.LOOK,
    "settings-users": Permission.MANAGE_USERS,
    "settings-jobs": Permission.LOOK,
    "settings-job": Permission.LOOK,
    "settings-job-progress": Permission.LOOK,
}
POSTS = {
    "sign-out", "language", "overview-start-company", "overview-start-skip", "overview-sample",
    "overview-sample-remove", "registry-withdraw", "registry-originals",
    "registry-originals-remove", "registry-originals-folder", "findings-texts", "findings-decide",
    "cases-open", "cases-close", "ledger-verify", "ledger-proof", "settings-source-remove",
    "settings-source-scan", "settings-users-change", "settings-job-cancel", "measures-keep",
    "measures-describe", "measures-plan-adopt", "measures-plan-change", "measures-look",
    "measures-decide", "measures-list-add", "measures-list-remove",
}  # fmt: skip

ALL = [(role, language) for role in ACCOUNT_ROLES for language in LANGUAGES]


def address(name: str, filled: Any) -> str:
    """Return the address of a page about what the workspace is filled with."""
    arguments: dict[str, dict[str, Any]] = {
        "registry-report": {"pk": filled.report},
        "registry-edit": {"code": "T-1"},
        "registry-secret": {"code": "T-1"},
        "measures-secret": {"code": "T-1"},
        "findings-scan": {"pk": filled.scan},
        "findings-finding": {"uid": filled.finding},
        "cases-case": {"pk": filled.case},
        "settings-job": {"pk": filled.job},
        "settings-job-progress": {"pk": filled.job},
    }
    return reverse(name, kwargs=arguments.get(name))


def flaws(html: str) -> list[str]:
    """Return what a strict content security policy would block."""
    inline = re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", html)
    scripts = [tag for tag in re.findall(r"<script\b[^>]*>", html) if "src=" not in tag]
    return [*inline, *scripts]


def test_every_address_is_in_one_of_the_lists() -> None:
    guidance = {item.name for item in GUIDANCE_URLS}
    names = {item.name for item in urlpatterns} - guidance

    assert names == {*PAGES, *POSTS, "sign-in", "ledger-checker", "measures-print"}


@pytest.mark.parametrize(("role", "language"), ALL)
def test_a_page_is_seen_by_whom_it_is_for_and_refused_to_others(
    role: Role, language: Language, sign_in: Browser, filled: Any
) -> None:
    client = sign_in(role, language)

    for name, permission in PAGES.items():
        answer = client.get(address(name, filled))
        allowed = is_permitted(Actor(name=role.value, role=role), permission)
        html = answer.content.decode()
        assert (200 if allowed else 403) == answer.status_code, name
        assert flaws(html) == [], name
        if name != "settings-job-progress":
            assert f'<html lang="{language}">' in html, name
            assert html.count("<h1") == 1, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_workspace_says_on_every_page_what_would_be_there(
    language: Language, sign_in: Browser
) -> None:
    client = sign_in(Role.ADMINISTRATOR, language)

    for name in (
        "registry", "measures", "measures-plan", "measures-sight", "measures-history", "findings",
        "cases", "ledger", "settings", "settings-jobs",
    ):  # fmt: skip
        answer = client.get(reverse(name))
        assert answer.status_code == 200
        assert 'class="empty"' in answer.content.decode(), name


def test_a_page_of_every_entry_of_the_menu_marks_that_entry(sign_in: Browser, filled: Any) -> None:
    client = sign_in()

    for item in MENU:
        html = client.get(reverse(item.name)).content.decode()
        current = re.findall(r'<a class="menu-link" href="([^"]+)" aria-current="page"', html)
        assert [reverse(item.name)] == current


@pytest.mark.parametrize("name", sorted({*PAGES, "sign-out"}))
def test_nothing_is_seen_without_signing_in(name: str, db: None) -> None:
    arguments: dict[str, dict[str, Any]] = {
        "registry-report": {"pk": 1}, "registry-edit": {"code": "x"},
        "registry-secret": {"code": "x"}, "measures-secret": {"code": "x"},
        "findings-scan": {"pk": 1},
        "findings-finding": {"uid": "0" * 32}, "cases-case": {"pk": 1},
        "settings-job": {"pk": 1}, "settings-job-progress": {"pk": 1},
    }  # fmt: skip
    where = reverse(
        name,
        kwargs={
            key: f"{'0' * 8}-{'0' * 4}-{'0' * 4}-{'0' * 4}-{'0' * 12}" if key == "uid" else value
            for key, value in arguments.get(name, {}).items()
        },
    )
    answer = Client(HTTP_HOST="localhost").get(where)

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign-in"))


@pytest.mark.parametrize("name", sorted(POSTS - {"language", "ledger-verify", "findings-texts"}))
def test_what_changes_something_is_not_done_by_following_a_link(
    name: str, sign_in: Browser, filled: Any
) -> None:
    client = sign_in()
    arguments: dict[str, dict[str, Any]] = {
        "registry-withdraw": {"code": "T-1"},
        "registry-originals": {"code": "T-1"},
        "registry-originals-remove": {"code": "T-1"},
        "findings-decide": {"uid": filled.finding},
        "cases-close": {"pk": filled.case},
        "ledger-proof": {"position": 0},
        "settings-job-cancel": {"pk": filled.job},
        "measures-plan-change": {"pk": 1},
        "measures-decide": {"pk": 1},
    }

    assert client.get(reverse(name, kwargs=arguments.get(name))).status_code == 405


def test_every_page_carries_the_strict_policy(sign_in: Browser) -> None:
    policy = sign_in().get(reverse("overview"))["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy


def test_no_browser_keeps_what_a_user_saw(sign_in: Browser) -> None:
    client = sign_in()
    page = client.get(reverse("overview"))
    client.logout()

    assert "no-store" in page["Cache-Control"]
    assert "no-store" not in client.get(reverse("overview")).get("Cache-Control", "")


def test_a_user_sees_no_button_that_the_role_would_refuse(sign_in: Browser, filled: Any) -> None:
    html = sign_in(Role.AUDITOR).get(address("findings-finding", filled)).content.decode()

    assert reverse("findings-texts", kwargs={"uid": filled.finding}) not in html
    assert reverse("findings-decide", kwargs={"uid": filled.finding}) not in html
    assert reverse("cases-open") not in html


def test_reloading_an_answer_leads_back_to_its_page_and_does_nothing(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in()
    before = models.LedgerEntry.objects.count()
    verify = client.get(reverse("ledger-verify"), {"page": "2"})
    texts = client.get(reverse("findings-texts", kwargs={"uid": filled.finding}))

    assert f"{reverse('ledger')}?page=2" == verify["Location"]
    assert address("findings-finding", filled) == texts["Location"]
    assert before == models.LedgerEntry.objects.count()


def test_the_language_is_changed_on_the_page_with_the_form_not_on_its_answer(
    sign_in: Browser, filled: Any
) -> None:
    html = (
        sign_in()
        .post(reverse("ledger-verify"), HTTP_REFERER=f"http://localhost{reverse('ledger')}")
        .content.decode()
    )

    assert f'<input type="hidden" name="next" value="{reverse("ledger")}">' in html
