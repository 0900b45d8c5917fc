# SPDX-License-Identifier: Apache-2.0
"""The guarantee of ``MatchSettings``.

"Any run of ``guarantee`` normalised characters that a document shares verbatim with a registered
text is seeded: the scan looks at that very place."
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

from hiden.foundation.ids import DocumentId
from hiden.matching import Index, MatchSettings, Scanner
from hiden.matching.fold import text_units
from hiden.matching.grams import PADDING
from hiden.matching.seeds import Passes, look_up, pass_filter

HAN = [chr(point) for point in range(0x4E00, 0x4E00 + 3000) if chr(point) not in "二力口工卜八夕"]
LATIN = list("abcdefghijklmnopqrstuvwxyz0123456789")


def random_text(rng: np.random.Generator, letters: list[str], length: int) -> str:
    return "".join(letters[number] for number in rng.integers(0, len(letters), length))


def registered(letters: list[str]) -> tuple[Scanner, list[str]]:
    rng = np.random.default_rng(7)
    texts = [random_text(rng, letters, int(size)) for size in rng.integers(40, 400, 30)]
    with tempfile.TemporaryDirectory() as folder:
        index = Index.create(Path(folder) / "index", key=bytes(32))
        index.add((DocumentId(str(number)), text) for number, text in enumerate(texts))
        return index.scanner(), texts


REGISTERED = {"han": (HAN, *registered(HAN)), "latin": (LATIN, *registered(LATIN))}


def found(scanner: Scanner, text: str, step: int) -> set[tuple[int, int, int]]:
    """Return every hit: place in the text, document, place in the document."""
    numbers = scanner.hasher.numbers(text_units(text))
    stop = len(numbers) - PADDING - scanner.settings.gram_cjk + 1
    passes = Passes(*pass_filter(numbers, stop, step, scanner.hasher.grams, scanner.bloom))
    segment = scanner.parts[0].segment
    part = (segment.postings, segment.base, scanner.parts[0].flags)
    places, stored = look_up(passes, part, scanner.settings.stride, np.zeros(stop, np.uint16))
    document = np.searchsorted(segment.base, stored, side="right") - 1
    inside = stored - segment.base[document]
    return {(int(a), int(b), int(c)) for a, b, c in zip(places, document, inside, strict=True)}


@pytest.mark.parametrize("step", [1, 3, 5, 7])
@pytest.mark.parametrize("script", ["han", "latin"])
@hypothesis_settings(max_examples=60)
@given(data=st.data())
def test_a_shared_run_of_the_guaranteed_length_is_hit_at_its_place(
    script: str, step: int, data: st.DataObject
) -> None:
    letters, scanner, texts = REGISTERED[script]
    settings = attrs.evolve(scanner.settings, step=step)
    length = settings.guarantee_cjk if script == "han" else settings.guarantee
    number = data.draw(st.sampled_from([n for n, t in enumerate(texts) if len(t) >= length]))
    start = data.draw(st.integers(0, len(texts[number]) - length))
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    before = random_text(rng, letters, data.draw(st.integers(0, 40)))
    after = random_text(rng, letters, data.draw(st.integers(0, 40)))
    text = before + texts[number][start : start + length] + after

    hits = found(scanner, text, step)

    assert any(
        document == number and inside - place == start - len(before)
        for place, document, inside in hits
    )


def test_one_character_less_than_guaranteed_is_not_always_hit() -> None:
    """The bound is tight: there is a run one shorter, of a text, that no look-up sees."""
    _, scanner, texts = REGISTERED["latin"]
    length = scanner.settings.guarantee - 1
    text = next(t for t in texts if len(t) > 2 * length)

    assert any(not found(scanner, text[start : start + length], 1) for start in range(1, 9))


def test_settings_state_the_guarantee() -> None:
    settings = MatchSettings(step=3)

    assert 12 + 8 * 3 - 1 == settings.guarantee_cjk
    assert 20 + 8 * 3 - 1 == settings.guarantee
