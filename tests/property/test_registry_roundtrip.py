# SPDX-License-Identifier: Apache-2.0
"""What is written reads back the same, whatever the secrets hold."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings, strategies as st

from hiden.foundation.japanese_date import FIRST_DAY, era_text, parse_date
from hiden.registry import (
    Container,
    ContainerKind,
    Decision,
    Level,
    Origin,
    Secret,
    SecretKind,
    Support,
    from_json,
    read_register,
    snapshot,
    snapshot_from_json,
    snapshot_to_json,
    to_json,
    write_register,
    write_register_csv,
)
from hiden.registry.fields import EXCEL_ERRORS, FORBIDDEN_CHARACTERS

AWKWARD = "=+-@'\"、,;；：:/()（）　 \t\n#_x0041なし無×ア漢字年月日2025元abcZ😀"


def texts(most: int, *, lines: bool = False, least: int = 0) -> st.SearchStrategy[str]:
    """Make texts that the registry takes, many of them awkward."""
    character = st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"]))
    return (
        st.text(character, max_size=most)
        .map(lambda text: FORBIDDEN_CHARACTERS.sub("", text))
        .map(lambda text: (text if lines else " ".join(text.split())).strip())
        .filter(lambda text: len(text) >= least and text not in EXCEL_ERRORS)
    )


def lists(kind: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(kind, unique=True, max_size=4).map(tuple)


LINE = texts(30)
NAME = texts(30, least=1)
DAY = st.one_of(st.none(), st.dates(min_value=FIRST_DAY))
SUPPORTS = st.lists(st.builds(Support, note=NAME, on=DAY), unique=True, max_size=3).map(tuple)
CONTAINERS = st.lists(
    st.builds(Container, kind=st.sampled_from(ContainerKind), location=NAME),
    unique=True,
    max_size=3,
).map(tuple)


@st.composite
def secrets(draw: st.DrawFn) -> Secret:
    """Make a secret with anything in it but the marks of example and total rows."""
    days = sorted(draw(st.lists(st.dates(min_value=FIRST_DAY), min_size=3, max_size=3)))
    return Secret(
        code=draw(st.from_regex(r"[A-Z]{2}-[0-9]{1,6}", fullmatch=True)),
        title="件" + draw(LINE),
        level=draw(st.sampled_from(Level)),
        kind=draw(st.one_of(st.none(), st.sampled_from(SecretKind))),
        owner=draw(LINE),
        custodian=draw(LINE),
        need_to_know=draw(lists(NAME)),
        containers=draw(CONTAINERS),
        origin=draw(st.one_of(st.none(), st.sampled_from(Origin))),
        secrecy=draw(SUPPORTS),
        usefulness=draw(SUPPORTS),
        non_public=draw(SUPPORTS),
        value_jpy=draw(st.one_of(st.none(), st.integers(0, 2**53 - 1))),
        lead_time_months=draw(st.one_of(st.none(), st.integers(0, 1_200))),
        decision=draw(st.one_of(st.none(), st.sampled_from(Decision))),
        decided_on=draw(DAY),
        registered_on=days[0],
        review_on=days[1],
        expires_on=days[2],
        sites=draw(lists(NAME)),
        partners=draw(lists(NAME)),
        scope=draw(texts(40, lines=True)),
        notes=draw(texts(40, lines=True)),
    )


REGISTERS = st.lists(secrets(), max_size=4, unique_by=lambda secret: secret.code)


@settings(max_examples=120)
@given(REGISTERS, st.sampled_from(["ja", "en"]))
def test_a_register_written_as_a_workbook_reads_back_the_same(
    register: list[Secret], language: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.xlsx"
        write_register(register, path, language="ja" if language == "ja" else "en")

        assert read_register(path).secrets == tuple(register)


@settings(max_examples=120)
@given(REGISTERS, st.sampled_from(["ja", "en"]))
def test_a_register_written_as_text_reads_back_the_same(
    register: list[Secret], language: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.csv"
        write_register_csv(register, path, language="ja" if language == "ja" else "en")

        assert read_register(path).secrets == tuple(register)


@given(REGISTERS, st.datetimes(timezones=st.just(dt.UTC)))
def test_secrets_and_snapshots_survive_json(register: list[Secret], moment: dt.datetime) -> None:
    taken = snapshot(register, taken_at=moment)

    assert [from_json(json.loads(json.dumps(to_json(one)))) for one in register] == register
    assert snapshot_from_json(json.loads(json.dumps(snapshot_to_json(taken)))) == taken
    assert snapshot(reversed(register), taken_at=moment).sha256 == taken.sha256


@given(st.dates(min_value=FIRST_DAY, max_value=dt.date(2200, 1, 1)))
def test_every_day_reads_back_from_its_era_and_its_numbers(day: dt.date) -> None:
    assert parse_date(era_text(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert parse_date(f"{day:%Y%m%d}") == day
