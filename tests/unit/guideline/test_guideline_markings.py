# SPDX-License-Identifier: Apache-2.0
"""What counts as a marking, and what only looks like one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hiden.foundation.errors import RuleError
from hiden.guideline.grid import load_sources
from hiden.guideline.marking_rules import load_markings, read_markings
from hiden.guideline.marking_text import fold
from hiden.guideline.markings import MarkPlace, Weight, find_markings
from hiden.registry import Level

DATA = Path(__file__).parents[3] / "src" / "hiden" / "guideline" / "data" / "markings.yaml"
TEXT, HEADER, FOOTER = MarkPlace.TEXT, MarkPlace.HEADER, MarkPlace.FOOTER
NAME, PROPERTIES = MarkPlace.FILE_NAME, MarkPlace.PROPERTIES


@pytest.mark.parametrize(
    ("text", "where", "label", "level"),
    [
        ("【秘】 配合表", TEXT, "secret-letter", Level.SECRET),
        ("「秘」\n配合", TEXT, "secret-letter", Level.SECRET),
        ("（秘）", TEXT, "secret-letter", Level.SECRET),
        ("秘\n\n配合表", TEXT, "secret-letter", Level.SECRET),
        ("機密区分: 秘", TEXT, "secret-letter", Level.SECRET),
        ("㊙資料", TEXT, "sign-secret", Level.SECRET),
        ("マル秘", TEXT, "secret-word", Level.SECRET),
        ("ﾏﾙ秘", TEXT, "secret-word", Level.SECRET),
        ("社外秘", TEXT, "company-secret", Level.CONFIDENTIAL),
        ("【社外秘】配合", TEXT, "company-secret", Level.CONFIDENTIAL),
        ("社外秘　資料A", TEXT, "company-secret", Level.CONFIDENTIAL),
        ("本書は社外秘です。", TEXT, "company-secret", Level.CONFIDENTIAL),
        ("極秘　試作計画", TEXT, "top-secret", Level.TOP_SECRET),
        ("秘密区分：極秘", TEXT, "top-secret", Level.TOP_SECRET),
        ("厳秘", TEXT, "top-secret", Level.TOP_SECRET),
        ("部外秘", TEXT, "secret-word", Level.SECRET),
        ("【機密】", TEXT, "classified", Level.SECRET),
        ("本資料は当社の営業秘密を含みます。", TEXT, "trade-secret", None),
        ("営業秘密 2026年", TEXT, "trade-secret", None),
        ("CONFIDENTIAL\nspec", TEXT, "confidential-en", None),
        ("ＣＯＮＦＩＤＥＮＴＩＡＬ", TEXT, "confidential-en", None),
        ("Confidential 3", TEXT, "confidential-en", None),
        ("*** Strictly Confidential ***", TEXT, "top-secret-en", Level.TOP_SECRET),
        ("[Highly Confidential]", TEXT, "secret-en", Level.SECRET),
        ("This document contains confidential information.", TEXT, "confidential-en", None),
        ("For Internal Use Only", TEXT, "internal-en", Level.CONFIDENTIAL),
        ("Trade Secret", TEXT, "trade-secret-en", None),
        ("取扱注意", TEXT, "handle-with-care", None),
        ("関係者限り", TEXT, "handle-with-care", None),
        ("Proprietary", TEXT, "proprietary-en", None),
        ("【秘】配合表.xlsx", NAME, "secret-letter", Level.SECRET),
        ("配合表_秘.xlsx", NAME, "secret-letter", Level.SECRET),
        ("配合表社外秘.pdf", NAME, "company-secret", Level.CONFIDENTIAL),
        ("Spec_Confidential_v2.pdf", NAME, "confidential-en", None),
        ("spec-top_secret.pdf", NAME, "top-secret-en", Level.TOP_SECRET),
        ("秘密保持契約書_社外秘.docx", NAME, "company-secret", Level.CONFIDENTIAL),
        ("社外秘 2026", HEADER, "company-secret", Level.CONFIDENTIAL),
        ("第3版 秘", HEADER, "secret-letter", Level.SECRET),
        ("© Example Corp. CONFIDENTIAL  1/3", FOOTER, "confidential-en", None),
        ("Confidential", PROPERTIES, "confidential-en", None),
    ],
)
def test_a_marking_is_found(text: str, where: MarkPlace, label: str, level: Level | None) -> None:
    found = find_markings(text, where=where)

    assert [(marking.label, marking.level, marking.where) for marking in found] == [
        (label, level, where)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "秘書室だより",
        "秘\n書\n室",
        "便 秘",
        "秘伝のたれ",
        "極秘裏に進めた",
        "極秘に来日した",
        "社外秘密",
        "秘密保持契約を締結する",
        "機密保持誓約書",
        "営業秘密管理指針",
        "営業秘密とは",
        "極秘、秘、社外秘の三区分とする",
        "□極秘 □秘 □社外秘",
        "「社外秘」と表示する",
        "【秘】の印を押す",
        "この資料は社外秘ではありません",
        "本メールは 機密 情報を含みます",
        "秘密保持契約 社外秘",
        "Confidential Information Agreement",
        "This e-mail and any attachments are confidential and may be privileged.",
        "This message is\nconfidential and may be privileged",
        "CONFIDENTIALITY NOTICE: this message",
        "The confidential treatment of data",
        "We keep your data confidential.",
        "This document is not confidential.",
        "Non-Confidential",
        "our secret sauce is",
    ],
)
def test_what_only_looks_like_a_marking_in_a_text_is_none(text: str) -> None:
    assert find_markings(text, where=TEXT) == ()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("秘書.xlsx", NAME),
        ("便秘.txt", NAME),
        ("秘密保持契約書.docx", NAME),
        ("営業秘密管理規程.docx", NAME),
        ("Confidential_Agreement.docx", NAME),
        ("confidentiality.txt", NAME),
        ("Non-Confidential summary.pdf", NAME),
        ("secret_santa.xlsx", NAME),
        ("極秘裏.txt", NAME),
        ("営業秘密管理規程", HEADER),
        ("Confidentiality Policy", HEADER),
        ("秘書室", FOOTER),
    ],
)
def test_what_only_looks_like_a_marking_elsewhere_is_none(text: str, where: MarkPlace) -> None:
    assert find_markings(text, where=where) == ()


def test_the_first_of_two_that_overlap_is_taken() -> None:
    """“社外秘文書” holds 社外秘 and 秘文書."""
    (found,) = find_markings("社外秘文書", where=HEADER)

    assert (found.label, found.start, found.end) == ("company-secret", 0, 3)


def test_talk_of_duties_far_away_on_the_same_line_does_not_matter() -> None:
    text = "【社外秘】" + "あ" * 100 + "秘密保持契約、区分は 極秘 と 秘 とする"

    assert [m.label for m in find_markings(text, where=TEXT)][:1] == ["company-secret"]


def test_positions_are_those_of_the_text_as_given() -> None:
    """Some characters fold to several, such as ㍿ to 株式会社."""
    text = "㍿㍿ 【社外秘】"

    (found,) = find_markings(text, where=TEXT)

    assert text[found.start : found.end] == "社外秘"


def test_several_markings_on_one_line_are_kept_if_they_agree() -> None:
    found = find_markings("TOP SECRET / 極秘", where=TEXT)

    assert [marking.level for marking in found] == [Level.TOP_SECRET, Level.TOP_SECRET]


def test_the_sign_marks_even_beside_talk_of_levels() -> None:
    found = find_markings("㊙ 極秘・社外秘", where=TEXT)

    assert [marking.label for marking in found] == ["sign-secret"]


def test_a_word_that_is_used_for_other_things_is_weak() -> None:
    weights = [m.weight for m in find_markings("社外秘・取扱注意", where=TEXT)]

    assert weights == [Weight.STRONG, Weight.WEAK]


@pytest.mark.parametrize(
    ("before", "after", "is_found"),
    [(1_990, 5_000, True), (1_996, 5_000, True), (1_998, 5_000, False), (3_000, 5_000, False),
     (5_000, 490, True), (5_000, 497, False), (2_400, 90, True)],
)  # fmt: skip
def test_only_the_beginning_and_the_end_of_a_text_are_searched(
    before: int, after: int, *, is_found: bool
) -> None:
    text = "あ" * before + "\n社外秘\n" + "あ" * after

    assert bool(find_markings(text, where=TEXT)) == is_found


def test_other_places_are_searched_up_to_a_limit() -> None:
    assert find_markings("あ" * 3_990 + " 社外秘", where=HEADER)
    assert not find_markings("あ" * 4_000 + " 社外秘", where=HEADER)


def test_a_long_text_of_words_that_nearly_mark_is_searched_quickly() -> None:
    text = "本資料は" * 500 + "【" * 2_000 + "秘" * 2_000

    assert find_markings(text, where=HEADER) is not None


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\n"])
def test_every_line_end_ends_a_line(end: str) -> None:
    assert find_markings(f"題{end}秘{end}本文", where=TEXT)


def test_folding_keeps_what_says_more() -> None:
    assert fold("ＡＢ㊙", first=5).text == "AB㊙"
    assert fold("㍿", first=5).origins == (5, 5, 5, 5)


def test_every_rule_says_what_it_is() -> None:
    book = load_markings()

    assert book.urn == "urn:hiden:guideline:markings"
    assert {rule.id for rule in book.facts if rule.weight is Weight.WEAK} == {
        "handle-with-care",
        "proprietary-en",
        "restricted-en",
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: top-secret\n", "id: sign-secret\n", "sign-secret: the id stands twice"),
        ("sources: [HIDEN, S18]", "sources: [S999]", "S999 is not in"),
        ('"裏"', '"(裏"', "is no pattern"),
        ('not_lines: ["', 'not_lines: ["(', "is no pattern"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "markings.yaml"
    path.write_text(DATA.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    with pytest.raises(ExceptionGroup) as caught:
        read_markings(path, sources=load_sources())

    assert all(isinstance(error, RuleError) for error in caught.value.exceptions)
    assert re.search(said, "\n".join(map(str, caught.value.exceptions)))
