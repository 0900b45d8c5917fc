# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import numpy as np
import pytest

from hiden.foundation.ids import DocumentId
from hiden.matching import Index, Match, MatchPassage, MatchSettings, Scan, Scanner

KEY = bytes(range(32))
RECIPE = (
    "混合槽を毎分八十回転で四十分かけ、触媒は三回に分けて加える。温度は六十二度を超えてはならない。"
    "冷却水は毎時百二十リットルとし、粘度が規定値に達した時点で撹拌を止める。ﾎﾟﾝﾌﾟの吐出圧はﾒｰｶｰ推奨値の"
    "九割に抑え、フィルターは二十バッチごとに交換する。交換記録は製造部の台帳に残すこと。"
)
PRICES = (
    "The landed cost of the bracket is 412 yen in lots of 5,000 and 388 yen in lots of 20,000; "
    "the supplier in Gifu accepts payment at ninety days and carries the tooling cost, provided "
    "that the forecast for the next two quarters is confirmed before the end of the month."
)
WEATHER = "本日の天気は晴れ、明日は曇りのち雨の予報です。お出かけの際は傘をお持ちください。" * 5
NEWS = "The town council met on Tuesday and discussed the new bridge over the river. " * 8


def scanner_over(folder: Path, texts: dict[str, str], **settings: int) -> Scanner:
    index = Index.create(folder / "index", key=KEY, settings=MatchSettings(**settings))
    index.add((DocumentId(name), text) for name, text in texts.items())
    return index.scanner()


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Scanner:
    return scanner_over(tmp_path_factory.mktemp("scan"), {"recipe": RECIPE, "prices": PRICES})


def names(scan: Scan) -> list[str]:
    return [str(match.secret) for match in scan.matches]


def only(scan: Scan) -> Match:
    (match,) = scan.matches
    return match


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "full width": lambda text: "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text
    ),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "composed": lambda text: unicodedata.normalize("NFKC", text),
    "upper case": str.upper,
    "wrapped and quoted": lambda text: "\n".join(
        "> " + text[at : at + 30] for at in range(0, len(text), 30)
    ),
    "spaced": " ".join,
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "emphasis": lambda text: text.replace("の", "**の**").replace(" ", " _"),
    "katakana": lambda text: "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ん" else c for c in text),
    "look-alikes": lambda text: text.translate(
        str.maketrans("aeopcxyACEHKMOPTX", "аеорсхуАСЕНКМОРТХ")
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "text"), [("recipe", RECIPE), ("prices", PRICES)])
def test_reformatting_hides_nothing(scanner: Scanner, form: str, name: str, text: str) -> None:
    match = only(scanner.scan(WEATHER + FORMS[form](text) + NEWS))

    assert name == match.secret
    assert match.containment_of_secret > 0.95


@pytest.mark.parametrize(("name", "text"), [("recipe", RECIPE), ("prices", PRICES)])
def test_an_excerpt_is_located_on_both_sides(scanner: Scanner, name: str, text: str) -> None:
    start, end = 21, len(text) - 30
    document = WEATHER + "\n" + text[start:end] + "\n" + NEWS

    passage = only(scanner.scan(document)).passages[0]

    assert abs(passage.document_start - len(WEATHER) - 1) <= 3
    assert abs(passage.document_end - len(WEATHER) - 1 - (end - start)) <= 3
    assert abs(passage.secret_start - start) <= 3
    assert abs(passage.secret_end - end) <= 3


def test_a_whole_copy_is_located_exactly(scanner: Scanner) -> None:
    match = only(scanner.scan(PRICES))

    assert (0, len(PRICES) - 1, 0, len(PRICES) - 1) == attrs.astuple(match.passages[0])[:4]
    assert 1.0 == match.containment_of_secret == match.containment_of_document


def test_places_count_characters_beyond_the_basic_plane_as_one(tmp_path: Path) -> None:
    before = "😀𠮷🍣" * 40
    scanner = scanner_over(tmp_path, {"a": before + RECIPE})

    passage = only(scanner.scan("🎌" * 7 + RECIPE)).passages[0]

    assert 7 == passage.document_start
    assert len(before) == passage.secret_start


def test_edited_text_is_found_across_gaps(scanner: Scanner) -> None:
    edited = RECIPE.replace("八十", "七十五").replace("触媒は", "").replace("百二十", "およそ百")
    edited = edited.replace("フィルター", "ろ過材").replace("二十バッチ", "月")

    match = only(scanner.scan(WEATHER + edited + WEATHER))

    assert "recipe" == match.secret
    assert match.containment_of_secret > 0.85


def test_two_secrets_in_one_document_are_both_named(scanner: Scanner) -> None:
    scan = scanner.scan(PRICES + WEATHER + RECIPE)

    assert {"recipe", "prices"} == set(names(scan))
    assert scan.matches[0].score >= scan.matches[1].score


def test_neighbours_in_the_index_do_not_run_into_each_other(scanner: Scanner) -> None:
    assert {"recipe", "prices"} == set(names(scanner.scan(RECIPE + PRICES)))
    assert {"recipe", "prices"} == set(names(scanner.scan(RECIPE[:-20] + PRICES[10:])))


def test_clean_text_is_judged_and_finds_nothing(scanner: Scanner) -> None:
    scan = scanner.scan(WEATHER + NEWS)

    assert scan.judged
    assert () == scan.matches


@pytest.mark.parametrize(
    "text", ["", "秘密", "……！？", "短い文です。明日行きます。", "too short to say"]
)
def test_what_is_too_short_says_so(scanner: Scanner, text: str) -> None:
    scan = scanner.scan(text)

    assert not scan.judged
    assert () == scan.matches


def test_length_is_in_normalised_characters(scanner: Scanner) -> None:
    assert 4 == scanner.scan("ガ ー 一、二。a").length


def test_the_whole_of_a_short_secret_is_found_alone_and_in_a_document(tmp_path: Path) -> None:
    short = "配合比は主剤七十、硬化剤二十八、顔料二とする。"
    scanner = scanner_over(tmp_path, {"short": short, "other": PRICES})

    assert ["short"] == names(scanner.scan(short))
    assert ["short"] == names(scanner.scan(f"「{short}」"))
    assert ["short"] == names(scanner.scan(WEATHER + short + WEATHER))
    assert [] == names(scanner.scan(WEATHER + short[:12] + WEATHER))


def test_a_short_latin_secret_is_found_when_copied_whole(tmp_path: Path) -> None:
    scanner = scanner_over(tmp_path, {"word": "mix 70 parts A, 28 B, 2 C wxyz"})

    match = only(scanner.scan("MIX 70 PARTS A / 28 B / 2 C: WXYZ"))

    assert "word" == match.secret
    assert 0 < match.error_chance < 1


def test_removed_short_secrets_are_not_found(tmp_path: Path) -> None:
    index = Index.create(tmp_path / "index", key=KEY)
    word = "mix 70 parts A, 28 B, 2 C"
    index.add([(DocumentId("a"), word), (DocumentId("b"), RECIPE)])
    index.remove([DocumentId("a")])

    assert () == index.scanner().scan(word).matches


def test_text_that_all_registered_documents_share_decides_nothing(tmp_path: Path) -> None:
    """Boilerplate of forty documents names none of them; each one's own text names it."""
    rng = np.random.default_rng(3)
    own = ["".join(chr(0x4E00 + int(n)) for n in rng.integers(0, 9000, 150)) for _ in range(40)]
    texts = {str(n): f"第{n}号。{text}\n{WEATHER[:200]}" for n, text in enumerate(own)}
    scanner = scanner_over(tmp_path, texts)

    assert [] == names(scanner.scan(NEWS + WEATHER[:200]))
    assert ["17"] == names(scanner.scan(WEATHER[:200] + own[17]))
    assert ["17"] == names(scanner.scan(NEWS + own[17][20:100] + NEWS))


def test_many_drafts_of_one_text_are_still_found(tmp_path: Path) -> None:
    """What consists of shared text only is no form with a filled-in part: it is one text, often."""
    texts = {str(n): RECIPE * 2 + f"第{n}版" for n in range(60)}
    scanner = scanner_over(tmp_path, texts)

    assert scanner.scan(NEWS + RECIPE * 2).matches
    assert 2 >= len(scanner.scan(NEWS + RECIPE * 2).matches)


def test_a_copy_under_another_name_is_named_beside_the_first(tmp_path: Path) -> None:
    scanner = scanner_over(tmp_path, {"a": RECIPE, "b": RECIPE, "c": RECIPE, "d": PRICES})

    assert 2 == len(scanner.scan(RECIPE).matches)


def test_of_two_similar_secrets_the_one_that_explains_more_is_named(tmp_path: Path) -> None:
    similar = RECIPE[: len(RECIPE) // 2] + WEATHER[:80]
    scanner = scanner_over(tmp_path, {"recipe": RECIPE, "similar": similar})

    assert ["recipe"] == names(scanner.scan(NEWS + RECIPE))
    assert ["similar"] == names(scanner.scan(NEWS + similar))


def test_a_passage_repeated_in_the_document_counts_once_in_the_score(scanner: Scanner) -> None:
    once, twice = scanner.scan(RECIPE + NEWS), scanner.scan(RECIPE + NEWS + RECIPE)

    assert 2 == len(only(twice).passages)
    assert abs(only(once).score - only(twice).score) <= 5


def test_larger_steps_still_find_long_excerpts(scanner: Scanner) -> None:
    fast = attrs.evolve(scanner, settings=attrs.evolve(scanner.settings, step=7))

    assert ["recipe"] == names(fast.scan(WEATHER + RECIPE))
    assert [] == names(fast.scan(WEATHER * 3))


def test_segments_are_searched_together(tmp_path: Path) -> None:
    index = Index.create(tmp_path / "index", key=KEY)
    for name, text in (("recipe", RECIPE), ("weather", NEWS), ("prices", PRICES)):
        index.add([(DocumentId(name), text)])
    scanner = index.scanner()

    assert 3 == len(scanner.parts)
    assert {"recipe", "prices"} == set(names(scanner.scan(WEATHER + PRICES + RECIPE)))


def test_common_text_of_a_removed_first_document_is_still_found(tmp_path: Path) -> None:
    index = Index.create(tmp_path / "index", key=KEY)
    index.add((DocumentId(str(n)), RECIPE + f"{n}") for n in range(6))
    index.remove([DocumentId("0"), DocumentId("1")])

    assert {"2", "3", "4", "5"} >= set(names(index.scanner().scan(RECIPE))) != set()

    index.remove([DocumentId(str(n)) for n in range(2, 6)])

    assert [] == names(index.scanner().scan(RECIPE))


def test_threads_may_share_a_scanner(scanner: Scanner) -> None:
    texts = [WEATHER + RECIPE, NEWS + PRICES, WEATHER, PRICES + RECIPE] * 20
    expected = [scanner.scan(text) for text in texts]

    with ThreadPoolExecutor(4) as pool:
        assert expected == list(pool.map(scanner.scan, texts))


def test_a_text_of_ten_million_characters_is_scanned_whole(scanner: Scanner) -> None:
    rng = np.random.default_rng(5)
    noise = "".join(map(chr, rng.integers(0x4E00, 0x9000, 50_000)))
    text = noise * 100 + RECIPE + noise * 100

    match = only(scanner.scan(text))

    assert "recipe" == match.secret
    assert abs(match.passages[0].document_start - 5_000_000) <= 3


def test_a_long_text_with_edits_everywhere_is_followed_to_its_end(tmp_path: Path) -> None:
    rng = np.random.default_rng(6)
    text = "".join(map(chr, rng.integers(0x4E00, 0x9000, 30_000)))
    edited = "".join(text[at : at + 25] + "変" for at in range(0, len(text), 25))
    scanner = scanner_over(tmp_path, {"long": text})

    match = only(scanner.scan(edited))

    assert match.containment_of_secret > 0.99
    assert 1 == len(match.passages)


def test_lone_surrogates_and_every_code_point_are_no_trap(scanner: Scanner) -> None:
    scan = scanner.scan("\ud800" * 10 + RECIPE + "".join(map(chr, range(0, 0x110000, 7))))

    assert "recipe" in names(scan)


def test_errors_of_chance_shrink_as_passages_grow(scanner: Scanner) -> None:
    chances = [
        only(scanner.scan(WEATHER + RECIPE[:length] + WEATHER)).error_chance
        for length in (60, 90, 130)
    ]

    assert sorted(chances, reverse=True) == chances
    assert all(0 < chance < 0.01 for chance in chances)


def test_a_match_has_passages() -> None:
    with pytest.raises(ValueError, match="passages"):
        Match(
            secret=DocumentId("a"),
            containment_of_secret=0.5,
            containment_of_document=0.5,
            error_chance=0.5,
            score=60,
            passages=(),
        )
    with pytest.raises(ValueError, match="score"):
        MatchPassage(document_start=0, document_end=1, secret_start=0, secret_end=1, score=0)


@pytest.mark.parametrize("wrong", [{"step": 4}, {"stride": 0}, {"threshold": 3}, {"window": 1}])
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"step|stride|threshold|window"):
        MatchSettings(**wrong)
