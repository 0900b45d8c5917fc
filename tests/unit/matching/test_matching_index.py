# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from hiden.foundation.errors import (
    ErrorCode,
    InputError,
    RefusedError,
    StorageUnavailableError,
    VerificationError,
)
from hiden.foundation.ids import DocumentId
from hiden.matching import Added, Index, MatchSettings, index as index_module

KEY = bytes(range(32))
RECIPE = (
    "混合槽を毎分八十回転で四十分かけ、触媒は三回に分けて加える。温度は六十二度を超えてはならない。"
    "冷却水は毎時百二十リットルとし、粘度が規定値に達した時点で撹拌を止める。"
)
PRICES = (
    "The landed cost of the bracket is 412 yen in lots of 5,000 and 388 yen in lots of 20,000; "
    "the supplier in Gifu accepts payment at ninety days and carries the tooling cost."
)
WEATHER = "本日の天気は晴れ、明日は曇りのち雨の予報です。お出かけの際は傘をお持ちください。" * 3


def doc(name: str, text: str) -> tuple[DocumentId, str]:
    return DocumentId(name), text


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index.create(tmp_path / "index", key=KEY)


def names(index: Index, text: str) -> list[str]:
    return [str(match.secret) for match in index.scanner().scan(text).matches]


def test_what_was_added_is_found(index: Index) -> None:
    added = index.add([doc("recipe", RECIPE), doc("prices", PRICES)])

    assert Added(added=2, replaced=0, unchanged=0, too_short=()) == added
    assert ["recipe"] == names(index, WEATHER + RECIPE)
    assert ["prices"] == names(index, PRICES.upper())
    assert [] == names(index, WEATHER)


def test_an_index_opened_again_holds_the_same(index: Index, tmp_path: Path) -> None:
    index.add([doc("recipe", RECIPE)])

    again = Index.open(tmp_path / "index", key=KEY)

    assert ["recipe"] == names(again, RECIPE)
    assert index.settings == again.settings


def test_an_empty_index_finds_nothing_and_says_that_it_judged(index: Index) -> None:
    scan = index.scanner().scan(WEATHER)

    assert scan.judged
    assert () == scan.matches
    assert () == index.document_ids()


def test_a_changed_document_replaces_the_old_text(index: Index) -> None:
    index.add([doc("a", RECIPE)])

    added = index.add([doc("a", PRICES)])

    assert Added(added=0, replaced=1, unchanged=0, too_short=()) == added
    assert [] == names(index, RECIPE)
    assert ["a"] == names(index, PRICES)
    assert 1 == index.status().documents


def test_an_unchanged_document_is_left_alone(index: Index) -> None:
    index.add([doc("a", RECIPE)])

    added = index.add([doc("a", RECIPE), doc("b", PRICES)])

    assert Added(added=1, replaced=0, unchanged=1, too_short=()) == added


def test_nothing_is_written_for_unchanged_documents(index: Index, tmp_path: Path) -> None:
    index.add([doc("a", RECIPE)])
    before = {path for path in tmp_path.rglob("*") if path.is_dir()}

    index.add([doc("a", RECIPE)])

    assert before == {path for path in tmp_path.rglob("*") if path.is_dir()}


def test_of_a_name_that_comes_twice_the_last_text_counts(index: Index) -> None:
    added = index.add([doc("a", RECIPE), doc("a", PRICES), doc("b", WEATHER), doc("b", WEATHER)])

    assert Added(added=2, replaced=0, unchanged=0, too_short=()) == added
    assert [] == names(index, RECIPE)
    assert ["a"] == names(index, PRICES)


def test_a_name_that_comes_twice_for_an_indexed_document_is_replaced_once(index: Index) -> None:
    index.add([doc("a", WEATHER)])

    added = index.add([doc("a", RECIPE), doc("a", PRICES)])

    assert Added(added=0, replaced=1, unchanged=0, too_short=()) == added
    assert ["a"] == names(index, PRICES)


def test_a_text_too_short_is_said_and_not_indexed(index: Index) -> None:
    added = index.add([doc("short", "……秘密。"), doc("empty", ""), doc("a", RECIPE)])

    assert (
        Added(
            added=1, replaced=0, unchanged=0, too_short=(DocumentId("short"), DocumentId("empty"))
        )
        == added
    )
    assert ("a",) == index.document_ids()


def test_a_document_that_becomes_too_short_is_no_longer_found(index: Index) -> None:
    index.add([doc("a", RECIPE)])

    added = index.add([doc("a", "x")])

    assert (DocumentId("a"),) == added.too_short
    assert [] == names(index, RECIPE)


def test_removed_documents_are_not_found(index: Index, tmp_path: Path) -> None:
    index.add([doc("a", RECIPE), doc("b", PRICES)])

    removed = index.remove([DocumentId("a"), DocumentId("unknown")])

    assert 1 == removed
    assert [] == names(index, RECIPE)
    assert ["b"] == names(Index.open(tmp_path / "index", key=KEY), PRICES)
    assert 0 == index.remove([DocumentId("a")])


def test_a_scanner_does_not_see_what_the_index_does_later(index: Index) -> None:
    index.add([doc("a", RECIPE)])
    before = index.scanner()

    index.add([doc("b", PRICES)])
    index.remove([DocumentId("a")])
    index.merge()

    assert ["a"] == [match.secret for match in before.scan(RECIPE).matches]
    assert () == before.scan(PRICES).matches


def test_merging_keeps_what_is_there_and_drops_what_was_removed(index: Index) -> None:
    for number, text in enumerate((RECIPE, PRICES, WEATHER)):
        index.add([doc(str(number), text)])
    index.remove([DocumentId("2")])
    before = index.scanner().scan(RECIPE + PRICES)

    index.merge()

    assert before == index.scanner().scan(RECIPE + PRICES)
    assert 1 == index.status().segments
    assert ("0", "1") == index.document_ids()


def test_merging_an_index_of_removed_documents_leaves_an_empty_one(index: Index) -> None:
    index.add([doc("a", RECIPE)])
    index.remove([DocumentId("a")])

    index.merge()

    assert 0 == index.status().segments
    assert [] == names(index, RECIPE)
    assert 1 == index.add([doc("a", RECIPE)]).added


def test_many_additions_do_not_make_many_segments(index: Index) -> None:
    texts = [f"{RECIPE}{number}番目の槽では係数を{number * 7}とする。" for number in range(12)]
    for number, text in enumerate(texts):
        index.add([doc(str(number), text)])
    index.remove([DocumentId("3")])

    assert 8 >= index.status().segments
    assert 11 == index.status().documents
    assert sorted(str(n) for n in range(12) if n != 3) == sorted(index.document_ids())


def test_a_large_addition_is_closed_in_several_segments(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hiden.matching.addition.SEGMENT_CHARACTERS", 100)

    index.add([doc("a", RECIPE), doc("b", PRICES * 2), doc("c", WEATHER), doc("a", WEATHER[:60])])

    assert 3 <= index.status().segments
    assert ["b"] == names(index, PRICES)
    assert {"a", "b", "c"} == set(index.document_ids())


def test_status_counts_documents_postings_and_bytes(index: Index, tmp_path: Path) -> None:
    index.add([doc("a", RECIPE), doc("b", PRICES)])

    status = index.status()
    size = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())

    assert (2, 1, size) == (status.documents, status.segments, status.size_bytes)
    assert 20 < status.postings < 60


def test_public_text_never_matches_whenever_it_becomes_public(index: Index) -> None:
    index.add([doc("a", WEATHER + RECIPE)])
    assert ["a"] == names(index, WEATHER)

    index.set_background([WEATHER])

    assert [] == names(index, WEATHER)
    assert ["a"] == names(index, WEATHER + RECIPE)

    index.add([doc("b", WEATHER + PRICES)])

    assert [] == names(index, WEATHER)
    assert ["b"] == names(index, WEATHER + PRICES)


def test_no_background_again_lets_new_documents_match_everywhere(index: Index) -> None:
    index.set_background([WEATHER])
    index.set_background([])
    index.add([doc("a", WEATHER)])

    assert ["a"] == names(index, WEATHER)


def test_a_wrong_key_is_refused(index: Index, tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        Index.open(tmp_path / "index", key=bytes(32))

    assert ErrorCode.INDEX_KEY == caught.value.code


def test_a_key_of_another_length_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="key"):
        Index.create(tmp_path / "index", key=b"short")


def test_there_is_no_index_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Index.open(tmp_path / "nowhere", key=KEY)

    assert ErrorCode.INDEX_MISSING == caught.value.code


def test_a_folder_in_use_is_not_made_an_index(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    with pytest.raises(RefusedError) as caught:
        Index.create(tmp_path, key=KEY)

    assert ErrorCode.INDEX_EXISTS == caught.value.code


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    with pytest.raises(StorageUnavailableError):
        Index.create(tmp_path / "file", key=KEY)
    with pytest.raises(InputError):
        Index.open(tmp_path / "file", key=KEY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", ErrorCode.INDEX_DAMAGED),
        ("[]", ErrorCode.INDEX_FORMAT),
        ('{"format": 99}', ErrorCode.INDEX_FORMAT),
        ('{"format": 1}', ErrorCode.INDEX_DAMAGED),
    ],
)
def test_a_manifest_that_is_wrong_is_named(
    index: Index, tmp_path: Path, text: str, code: ErrorCode
) -> None:
    (tmp_path / "index" / "manifest.json").write_text(text, encoding="utf-8")

    with pytest.raises((InputError, VerificationError)) as caught:
        Index.open(tmp_path / "index", key=KEY)
    assert code == caught.value.code
    with pytest.raises((InputError, VerificationError)):
        index.scanner()


def test_settings_that_make_no_sense_are_damage(index: Index, tmp_path: Path) -> None:
    manifest = tmp_path / "index" / "manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    data["settings"]["stride"] = 0
    manifest.write_text(json.dumps(data), encoding="utf-8")

    with pytest.raises(VerificationError):
        index.scanner()


@pytest.mark.parametrize("size", [0, 40, 130])
def test_a_damaged_segment_is_named(index: Index, tmp_path: Path, size: int) -> None:
    index.add([doc("a", RECIPE)])
    (postings,) = tmp_path.rglob("fp.npy")
    os.truncate(postings, size)

    with pytest.raises(VerificationError) as caught:
        Index.open(tmp_path / "index", key=KEY).scanner()

    assert ErrorCode.INDEX_DAMAGED == caught.value.code


def test_a_missing_segment_is_named(index: Index, tmp_path: Path) -> None:
    index.add([doc("a", RECIPE)])
    (postings,) = tmp_path.rglob("fp.npy")
    postings.unlink()

    with pytest.raises(VerificationError):
        Index.open(tmp_path / "index", key=KEY).scanner()


def test_settings_are_kept_with_the_index(tmp_path: Path) -> None:
    settings = MatchSettings(stride=16, threshold=80)
    Index.create(tmp_path / "index", key=KEY, settings=settings)

    assert settings == Index.open(tmp_path / "index", key=KEY).settings


def test_another_writer_is_seen(index: Index, tmp_path: Path) -> None:
    """What another process adds is in the next scanner, and is not lost by our own addition."""
    other = Index.open(tmp_path / "index", key=KEY)
    index.add([doc("a", RECIPE)])
    other.add([doc("b", PRICES)])

    assert ["a"] == names(other, RECIPE)
    assert ["b"] == names(index, PRICES)


def test_a_registry_of_one_character_repeated_is_no_trap(index: Index) -> None:
    index.add([doc("zeros", "0" * 5000), doc("a", RECIPE)])

    assert [] == names(index, "0 " * 40_000)
    assert ["a"] == names(index, "0" * 3000 + RECIPE)


def test_the_filter_grows_with_the_index(index: Index) -> None:
    """Also a scanner of before goes on finding what it knew."""
    texts = [
        "".join(map(chr, range(0x5000 + 999 * number, 0x5300 + 999 * number)))
        for number in range(index_module._MANY_SEGMENTS)
    ]
    scanners = []
    for number, text in enumerate(texts):
        index.add([doc(str(number), text)])
        scanners.append(index.scanner())

    assert all(scanner.scan(texts[0]).matches for scanner in scanners)
    assert ["5"] == names(index, texts[5])
