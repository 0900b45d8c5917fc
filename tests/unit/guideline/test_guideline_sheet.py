# SPDX-License-Identifier: Apache-2.0
"""The check sheet that is shipped, and how a wrong one is refused."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.unit.guideline.plain_yaml import write_plain

from hiden.foundation.errors import ErrorCode, RuleError, SheetError
from hiden.foundation.ids import secret_id
from hiden.guideline.facts import Mark
from hiden.guideline.grid import load_grid, load_sources
from hiden.guideline.items import Part, Sheet, Unit
from hiden.guideline.rulings import load_rulings
from hiden.guideline.sheet import SHEET, load_sheet, read_sheet, sheet_ids
from hiden.guideline.values import Addressee, Requirement, SecretFacts
from hiden.registry import Level

SEEN = {
    "designation", "holders", "access", "marking", "separation", "duty-employees",
    "duty-partners", "training", "practice", "review",
}  # fmt: skip
DOCUMENT = Path(__file__).parents[3] / "docs" / "check-sheet.md"
FILE = resources.files("hiden.guideline").joinpath("sheets", f"{SHEET}.yaml")


def test_the_sheet_says_that_it_is_not_the_ministrys() -> None:
    sheet = load_sheet()

    assert sheet.wording.text("ja") == "秘伝 管理点検表 2026"
    assert "チェックシートではありません" in sheet.note.ja
    assert "not the check sheet of the Ministry" in sheet.note.en


def test_everything_on_the_sheet_is_marked_as_our_own() -> None:
    sheet = load_sheet()

    assert {sheet.mark, *(item.mark for item in sheet.items)} == {Mark.OWN}
    assert all("HIDEN" in item.sources for item in sheet.items)


def test_what_hiden_sees_has_the_ids_that_others_rely_on() -> None:
    assert {item.id for item in load_sheet().items if item.seen_by_hiden} == SEEN


def test_every_part_and_every_requirement_is_asked_about() -> None:
    items = load_sheet().items

    assert {item.part for item in items} == set(Part)
    assert {item.requirement for item in items} == set(Requirement)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_two_options_of_an_item_read_alike(language: Any) -> None:
    for item in load_sheet().items:
        texts = [option.wording.text(language) for option in item.options]
        reasons = [option.reason.wording.text(language) for option in item.options]

        assert len(set(texts)) == len(texts)
        assert len(set(reasons)) == len(reasons)


def test_the_japanese_is_japanese_and_the_english_is_not() -> None:
    for item in load_sheet().items:
        texts = [item.wording, item.why.wording, item.action.wording]
        texts += [text for o in item.options for text in (o.wording, o.reason.wording)]

        assert all(any("ぁ" <= sign <= "鿿" for sign in text.ja) for text in texts)
        assert not any("ぁ" <= sign <= "鿿" for text in texts for sign in text.msgid)


@pytest.mark.parametrize("part", Part)
def test_every_part_has_a_name_in_both_languages(part: Part) -> None:
    assert part.message.text("ja") != part.message.text("en")


def test_strong_can_be_reached_with_the_legal_minimum_alone() -> None:
    sheet = load_sheet()
    for threshold in sheet.thresholds[:2]:
        tier_1 = [i.weight for i in sheet.items if i.tier == 1 and i.counts_in(threshold)]

        assert sum(tier_1) >= threshold.strong


def test_only_what_was_shown_to_partners_is_asked_about_them() -> None:
    inside = SecretFacts(code=secret_id("A-1"), title="甲", level=Level.SECRET)
    outside = SecretFacts(
        code=secret_id("A-2"), title="乙", level=Level.SECRET, is_shown_to_partners=True
    )
    item = load_sheet().by_id["duty-partners"]

    assert not item.is_asked(inside)
    assert item.is_asked(outside)
    assert load_sheet().by_id["marking"].is_asked(inside)


def test_an_option_is_found_by_its_id_only() -> None:
    item = load_sheet().by_id["marking"]

    assert item.option("some").share == 0.5
    with pytest.raises(KeyError):
        item.option("sometimes")


def test_a_sheet_is_known_by_its_id() -> None:
    assert sheet_ids() == (SHEET,)
    with pytest.raises(SheetError, match=f"There is no check sheet “other”. Known: {SHEET}."):
        load_sheet("other")


def _spoil(spoil: Callable[[dict[str, Any]], object], path: Path) -> Sheet:
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    spoil(data)
    write_plain(path, data)
    return read_sheet(path, rulings=load_rulings(), grid=load_grid(), sources=tuple(load_sources()))


def _item(data: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in data["items"] if item["id"] == name)
    return found


WRONG: dict[str, tuple[Callable[[dict[str, Any]], object], str, str]] = {
    "an item twice": (
        lambda d: d["items"].append(_item(d, "marking")), "marking", "the id stands twice",
    ),
    "an option twice": (
        lambda d: _item(d, "review")["options"].append(_item(d, "review")["options"][-1]),
        "review", "the option none stands twice",
    ),
    "unknown source": (
        lambda d: _item(d, "use").update(sources=["S999"]), "use", "the source S999",
    ),
    "unknown source of the sheet": (
        lambda d: d.update(sources=["S998"]), SHEET, "the source S998",
    ),
    "unknown measure": (
        lambda d: _item(d, "use").update(measures=["E-P9-9"]), "use", "no measure E-P9-9",
    ),
    "unknown statement": (
        lambda d: _item(d, "use").update(rests_on=["G99-1"]), "use", "no statement G99-1",
    ),
    "best option not whole": (
        lambda d: _item(d, "review")["options"][0].update(share=0.9),
        "review", "not worth the whole item",
    ),
    "best option limited": (
        lambda d: _item(d, "review")["options"][0].update(bar="arguable"),
        "review", "not worth the whole item",
    ),
    "options out of order": (
        lambda d: _item(d, "review")["options"][2].update(share=0.9),
        "review", "the options are not ordered",
    ),
    "two best options": (
        lambda d: _item(d, "review")["options"][1].update(share=1),
        "review", "two options are worth the whole item",
    ),
    "secrecy towards nobody": (
        lambda d: _item(d, "review").pop("addressees"), "review", "addressees",
    ),
    "usefulness towards somebody": (
        lambda d: _item(d, "use").update(addressees=["partners"]), "use", "addressees",
    ),
    "a limit to secrecy towards nobody": (
        lambda d: _item(d, "use").update(bars=["secrecy"]), "use", "must say towards whom",
    ),
    "general item of the organisation": (
        lambda d: _item(d, "rules").update(is_general=True), "rules", "is_general",
    ),
    "a verdict without thresholds": (
        lambda d: d["thresholds"].pop(), SHEET, "want one for each verdict",
    ),
    "a threshold out of reach": (
        lambda d: d["thresholds"][2].update(strong=101), SHEET, "want growing 25 up to 101",
    ),
    "thresholds that cross": (
        lambda d: d["thresholds"][3].update(arguable=71), SHEET, "want growing 71 up to 70",
    ),
    "a level without weight": (
        lambda d: d["weighing"]["levels"].pop("secret"), SHEET, "want every level",
    ),
    "values not from 0 on": (
        lambda d: d["weighing"]["values"].pop(0), SHEET, "want growing steps from 0 on",
    ),
    "values not growing": (
        lambda d: d["weighing"]["values"].reverse(), SHEET, "want growing steps from 0 on",
    ),
    "a fact of a ruling without option": (
        lambda d: _item(d, "marking")["options"].pop(0), "CASE-JP-11",
        "no option marked of marking",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_sheet_is_refused(name: str, tmp_path: Path) -> None:
    spoil, fact, detail = WRONG[name]

    with pytest.raises(ExceptionGroup) as refused:
        _spoil(spoil, tmp_path / "sheet.yaml")

    errors = [e for e in refused.value.exceptions if isinstance(e, RuleError)]
    assert len(errors) == len(refused.value.exceptions)
    assert all(error.code is ErrorCode.GUIDELINE_RULE for error in errors)
    assert any(e.params["fact"] == fact and detail in str(e.params["detail"]) for e in errors)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    def spoil(data: dict[str, Any]) -> None:
        _item(data, "use").update(sources=["S999"], measures=["E-P9-9"])
        data["thresholds"].pop()

    with pytest.raises(ExceptionGroup) as refused:
        _spoil(spoil, tmp_path / "sheet.yaml")

    assert len(refused.value.exceptions) == 3


def test_the_shipped_sheet_comes_out_of_the_spoiler_unspoiled(tmp_path: Path) -> None:
    assert _spoil(lambda _: None, tmp_path / "sheet.yaml") == load_sheet()


def test_the_partners_verdict_counts_what_the_employees_one_counts_and_more() -> None:
    employees, partners = load_sheet().thresholds[:2]
    items = load_sheet().items
    ours = {item.id for item in items if item.counts_in(employees)}
    theirs = {item.id for item in items if item.counts_in(partners)}

    assert partners.addressee is Addressee.PARTNERS
    assert theirs - ours == {"duty-partners"}
    assert ours < theirs


def test_items_of_the_organisation_are_answered_once() -> None:
    of_all = {item.id for item in load_sheet().items if item.unit is Unit.ORGANISATION}

    assert of_all == {
        "rules", "work-rules", "physical", "technical", "leavers", "response", "ai-rules",
    }  # fmt: skip


def test_the_documentation_shows_the_weights_and_thresholds_as_they_are() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    items = [
        f"| `{item.id}` | {item.unit} | {item.requirement} | {item.weight:g} | {item.tier} |"
        f" {'yes ' if item.is_general else ''}| {'yes ' if item.seen_by_hiden else ''}|"
        for item in load_sheet().items
    ]
    verdicts = [
        f"| {', '.join(filter(None, (t.requirement, t.addressee)))} | {t.arguable} | {t.strong} |"
        for t in load_sheet().thresholds
    ]

    assert [line for line in [*items, *verdicts] if line not in text] == []
