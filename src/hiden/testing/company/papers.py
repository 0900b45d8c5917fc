# SPDX-License-Identifier: Apache-2.0
"""Writing the papers of the company: registered ones about a secret, and ordinary ones.

Rules:
    * A registered paper says at least 800 characters of its own; the figures in a secret's facts
      are the same in all its papers.
    * All papers share the company's boilerplate, secret or not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np

from hiden.testing.company.knowledge import (
    Genre,
    Paper,
    SecretSeed,
    company,
    grammar,
    ordinary,
    secret_seeds,
)
from hiden.testing.company.manuscript import Block, Heading, Manuscript, Paragraph, Table
from hiden.testing.company.pen import Parameter, Pen, parameter

__all__ = ["SecretWriter", "blank_forms", "ordinary_paper"]

_PART_WITH_FIGURES = 2
_SENTENCES_BY_PART = (4, 3, 4, 5, 4)
_JOIN = {"ja": "", "en": " "}
_LEVELS = ("極秘", "秘", "社外秘")


@attrs.frozen(kw_only=True)
class _Order:
    """What one registered paper is to be."""

    paper: Paper
    author: str
    date: dt.date
    number: int


class SecretWriter:
    """Writes the papers of one secret."""

    def __init__(self, seed: SecretSeed, *, rng: np.random.Generator) -> None:
        """Settle the figures of the secret's facts."""
        self._seed = seed
        self._rng = rng
        self._parameters = tuple(parameter(text) for text in seed.parameters)
        words = grammar().words_en if seed.language == "en" else grammar().words_ja
        self._words = {**words, **_words_of(seed)}
        self._facts = Pen(self._words, rng=rng).sentences(seed.facts)

    def papers(self) -> tuple[Paper, ...]:
        """Return the kinds of paper there can be about this secret."""
        seed = self._seed
        return tuple(
            p for p in grammar().papers if (p.kind, p.language) == (seed.kind, seed.language)
        )

    def write(self, number: int, *, author: str, date: dt.date) -> Manuscript:
        """Write a paper.

        Args:
            number: Which of the secret's papers it is, from 0.
            author: Name of the author.
            date: Date of the paper.
        """
        kinds = self.papers()
        turn = int(self._seed.code[-3:])
        paper = kinds[(turn + number) % len(kinds)]
        order = _Order(paper=paper, author=author, date=date, number=number)
        return Manuscript(
            title=_title(self._seed, paper),
            language=self._seed.language,
            author=author,
            date=date,
            blocks=(
                *self._head(order),
                *self._body(order),
                *_paragraphs(company().closing(self._seed.language)),
            ),
        )

    def _head(self, order: _Order) -> tuple[Block, ...]:
        seed, firm = self._seed, company()
        code = f"{seed.code.replace('KS', 'KSD')}-{order.number + 1:02d}"
        english = seed.language == "en"
        names = ("No.", "Title", "Issued by", "Author", "Date")
        if not english:
            names = ("文書番号", "件名", "発行部署", "作成", "発行日")
        values = (
            code,
            seed.title,
            _department(seed, english=english),
            order.author,
            _written_date(order.date, english=english),
        )
        return (
            *_paragraphs((firm.mark(seed.language), *firm.cover(seed.language))),
            Paragraph(text=firm.notice(seed.level, language=seed.language)),
            Table(rows=tuple(zip(names, values, strict=True))),
        )

    def _body(self, order: _Order) -> tuple[Block, ...]:
        seed = self._seed
        templates: Sequence[str] = getattr(grammar(), f"{seed.kind}_{seed.language}")
        pen = Pen(self._words, rng=self._rng, parameters=self._parameters)
        drawn = [templates[int(i)] for i in self._rng.permutation(len(templates))]
        join = _JOIN[seed.language]
        blocks: list[Block] = []
        for part, heading in enumerate(order.paper.headings):
            blocks.append(Heading(text=f"{part + 1}. {heading}"))
            if part == 1:
                blocks += [Paragraph(text=fact, own=True) for fact in self._facts]
            count = _SENTENCES_BY_PART[part]
            taken = [drawn.pop() for _ in range(min(count, len(drawn)))]
            blocks.append(Paragraph(text=join.join(pen.sentences(taken)), own=True))
            if part == _PART_WITH_FIGURES:
                blocks.append(self._table())
        return tuple(blocks)

    def _table(self) -> Table:
        english = self._seed.language == "en"
        head = ("Item", "Low", "Target", "High") if english else ("項目", "下限", "目標", "上限")
        return Table(rows=(head, *(self._row(quantity) for quantity in self._parameters)))

    def _row(self, quantity: Parameter) -> tuple[str, str, str, str]:
        shares = sorted(float(share) for share in self._rng.random(3))
        low, target, high = (quantity.text(share) for share in shares)
        return quantity.name, low, target, high


def ordinary_paper(
    genre: Genre, *, rng: np.random.Generator, author: str, date: dt.date
) -> Manuscript:
    """Write an ordinary paper of a genre, with the boilerplate of papers or of mails."""
    firm, language = company(), genre.language
    words = ordinary().words_en if language == "en" else ordinary().words_ja
    pen = Pen({**words, **_subject_words(genre, rng=rng)}, rng=rng)
    texts = pen.sentences(_selection(genre.sentences, rng=rng))
    cut = len(texts) // 2
    subject = genre.titles[int(rng.integers(len(genre.titles)))]
    is_mail = genre.use == "mail"
    head: tuple[str, ...] = () if is_mail else (firm.mark(language), *firm.cover(language))
    tail = (*firm.mail_footer(language), firm.mark(language)) if is_mail else firm.closing(language)
    return Manuscript(
        title=subject,
        language=language,
        author=author,
        date=date,
        blocks=(
            *_paragraphs(head),
            *(() if is_mail else (Heading(text=subject),)),
            *_paragraphs(_JOIN[language].join(part) for part in (texts[:cut], texts[cut:])),
            *_paragraphs(tail),
        ),
    )


def blank_forms(date: dt.date) -> tuple[Manuscript, ...]:
    """Return the company's blank forms: nothing but the boilerplate."""
    firm = company()
    return tuple(
        Manuscript(
            title=title,
            language=language,
            author=firm.name_ja,
            date=date,
            blocks=(
                *_paragraphs((firm.mark(language), *firm.cover(language))),
                *_paragraphs(firm.notice(level, language=language) for level in _LEVELS),
                *_paragraphs((*firm.closing(language), *firm.mail_footer(language))),
            ),
        )
        for title, language in (
            ("標準文書様式 KS-FORM-012", "ja"),
            ("Standard form KS-FORM-112", "en"),
        )
    )


def _selection(sentences: Sequence[str], *, rng: np.random.Generator) -> tuple[str, ...]:
    """Leave some sentences out, but for the first and the last; the others keep their order."""
    middle = range(1, len(sentences) - 1)
    dropped = {middle[int(i)] for i in rng.permutation(len(middle))[: int(rng.integers(0, 3))]}
    return tuple(text for i, text in enumerate(sentences) if i not in dropped)


def _subject_words(genre: Genre, *, rng: np.random.Generator) -> Mapping[str, Sequence[str]]:
    """Return the words of some technical secret's subject, for an article about it."""
    if genre.use != "article":
        return {}
    seeds = [s for s in secret_seeds() if (s.kind, s.language) == ("technical", genre.language)]
    return _words_of(seeds[int(rng.integers(len(seeds)))])


def _words_of(seed: SecretSeed) -> Mapping[str, Sequence[str]]:
    return {
        "subject": (seed.subject,),
        "step": seed.steps,
        "thing": seed.things,
        "trouble": seed.troubles,
    }


def _paragraphs(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text=text) for text in texts)


def _title(seed: SecretSeed, paper: Paper) -> str:
    return f"{seed.title} - {paper.name}" if seed.language == "en" else f"{seed.title} {paper.name}"


def _department(seed: SecretSeed, *, english: bool) -> str:
    names = {d.name: d.name_en for d in company().departments}
    return names[seed.department] if english else seed.department


def _written_date(date: dt.date, *, english: bool) -> str:
    """Write a date as the company does: era years on some papers, western ones on others."""
    if english:
        return date.isoformat()
    if date.day % 2:
        return f"令和{date.year - 2018}年{date.month}月{date.day}日"
    return f"{date.year}年{date.month}月{date.day}日"
