# SPDX-License-Identifier: Apache-2.0
"""Every document that is shipped can be filled in both languages, and says the same in both."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from itertools import chain

import attrs
import pytest

from hiden.foundation import paper
from hiden.foundation.language import LANGUAGES, Language
from hiden.guideline.facts import Mark
from hiden.guideline.papers import (
    FieldKind,
    Given,
    Group,
    Template,
    TemplateKind,
    Value,
    fields_needed,
    fill,
    find_template,
    load_templates,
)
from hiden.registry import Level, Secret

SECRETS = (
    Secret(code="S-001", title="試験用の秘密", level=Level.TOP_SECRET, scope="試験の範囲"),
    Secret(code="S-002", title="Sample secret", level=Level.CONFIDENTIAL),
)
ENGLISH_SECRETS = (Secret(code="S-002", title="Sample", level=Level.SECRET, scope="of a test"),)
PLAIN: Mapping[FieldKind, Value] = {
    FieldKind.TEXT: "+++",
    FieldKind.NUMBER: 7,
    FieldKind.DATE: dt.date(2026, 11, 23),
}
JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
IN_BRACKETS = re.compile(r"\([^()]*\)|「[^」]*」")
OF_STATUTE = re.compile(r"(?:法|令|Act|Law|[A-Z]{2,})[^。.;]{0,12}$")
ARTICLE = {"ja": re.compile(r"第(\d+)条(?!の)"), "en": re.compile(r"Article (\d+)(?!\d|\()")}

ours = pytest.mark.parametrize("template", load_templates().values(), ids=lambda t: t.id)
languages = pytest.mark.parametrize("language", LANGUAGES)


def values_for(template: Template, *, every: bool) -> dict[str, Value]:
    """Return plain values: of every field, or of those only that somebody must give."""
    fields = template.fields if every else fields_needed(template, {})
    return {field.id: PLAIN[field.kind] for field in fields if field.kind in PLAIN}


def filled(template: Template, language: Language, *, every: bool = True) -> paper.Paper:
    """Fill a template with plain values."""
    secrets = SECRETS if language == "ja" else ENGLISH_SECRETS
    values = values_for(template, every=every)
    return fill(template, values, language=language, secrets=secrets if every else ())


def wording(value: object) -> Iterator[str]:
    """Yield every text of a document, but not what its sources are called."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(wording, value))
    elif isinstance(value, paper.Note):
        yield value.text
    elif isinstance(value, paper.Slide):
        yield from wording((value.title, value.items, value.speech))
    elif isinstance(value, paper.Paper):
        yield from wording((value.title, value.blocks, value.notice, value.footer))
    elif attrs.has(type(value)):
        yield from wording(attrs.astuple(value, recurse=False))  # type: ignore[arg-type]


def test_the_templates_are_read_once() -> None:
    assert load_templates() is load_templates()


def test_the_documents_for_the_organisation_and_its_people_are_there() -> None:
    wanted = {
        "rule", "work-rules-clause", "pledge-joining", "pledge-project", "pledge-leaving",
        "visitor-pledge", "dispatched-workers", "non-compete", "exit-interview",
        "return-deletion-certificate", "designation-list", "labels", "stamps",
    }  # fmt: skip

    assert wanted <= load_templates().keys()


@ours
@languages
@pytest.mark.parametrize("every", [True, False])
def test_nothing_unfilled_remains(template: Template, language: Language, *, every: bool) -> None:
    names = {field.id for field in template.fields if "_" in field.id}
    for text in wording(filled(template, language, every=every)):
        assert not re.search(r"[{}]", text)
        assert not names & set(re.findall(r"[a-z_]+", text))


@ours
def test_english_has_no_japanese_but_legal_terms_in_brackets(template: Template) -> None:
    for text in wording(filled(template, "en")):
        assert not JAPANESE.search(IN_BRACKETS.sub("", text).replace("㊙", ""))


@ours
def test_japanese_is_japanese(template: Template) -> None:
    document = filled(template, "ja")
    assert JAPANESE.search(document.title)
    for text in wording(document.blocks):
        assert JAPANESE.search(text) or re.fullmatch(r"[㊙+7\s＿S\-\d/.A-Za-z％%～:：]*", text), (
            text
        )


@ours
@languages
def test_references_to_articles_stay_within_the_document(
    template: Template, language: Language
) -> None:
    for text in wording(filled(template, language)):
        for found in ARTICLE[language].finditer(text):
            if not OF_STATUTE.search(text[: found.start()]):
                assert int(found[1]) <= len(template.clauses), text


@ours
@languages
def test_no_key_of_the_file_slipped_into_a_text(template: Template, language: Language) -> None:
    for text in wording(filled(template, language)):
        assert not re.search(r", (?:level|mark|ja|en|strong|place): ", text)


@ours
def test_both_languages_have_the_same_blocks(template: Template) -> None:
    ja, en = (filled(template, language) for language in LANGUAGES)

    assert [type(block) for block in ja.blocks] == [type(block) for block in en.blocks]


@ours
def test_what_is_proposed_says_so(template: Template) -> None:
    assert template.mark is Mark.OWN
    assert template.sources[0] == "HIDEN"
    notice = filled(template, "en").notice
    assert ("Hiden's own" in notice) is (template.kind is not TemplateKind.LABELS)


@ours
def test_no_clause_is_numbered_by_hand(template: Template) -> None:
    document = filled(template, "ja")
    numbers = [block.number for block in document.blocks if isinstance(block, paper.Clause)]

    assert numbers == list(range(1, len(numbers) + 1))


@ours
def test_a_contract_or_pledge_becomes_an_agreement(template: Template) -> None:
    is_signed = template.kind in {TemplateKind.CONTRACT, TemplateKind.PLEDGE}

    assert (template.agreement is not None) is is_signed


@ours
def test_whoever_signs_a_duty_stays_free_to_blow_the_whistle(template: Template) -> None:
    people = {Group.PEOPLE, Group.ORGANISATION}
    binding = {TemplateKind.CONTRACT, TemplateKind.PLEDGE, TemplateKind.RULE}
    if template.group in people and template.kind in binding:
        assert any("公益通報者保護法" in text for text in wording(filled(template, "ja").blocks))


def test_the_rule_has_the_eight_clauses_of_the_handbook() -> None:
    """Scope, definition, classes, measures, manager, designation, duty and sanctions."""
    clauses = {clause.id: clause for clause in find_template("rule").clauses}
    wanted = {
        "scope", "definitions", "levels", "measures", "chief-and-custodians", "designator",
        "duty", "sanctions",
    }  # fmt: skip

    assert wanted <= clauses.keys()
    assert all("S25" in clauses[clause].sources for clause in wanted)


def test_every_template_names_who_gives_what_in_both_languages() -> None:
    for template in load_templates().values():
        for field in template.fields:
            assert JAPANESE.search(field.wording.text("ja"))
            assert not JAPANESE.search(field.wording.text("en"))
            assert field.given_by in Given


def test_groups_have_names_in_both_languages() -> None:
    for group in Group:
        assert JAPANESE.search(group.message.text("ja"))
        assert group.message.text("en").isascii()
        assert any(template.group is group for template in load_templates().values())


@ours
def test_english_refers_to_items_by_letter_as_they_are_numbered(template: Template) -> None:
    assert not re.search(r"\bitems? \d", str(template))
