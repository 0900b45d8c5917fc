# SPDX-License-Identifier: Apache-2.0
"""What the texts of the sample company say: invented, of their own, and enough of it."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import numpy as np
import pytest

from hiden.testing.company.knowledge import (
    SecretSeed,
    company,
    grammar,
    leak_book,
    ordinary,
    secret_seeds,
)
from hiden.testing.company.manuscript import Paragraph
from hiden.testing.company.papers import SecretWriter, blank_forms, ordinary_paper

DAY = dt.date(2026, 3, 4)
SHARED_CHARACTERS = {"ja": 30, "en": 50}


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.fixture(scope="module")
def own_texts() -> dict[str, str]:
    """Two papers' own text of each secret, without marks and spaces."""
    rng = np.random.default_rng(11)
    texts = {}
    for seed in secret_seeds():
        writer = SecretWriter(seed, rng=rng)
        papers = [writer.write(number, author="見本 一郎", date=DAY) for number in range(2)]
        texts[seed.code] = bare("".join(text for paper in papers for text in paper.own))
    return texts


def test_there_are_forty_secrets_of_both_kinds_and_all_levels() -> None:
    seeds = secret_seeds()

    assert len({seed.code for seed in seeds}) == 40
    assert {"technical", "business"} == {seed.kind for seed in seeds}
    assert {"極秘", "秘", "社外秘"} == {seed.level for seed in seeds}
    assert 8 <= sum(seed.language == "en" for seed in seeds) <= 10


@pytest.mark.parametrize("language", ["ja", "en"])
def test_two_secrets_share_no_long_text(own_texts: dict[str, str], language: str) -> None:
    """No run of characters beyond a clause stands in two secrets."""
    length = SHARED_CHARACTERS[language]
    seeds = [seed for seed in secret_seeds() if seed.language == language]
    runs = {
        seed.code: {own_texts[seed.code][i : i + length] for i in range(len(own_texts[seed.code]))}
        for seed in seeds
    }
    for left, right in itertools.combinations(runs, 2):
        shared = {run for run in runs[left] & runs[right] if len(run) == length}

        assert shared == set()


def test_the_facts_of_a_secret_are_the_same_in_all_its_papers() -> None:
    writer = SecretWriter(secret_seeds()[0], rng=np.random.default_rng(4))
    papers = [writer.write(number, author="", date=DAY) for number in range(3)]
    facts = [set(paper.own[1:4]) for paper in papers]

    assert facts[0] == facts[1] == facts[2]
    assert len({paper.title for paper in papers}) == 3


@pytest.mark.parametrize("seed", secret_seeds(), ids=lambda seed: seed.code)
def test_a_title_gives_none_of_the_facts_away(seed: SecretSeed) -> None:
    assert not re.search(r"\d", seed.title.replace("KS-500", "").replace("KW", ""))
    assert all(fact not in seed.title for fact in seed.facts)
    assert len(seed.facts) == 3


def test_every_paper_says_that_it_is_invented() -> None:
    rng = np.random.default_rng(2)
    seeds = [SecretWriter(seed, rng=rng) for seed in secret_seeds()]
    papers = [writer.write(0, author="", date=DAY) for writer in seeds]
    papers += [ordinary_paper(g, rng=rng, author="", date=DAY) for g in ordinary().genres]
    papers += blank_forms(DAY)

    for paper in papers:
        text = "".join(str(block) for block in paper.blocks)
        assert company().mark(paper.language) in text


def test_blank_forms_hold_all_boilerplate() -> None:
    firm = company()
    for form in blank_forms(DAY):
        language = form.language
        wanted = {
            *firm.cover(language),
            *firm.closing(language),
            *firm.mail_footer(language),
            *(firm.notice(level, language=language) for level in firm.level_notice),
        }

        assert wanted <= {b.text for b in form.blocks if isinstance(b, Paragraph)}


def test_every_sentence_can_be_written() -> None:
    """No template names a list that is not there or wants more words than it has."""
    rng = np.random.default_rng(8)
    for seed in secret_seeds():
        for _ in range(3):
            assert SecretWriter(seed, rng=rng).write(0, author="", date=DAY).own
    for genre in ordinary().genres:
        for _ in range(5):
            text = str(ordinary_paper(genre, rng=rng, author="", date=DAY).blocks)
            assert "{" not in text


def test_a_synonym_stands_in_one_pair_only() -> None:
    words = [word for pair in leak_book().synonyms for word in pair]

    assert len(words) == len(set(words))


def test_every_kind_and_language_has_papers() -> None:
    kinds = {(paper.kind, paper.language) for paper in grammar().papers}

    assert {(seed.kind, seed.language) for seed in secret_seeds()} <= kinds


def test_companies_bear_names_that_are_plainly_invented() -> None:
    invented = re.compile(r"架空|[Ff]ictional|[Ss]ample|見本|本社工場|第二工場")

    for name in [p.name for p in company().partners] + [s.name for s in company().sites]:
        assert invented.search(name)
    assert company().domain.endswith(".example")
