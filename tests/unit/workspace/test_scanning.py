# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.unit.workspace.conftest import PRICES, RECIPE, WEATHER, Company

from hiden.foundation.clock import Clock
from hiden.foundation.errors import AccessRefusedError, InputError
from hiden.routes import finding_from_json
from hiden.testing import FixedClock
from hiden.workspace import models
from hiden.workspace.fingerprints import open_index
from hiden.workspace.jobs import JobCancelledError
from hiden.workspace.models import LedgerEntry
from hiden.workspace.roles import Actor, Role
from hiden.workspace.use_cases.findings import decide_finding, read_passages
from hiden.workspace.use_cases.originals import (
    remove_originals,
    request_indexing,
    request_public_texts,
)
from hiden.workspace.use_cases.scans import request_scan
from hiden.workspace.use_cases.sources import add_source
from hiden.workspace.work import scanning
from hiden.workspace.worker import do_job


def _scan(company: Company, by: Actor, clock: Clock) -> models.Job:
    job = request_scan(paths=[company.outgoing], origin="outgoing-mail", by=by, clock=clock)
    return do_job(job.pk, worker="w", clock=clock)


def _outcomes() -> dict[str, str]:
    files = models.ScannedFile.objects.all()
    return {Path(file.path).name: file.outcome for file in files}


def test_every_file_ends_as_found_clean_or_unreadable(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    job = _scan(indexed, administrator, clock)

    assert _outcomes() == {
        "copy.txt": "match",
        "mail.eml": "match",
        "weather.txt": "clean",
        "news.txt": "clean",
        "empty.txt": "unreadable",
    }
    assert job.result is not None
    assert (job.result["files"], job.result["matched"], job.result["new"]) == (5, 2, 2)


def test_a_finding_says_where_why_and_under_which_law(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    _scan(indexed, administrator, clock)

    row = models.Finding.objects.get(path__endswith="copy.txt")
    finding = finding_from_json(row.value)
    assert row.secret.code == "T-1"
    assert finding.route.value == "people"
    assert finding.share_of_secret > 0.95
    assert finding.law_version == "UCPA-V09"
    assert finding.reasons
    assert finding.does_not_show
    assert finding.next_steps
    place = finding.passages[0].secret_place
    assert place is not None
    assert place.line == 1


def test_every_finding_is_exactly_one_leaf_however_often_it_is_seen(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    _scan(indexed, administrator, clock)
    second = _scan(indexed, administrator, clock)

    assert LedgerEntry.objects.filter(act="finding").count() == models.Finding.objects.count() == 2
    assert second.result is not None
    assert second.result["new"] == 0


def test_no_text_of_a_secret_is_kept_anywhere(
    indexed: Company, home: Path, administrator: Actor, clock: FixedClock
) -> None:
    _scan(indexed, administrator, clock)

    kept = json.dumps(
        [
            list(model.objects.values())
            for model in (models.Secret, models.Original, models.Finding, models.ScannedFile)
        ],
        default=str,
        ensure_ascii=False,
    ) + "".join(bytes(entry.content).decode() for entry in LedgerEntry.objects.all())
    files = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    for text in (RECIPE[:20], RECIPE[60:75], PRICES[40:60]):
        assert text not in kept
        assert text.encode() not in files
        assert text.encode("utf-16-le") not in files


def test_a_scan_that_was_cut_off_goes_on_behind_its_last_batch(
    indexed: Company,
    administrator: Actor,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scanning, "BATCH_FILES", 1)
    job = request_scan(paths=[indexed.outgoing], by=administrator, clock=clock)

    def die(done: int, total: int | None) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        do_job(job.pk, worker="w", clock=clock, on_progress=die)
    assert models.ScannedFile.objects.count() == 3

    again = do_job(job.pk, worker="w2", clock=clock)

    assert again.result is not None
    assert again.result["files"] == models.ScannedFile.objects.count() == 5
    assert LedgerEntry.objects.filter(act="finding").count() == 2


def test_a_cancelled_scan_keeps_what_it_saw(
    indexed: Company,
    administrator: Actor,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scanning, "BATCH_FILES", 1)
    job = request_scan(paths=[indexed.outgoing], by=administrator, clock=clock)

    def cancel(done: int, total: int | None) -> None:
        if done == 2:
            raise JobCancelledError

    assert do_job(job.pk, worker="w", clock=clock, on_progress=cancel).state == "cancelled"
    assert models.ScannedFile.objects.count() == 2


def test_a_source_remembers_when_it_was_seen_and_what_could_not_be_read(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    source = add_source(
        "社外メール", path=indexed.outgoing, origin="outgoing-mail", by=administrator, clock=clock
    )
    contributor = Actor(name="c", role=Role.CONTRIBUTOR)

    do_job(request_scan(source=source, by=contributor, clock=clock).pk, worker="w", clock=clock)

    source.refresh_from_db()
    assert (source.last_seen_at, source.files_seen, source.files_unreadable) == (clock.now(), 5, 1)


def test_whoever_may_only_scan_sources_scans_no_other_folder(
    indexed: Company, clock: FixedClock
) -> None:
    with pytest.raises(AccessRefusedError):
        request_scan(
            paths=[indexed.outgoing], by=Actor(name="c", role=Role.CONTRIBUTOR), clock=clock
        )


def test_nothing_is_searched_before_an_original_is_indexed(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    with pytest.raises(InputError, match="hiden index add"):
        request_scan(paths=[registered.outgoing], by=administrator, clock=clock)


def test_a_folder_that_is_not_there_is_said_to_be(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    with pytest.raises(InputError, match="nowhere"):
        request_scan(paths=[indexed.outgoing / "nowhere"], by=administrator, clock=clock)


def test_originals_are_counted_by_what_became_of_them(
    registered: Company, administrator: Actor, clock: FixedClock
) -> None:
    (registered.secrets / "T-1" / "memo.txt").write_text("短い", encoding="utf-8")
    (registered.secrets / "T-1" / "photo.bin").write_bytes(bytes(range(256)) * 20)
    (registered.secrets / "X-9").mkdir()
    (registered.secrets / "X-9" / "a.txt").write_text(RECIPE, encoding="utf-8")

    job = request_indexing([registered.secrets], by=administrator, clock=clock)
    result = do_job(job.pk, worker="w", clock=clock).result

    assert result is not None
    assert (result["added"], result["too_short"], result["unreadable"]) == (2, 1, 1)
    assert result["unknown_codes"] == ["X-9"]
    states = models.Original.objects.order_by("path").values_list("state", flat=True)
    assert sorted(states) == ["indexed", "indexed", "too-short", "unreadable"]


def test_indexing_again_changes_nothing(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    job = request_indexing([indexed.secrets], by=administrator, clock=clock)
    result = do_job(job.pk, worker="w", clock=clock).result

    assert result is not None
    assert (result["added"], result["unchanged"]) == (0, 2)
    assert models.Original.objects.count() == 2


def test_originals_that_are_removed_are_found_no_more(
    indexed: Company,
    administrator: Actor,
    clock: FixedClock,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_originals("T-1", by=administrator, clock=clock) == 1

    _scan(indexed, administrator, clock)

    assert list(models.Finding.objects.values_list("secret__code", flat=True)) == ["S-1"]
    assert open_index().status().documents == 1


def test_public_text_raises_no_alarm(
    registered: Company, tmp_path: Path, administrator: Actor, clock: FixedClock
) -> None:
    forms = tmp_path / "forms"
    forms.mkdir()
    (forms / "form.txt").write_text(WEATHER, encoding="utf-8")
    (registered.secrets / "T-1" / "条件書.txt").write_text(WEATHER + RECIPE, encoding="utf-8")
    job = request_public_texts([forms], by=administrator, clock=clock)
    assert do_job(job.pk, worker="w", clock=clock).result == {"files": 1, "unreadable": 0}
    job = request_indexing([registered.secrets], by=administrator, clock=clock)
    do_job(job.pk, worker="w", clock=clock)

    _scan(registered, administrator, clock)

    assert _outcomes()["weather.txt"] == "clean"
    assert _outcomes()["copy.txt"] == "match"


def test_a_decision_needs_a_reason_and_is_kept(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    _scan(indexed, administrator, clock)
    uid = str(models.Finding.objects.first().uid)  # type: ignore[union-attr]  # there are two

    with pytest.raises(InputError):
        decide_finding(uid, state="dismissed", note=" ", by=administrator, clock=clock)
    decide_finding(uid, state="dismissed", note="許諾済み", by=administrator, clock=clock)

    finding = models.Finding.objects.get(uid=uid)
    assert finding.state == "dismissed"
    assert [decision.note for decision in finding.decisions.all()] == ["許諾済み"]


def test_reading_passages_shows_both_sides_and_is_a_leaf_of_its_own(
    indexed: Company,
    administrator: Actor,
    clock: FixedClock,
    told: Callable[[], list[str]],
) -> None:
    _scan(indexed, administrator, clock)
    finding = models.Finding.objects.get(path__endswith="mail.eml")

    texts = read_passages(str(finding.uid), by=administrator, clock=clock)

    [pair] = texts.pairs
    assert pair.document is not None
    assert pair.original is not None
    assert "eighty-four percent of list" in pair.document.text
    assert "eighty-four percent of list" in pair.original.text
    assert told()[-1] == "finding.passages-read"


def test_files_that_changed_since_are_said_to_have(
    indexed: Company, administrator: Actor, clock: FixedClock
) -> None:
    _scan(indexed, administrator, clock)
    finding = models.Finding.objects.get(path__endswith="copy.txt")
    (indexed.outgoing / "copy.txt").unlink()
    (indexed.secrets / "T-1" / "条件書.txt").write_text("changed", encoding="utf-8")

    texts = read_passages(str(finding.uid), by=administrator, clock=clock)

    assert texts.document_problem is not None
    assert texts.original_problem is not None
    assert texts.pairs[0].document is texts.pairs[0].original is None


def test_an_auditor_reads_no_passage(
    indexed: Company, administrator: Actor, auditor: Actor, clock: FixedClock
) -> None:
    _scan(indexed, administrator, clock)
    finding = models.Finding.objects.first()
    assert finding is not None

    with pytest.raises(AccessRefusedError):
        read_passages(str(finding.uid), by=auditor, clock=clock)
