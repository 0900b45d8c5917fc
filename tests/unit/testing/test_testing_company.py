# SPDX-License-Identifier: Apache-2.0
"""The sample company on disk."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from hiden.foundation.errors import ErrorCode, RefusedError
from hiden.guideline import assess, load_sheet, read_answers
from hiden.guideline.values import Requirement, Strength
from hiden.intake.permissions import read_export
from hiden.registry import Agreement, AgreementKind, ContainerKind, from_json, read_register
from hiden.testing import Copy, SampleCompany, Truth, generate_company, read_truth, remove_company
from hiden.testing.company.generate import FEWEST_DOCUMENTS
from hiden.testing.company.knowledge import leak_book

AS_OF = dt.date(2026, 11, 1)
LEAKS = {Copy.WHOLE: 9, Copy.EXCERPT: 9, Copy.EDITED: 9, Copy.REFORMATTED: 9}


def digests(folder: Path) -> dict[str, str]:
    paths = [p for p in folder.rglob("*") if p.is_file()]
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


def test_every_document_is_in_the_truth_and_the_other_way_round(
    truth: tuple[Truth, ...], all_files: frozenset[Path]
) -> None:
    documents = {str(p) for p in all_files if len(p.parts) > 1}

    assert documents == {row.document for row in truth}
    assert len(truth) == len(documents)


def test_the_counts_are_those_of_the_folders(small_company: SampleCompany) -> None:
    counted = [
        sum(p.is_file() for p in folder.rglob("*"))
        for folder in (small_company.secrets, small_company.outgoing, small_company.internal)
    ]
    said = [
        small_company.original_count,
        small_company.outgoing_count,
        small_company.internal_count,
    ]

    assert said == counted
    assert sum(said) == FEWEST_DOCUMENTS
    assert small_company.secret_count == 40
    assert small_company.person_count == 180


def test_the_lists_are_there(small_company: SampleCompany) -> None:
    for path in (
        small_company.register,
        small_company.people,
        small_company.sites,
        small_company.partners,
        small_company.disclosures,
        small_company.answers,
        small_company.agreements,
        small_company.permissions,
        small_company.truth,
    ):
        assert path.is_file()
    assert small_company.background.is_dir()


def test_every_secret_has_an_original_of_at_least_800_characters(
    truth: tuple[Truth, ...],
) -> None:
    lengths = {row.secret: row.length for row in truth if row.copy == Copy.ORIGINAL}

    assert len(lengths) == 40
    assert min(lengths.values()) >= 800


def test_leaks_are_of_every_class_and_take_every_route(truth: tuple[Truth, ...]) -> None:
    leaks = [row for row in truth if row.copy in LEAKS]

    assert Counter(row.copy for row in leaks) == LEAKS
    assert {row.route for row in leaks} == {"people", "overseas", "cyber", "partners"}
    assert {row.channel for row in leaks} == {channel.name for channel in leak_book().channels}
    assert len({row.secret for row in leaks}) == len(leaks)
    assert all(row.document.startswith("outgoing/") for row in leaks)


def test_a_planted_piece_has_at_least_200_characters(truth: tuple[Truth, ...]) -> None:
    assert all(row.length >= 200 for row in truth if row.copy in LEAKS)


def test_an_excerpt_stands_in_its_secret_word_for_word(truth: tuple[Truth, ...]) -> None:
    originals: dict[str | None, str] = {}
    for row in truth:
        if row.copy == Copy.ORIGINAL:
            originals[row.secret] = originals.get(row.secret, "") + "\n".join(row.planted)
    for row in truth:
        if row.copy in {Copy.EXCERPT, Copy.WHOLE}:
            assert all(text in originals[row.secret] for text in row.planted)


def test_edited_pieces_are_edited_by_2_to_21_per_cent(truth: tuple[Truth, ...]) -> None:
    rates = [row.edit_rate for row in truth if row.copy == Copy.EDITED]

    assert all(0.02 <= rate <= 0.21 for rate in rates)
    assert all(row.edit_rate == 0 for row in truth if row.copy != Copy.EDITED)


def test_some_files_cannot_be_read_for_four_reasons(truth: tuple[Truth, ...]) -> None:
    rows = [row for row in truth if row.copy == Copy.UNREADABLE]

    assert {row.reason for row in rows} == {"encrypted", "empty", "damaged", "unsupported"}
    assert all(row.document.startswith("outgoing/") and row.secret is None for row in rows)


def test_the_same_seed_gives_the_same_bytes(small_company: SampleCompany, tmp_path: Path) -> None:
    generate_company(tmp_path / "again", documents=FEWEST_DOCUMENTS)

    assert digests(small_company.folder) == digests(tmp_path / "again")


def test_another_seed_gives_other_texts_and_replaces_the_old_company(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    first = generate_company(tmp_path, seed=1, documents=FEWEST_DOCUMENTS)
    before = digests(tmp_path)
    second = generate_company(
        tmp_path,
        seed=2,
        documents=FEWEST_DOCUMENTS,
        progress=lambda done, total: seen.append((done, total)),
    )

    assert first == second
    assert before != digests(tmp_path)
    assert [(n, FEWEST_DOCUMENTS) for n in range(1, FEWEST_DOCUMENTS + 1)] == seen


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")

    with pytest.raises(RefusedError) as caught:
        generate_company(tmp_path, documents=FEWEST_DOCUMENTS)

    assert caught.value.code == ErrorCode.SAMPLE_FOLDER_NOT_EMPTY
    assert [tmp_path / "mine.txt"] == list(tmp_path.iterdir())


def test_only_a_sample_company_is_removed(small_company: SampleCompany, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(small_company.folder, copy)
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")

    with pytest.raises(RefusedError) as caught:
        remove_company(tmp_path)
    assert caught.value.code == ErrorCode.SAMPLE_FOLDER_NOT_OURS
    remove_company(copy)
    assert [tmp_path / "mine.txt"] == list(tmp_path.iterdir())


def test_a_sample_company_with_someone_elses_file_is_not_removed(
    small_company: SampleCompany, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(small_company.folder, copy)
    (copy / "私の集計.xlsx").write_bytes(b"x")

    with pytest.raises(RefusedError) as caught:
        remove_company(copy)

    assert caught.value.code == ErrorCode.SAMPLE_FOLDER_MIXED
    assert (copy / "私の集計.xlsx").is_file()


def test_fewer_documents_than_the_secrets_and_leaks_need_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="got 119, want at least 120"):
        generate_company(tmp_path / "new", documents=119)

    assert not (tmp_path / "new").exists()


def test_a_truth_file_is_read_as_it_was_written(
    small_company: SampleCompany, truth: tuple[Truth, ...]
) -> None:
    lines = small_company.truth.read_text("utf-8").splitlines()

    assert all('"class": ' in line for line in lines)
    assert truth == read_truth(small_company.truth)


def test_the_answers_fit_the_sheet_and_come_to_every_verdict(small_company: SampleCompany) -> None:
    answers = read_answers(small_company.answers)
    judged = assess(load_sheet(), answers, on=AS_OF).secrets

    assert len(judged) == small_company.secret_count
    found = {one.strength(requirement) for one in judged for requirement in Requirement}
    assert found == set(Strength)


def test_the_file_server_opens_some_secrets_to_more_than_those_on_the_list(
    small_company: SampleCompany,
) -> None:
    reading = read_export(small_company.permissions, on=AS_OF)
    names = {grant.who for grant in reading.readers}

    assert reading.problems == ()
    assert "Everyone" in names
    assert {grant.path for grant in reading.grants} == {
        container.location
        for secret in read_register(small_company.register).secrets
        for container in secret.containers
        if container.kind is ContainerKind.FILE
    }


def test_the_agreements_are_those_of_the_partners_and_of_most_people(
    small_company: SampleCompany,
) -> None:
    signed = [
        from_json(value, Agreement)
        for value in json.loads(small_company.agreements.read_text(encoding="utf-8"))
    ]
    listed = {
        name
        for secret in read_register(small_company.register).secrets
        for name in secret.need_to_know
    }

    pledged = {one.party for one in signed if one.kind is AgreementKind.ENTRY_PLEDGE}
    assert len([one for one in signed if one.kind is AgreementKind.NDA]) == 6
    assert pledged < listed
    assert len(pledged) > 0.8 * len(listed)
