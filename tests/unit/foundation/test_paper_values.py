# SPDX-License-Identifier: Apache-2.0
"""The blocks of a document are valid or do not exist."""

from __future__ import annotations

import pytest

from hiden.foundation.paper import (
    Clause,
    Heading,
    Items,
    Labels,
    Paper,
    Paragraph,
    Picture,
    Signature,
    Slide,
    Table,
)

LABELS = Labels(word="極秘")
SLIDE = Slide(title="題", items=("一",))
HEADING = Heading(text="総則")
CLAUSE = Clause(number=1, title="目的", body=("本文",))


def paper(*blocks: Heading | Clause | Labels | Slide, notice: str = "") -> Paper:
    return Paper(title="題名", language="ja", blocks=blocks, notice=notice)


@pytest.mark.parametrize(
    ("rows", "widths"),
    [((("一",),), ()), ((("一", "二", "三"),), ()), ((), (1.0,)), ((), (1.0, 0.0))],
)
def test_a_table_has_as_many_cells_and_widths_as_columns(
    rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...]
) -> None:
    with pytest.raises(ValueError, match="widths"):
        Table(header=("甲", "乙"), rows=rows, widths=widths)


def test_columns_share_the_whole_width() -> None:
    assert Table(header=("甲", "乙"), rows=()).shares == (0.5, 0.5)
    assert Table(header=("甲", "乙"), rows=(), widths=(1, 3)).shares == (0.25, 0.75)


def test_a_row_with_a_long_cell_may_be_split() -> None:
    table = Table(header=("甲", "乙"), rows=(("短い", "長い" * 200), ("短い", "")))

    assert [table.is_short(row) for row in table.rows] == [False, True]


@pytest.mark.parametrize("width", [0, -0.1, 1.1])
def test_a_picture_is_as_wide_as_the_text_at_most(width: float) -> None:
    with pytest.raises(ValueError, match="width"):
        Picture(svg="<svg/>", alt="図", width=width)


@pytest.mark.parametrize(("columns", "rows"), [(0, 1), (1, 0)])
def test_a_sheet_has_labels(columns: int, rows: int) -> None:
    with pytest.raises(ValueError, match="must be >= 1"):
        Labels(word="極秘", columns=columns, rows=rows)


def test_a_talk_consists_of_slides_alone() -> None:
    assert paper(SLIDE, SLIDE).is_talk
    assert not paper(SLIDE, HEADING).is_talk


def test_clauses_stand_below_headings_if_there_are_any() -> None:
    assert paper(CLAUSE).clause_level == 1
    assert paper(HEADING, CLAUSE).clause_level == 2


def test_labels_alone_have_no_head_unless_a_notice_needs_one() -> None:
    assert not paper(LABELS).has_head(clean=False)
    assert paper(LABELS, notice="直して使う。").has_head(clean=False)
    assert not paper(LABELS, notice="直して使う。").has_head(clean=True)
    assert paper(LABELS, CLAUSE).has_head(clean=True)


def test_what_leads_up_to_a_signature_or_a_table_stays_with_it() -> None:
    text, table = Paragraph(text="文"), Table(header=("列",), rows=())
    signature = Signature(party="甲", lines=("氏名",))
    items = Items(items=("一",))
    blocks = (text, items, text, text, signature, signature, text, table, signature, table)
    given = Paper(title="題名", language="ja", blocks=blocks)

    assert given.stays == (
        False, False, True, True, True, False, True, True, False, False,
    )  # fmt: skip
