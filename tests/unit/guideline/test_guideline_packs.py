# SPDX-License-Identifier: Apache-2.0
"""Starter packs give valid rows which leave open what only the company knows."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

import hiden.guideline
from hiden.foundation.errors import ErrorCode, InputError, RuleError
from hiden.foundation.language import LANGUAGES, Language
from hiden.guideline.facts import Mark
from hiden.guideline.grid import load_grid, load_sources
from hiden.guideline.packs import Pack, find_pack, load_packs, read_packs, suggest
from hiden.registry import Decision, SecretKind, review, snapshot

FOLDER = Path(hiden.guideline.__file__).parent / "data" / "packs"
PACKS = tuple(load_packs().values())
WHAT_ONLY_THE_COMPANY_KNOWS = {
    "no_container",
    "no_custodian",
    "no_need_to_know",
    "no_non_public",
    "no_secrecy",
    "no_usefulness",
}


def _name(pack: Pack) -> str:
    return pack.id


def test_there_are_six_packs() -> None:
    assert set(load_packs()) == {
        "chemicals-materials",
        "food",
        "machine-maker",
        "retail-services",
        "software-games",
        "university-laboratory",
    }


@pytest.mark.parametrize("pack", PACKS, ids=_name)
def test_a_pack_is_a_proposal_of_8_to_14_secrets_with_three_questions(pack: Pack) -> None:
    assert {fact.mark for fact in pack.facts} == {Mark.OWN}
    assert 8 <= len(pack.secrets) <= 14
    assert len(pack.questions) == 3


@pytest.mark.parametrize("pack", PACKS, ids=_name)
def test_a_pack_has_business_secrets_and_technical_ones_and_patents_only_for_these(
    pack: Pack,
) -> None:
    kinds = {secret.kind for secret in pack.secrets}

    assert kinds == set(SecretKind)
    assert all(s.kind is SecretKind.TECHNICAL for s in pack.secrets if s.patent)


@pytest.mark.parametrize("pack", PACKS, ids=_name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_the_company_knows_is_left_open(pack: Pack, language: Language) -> None:
    remarks = {
        (secret.title, remark.rule)
        for secret in suggest(pack, language=language)
        for remark in review(secret, on=dt.date(2026, 11, 23))
        if remark.rule not in WHAT_ONLY_THE_COMPANY_KNOWS
    }

    assert remarks == set()


def test_all_packs_together_make_one_register() -> None:
    rows = [secret for pack in PACKS for secret in suggest(pack, language="ja")]
    register = snapshot(rows, taken_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC))

    assert len(register.secrets) == sum(len(pack.secrets) for pack in PACKS)


def test_a_row_carries_title_owner_worth_forms_and_the_hint_about_a_patent() -> None:
    secret = suggest(find_pack("machine-maker"), language="ja")[1]

    assert secret.code == "MM-02"
    assert secret.title == "中核部品の製作図面と公差の決め方"
    assert secret.owner == "設計部"
    assert secret.decision is Decision.UNDECIDED
    assert secret.notes.startswith("業種別ひな形による提案。価値：そのまま製作に使えるため")
    assert "図面・CADデータ、紙の作業標準・手順書" in secret.notes
    assert "特許：製品から分かる部分は特許を" in secret.notes
    assert (secret.need_to_know, secret.containers, secret.scope) == ((), (), "")


def test_no_decision_is_proposed_where_no_patent_comes_into_question() -> None:
    secret = suggest(find_pack("retail-services"), language="en")[0]

    assert secret.decision is None
    assert "drawings" not in secret.notes
    assert "Patent" not in secret.notes


def test_a_code_that_is_taken_in_whatever_width_is_not_given_again() -> None:
    pack = find_pack("food")
    codes = [s.code for s in suggest(pack, language="en", taken_codes=("ＦＤ－０１", "fd-03"))]

    assert codes[:3] == ["FD-02", "FD-04", "FD-05"]


def test_the_prefix_can_be_chosen() -> None:
    assert suggest(find_pack("food"), language="en", prefix="A")[0].code == "A-01"


def test_a_prefix_that_cannot_begin_a_code_is_refused() -> None:
    with pytest.raises(ValueError, match="code"):
        suggest(find_pack("food"), language="en", prefix="A\x00")


def test_an_unknown_pack_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"“toys”.*food, machine-maker") as caught:
        find_pack("toys")

    assert caught.value.code is ErrorCode.PACK_UNKNOWN


def test_every_mistake_of_every_pack_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "packs"
    shutil.copytree(FOLDER, folder)
    food = folder / "food.yaml"
    text = food.read_text(encoding="utf-8")
    text = text.replace("id: recipe", "id: costs", 1)
    text = text.replace("patterns: [TO-04, TO-11, TO-18]", "patterns: [TO-99]", 1)
    text = text.replace("prefix: FD", "prefix: MM", 1)
    food.write_text(text.replace("sources: [HIDEN]", "sources: [S999]", 1), encoding="utf-8")
    shutil.copy(FOLDER / "retail-services.yaml", folder / "shops.yaml")
    (folder / "notes.txt").write_text("no pack", encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        read_packs(folder, sources=load_sources(), patterns=load_grid().patterns)
    errors = [error for error in caught.value.exceptions if isinstance(error, RuleError)]

    assert [(error.params["fact"], error.params["detail"]) for error in errors] == [
        ("retail-services", "the id stands twice"),
        ("MM", "the id stands twice"),
        ("RS", "the id stands twice"),
        ("costs", "the id stands twice"),
        ("food", "the source S999 is not in sources.yaml"),
        ("costs", "there is no pattern TO-99"),
    ]
