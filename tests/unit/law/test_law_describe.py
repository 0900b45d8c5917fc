# SPDX-License-Identifier: Apache-2.0
"""The timeline shows every version and change in order, with penalties in one sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from hiden.foundation.wording import day_wording
from hiden.law import Money, headline, load_law, timeline
from hiden.law.facts import Mark, weakest


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        ("UCPA-V00", "営業秘密の規定なし。"),
        ("UCPA-V01", "民事の保護のみ。罰則なし。"),
        ("UCPA-V02", "民事の保護のみ。罰則なし。"),
        (
            "UCPA-V03",
            "個人：3年以下の懲役または300万円以下の罰金（併科なし）。法人：罰金なし［未確認］。",
        ),
        (
            "UCPA-V04",
            "個人：5年以下の懲役・500万円以下の罰金（併科あり）。法人：1億5,000万円以下の罰金。",
        ),
        (
            "UCPA-V06",
            "個人：10年以下の懲役・1,000万円以下の罰金（併科あり）。法人：3億円以下の罰金。",
        ),
        (
            "UCPA-V09",
            (
                "個人：10年以下の拘禁刑・2,000万円以下の罰金（併科あり）。"
                "海外重罰：3,000万円以下の罰金。法人：5億円以下の罰金（海外重罰は10億円以下）。"
            ),
        ),
    ],
)
def test_the_penalties_of_a_version_are_one_sentence(version: str, sentence: str) -> None:
    found = next(item for item in load_law().versions if item.id == version)

    assert sentence == headline(found).text("ja")


def test_the_english_sentence_is_complete() -> None:
    assert str(headline(load_law().versions[-1])) == (
        "Individual: up to 10 years of imprisonment, or a fine of up to JPY 20 million, or both."
        " For use abroad: fine of up to JPY 30 million."
        " Legal person: fine of up to JPY 500 million, for use abroad JPY 1,000 million."
    )


def test_every_version_and_change_is_in_the_timeline_once() -> None:
    law = load_law()
    ids = [entry.rule_id for entry in timeline(law)]

    assert sorted(ids) == sorted(rule.id for rule in (*law.versions, *law.changes))


def test_a_change_stands_behind_the_version_in_which_it_lies() -> None:
    ids = [entry.rule_id for entry in timeline(load_law())]

    start = ids.index("UCPA-V03")

    assert ids[start : start + 3] == ["UCPA-V03", "UCPA-V03a", "UCPA-V03b"]


def test_the_timeline_never_goes_back() -> None:
    days = [entry.since or entry.until for entry in timeline(load_law())][1:]

    assert days == sorted(day for day in days if day)


def test_the_timeline_says_what_is_a_version() -> None:
    law = load_law()

    assert [v.id for v in law.versions] == [
        entry.version_id for entry in timeline(law) if entry.is_version
    ]


def test_every_entry_is_in_both_languages_with_its_mark() -> None:
    for entry in timeline(load_law()):
        assert entry.headline.text("ja") != entry.headline.text("en")
        assert entry.statement.mark.message.text("ja") in entry.statement.message.text("ja")


@pytest.mark.parametrize(
    ("yen", "ja", "en"),
    [
        (1, "1円", "JPY 1"),
        (12_345, "1万2,345円", "JPY 12,345"),
        (2_500_000, "250万円", "JPY 2,500,000"),
        (3_000_000, "300万円", "JPY 3 million"),
        (20_000_000, "2,000万円", "JPY 20 million"),
        (150_000_000, "1億5,000万円", "JPY 150 million"),
        (1_000_000_000, "10億円", "JPY 1,000 million"),
    ],
)
def test_money_is_said_as_people_say_it(yen: int, ja: str, en: str) -> None:
    assert ja == Money(yen).wording.text("ja")
    assert en == Money(yen).wording.text("en")


def test_no_money_is_no_sum() -> None:
    with pytest.raises(ValueError, match="yen"):
        Money(0)


def test_a_day_is_said_as_people_say_it() -> None:
    day = day_wording(dt.date(2005, 11, 1))

    assert day.text("ja") == "2005年11月1日"
    assert str(day) == "1 Nov 2005"


def test_of_several_marks_the_weakest_counts() -> None:
    assert weakest(Mark.TEXT, Mark.MEMORY, Mark.DERIVED) is Mark.MEMORY
    assert weakest(Mark.SECONDARY, Mark.DERIVED) is Mark.DERIVED
    with pytest.raises(ValueError, match="max"):
        weakest()
