# SPDX-License-Identifier: Apache-2.0
"""The law's data is whole, and data that is not is refused with every mistake named."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import hiden.law
from hiden.foundation.errors import ErrorCode, RuleError
from hiden.law import ActKind, ActorClass, Mark, load_law, read_law
from hiden.law.penal_rules import Change

FOLDER = Path(hiden.law.__file__).parent / "rules" / "japan"
Spoil = Callable[[str, str, str], list[RuleError]]


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Return a function that changes one text in a copy of the files and reads them."""

    def read_spoiled(name: str, old: str, new: str) -> list[RuleError]:
        folder = tmp_path / "japan"
        shutil.copytree(FOLDER, folder)
        path = folder / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(ExceptionGroup) as caught:
            read_law(folder)
        errors = [error for error in caught.value.exceptions if isinstance(error, RuleError)]
        assert len(errors) == len(caught.value.exceptions)
        return errors

    return read_spoiled


def test_the_law_is_read_once() -> None:
    assert load_law() is load_law()


def test_there_are_ten_versions() -> None:
    assert [f"UCPA-V0{number}" for number in range(10)] == [v.id for v in load_law().versions]


def test_every_rule_has_a_name_a_mark_sources_and_both_languages() -> None:
    law = load_law()
    for rule in law.rules():
        assert law.urns[rule.id].startswith("urn:hiden:law:japan:")
        assert rule.mark in Mark
        assert rule.ja != rule.en
        assert not rule.ja.isascii()
        assert {law.sources[source].id for source in rule.sources} == set(rule.sources)


def test_every_rule_is_found_by_its_id() -> None:
    law = load_law()
    for rule in law.rules():
        assert law.rule(rule.id) is rule


def test_a_rule_that_is_not_there_is_not_found() -> None:
    with pytest.raises(KeyError):
        load_law().rule("UCPA-V99")


def test_every_place_of_an_act_names_its_article_in_both_languages_or_in_none() -> None:
    for rule in load_law().acts.values():
        for place in rule.provisions:
            assert (place.ja is None) == (place.en is None)


def test_no_file_has_an_escape() -> None:
    for path in sorted(FOLDER.glob("*.yaml")):
        assert not re.search(r"\\[xuU]", path.read_text(encoding="utf-8")), path


def test_every_day_has_exactly_one_version() -> None:
    law = load_law()
    for before, after in zip(law.versions, law.versions[1:], strict=False):
        assert before.until
        assert after.since == before.until + dt.timedelta(days=1)
    assert law.versions[0].since is None
    assert law.versions[-1].until is None


def test_every_kind_of_act_has_a_rule() -> None:
    assert set(ActKind) == set(load_law().acts)


def test_the_penalties_of_legal_persons_agree_with_the_list_of_kinds() -> None:
    law = load_law()
    for version in law.versions:
        if version.penal is None:
            continue
        fines = [s.fine_yen for s in law.scopes if version.id in s.versions and s.fine_yen]
        overseas = [s.overseas_fine_yen for s in law.scopes if version.id in s.versions]

        assert version.penal.corporate_fine_yen == max(fines, default=None)
        assert version.penal.corporate_overseas_fine_yen == max(
            filter(None, overseas), default=None
        )


def test_the_purpose_of_each_version_is_one_that_the_purpose_rule_accepts() -> None:
    law = load_law()
    for version in law.versions:
        if version.penal is not None:
            rule = next(
                r
                for r in law.purposes
                if version.since
                and r.since <= version.since
                and (r.until is None or version.since <= r.until)
            )

            assert version.penal.purpose in rule.accepts


def test_the_longest_custody_gives_the_time_limit_of_prosecution() -> None:
    """刑事訴訟法250条: under 5 years, 3; under 10, 5; under 15, 7."""
    for version in load_law().versions:
        if version.penal is not None:
            limits = {3: 3, 5: 5, 10: 7}

            assert limits[version.penal.years] == version.penal.prosecution_limit_years


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "detail"),
    [
        ("ucpa_versions", "until: 2003-12-31", "until: 2003-12-30", "UCPA-V03", "period"),
        ("ucpa_versions", "since: 2004-01-01", "since: 2003-12-31", "UCPA-V03", "period"),
        ("ucpa_versions", "since: null", "since: 1934-01-01", "UCPA-V00", "period"),
        ("ucpa_versions", "until: null", "until: 2030-01-01", "UCPA-V09", "period"),
        ("protective_orders", "until: null", "until: 2030-01-01", "ORDER-V09", "period"),
        ("purposes", "since: 2010-07-01", "since: 2010-07-02", "PURP-2", "period"),
        ("civil", "id: CIV-5", "id: CIV-4", "CIV-4", "twice"),
        ("sources", "id: S34", "id: S33", "S33", "twice"),
        ("civil", "sources: [S01, S05]", "sources: [S01, S99]", "CIV-DEF", "S99"),
        ("acts", "sources: [S03], limits", "sources: [S98], limits", "ACT-A1", "S98"),
        ("acts", "- {version: UCPA-V07, ", "- {version: UCPA-V06, ", "ACT-A1", "got 0 places"),
        ("acts", "id: ACT-A2", "id: ACT-F", "ACT-A2", "no rule"),
        ("acts", "base: {outsider: ACT-A1, ", "base: {", "ACT-E1", "every actor"),
        ("acts", "base: {outsider: ACT-A1", "base: {outsider: ACT-B1", "ACT-E1", "ACT-B1"),
        ("scopes", "versions: [UCPA-V04]", "versions: [UCPA-V44]", "CORP-V04", "UCPA-V44"),
        ("ucpa_changes", "inside: UCPA-V02", "inside: UCPA-V22", "UCPA-V02a", "UCPA-V22"),
        ("notes", "acts: [ACT-B1]", "acts: []", "TRAP-6", "empty"),
        ("notes", "acts: [ACT-B1]", "acts: [ACT-B9]", "TRAP-6", "ACT-B9"),
    ],
)
def test_data_that_is_not_whole_is_refused(
    spoil: Spoil, name: str, old: str, new: str, rule: str, detail: str
) -> None:
    errors = spoil(name, old, new)

    assert {ErrorCode.LAW_RULE} == {error.code for error in errors}
    assert any(
        rule == error.params["rule"] and detail in str(error.params["detail"]) for error in errors
    ), [str(error) for error in errors]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("civil", "sources: [S01, S05]", "sources: []"),
        ("civil", "mark: T, marks: {article: M}", "marks: {article: M}"),
        ("civil", "mark: T, marks: {article: M}", "mark: X, marks: {article: M}"),
        ("acts", "id: ACT-A1", "id: ACT-Z9"),
        ("acts", "deed: acquire", "deed: borrow"),
        ("sources", "id: S34", "id: X34"),
        ("ucpa_changes", "since: 2001-12-25, by: null", "since: null, by: null"),
        ("ucpa_versions", "fine_yen: 3000000", "fine_yen: '3000000'"),
        ("ucpa_versions", "urn: urn:hiden:law:japan", "urn: urn:other"),
        ("ucpa_versions", "version: 1\n", "version: 0\n"),
        ("purposes", "accepts: {unfair_competition: T}", "accepts: {}"),
    ],
)
def test_a_rule_that_is_not_valid_is_refused_with_its_line(
    spoil: Spoil, name: str, old: str, new: str
) -> None:
    errors = spoil(name, old, new)

    assert {ErrorCode.YAML_VALUE} == {error.code for error in errors}
    assert all(error.params["line"] for error in errors)


def test_a_change_without_any_day_is_no_change() -> None:
    with pytest.raises(ValueError, match="got neither since nor by"):
        Change(
            id="X", ja="x", en="x", mark=Mark.TEXT, sources=("S01",), inside="UCPA-V09",
            since=None, by=None,
        )  # fmt: skip


def test_every_actor_can_do_something() -> None:
    able = {actor for rule in load_law().acts.values() for actor in rule.actors}

    assert set(ActorClass) == able
