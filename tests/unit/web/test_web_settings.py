# SPDX-License-Identifier: Apache-2.0
"""What people do about searches, jobs, settings, the ledger and the first start."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from tests.unit.web.page_flow import PASSWORD, Browser, acts, shown

from hiden.evidence import standalone_verify
from hiden.foundation.error_codes import SENTENCES, ErrorCode
from hiden.testing import FixedClock
from hiden.workspace import models
from hiden.workspace.queries import findings, ledger
from hiden.workspace.roles import Role

# Searches, jobs, settings


def test_a_search_is_asked_for_once_or_of_a_source(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.MANAGER)
    data = {"paths": str(filled.document.parent), "origin": "partner-exchange"}
    once = client.post(reverse("findings-scan-new"), data)
    source = sign_in(Role.CONTRIBUTOR).post(reverse("settings-source-scan"), {"name": "社外メール"})

    assert "Waiting" in shown(client, once)
    assert source.status_code == 302
    assert sorted(models.Scan.objects.exclude(pk=filled.scan).values_list("origin", flat=True)) == [
        "outgoing-mail",
        "partner-exchange",
    ]


@pytest.mark.parametrize("path", ["/no/such/folder", ""])
def test_a_path_that_is_not_there_comes_back_in_the_form(
    path: str, sign_in: Browser, filled: Any
) -> None:
    answer = sign_in(Role.MANAGER).post(
        reverse("findings-scan-new"), {"paths": path, "origin": "unknown"}
    )

    assert 200 == answer.status_code
    assert 'class="wrong"' in answer.content.decode()


def test_findings_are_counted_by_route_and_week(filled: Any) -> None:
    people = findings.by_route(clock=FixedClock(dt.datetime(2026, 4, 9, tzinfo=dt.UTC)))[0]

    assert ("people", 1, 1) == (people.route, people.open, people.total)
    assert (0,) * 10 + (1, 0) == people.weeks


def test_a_job_is_cancelled_and_its_page_stops_asking(sign_in: Browser, filled: Any) -> None:
    client = sign_in(Role.CONTRIBUTOR)
    progress = reverse("settings-job-progress", kwargs={"pk": filled.job})
    before = client.get(progress).content.decode()
    html = shown(client, client.post(reverse("settings-job-cancel", kwargs={"pk": filled.job})))

    assert "hx-get" in before
    assert "It was cancelled" in html
    assert "hx-get" not in client.get(progress).content.decode()


def test_a_failed_job_says_why(sign_in: Browser, filled: Any) -> None:
    models.Job.objects.filter(pk=filled.job).update(
        state="failed", finished_at="2026-04-01T00:00:00Z",
        error={"code": "path-missing", "msgid": SENTENCES[ErrorCode.PATH_MISSING],
               "params": {"path": "/gone"}},
    )  # fmt: skip
    html = sign_in().get(reverse("settings-job", kwargs={"pk": filled.job})).content.decode()

    assert "/gone does not exist" in html


def test_a_source_is_added_and_removed_and_a_wrong_one_comes_back(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in()
    data = {"name": "共有", "path": str(filled.document.parent), "origin": "internal-share"}
    added = shown(client, client.post(reverse("settings"), data))
    again = client.post(reverse("settings"), data)
    removed = client.post(reverse("settings-source-remove"), {"name": "共有"})

    assert "“共有” was added." in added
    assert again.status_code == 200
    assert "is taken" in again.content.decode()
    assert "is not searched any more" in shown(client, removed)


@pytest.mark.parametrize(
    ("data", "attribute", "value"),
    [
        ({"act": "role", "role": "manager"}, "role", "manager"),
        ({"act": "close"}, "is_active", False),
        ({"act": "password", "password": "another-good-password"}, "is_active", True),
    ],
)
def test_an_account_is_made_and_changed(
    data: dict[str, str], attribute: str, value: object, sign_in: Browser
) -> None:
    client = sign_in()
    account = {"name": "kawada", "role": "auditor", "language": "ja", "password": PASSWORD + "-2"}
    made = shown(client, client.post(reverse("settings-users"), account))
    changed = client.post(reverse("settings-users-change"), {"name": "kawada", **data})

    assert "The account “kawada” was made." in made
    assert "The account “kawada” was changed." in shown(client, changed)
    assert value == getattr(get_user_model().objects.get(username="kawada"), attribute)


def test_a_weak_password_comes_back_and_the_last_administrator_stays(sign_in: Browser) -> None:
    client = sign_in()
    account = {"name": "kawada", "role": "auditor", "language": "ja", "password": "short"}
    weak = client.post(reverse("settings-users"), account)
    last = client.post(reverse("settings-users-change"), {"name": "administrator", "act": "close"})

    assert "too weak" in weak.content.decode()
    assert last.status_code == 403
    assert "last administrator" in last.content.decode()


# Ledger, first start


def test_the_ledger_is_verified_and_one_entry_is_proved_to_strangers(
    sign_in: Browser, filled: Any, tmp_path: Path
) -> None:
    client = sign_in(Role.AUDITOR)
    verdict = client.post(reverse("ledger-verify")).content.decode()
    proof = client.post(reverse("ledger-proof", kwargs={"position": 0}))

    assert "Everything checks" in verdict
    (tmp_path / "proof.json").write_bytes(proof.content)
    key = ledger.history().verifier_key
    assert 0 == standalone_verify.main([str(tmp_path / "proof.json"), key])
    assert 0 == standalone_verify.main([str(ledger.history().path), key])
    assert client.post(reverse("ledger-proof", kwargs={"position": 999})).status_code == 404
    assert "hiden-entry-0.json" in proof["Content-Disposition"]


def test_strangers_get_the_program_that_checks_the_ledger(sign_in: Browser) -> None:
    answer = sign_in(Role.AUDITOR).get(reverse("ledger-checker"))

    assert b"def check_ledger(" in answer.content
    assert "standalone_verify.py" in answer["Content-Disposition"]


def test_a_record_that_was_changed_is_told(sign_in: Browser, filled: Any) -> None:
    models.LedgerEntry.objects.filter(position=0).update(content=b"{}")
    html = sign_in().post(reverse("ledger-verify")).content.decode()

    assert "The ledger does not check out." in html
    assert 'role="alert"' in html


def test_the_first_start_goes_on_where_it_stopped(sign_in: Browser) -> None:
    client = sign_in()
    start = reverse("overview-start")
    first = client.get(start).context["start"].next_step.name
    client.post(reverse("overview-start-company"), {"name": "架空精機"})
    second = client.get(start).context["start"].next_step.name
    client.post(reverse("overview-start-skip"), {"step": "secrets"})
    third = client.get(start).context["start"].next_step.name

    assert (first, second, third) == ("company", "secrets", "people")
    assert "架空精機" in client.get(start).content.decode()


def test_a_step_that_does_not_exist_is_not_found(sign_in: Browser) -> None:
    assert sign_in().post(reverse("overview-start-skip"), {"step": "x"}).status_code == 404


def test_the_sample_company_is_one_click_away(sign_in: Browser) -> None:
    client = sign_in()
    loading = client.post(reverse("overview-sample"))
    html = client.get(reverse("overview-start")).content.decode()

    assert "Load the sample company" in shown(client, loading)
    assert "It is being loaded." in html


def test_the_sample_company_is_one_click_to_remove(sign_in: Browser, filled: Any) -> None:
    client = sign_in()
    models.Secret.objects.update(is_sample=True)
    removed = client.post(reverse("overview-sample-remove"))

    assert "was removed" in shown(client, removed)
    assert not models.Secret.objects.exists()


def test_a_job_that_is_done_leads_to_what_came_of_it(sign_in: Browser, filled: Any) -> None:
    html = sign_in().get(reverse("settings-job", kwargs={"pk": filled.done})).content.decode()

    assert "To the 1 new finding" in html
    assert reverse("findings-scan", kwargs={"pk": filled.scan}) in html
    assert "hx-get" not in html


@pytest.mark.parametrize("kind", ["index", "sample"])
def test_a_job_that_indexed_tells_how_many(kind: str, sign_in: Browser, filled: Any) -> None:
    result = {
        "documents": 7, "added": 6, "replaced": 0, "unchanged": 1, "too_short": 0,
        "unreadable": 0, "secrets": 3,
    }  # fmt: skip
    models.Job.objects.filter(pk=filled.done).update(kind=kind, result=result)
    html = sign_in().get(reverse("settings-job", kwargs={"pk": filled.done})).content.decode()

    assert "<dd>7</dd>" in html
    assert (kind == "sample") == ("<dd>3</dd>" in html)


def test_a_folder_of_originals_is_indexed_by_the_names_of_its_folders(
    sign_in: Browser, filled: Any
) -> None:
    client = sign_in(Role.MANAGER)
    data = {"paths": str(filled.document.parent)}
    html = shown(client, client.post(reverse("registry-originals-folder"), data))
    last = models.Job.objects.first()

    assert "Waiting" in html
    assert last is not None
    assert last.params["code"] is None


def test_what_a_search_could_not_look_at_is_given_out(sign_in: Browser, filled: Any) -> None:
    where = reverse("findings-scan", kwargs={"pk": filled.scan})
    problems = sign_in(Role.AUDITOR).get(where, {"export": "csv"}).content.decode("utf-8-sig")
    clean = sign_in(Role.AUDITOR).get(where, {"export": "csv", "show": "clean"})

    assert "c.zip" in problems
    assert "d.docx" in problems
    assert "a.txt" not in problems
    assert "a.txt" in clean.content.decode("utf-8-sig")


def test_the_accounts_are_given_out(sign_in: Browser) -> None:
    sign_in(Role.AUDITOR)
    answer = sign_in().get(reverse("settings-users"), {"export": "csv"})

    assert "auditor" in answer.content.decode("utf-8-sig")


def test_a_company_without_a_name_is_not_named(sign_in: Browser) -> None:
    client = sign_in()
    client.post(reverse("overview-start-company"), {"name": " "})

    assert [] == acts()


def test_an_account_is_opened_again_and_an_unknown_act_changes_nothing(sign_in: Browser) -> None:
    sign_in(Role.AUDITOR)
    client = sign_in()
    where = reverse("settings-users-change")
    for act in ("close", "open", "nonsense"):
        client.post(where, {"name": "auditor", "act": act})

    assert ["user.deactivated", "user.activated"] == acts()
