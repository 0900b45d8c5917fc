# SPDX-License-Identifier: Apache-2.0
"""The whole thread in a browser: from signing in to a finding, its texts and the sealed ledger.

No request may leave the machine, nothing may break the content security policy, and axe may find no
serious or critical fault on any page: in both languages, wide and on a phone, light and dark.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, expect
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

START_S = 60
WORK_MS = 120_000
SIZES = {"wide": (1280, 800), "phone": (390, 844)}

PAGES = (
    "/", "/start/", "/registry/", "/registry/import/", "/registry/imports/1/", "/registry/new/",
    "/registry/secret/T-1/", "/registry/edit/T-1/", "/findings/", "/findings/scan/",
    "/findings/scans/1/", "/cases/", "/cases/1/", "/ledger/", "/law/", "/settings/",
    "/settings/users/", "/settings/jobs/", "/settings/jobs/1/", "/settings/account/", "/nowhere/",
    "/measures/", "/measures/secret/T-1/", "/measures/organisation/", "/measures/grid/",
    "/measures/plan/", "/measures/sight/", "/measures/history/", "/measures/procedure/",
    "/measures/packs/machine-maker/", "/measures/decision/", "/measures/decision/T-1/",
    "/measures/papers/", "/measures/papers/nda-mutual/", "/measures/duties/",
    "/measures/duties/agreements/", "/measures/duties/agreements/new/",
    "/measures/duties/training/", "/my-duties/", "/measures/courses/staff-basics/",
    "/measures/survey/", "/measures/calendar/",
)  # fmt: skip


class Watch:
    """What a page did that it must not do."""

    def __init__(self, page: Page, site: Site) -> None:
        """Watch one page."""
        self.faults: list[str] = []
        self._origin = site.origin
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(f"{self._origin}/"):
            self.faults.append(f"request to {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        expected = "404 (Not Found)" in message.text and "/nowhere/" in message.location["url"]
        if message.type in {"error", "warning"} and not expected:
            self.faults.append(message.text)


@contextmanager
def opened(
    chromium: Browser, site: Site, *, size: str = "wide", scheme: str = "light"
) -> Iterator[Page]:
    """Open a page in a fresh browser, and check in the end that it did nothing it must not."""
    width, height = SIZES[size]
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="ja-JP",
    )
    page = context.new_page()
    watch = Watch(page, site)
    yield page
    context.close()

    assert [] == watch.faults


def sign_in(page: Page, site: Site) -> None:
    """Sign in; the first time, wait until the server is there."""
    end = time.monotonic() + START_S
    while True:
        try:
            page.goto(f"{site.origin}/sign-in/")
            break
        except Error:
            if time.monotonic() > end:
                raise
            page.wait_for_timeout(200)
    page.fill("#id_username", site.user)
    page.fill("#id_password", site.password)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{site.origin}/")


def speak(page: Page, language: str) -> None:
    """Choose the language in the menu, which a phone shows only when it is opened."""
    if page.get_attribute("html", "lang") == language:
        return
    opener = page.locator("[data-menu-button]")
    if opener.is_visible():
        opener.click()
    page.click(f"button[name=language][value={language}]")
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.fixture(scope="module")
def walked(chromium: Browser, site: Site) -> Site:
    """The site after somebody went the whole thread, from a register to the sealed ledger."""
    with opened(chromium, site) as page:
        sign_in(page, site)
        speak(page, "ja")
        _import_register(page, site)
        _index_original(page, site)
        _search(page, site)
        _read_and_decide(page)
        _answer_and_plan(page, site)
        _print_a_pledge(page, site)
        _verify(page, site)
        speak(page, "en")
        expect(page.locator("h1")).to_have_text("Ledger")
    return site


def test_the_thread_can_be_gone_from_a_register_to_the_sealed_ledger(
    chromium: Browser, walked: Site
) -> None:
    with opened(chromium, walked) as page:
        sign_in(page, walked)
        page.goto(f"{walked.origin}/findings/?state=confirmed")
        expect(page.locator(".inbox-row")).to_have_count(1)


def _import_register(page: Page, site: Site) -> None:
    page.goto(f"{site.origin}/registry/import/")
    page.set_input_files("#id_file", site.register)
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_have_text("取込みの結果")
    expect(page.locator("main")).to_contain_text("台帳.xlsx")
    expect(page.locator("tbody tr").first).to_contain_text("秘密区分")


def _index_original(page: Page, site: Site) -> None:
    page.goto(f"{site.origin}/registry/secret/T-1/")
    page.fill("#id_paths", str(site.originals))
    page.click("form[action*='/originals/add/'] button[type=submit]")
    expect(page.locator(".job-state")).to_contain_text("完了", timeout=WORK_MS)
    page.goto(f"{site.origin}/registry/secret/T-1/")
    expect(page.locator("main")).to_contain_text("索引に追加済み")


def _search(page: Page, site: Site) -> None:
    page.goto(f"{site.origin}/findings/scan/")
    page.fill("#id_paths", str(site.outgoing))
    page.select_option("#id_origin", "outgoing-mail")
    page.click("main form.box button[type=submit]")
    expect(page.locator(".job-state")).to_contain_text("完了", timeout=WORK_MS)
    page.click("#job a.button--main")
    expect(page.locator(".inbox-row")).to_have_count(1)


def _read_and_decide(page: Page) -> None:
    page.click(".inbox-row h2 a")
    expect(page.locator(".passage")).to_have_count(0)
    page.click(".act button")
    expect(page.locator(".passage mark").first).to_contain_text("焼入れ後の戻し温度")
    page.click("summary:has-text('この兆候で事案を開始する')")
    page.fill("#id_title", "社外メールの確認")
    page.fill("#id_reason", "原本と同じ文章が社外メールにあったため")
    page.click("form[action='/cases/open/'] button[type=submit]")
    expect(page.locator("h1")).to_have_text("社外メールの確認")
    page.click("main ul.lines a")
    page.check("input[name=state][value=confirmed]")
    page.fill("#id_note", "原本と一致")
    page.click("form[action$='/decide/'] button[type=submit]")
    expect(page.locator("main")).to_contain_text("判断を記録しました。")


def _answer_and_plan(page: Page, site: Site) -> None:
    page.goto(f"{site.origin}/measures/secret/T-1/")
    page.locator("#item-marking input[type=radio]").first.check()
    page.locator("#item-designation input[type=radio]").first.check()
    page.locator("button:has-text('回答を保存')").first.click()
    expect(page.locator("#item-marking .option--chosen")).to_have_count(1)
    page.goto(f"{site.origin}/measures/sight/")
    page.click("form[action$='/sight/look/'] button[type=submit]")
    expect(page.locator(".job-state")).to_contain_text("完了", timeout=WORK_MS)
    page.goto(f"{site.origin}/measures/plan/")
    page.locator("input[name=step]").first.check()
    page.fill("input[name=owner]", "総務部")
    page.click("button:has-text('選んだステップを採用')")
    expect(page.locator("main")).to_contain_text("総務部")


def _print_a_pledge(page: Page, site: Site) -> None:
    page.goto(f"{site.origin}/measures/papers/pledge-joining/")
    page.fill("input[name$=company]", "見本製作所")
    with page.expect_download() as waiting:
        page.locator("main form button[type=submit]").first.click()
    assert waiting.value.suggested_filename == "pledge-joining-ja.docx"


def _verify(page: Page, site: Site) -> None:
    page.goto(f"{site.origin}/ledger/")
    page.click(".page-actions button")
    expect(page.locator(".note--good")).to_contain_text("検証に成功しました")


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [
        ("ja", "wide", "light"),
        ("ja", "phone", "dark"),
        ("en", "wide", "dark"),
        ("en", "phone", "light"),
    ],
)
def test_every_page_can_be_used_by_everybody(
    language: str, size: str, scheme: str, chromium: Browser, walked: Site
) -> None:
    """Each pair of language, size and scheme occurs; all pages, and one finding with its texts."""
    site = walked
    faults: dict[str, list[str]] = {}
    with opened(chromium, site, size=size, scheme=scheme) as page:
        sign_in(page, site)
        speak(page, language)
        for path in PAGES:
            page.goto(f"{site.origin}{path}")
            faults[path] = _faults(page)
        page.goto(f"{site.origin}/findings/?state=all")
        page.click(".inbox-row h2 a")
        page.click(".act button")
        faults["texts"] = _faults(page)

    assert {} == {path: found for path, found in faults.items() if found}


def test_the_page_for_signing_in_can_be_used_by_everybody(chromium: Browser, site: Site) -> None:
    for scheme in ("light", "dark"):
        with opened(chromium, site, size="phone", scheme=scheme) as page:
            sign_in(page, site)
            page.context.clear_cookies()
            page.goto(f"{site.origin}/sign-in/")
            assert [] == _faults(page)


def _faults(page: Page) -> list[str]:
    """Return what axe takes for serious or critical, and a page wider than the screen."""
    found = [
        f"{item['id']}: {item['nodes'][0]['html'][:120]}"
        for item in Axe().run(page).response["violations"]
        if item["impact"] in {"serious", "critical"}
    ]
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*found, "wider than the screen"] if wider else found


def test_the_keyboard_reaches_the_content_first_and_then_the_menu(
    chromium: Browser, site: Site
) -> None:
    with opened(chromium, site) as page:
        sign_in(page, site)
        page.goto(f"{site.origin}/registry/")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()


def test_the_menu_of_a_phone_opens_and_closes(chromium: Browser, site: Site) -> None:
    with opened(chromium, site, size="phone") as page:
        sign_in(page, site)
        law = page.locator(".menu-link[href='/law/']")
        expect(law).to_be_hidden()
        page.click("[data-menu-button]")
        expect(law).to_be_visible()
        page.keyboard.press("Escape")
        expect(law).to_be_hidden()


def test_a_list_is_filtered_while_typing_and_its_address_follows(
    chromium: Browser, walked: Site
) -> None:
    site = walked
    with opened(chromium, site) as page:
        sign_in(page, site)
        page.goto(f"{site.origin}/registry/")
        expect(page.locator("#listing tbody tr")).to_have_count(1)
        page.locator("#id_text").press_sequentially("nowhere")
        expect(page.locator("#listing .empty")).to_be_visible()
        expect(page).to_have_url(re.compile(r"[?&]text=nowhere"))
