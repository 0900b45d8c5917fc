# SPDX-License-Identifier: Apache-2.0
"""Where rows and columns stand does not matter, nor what stands around them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings, strategies as st
from tests.reference.registry_files import write_csv, write_xlsx

from hiden.registry import Secret, Severity, read_register

HEAD = "管理番号|名称|秘密区分|所管部署|管理責任者|アクセス権者|保管場所|登録日|有用性"
ROWS = (
    "TS-1|塗工条件|極秘|技術部|例示 太郎|技術部、役員|紙：書庫|R7.4.1|原価低減",
    "TS-2|金型図面|秘||例示 花子|設計課|\\\\srv\\図面|2025/5/1|R6.1.1 採用",
    "BS-1|仕入先別原価表|社外秘|営業部||営業部||令和元年5月1日|なし",
)
TABLE = tuple(tuple(row.split("|")) for row in (HEAD, *ROWS))


def plain(path: Path) -> tuple[Secret, ...]:
    return read_register(write_xlsx(path, TABLE)).secrets


@st.composite
def layouts(draw: st.DrawFn) -> list[list[str]]:
    """Permute the columns and the rows, and put blank ones and titles in between."""
    order = draw(st.permutations(range(len(TABLE[0]))))
    width = list(order)
    for _ in range(draw(st.integers(0, 4))):
        width.insert(draw(st.integers(0, len(width))), -1)
    rows = [[row[column] if column >= 0 else "" for column in width] for row in TABLE]
    body = draw(st.permutations(rows[1:]))
    for _ in range(draw(st.integers(0, 4))):
        body.insert(draw(st.integers(0, len(body))), [""] * len(width))
    above = draw(
        st.lists(
            st.sampled_from([[], ["営業秘密管理台帳"], ["", "令和7年4月1日現在"], ["※ 取扱注意"]]),
            max_size=4,
        )
    )
    return [*above, rows[0], *body]


@settings(max_examples=150)
@given(layouts(), st.sampled_from(["xlsx", "tsv"]))
def test_any_order_and_any_blank_rows_and_columns_give_the_same_secrets(
    layout: list[list[str]], kind: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        want = plain(Path(folder) / "plain.xlsx")
        if kind == "tsv":
            text = "\n".join("\t".join(row) for row in layout)
            found = read_register(write_csv(Path(folder) / "r.tsv", text))
        else:
            found = read_register(write_xlsx(Path(folder) / "r.xlsx", layout))

    assert sorted(found.secrets, key=lambda one: one.code) == sorted(want, key=lambda one: one.code)
    assert len(want) == 3
    assert [one for one in found.problems if one.severity is Severity.ERROR] == []
    for code, (_, row) in found.rows.items():
        assert code in layout[row - 1]
