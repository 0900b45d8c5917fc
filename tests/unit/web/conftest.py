# SPDX-License-Identifier: Apache-2.0
"""A workspace with a little of everything, and a browser for each role."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from django.test import Client

from hiden import routes
from hiden.foundation.hashing import sha256
from hiden.foundation.ids import document_id, secret_id
from hiden.foundation.language import Language, Message
from hiden.intake.documents import Place
from hiden.law import load_law
from hiden.registry import Container, ContainerKind, Level, Secret, SecretKind, Support
from hiden.routes import (
    Finding,
    FoundPassage,
    LawBasis,
    Origin,
    Route,
    Strength,
)
from hiden.testing import FixedClock
from hiden.workspace import models
from hiden.workspace.ledger_writer import integrate
from hiden.workspace.messages import message_to_json
from hiden.workspace.roles import Actor, Role
from hiden.workspace.use_cases import cases, organisation, register, sources

PASSWORD = "correct-horse-battery"
AT = dt.datetime(2026, 4, 1, 3, 0, tzinfo=dt.UTC)
TEXT = (
    "焼入れ後の戻し温度は二段とし、第一段を三百十度で四十五分、第二段を二百六十度で九十分保持する。"
)
FIGURES = {"characters": "48"}
BY = Actor(name="administrator", role=Role.ADMINISTRATOR)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    """A workspace folder of its own for each test; passwords are hashed fast."""
    home = tmp_path / "home"
    (home / "static").mkdir(parents=True)
    monkeypatch.setenv("HIDEN_HOME", str(home))
    settings.STATIC_ROOT = home / "static"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return home


@pytest.fixture
def sign_in(db: None) -> Callable[..., Client]:
    """Make a browser in which somebody of a role has signed in, reading a language."""

    def browser(role: Role = Role.ADMINISTRATOR, language: Language = "en") -> Client:
        user, _ = models.User.objects.get_or_create(username=role.value, role=role)
        user.language = language
        user.set_password(PASSWORD)
        user.save()
        client = Client(HTTP_HOST="localhost")
        client.force_login(user)
        return client

    return browser


@attrs.frozen(kw_only=True)
class Filled:
    """A workspace with a little of everything.

    Attributes:
        finding: Id of its finding.
        case: Its case.
        job: A job that waits.
        done: A search job that is done.
        report: A reading of a register file.
        scan: A search that is finished.
        document: The file that was found.
    """

    finding: uuid.UUID
    case: int
    job: int
    done: int
    scan: int
    report: int
    document: Path


@pytest.fixture
def filled(db: None, tmp_path: Path) -> Filled:
    """Fill the workspace."""
    clock = FixedClock(AT)
    organisation.name_organisation("架空精機株式会社", by=BY, clock=clock)
    for secret in (_supported(), _bare()):
        register.save_secret(secret, by=BY, clock=clock)
    report = models.RegisterImport.objects.create(
        file_name="台帳.xlsx", file_sha256="0" * 64, imported_at=AT, imported_by=BY.name,
        added=2, changed=0, unchanged=0, repeated=1, snapshot_sha256="1" * 64,
        problems=[
            {
                "sheet": "台帳", "row": 4, "column": "秘密区分", "severity": "error",
                **message_to_json(Message("nobody answers for it. Name a custodian.")),
            }
        ],
    )  # fmt: skip
    found = _finding(tmp_path)
    case = cases.open_case(
        "持出しの確認", reason="確かめるため", finding_uids=[str(found.uid)], by=BY, clock=clock
    )
    job = models.Job.objects.create(
        kind="index", params={"paths": [], "code": None, "role": BY.role.value},
        requested_at=AT, requested_by=BY.name,
    )  # fmt: skip
    done = models.Job.objects.create(
        kind="scan", state="done", params={"scan": found.scan_id, "role": BY.role.value},
        result={"scan": found.scan_id, "files": 4, "bytes": 4000, "matched": 1, "clean": 1,
                "too_short": 1, "unreadable": 1, "new": 1},
        requested_at=AT, requested_by=BY.name, finished_at=AT,
    )  # fmt: skip
    integrate()
    return Filled(
        finding=found.uid,
        case=case.pk,
        job=job.pk,
        done=done.pk,
        scan=found.scan_id,
        report=report.pk,
        document=tmp_path / "copy.txt",
    )


def _supported() -> Secret:
    support = (Support(note="施錠と表示", on=dt.date(2026, 3, 1)),)
    return Secret(
        code=secret_id("T-1"),
        title="歯車の熱処理条件",
        level=Level.TOP_SECRET,
        kind=SecretKind.TECHNICAL,
        owner="製造部",
        custodian="製造部長",
        need_to_know=("熱処理係",),
        containers=(Container(kind=ContainerKind.PAPER, location="製造部の金庫"),),
        secrecy=support,
        usefulness=(Support(note="不良率が下がった"),),
        non_public=support,
        value_jpy=30_000_000,
        review_on=dt.date(2026, 12, 1),
    )


def _bare() -> Secret:
    return Secret(code=secret_id("S/1 値引き"), title="=北部地区の値引き基準", level=Level.SECRET)


def _finding(folder: Path) -> models.Finding:
    original, copy = folder / "original.txt", folder / "copy.txt"
    original.write_text(TEXT, encoding="utf-8")
    copy.write_text(f"前書き\n{TEXT}", encoding="utf-8")
    digest = sha256(copy.read_bytes())
    secret = models.Secret.objects.get(code="T-1")
    indexed = models.Original.objects.create(
        secret=secret, path=str(original), sha256=sha256(original.read_bytes()), size_bytes=120,
        kind="txt", length=len(TEXT), state="indexed", indexed_at=AT, document="0" * 32,
    )  # fmt: skip
    sources.add_source("社外メール", path=folder, origin="outgoing-mail", by=BY)
    source = models.Source.objects.get()
    scan = models.Scan.objects.create(
        source=source, paths=[str(folder)], origin="outgoing-mail", requested_at=AT,
        requested_by=BY.name, finished_at=AT,
    )  # fmt: skip
    for name, outcome in (("copy.txt", "match"), ("a.txt", "clean"), ("b.txt", "too-short")):
        models.ScannedFile.objects.create(
            scan=scan, path=str(folder / name), outcome=outcome, size_bytes=1000
        )
    models.ScannedFile.objects.create(
        scan=scan, path=str(folder / "c.zip"), outcome="unreadable", size_bytes=1000,
        problems=[{"part": "d.docx", "reason": "encrypted",
                   **message_to_json(Message("nobody answers for it. Name a custodian."))}],
    )  # fmt: skip
    value = Finding(
        route=Route.PEOPLE,
        origin=Origin.OUTGOING_MAIL,
        secrets=(secret_id("T-1"),),
        level=Level.TOP_SECRET,
        registered_document=document_id("0" * 32),
        path=str(copy),
        part="",
        sha256=digest,
        size_bytes=130,
        passages=(
            FoundPassage(
                document_start=4, document_end=4 + len(TEXT), secret_start=0,
                secret_end=len(TEXT), score=90, document_place=Place(line=2),
            ),
        ),
        share_of_secret=1.0,
        share_of_document=0.94,
        error_chance=1e-12,
        score=90,
        strength=Strength.STRONG,
        grade_rule="GRADE-S1",
        reasons=(Message("The longest passage has %(characters)s characters.", FIGURES),),
        does_not_show=(Message("nobody answers for it. Name a custodian."),),
        next_steps=(Message("nobody answers for it. Name a custodian."),),
        found_on=AT.date(),
        occurred_on=dt.date(2016, 1, 1),
        law_version=load_law().version_on(dt.date(2016, 1, 1)).id,
        law_basis=LawBasis.DOCUMENT_DATE,
    )  # fmt: skip
    return models.Finding.objects.create(
        scan=scan, secret=secret, original=indexed, path=str(copy), document_sha256=digest,
        route="people", strength="strong", score=90, value=routes.to_json(value), found_at=AT,
    )  # fmt: skip
