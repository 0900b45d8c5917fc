# SPDX-License-Identifier: Apache-2.0
"""Rules about the tables and the use cases of the workspace."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models as django_models

from hiden.foundation.ids import secret_id
from hiden.foundation.language import Message
from hiden.guideline.procedure import load_procedure
from hiden.guideline.results import Step
from hiden.guideline.sheet import SHEET, load_sheet
from hiden.guideline.values import Answer, Answers
from hiden.registry import Agreement, AgreementKind, Decision, Level, Secret
from hiden.testing import FixedClock
from hiden.workspace import models, use_cases
from hiden.workspace.models import Contradiction, Finding, Handling, LedgerEntry
from hiden.workspace.roles import Actor, Role
from hiden.workspace.worker import do_job

SECRET = "correct-horse-battery"
BY = Actor(name="admin", role=Role.ADMINISTRATOR)
MARKING = load_sheet().by_id["marking"]
TEXT = (
    "架空の試験用の文章です。二段目の戻しは二百六十度で九十分とし、炉内の酸素は百万分の八を超えないこと。"
    "当たり面には〇・〇三ミリの逃がしを設け、冷却油は六十二度から六十五度の間に保つものとする。"
    "この条件により、歯面のばらつきは従来の三分の一となり、検査での手直しはほぼなくなった。"
)


def _models() -> list[type[django_models.Model]]:
    return list(apps.get_app_config("workspace").get_models())


@pytest.mark.parametrize("model", _models(), ids=lambda model: model.__name__)
def test_every_table_says_what_it_holds_of_persons_what_for_and_how_long(
    model: type[django_models.Model],
) -> None:
    handling = getattr(model, "HANDLING", None)

    assert isinstance(handling, Handling)
    assert all((handling.personal_data, handling.purpose, handling.retention))


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


class _Stage:
    """A small workspace on which every use case can be played."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.folder, self.clock = folder, clock
        (folder / "originals" / "T-1").mkdir(parents=True)
        (folder / "originals" / "T-1" / "a.txt").write_text(TEXT, encoding="utf-8")
        (folder / "out").mkdir()
        (folder / "out" / "b.txt").write_text(TEXT, encoding="utf-8")
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["管理番号", "名称", "秘密区分"])
        sheet.append(["T-2", "研削盤の送り条件", "秘"])
        book.save(folder / "register.xlsx")
        self.secret = Secret(code=secret_id("T-1"), title="歯車の戻し条件", level=Level.SECRET)
        use_cases.register.save_secret(self.secret, by=BY, clock=clock)
        job = use_cases.originals.request_indexing([folder / "originals"], by=BY, clock=clock)
        do_job(job.pk, worker="w", clock=clock)
        job = use_cases.scans.request_scan(paths=[folder / "out"], by=BY, clock=clock)
        do_job(job.pk, worker="w", clock=clock)
        self.uid = str(Finding.objects.get().uid)
        self.waiting = use_cases.scans.request_scan(paths=[folder / "out"], by=BY, clock=clock).pk
        self.case = use_cases.cases.open_case(
            "件名", reason="理由", finding_uids=[self.uid], by=BY, clock=clock
        ).pk
        use_cases.sources.add_source("s", path=folder, origin="unknown", by=BY, clock=clock)
        use_cases.users.create_user("u", role=Role.MANAGER, password=SECRET, by=BY, clock=clock)
        self._play_guidance()

    def _play_guidance(self) -> None:
        """Have something of everything that guidance knows."""
        kwargs: dict[str, Any] = {"by": BY, "clock": self.clock}
        self.agreement = Agreement(code="A-1", kind=AgreementKind.NDA, party="P-1")
        use_cases.duties.record_agreement(self.agreement, **kwargs)
        self.asked = use_cases.duties.Asked(person="admin", language="ja", codes=("T-1",))
        row, self.token = use_cases.duties.request_acknowledgement(self.asked, **kwargs)
        self.asked_uid = str(row.uid)
        self.step = Step(
            item="marking",
            secrets=(self.secret.code,),
            is_organisation=False,
            want="marked",
            action=Message("x"),
            tier=1,
            effect=1.0,
            effort_days=1.0,
            lifts=1,
        )
        (self.adopted,) = use_cases.plan.adopt_steps([self.step], **kwargs)
        self.access = use_cases.looks.import_access_list(self.folder, **kwargs)
        look = use_cases.looks.request_look(**kwargs)
        done = do_job(look.pk, worker="w", clock=self.clock)
        assert done.state == "done", done.error
        self.contradiction = Contradiction.objects.filter(state="open")[0]


Play = Callable[[_Stage, dict[str, Any]], object]
PLAYS: dict[str, Play] = {
    "duties.acknowledge": lambda s, k: use_cases.duties.acknowledge(s.asked_uid, **k),
    "duties.record_agreement": lambda s, k: use_cases.duties.record_agreement(
        attrs.evolve(s.agreement, code="A-2"), **k
    ),
    "duties.record_paper": lambda s, k: use_cases.duties.record_paper(
        s.asked_uid, file_sha256="0" * 64, signed_on=dt.date(2026, 4, 1), **k
    ),
    "duties.record_training": lambda _, k: use_cases.duties.record_training(
        "admin", course="staff-basics", answers={}, **k
    ),
    "duties.remove_agreement": lambda _, k: use_cases.duties.remove_agreement("A-1", **k),
    "duties.request_acknowledgement": lambda s, k: use_cases.duties.request_acknowledgement(
        s.asked, **k
    ),
    "looks.decide_contradiction": lambda s, k: use_cases.looks.decide_contradiction(
        s.contradiction.pk, state="accepted", note="n", **k
    ),
    "looks.import_access_list": lambda s, k: use_cases.looks.import_access_list(s.folder, **k),
    "looks.remove_access_list": lambda s, k: use_cases.looks.remove_access_list(s.access.pk, **k),
    "looks.request_look": lambda _, k: use_cases.looks.request_look(codes=["T-1"], **k),
    "organisation.describe_organisation": lambda _, k: use_cases.organisation.describe_organisation(
        employees=30, business="food", **k
    ),
    "organisation.make_calendar_link": lambda _, k: use_cases.organisation.make_calendar_link(**k),
    "organisation.set_procedure_step": lambda _, k: use_cases.organisation.set_procedure_step(
        load_procedure().steps[0].id, done=True, **k
    ),
    "papers.issue_paper": lambda _, k: use_cases.papers.issue_paper(
        use_cases.papers.PaperOrder(
            template="pledge-joining", language="ja", values={"company": "見本製作所"}
        ),
        **k,
    ),
    "plan.adopt_steps": lambda s, k: use_cases.plan.adopt_steps(
        [attrs.evolve(s.step, item="designation")], **k
    ),
    "plan.change_step": lambda s, k: use_cases.plan.change_step(
        s.adopted.pk, use_cases.plan.StepChange(state="done", owner="o"), **k
    ),
    "register.save_secrets": lambda s, k: use_cases.register.save_secrets([s.secret], **k),
    "sheets.answer_items": lambda _, k: use_cases.sheets.answer_items(
        [Answer(item=MARKING.id, option=MARKING.best.id)], code="T-1", **k
    ),
    "sheets.answer_measures": lambda _, k: use_cases.sheets.answer_measures(
        [Answer(item="E-P4-3", option="yes")], **k
    ),
    "sheets.decide_filing": lambda _, k: use_cases.sheets.decide_filing(
        "T-1", facts={}, decision=Decision.SECRET, reason="r", **k
    ),
    "sheets.record_assessment": lambda _, k: use_cases.sheets.record_assessment(**k),
    "sheets.take_answers": lambda _, k: use_cases.sheets.take_answers(
        Answers(sheet=SHEET, measures={"E-P4-3": Answer(item="E-P4-3", option="no")}), **k
    ),
    "cases.close_case": lambda s, k: use_cases.cases.close_case(s.case, note="n", **k),
    "cases.open_case": lambda s, k: use_cases.cases.open_case(
        "t", reason="r", finding_uids=[s.uid], **k
    ),
    "findings.decide_finding": lambda s, k: use_cases.findings.decide_finding(
        s.uid, state="confirmed", note="n", **k
    ),
    "findings.read_passages": lambda s, k: use_cases.findings.read_passages(s.uid, **k),
    "jobs.cancel_job": lambda s, k: use_cases.jobs.cancel_job(s.waiting, **k),
    "ledger.prove_entry": lambda _, k: use_cases.ledger.prove_entry(0, **k),
    "ledger.verify_ledger": lambda _, k: use_cases.ledger.verify_ledger(**k),
    "organisation.name_organisation": lambda _, k: use_cases.organisation.name_organisation(
        "x", **k
    ),
    "organisation.skip_step": lambda _, k: use_cases.organisation.skip_step("x", **k),
    "originals.remove_originals": lambda _, k: use_cases.originals.remove_originals("T-1", **k),
    "originals.request_indexing": lambda s, k: use_cases.originals.request_indexing(
        [s.folder], code="T-1", **k
    ),
    "originals.request_public_texts": lambda s, k: use_cases.originals.request_public_texts(
        [s.folder], **k
    ),
    "register.export_register": lambda s, k: use_cases.register.export_register(
        s.folder / "x.xlsx", language="ja", **k
    ),
    "register.import_register": lambda s, k: use_cases.register.import_register(
        s.folder / "register.xlsx", file_name="r", **k
    ),
    "register.save_secret": lambda s, k: use_cases.register.save_secret(s.secret, **k),
    "register.withdraw_secret": lambda _, k: use_cases.register.withdraw_secret(
        "T-1", reason="r", **k
    ),
    "sample.remove_sample": lambda _, k: use_cases.sample.remove_sample(**k),
    "sample.request_sample": lambda _, k: use_cases.sample.request_sample(**k),
    "scans.request_scan": lambda s, k: use_cases.scans.request_scan(paths=[s.folder], **k),
    "sources.add_source": lambda s, k: use_cases.sources.add_source(
        "n", path=s.folder, origin="unknown", **k
    ),
    "sources.remove_source": lambda _, k: use_cases.sources.remove_source("s", **k),
    "users.change_role": lambda _, k: use_cases.users.change_role("u", role=Role.AUDITOR, **k),
    "users.create_user": lambda _, k: use_cases.users.create_user(
        "v", role=Role.AUDITOR, password=SECRET, **k
    ),
    "users.set_active": lambda _, k: use_cases.users.set_active("u", active=False, **k),
    "users.set_password": lambda _, k: use_cases.users.set_password("u", password=SECRET, **k),
}


def _audited() -> set[str]:
    """Name every public function of the use cases that acts for somebody."""
    return {
        f"{module_name}.{name}"
        for module_name in use_cases.__all__
        for name in getattr(use_cases, module_name).__all__
        if inspect.isfunction(function := getattr(getattr(use_cases, module_name), name))
        and "by" in inspect.signature(function).parameters
    }


def test_every_use_case_is_played() -> None:
    assert set(PLAYS) == _audited()


@pytest.fixture
def stage(tmp_path: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> _Stage:
    monkeypatch.setenv("HIDEN_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    clock = FixedClock(dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
    played = _Stage(tmp_path / "files", clock)
    use_cases.ledger.verify_ledger(by=BY, clock=clock)
    return played


@pytest.mark.parametrize("name", sorted(PLAYS))
def test_a_use_case_is_exactly_one_leaf(stage: _Stage, name: str) -> None:
    before = LedgerEntry.objects.count()

    PLAYS[name](stage, {"by": BY, "clock": stage.clock})

    assert LedgerEntry.objects.count() == before + 1


@pytest.mark.parametrize("name", sorted(PLAYS))
def test_a_use_case_whose_leaf_cannot_be_written_changes_nothing(
    stage: _Stage, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("no ledger")

    def rows() -> list[object]:
        return [
            list(model._default_manager.order_by("pk").values())
            for model in _models()
            if model is not models.LedgerEntry
        ]

    monkeypatch.setattr("hiden.workspace.acts.queue_entry", broken)
    before = rows()

    with pytest.raises(OSError, match="no ledger"):
        PLAYS[name](stage, {"by": BY, "clock": stage.clock})

    assert rows() == before
