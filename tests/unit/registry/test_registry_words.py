# SPDX-License-Identifier: Apache-2.0
"""The words of registers: every heading and value means one thing, and what is written is read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import attrs
import pytest

from hiden.foundation.errors import RuleError
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.text import normalize_label
from hiden.registry import ContainerKind, Decision, Level, Origin, Secret, SecretKind
from hiden.registry.amounts import months, yen
from hiden.registry.columns import ColumnTable, load_columns

TABLE = load_columns()
HELPING = {"medium", "files", "papers", "samples", "moulds", "machines", "knowers"}


def test_every_field_of_a_secret_has_a_column() -> None:
    fields = {field.name for field in attrs.fields(Secret)}
    columns = {column.field for column in TABLE.columns}
    days = {f"{field}_on" for field in ("secrecy", "usefulness", "non_public")}

    assert columns - fields == HELPING | days
    assert fields <= columns


def test_every_heading_that_is_written_is_read_as_its_field() -> None:
    for column in TABLE.columns:
        for heading in (column.heading("ja"), column.heading("en")):
            assert TABLE.strong[normalize_label(heading)] == column.field


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("level", Level),
        ("kind", SecretKind),
        ("origin", Origin),
        ("decision", Decision),
        ("containers", ContainerKind),
    ],
)
def test_every_value_has_words_and_no_word_means_two(field: str, kind: type[StrEnum]) -> None:
    meanings: dict[str, str] = {}
    for choice in TABLE.choices_of(field):
        for word in (choice.ja, choice.en, choice.value, *choice.also, *choice.unsure):
            assert meanings.setdefault(normalize_label(word), choice.value) == choice.value

    assert {choice.value for choice in TABLE.choices_of(field)} == set(kind)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("管理番号", "code"),
        ("秘密番号", "code"),
        ("件名", "title"),
        ("機密区分", "level"),
        ("ランク", "level"),
        ("所管部署", "owner"),
        ("アクセス権者", "need_to_know"),
        ("開示範囲", "need_to_know"),
        ("媒体", "medium"),
        ("保管場所", "containers"),
        ("見直し日", "review_on"),
        ("保存期限", "expires_on"),
        ("有用性", "usefulness"),
        ("非公知性", "non_public"),
        ("秘密管理性", "secrecy"),
        ("Ｃｏｎｆｉｄｅｎｔｉａｌｉｔｙ　Level", "level"),
    ],
)
def test_usual_headings_are_known(heading: str, field: str) -> None:
    assert TABLE.strong[normalize_label(heading)] == field


def test_a_running_number_is_a_code_only_if_nothing_better_is_there() -> None:
    assert TABLE.weak[normalize_label("Ｎｏ．")] == "code"
    assert normalize_label("No.") not in TABLE.strong


def test_a_heading_that_means_two_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "columns.yaml"
    skipped = "{total: [], end: [], example: [], example_prefixes: [], note_prefixes: []}"
    file.write_text(
        "id: x\nversion: 1\ncolumns:\n"
        "  - {field: code, form: line, ja: 番号, en: Code}\n"
        "  - {field: title, form: line, ja: 番 号, en: Title}\n"
        f"choices: []\nplaces: []\nnothing: []\nskipped: {skipped}\n",
        encoding="utf-8",
    )

    with pytest.raises(ExceptionGroup) as caught:
        load_yaml(file, ColumnTable)

    assert isinstance(caught.value.exceptions[0], RuleError)
    assert "means both" in str(caught.value.exceptions[0])


@pytest.mark.parametrize(
    ("text", "heading", "amount"),
    [
        ("350000000", "評価額", 350_000_000),
        ("３億５，０００万円", "評価額", 350_000_000),
        ("約1.5億円", "評価額", 150_000_000),
        ("¥1,200,000", "評価額", 1_200_000),
        ("8千万円", "評価額", 80_000_000),
        ("1200千円", "評価額", 1_200_000),
        ("35", "評価額（百万円）", 35_000_000),
        ("3.5", "評価額（億円）", 350_000_000),
        ("35円", "評価額（百万円）", 35),
        ("2億", "評価額（百万円）", 200_000_000),
        ("1000 yen", "Value (JPY)", 1_000),
        ("0", "評価額", 0),
    ],
)
def test_amounts_of_money(text: str, heading: str, amount: int) -> None:
    assert yen(text, heading=heading) == amount


@pytest.mark.parametrize(
    "text", ["", "many", "1〜2億円", "-5", "0.5", "2000万1億", "1億2億", "1e9"]
)
def test_what_is_no_amount_of_money(text: str) -> None:
    with pytest.raises(ValueError, match="got"):
        yen(text, heading="評価額")


@pytest.mark.parametrize(
    ("text", "heading", "span"),
    [
        ("18", "先行期間", 18),
        ("18か月", "先行期間", 18),
        ("１８ヶ月", "先行期間", 18),
        ("2年", "先行期間", 24),
        ("約2年", "先行期間", 24),
        ("1年6か月", "先行期間", 18),
        ("1年半", "先行期間", 18),
        ("2.5年", "先行期間", 30),
        ("3", "先行期間（年）", 36),
        ("3か月", "先行期間（年）", 3),
        ("2 years", "Lead time", 24),
        ("6 months", "Lead time (years)", 6),
        ("3", "Lead time (years)", 36),
    ],
)
def test_spans_of_time(text: str, heading: str, span: int) -> None:
    assert months(text, heading=heading) == span


@pytest.mark.parametrize("text", ["", "long", "2〜3年", "0.1か月", "-1"])
def test_what_is_no_span_of_time(text: str) -> None:
    with pytest.raises(ValueError, match="got"):
        months(text, heading="先行期間")
