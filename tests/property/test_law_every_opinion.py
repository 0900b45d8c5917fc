# SPDX-License-Identifier: Apache-2.0
"""What holds of every opinion, whatever the act."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, strategies as st

from hiden.law import Act, ActKind, ActorClass, Mark, Opinion, Purpose, load_law, opinion

LAW = load_law()
BY_KIND = [(kind, actor) for kind, rule in LAW.acts.items() for actor in rule.actors]


@st.composite
def acts(draw: st.DrawFn) -> Act:
    kind, actor = draw(st.sampled_from(BY_KIND))
    return Act(
        on=draw(st.dates(dt.date(1980, 1, 1), dt.date(2040, 12, 31))),
        kind=kind,
        actor=actor,
        country=draw(st.sampled_from(["JP", "KR", "CN", "US"])),
        for_use_abroad=draw(st.booleans()),
        purpose=draw(st.none() | st.sampled_from(Purpose)),
        technical=draw(st.none() | st.booleans()),
        japan_link=draw(st.none() | st.booleans()),
    )


def ask(act: Act) -> Opinion:
    return opinion(act, law=LAW)


@given(acts())
def test_the_version_is_the_one_whose_period_holds_the_day(act: Act) -> None:
    version = ask(act).version

    assert version.since is None or version.since <= act.on
    assert version.until is None or act.on <= version.until


@given(acts())
def test_every_sentence_has_sources_that_exist_and_shows_its_mark(act: Act) -> None:
    for statement in ask(act).statements:
        assert statement.sources
        assert set(statement.sources) <= set(LAW.sources)
        for language in ("ja", "en"):
            assert statement.mark.message.text(language) in statement.message.text(language)


@given(acts())
def test_nothing_unverified_is_left_out_of_the_list_of_what_is_unverified(act: Act) -> None:
    found = ask(act)

    assert list(found.unverified) == [
        statement
        for statement in found.statements
        if statement.mark is Mark.MEMORY or Mark.MEMORY in statement.parts.values()
    ]


@given(acts())
def test_a_crime_has_articles_and_maxima_and_what_is_none_has_neither(act: Act) -> None:
    found = ask(act)

    assert found.crime == bool(found.provisions)
    assert found.crime == (found.maxima is not None)
    assert found.crime == (found.corporate is not None)
    assert found.crime == (found.prosecution_limit is not None)


@given(acts())
def test_there_is_no_crime_before_2004_and_no_civil_rule_before_1991(act: Act) -> None:
    found = ask(act)

    assert not (found.crime and act.on < dt.date(2004, 1, 1))
    assert bool(found.civil) == (act.on >= dt.date(1991, 6, 15))


@given(acts())
def test_a_legal_person_is_never_fined_for_what_a_trusted_person_did(act: Act) -> None:
    found = ask(act)
    insiders = {ActKind.B1, ActKind.B2, ActKind.B3, ActKind.B4}

    if found.corporate and insiders & {provision.kind for provision in found.provisions}:
        assert found.corporate.fine is None


@given(acts())
def test_taking_over_never_has_an_attempt(act: Act) -> None:
    found = ask(act)

    if found.attempt and ActKind.B1 in {provision.kind for provision in found.provisions}:
        assert not found.attempt.value


@given(acts(), acts())
def test_a_later_act_of_the_same_kind_is_never_punished_less(one: Act, other: Act) -> None:
    """Every change of the Act raised the penalties, which is why the law of the act decides."""
    first, second = sorted((one.on, other.on))
    base = ActKind.A2, ActorClass.OUTSIDER
    before, after = (
        opinion(Act(on=day, kind=base[0], actor=base[1]), law=LAW) for day in (first, second)
    )

    if before.maxima and after.maxima:
        assert before.maxima.years <= after.maxima.years
        assert before.maxima.fine.yen <= after.maxima.fine.yen


@given(acts())
def test_an_open_element_alone_rules_nothing_out(act: Act) -> None:
    found = ask(act)

    assert found.crime == all(element.met is not False for element in found.elements)
