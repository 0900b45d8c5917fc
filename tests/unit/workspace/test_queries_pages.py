# SPDX-License-Identifier: Apache-2.0
"""What the pages read: lists cut into pages, counts, requirements, deadlines, steps."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from hiden.foundation.errors import AccessRefusedError, InputError
from hiden.foundation.ids import secret_id
from hiden.registry import Level, Secret, Support
from hiden.testing import FixedClock
from hiden.workspace.ledger_writer import integrate, ledger_path
from hiden.workspace.models import Organisation
from hiden.workspace.queries import (
    cases,
    deadlines,
    findings,
    jobs,
    ledger,
    organisation,
    scans,
    secrets,
    users,
)
from hiden.workspace.queries.paging import PAGE_SIZE, Page, order
from hiden.workspace.roles import Actor
from hiden.workspace.use_cases.register import save_secret

AT = dt.datetime(2026, 4, 1, 3, 0, tzinfo=dt.UTC)
TODAY = AT.date()

Save = Callable[..., None]


@pytest.fixture
def save(home: object, db: None, administrator: Actor, clock: FixedClock) -> Save:
    """Put a secret into the register."""

    def put(code: str, **fields: Any) -> None:
        value = Secret(code=secret_id(code), title=f"名称 {code}", level=Level.SECRET)
        save_secret(attrs.evolve(value, **fields), by=administrator, clock=clock)

    return put


def test_a_long_list_is_cut_into_pages_that_together_are_the_list(save: Save) -> None:
    codes = [f"K-{number:03}" for number in range(PAGE_SIZE + 3)]
    for code in codes:
        save(code)
    first = secrets.secret_rows(secrets.SecretFilter(), number=1)
    last = secrets.secret_rows(secrets.SecretFilter(), number=99)
    whole = secrets.secret_rows(secrets.SecretFilter(), number=None)

    assert codes == [row.code for row in (*first.rows, *last.rows)]
    assert codes == [row.code for row in whole.rows]
    assert (first.first, first.last, first.before, first.after) == (1, PAGE_SIZE, None, 2)
    assert (
        last.first, last.last, last.before, last.after,
    ) == (PAGE_SIZE + 1, PAGE_SIZE + 3, 1, None)  # fmt: skip


def test_a_page_of_an_empty_list_counts_from_nothing() -> None:
    page: Page[int] = Page(rows=(), total=0, number=1, pages=1)

    assert (page.first, page.last, page.before, page.after) == (0, 0, None, None)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("code", ("code", "pk")),
        ("-code", ("-code", "pk")),
        ("x", ("-at", "pk")),
        ("", ("-at", "pk")),
    ],
)
def test_an_unknown_sort_is_the_usual_one(sort: str, expected: tuple[str, ...]) -> None:
    assert expected == order(sort, columns={"code": "code", "found": "at"}, default="-found")


def test_a_requirement_is_supported_with_a_date_without_or_not_at_all(save: Save) -> None:
    dated = Support(note="施錠", on=TODAY)
    older = Support(note="表示", on=TODAY - dt.timedelta(days=9))
    save("K-1", secrecy=(older, dated), usefulness=(Support(note="使用中"),))
    row = secrets.secret("K-1").row

    assert [item.state for item in row.requirements] == ["dated", "undated", "missing"]
    assert [item.latest for item in row.requirements] == [TODAY, None, None]


def test_the_grid_begins_with_what_is_supported_least(save: Save) -> None:
    dated = (Support(note="施錠", on=TODAY),)
    save("K-1", secrecy=dated, usefulness=dated, non_public=dated)
    save("K-2")
    rows, total = secrets.requirement_grid(limit=1)

    assert ([row.code for row in rows], total) == (["K-2"], 2)


def test_the_register_is_reviewed_and_the_most_remarked_come_first(
    save: Save, clock: FixedClock
) -> None:
    dated = (Support(note="施錠", on=TODAY),)
    save("K-1", secrecy=dated, custodian="部長", need_to_know=("開発課",))
    save("K-2")
    reviewed = secrets.remarked(limit=1, clock=clock)

    assert [item.value.code for item in reviewed.secrets] == ["K-2"]
    assert (reviewed.remarked, reviewed.total) == (2, 2)


def test_what_is_overdue_or_due_until_a_day_is_listed_in_order(save: Save) -> None:
    save("K-1", review_on=TODAY + dt.timedelta(days=5), expires_on=TODAY - dt.timedelta(days=1))
    save("K-2", review_on=TODAY + dt.timedelta(days=6))
    due = deadlines.deadlines(until=TODAY + dt.timedelta(days=5))

    assert [(item.kind, item.code) for item in due] == [("expiry", "K-1"), ("review", "K-1")]


def test_every_route_is_counted_even_where_nothing_was_found(home: object, db: None) -> None:
    counts = findings.by_route()

    assert [c.route for c in counts] == ["people", "overseas", "cyber", "partners", "unknown"]
    assert {(0, 0, (0,) * findings.TREND_WEEKS)} == {(c.open, c.total, c.weeks) for c in counts}


def test_the_state_of_the_ledger_tells_what_waits(save: Save) -> None:
    save("K-1")
    waiting = ledger.state()
    integrate()
    sealed = ledger.state()

    assert (
        waiting.size, waiting.queued, waiting.is_sealed, waiting.oldest_queued_at,
    ) == (0, 1, False, AT)  # fmt: skip
    assert (
        sealed.size, sealed.queued, sealed.is_sealed, sealed.oldest_queued_at,
    ) == (1, 0, True, None)  # fmt: skip
    assert ledger.history().checkpoints[0].size == 1
    assert ledger.entries(act="secret.", text="secret/").total == 1
    assert ledger.entries(text="nowhere").total == 0


def test_a_damaged_ledger_is_told_and_does_not_break_the_page(save: Save) -> None:
    save("K-1")
    integrate()
    (ledger_path() / "checkpoint").write_text("not a checkpoint", encoding="utf-8")
    history = ledger.history()

    assert history.problem is not None
    assert history.checkpoints == ()


def test_before_the_first_entry_there_is_no_history(home: object, db: None) -> None:
    history = ledger.history()

    assert (history.checkpoints, history.verifier_key, history.problem) == ((), "", None)


def test_the_first_start_is_finished_when_each_step_is_done_or_left_out(
    save: Save, administrator: Actor
) -> None:
    before = organisation.first_start()
    save("K-1")
    Organisation.objects.create(
        pk=1, name="架空", steps_skipped=["people", "places", "scan", "check"]
    )
    after = organisation.first_start()

    assert [s.state for s in before.steps] == ["next", "later", "later", "later", "later", "later"]
    assert [s.state for s in after.steps] == [
        "done",
        "done",
        "skipped",
        "skipped",
        "skipped",
        "skipped",
    ]
    assert after.is_finished
    assert not before.is_finished


@pytest.mark.parametrize(
    "ask",
    [
        lambda: secrets.secret("none"),
        lambda: findings.finding(uuid.UUID(int=0)),
        lambda: cases.case(1),
        lambda: jobs.job(1),
        lambda: scans.scan(1),
        lambda: scans.source("none"),
    ],
)
def test_what_is_not_there_is_said_not_to_be(
    ask: Callable[[], object], home: object, db: None
) -> None:
    with pytest.raises(InputError):
        ask()


def test_accounts_are_shown_to_whom_may_manage_them(
    home: object, db: None, auditor: Actor, administrator: Actor
) -> None:
    assert users.accounts(by=administrator) == ()
    with pytest.raises(AccessRefusedError):
        users.accounts(by=auditor)
