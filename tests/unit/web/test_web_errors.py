# SPDX-License-Identifier: Apache-2.0
"""What a page says when something is wrong: what, where, what to do, in the reader's language."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from hiden.foundation.errors import (
    AccessRefusedError,
    ErrorCode,
    HidenError,
    InputError,
    RegistryFileError,
    RootMismatchError,
    StorageUnavailableError,
    VerificationError,
)
from hiden.web.error_pages import status_of
from hiden.web.urls import handler400, handler404, handler500, urlpatterns as real_patterns
from hiden.workspace.roles import ROLE_NAMES, Role

__all__ = ["handler400", "handler404", "handler500"]

Browser = Callable[..., Client]

REFUSED = AccessRefusedError(
    ErrorCode.ACCESS_REFUSED, actor="a", role=ROLE_NAMES[Role.AUDITOR], permission="scan"
)
ERRORS: dict[str, Exception] = {
    "refused": REFUSED,
    "input": InputError(ErrorCode.REASON_MISSING),
    "file": RegistryFileError(ErrorCode.REGISTER_EMPTY, path="r.xlsx"),
    "unknown": InputError(ErrorCode.SECRET_UNKNOWN, code="X"),
    "evidence": VerificationError(ErrorCode.ENTRY_MISSING, index=3),
    "root": RootMismatchError(ErrorCode.PROOF_ROOT_MISMATCH, got="a", want="b"),
    "unavailable": StorageUnavailableError(ErrorCode.STORAGE_FULL, path="/disk"),
    "mistake": ZeroDivisionError("a secret stands here"),
}
STATUS = {
    "refused": 403, "input": 422, "file": 422, "unknown": 404, "evidence": 500, "root": 500,
    "unavailable": 503,
}  # fmt: skip


def _raise(_request: HttpRequest, name: str) -> HttpResponse:
    raise ERRORS[name]


urlpatterns = [*real_patterns, path("raise/<str:name>/", _raise)]


@pytest.fixture(autouse=True)
def _addresses() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.parametrize("name", sorted(STATUS))
def test_an_error_has_its_status_and_its_sentence_in_both_languages(
    name: str, sign_in: Browser
) -> None:
    error = ERRORS[name]
    assert isinstance(error, HidenError)

    for language in ("ja", "en"):
        answer = sign_in(Role.MANAGER, language).get(f"/raise/{name}/")
        html = answer.content.decode()
        assert STATUS[name] == answer.status_code == status_of(error)
        assert f'<html lang="{language}">' in html
        assert error.text("ja" if language == "ja" else "en").replace("“", "“") in html


def test_a_mistake_of_ours_is_logged_without_its_content_and_shown_as_such(
    sign_in: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    client = sign_in(Role.MANAGER)
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR, logger="hiden.web.middleware"):
        answer = client.get("/raise/mistake/")

    assert answer.status_code == 500
    assert "Hiden made a mistake" in answer.content.decode()
    assert "a secret stands here" not in answer.content.decode()
    ours = [record.getMessage() for record in caplog.records if "hiden.web" in record.name]
    assert ours == ["GET /raise/mistake/: ZeroDivisionError"]


def test_a_mistake_of_ours_is_raised_again(sign_in: Browser) -> None:
    client = sign_in(Role.MANAGER)

    with pytest.raises(ZeroDivisionError):
        client.get("/raise/mistake/")


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ("/nowhere/", 404),
        ("/registry/secret/none/", 404),
        ("/findings/00000000-0000-0000-0000-000000000000/", 404),
        ("/cases/999/", 404),
        ("/settings/jobs/999/", 404),
        ("/findings/scans/999/", 404),
        ("/registry/imports/999/", 404),
    ],
)
def test_what_is_not_there_is_said_not_to_be(where: str, status: int, sign_in: Browser) -> None:
    answer = sign_in(Role.MANAGER, "ja").get(where)

    assert status == answer.status_code
    assert "ページが見つかりません" in answer.content.decode()


def test_a_form_without_its_token_is_refused(sign_in: Browser) -> None:
    sign_in(Role.MANAGER)
    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    answer = client.post(reverse("sign-in"), {"username": "manager", "password": "x"})

    assert answer.status_code == 403
