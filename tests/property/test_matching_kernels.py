# SPDX-License-Identifier: Apache-2.0
"""Compiled kernels agree with their naive twins."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings as hypothesis_settings, strategies as st
from hypothesis.extra import numpy as hnp
from tests.reference.matching_naive import sharers, votes

from hiden.matching.bloom import bloom_add, bloom_has, new_bloom
from hiden.matching.extend import Limits, Side, _votes, extend
from hiden.matching.grams import PADDING, hash_all, hash_stride, make_hasher
from hiden.matching.keys import Keys
from hiden.matching.postings import KEY_MASK, MANY, pack, posting_keys
from hiden.matching.rarity import worth
from hiden.matching.settings import MatchSettings

GRAMS = make_hasher(Keys(key=bytes(32), salt=bytes(16)), MatchSettings()).grams
BYTES = st.integers(0, 6)


@given(st.integers(1, 8), st.data())
def test_votes_are_the_matches_on_each_shift(band: int, data: st.DataObject) -> None:
    text = data.draw(hnp.arrays(np.uint8, st.integers(1, 60), elements=BYTES))
    stored = data.draw(hnp.arrays(np.uint8, len(text) + 2 * band, elements=BYTES))

    near, far = _votes(text, stored, band)

    assert votes(text.tolist(), stored.tolist(), band, 48) == (near.tolist(), far.tolist())


@given(
    hnp.arrays(np.uint16, st.integers(1, 80), elements=st.integers(0, 9)),
    st.integers(1, 9),
    st.integers(1, 20),
    st.integers(3, 40),
)
def test_worth_falls_with_the_documents_that_share_a_character(
    frequency: np.ndarray[tuple[int], np.dtype[np.uint16]], stride: int, gram: int, limit: int
) -> None:
    size = len(frequency) + 11
    numbers = np.arange(size + PADDING, dtype=np.uint32)
    shared = sharers(frequency.tolist(), size, stride, gram)
    parts = [4 if n <= 2 else 3 if n <= 4 else 2 if n <= 8 else int(n <= limit) for n in shared]
    full = [12 if number & 1 else 8 for number in range(size)]

    ordinary, drafts, plain = worth(numbers, size, frequency, (stride, gram, limit)).tolist()

    assert full == plain
    assert [value * part // 4 for value, part in zip(full, parts, strict=True)] == ordinary
    assert [value * max(part, 1) // 4 for value, part in zip(full, parts, strict=True)] == drafts


@given(hnp.arrays(np.uint64, st.integers(0, 300)))
def test_a_filter_never_denies_what_was_added(
    keys: np.ndarray[tuple[int], np.dtype[np.uint64]],
) -> None:
    bloom = new_bloom(len(keys))
    bloom_add(bloom, keys)

    assert all(
        bloom_has(bloom, key) and bloom_has(bloom, key & np.uint64(KEY_MASK)) for key in keys
    )


@given(st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=200), st.data())
def test_postings_give_back_every_place_but_repetitions(
    rows: list[tuple[int, bool]], data: st.DataObject
) -> None:
    """A gram's places come back, at most two of one document, whatever the number of documents."""
    keys = np.array([(key << 40) + (key << 60) for key, _ in rows], np.uint64)
    document_of = np.cumsum([new for _, new in rows]).astype(np.uint32)
    places = np.arange(len(rows), dtype=np.uint32)
    cap = data.draw(st.integers(1, 4))
    expected = set()
    for key in set(keys.tolist()):
        seen: dict[int, int] = {}
        for place in np.flatnonzero(keys == key).tolist():
            document = int(document_of[place])
            seen[document] = seen.get(document, 0) + 1
            if seen[document] <= 2:
                expected.add((key, place))

    postings = pack(keys, places, document_of, cap=cap)
    got_keys, got_places = posting_keys(postings)

    assert sorted(expected) == sorted(zip(got_keys.tolist(), got_places.tolist(), strict=True))
    assert len(got_places) <= len(postings.ord)
    assert bool((postings.ord & np.uint32(MANY)).any()) == any(
        len({int(document_of[p]) for k, p in expected if k == key}) > cap for key in keys.tolist()
    )


@hypothesis_settings(max_examples=50)
@given(hnp.arrays(np.uint32, st.integers(1, 700)), st.integers(1, 9))
def test_hashing_by_stride_and_by_rolling_agree(
    values: np.ndarray[tuple[int], np.dtype[np.uint32]], stride: int
) -> None:
    numbers = np.concatenate((values, np.zeros(PADDING, np.uint32)))
    rolled = np.empty(len(values) + 1, np.uint64)
    hash_all(numbers, 0, len(values), GRAMS, rolled)
    strided = np.empty(-(-len(values) // stride), np.uint64)

    count = hash_stride(numbers, len(values), stride, GRAMS, strided)

    assert len(strided) == count
    for index, place in enumerate(range(0, len(values), stride)):
        whole = place + (12 if values[place] & 1 else 20) <= len(values)
        assert strided[index] == (rolled[place] if whole else 0)


@given(st.binary(min_size=30, max_size=200).map(lambda data: bytes(b | 1 for b in data)), st.data())
def test_extension_finds_a_verbatim_run_whole(data: bytes, draw: st.DataObject) -> None:
    """Whatever surrounds it, a copy is extended to its ends from any place in it."""
    before, anchor = draw.draw(st.integers(0, 50)), draw.draw(st.integers(0, len(data) - 1))
    stored = np.zeros(before + len(data) + 30, np.uint8)
    stored[before : before + len(data)] = np.frombuffer(data, np.uint8)
    text = np.frombuffer(data, np.uint8).copy()
    side = Side(text, stored)
    limits = Limits(96, 40, len(text), 0, len(stored))
    runs = np.empty((len(text) + 1, 3), np.int64)

    ahead = extend(side, (anchor, before + anchor), 1, limits, runs)
    length = int(runs[:ahead, 2].sum())
    back = extend(side, (anchor - 1, before + anchor - 1), -1, limits, runs)

    assert len(data) == length + int(runs[:back, 2].sum())
