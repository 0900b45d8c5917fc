# SPDX-License-Identifier: Apache-2.0
"""Passwords cannot be tried out, and nobody can lock another person out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.unit.web.page_flow import PASSWORD, Browser

from hiden.web.throttle import FAILURES
from hiden.workspace.roles import Role


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _try(password: str, *, address: str = "127.0.0.1") -> bool:
    client = Client(HTTP_HOST="localhost", REMOTE_ADDR=address)
    fields = {"username": "manager", "password": password}
    return client.post(reverse("sign-in"), fields).status_code == 302


def test_after_five_wrong_passwords_the_right_one_has_to_wait(sign_in: Browser) -> None:
    sign_in(Role.MANAGER)
    for _ in range(FAILURES):
        assert not _try("no")

    assert not _try(PASSWORD)

    page = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="en").post(
        reverse("sign-in"), {"username": "manager", "password": PASSWORD}
    )
    assert "Wait five minutes" in page.content.decode()


def test_a_pause_holds_for_its_own_address_only(sign_in: Browser) -> None:
    sign_in(Role.MANAGER)
    for _ in range(FAILURES):
        _try("no", address="192.0.2.1")

    assert _try(PASSWORD, address="192.0.2.2")


def test_a_right_password_forgets_the_wrong_ones_before_it(sign_in: Browser) -> None:
    sign_in(Role.MANAGER)
    for _ in range(FAILURES - 1):
        _try("no")

    assert _try(PASSWORD)
    for _ in range(FAILURES - 1):
        _try("no")
    assert _try(PASSWORD)
