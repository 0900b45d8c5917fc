# SPDX-License-Identifier: Apache-2.0
"""Ask a running Hiden for its pages, as a browser would, on this machine only."""

from __future__ import annotations

import http.cookiejar
import re
import socket
import time
import urllib.error
import urllib.parse
import urllib.request

__all__ = ["check_pages", "free_port"]

PAGES = (
    "",
    "registry/",
    "measures/",
    "measures/plan/",
    "findings/",
    "cases/",
    "ledger/",
    "law/",
    "settings/",
)
START_S = 60


def free_port(wanted: int) -> int:
    """Return ``wanted`` if nothing listens there, else another free port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def check_pages(address: str, *, name: str, password: str) -> int:
    """Sign in and fetch every main page; return how many answered.

    Raises:
        SystemExit: A page does not answer, or signing in does not work.
    """
    opener = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        urllib.request.ProxyHandler({}),
    )
    form = _wait_for(opener, address + "sign-in/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    if token is None:
        raise SystemExit("the sign-in page has no form")
    fields = {"csrfmiddlewaretoken": token[1], "username": name, "password": password}
    _fetch(opener, address + "sign-in/", urllib.parse.urlencode(fields).encode())
    for page in PAGES:
        if 'action="/sign-out/"' not in _fetch(opener, address + page):
            raise SystemExit(f"/{page} did not answer as it should")
    return len(PAGES)


def _wait_for(opener: urllib.request.OpenerDirector, url: str) -> str:
    deadline = time.monotonic() + START_S
    while True:
        try:
            return _fetch(opener, url)
        except (urllib.error.URLError, ConnectionError) as problem:
            if time.monotonic() > deadline or isinstance(problem, urllib.error.HTTPError):
                raise SystemExit(f"{url} does not answer: {problem}") from problem
            time.sleep(0.2)


def _fetch(opener: urllib.request.OpenerDirector, url: str, data: bytes | None = None) -> str:
    request = urllib.request.Request(url, data=data, headers={"Referer": url})
    with opener.open(request, timeout=30) as answer:
        text: str = answer.read().decode()
    return text
