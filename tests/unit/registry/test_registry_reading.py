# SPDX-License-Identifier: Apache-2.0
"""Registers as companies keep them are read; what cannot be taken is named at its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.reference.registry_files import write_csv, write_xlsx

from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.registry import (
    Container,
    ContainerKind,
    Decision,
    Level,
    Origin,
    RegisterReading,
    Secret,
    SecretKind,
    Severity,
    Support,
    read_register,
    reading,
)

HEAD = ["管理番号", "名称", "秘密区分"]
ROW = ["TS-1", "塗工条件", "極秘"]


def read(
    path: Path, rows: Sequence[Sequence[Any]], *, merge: Sequence[str] = ()
) -> RegisterReading:
    return read_register(write_xlsx(path / "r.xlsx", rows, merge=merge))


def problems(found: RegisterReading) -> list[tuple[int, str | None, str]]:
    return [(one.row, one.column, str(one.reason)) for one in found.problems]


def test_a_full_row_fills_every_field(tmp_path: Path) -> None:
    row = {
        "管理番号": "ＴＳ－００１",
        "名称": "塗工条件",
        "種別": "技術",
        "秘密区分": "極秘",
        "所管部署": "技術部",
        "管理責任者": "例示 太郎",
        "アクセス権者": "技術部、例示 花子",
        "保管場所": "紙：書庫",
        "由来": "自社",
        "秘密管理性": "2025/4/1 施錠",
        "有用性": "原価低減",
        "非公知性": "なし",
        "評価額（百万円）": 35,
        "先行期間（年）": 2,
        "特許／秘匿": "秘匿",
        "判断日": dt.date(2025, 1, 2),
        "登録日": "R7.4.1",
        "見直し日": "令和8年4月1日",
        "保存期限": 46113,
        "拠点": "本社工場",
        "開示先": "-",
        "秘密の範囲": "第2ライン\nの条件",
        "備考": "特になし",
    }

    found = read(tmp_path, [list(row), list(row.values())])

    assert problems(found) == []
    assert found.secrets == (
        Secret(
            code="TS-001",
            title="塗工条件",
            kind=SecretKind.TECHNICAL,
            level=Level.TOP_SECRET,
            owner="技術部",
            custodian="例示 太郎",
            need_to_know=("技術部", "例示 花子"),
            containers=(Container(kind=ContainerKind.PAPER, location="書庫"),),
            origin=Origin.OWN,
            secrecy=(Support(note="施錠", on=dt.date(2025, 4, 1)),),
            usefulness=(Support(note="原価低減"),),
            value_jpy=35_000_000,
            lead_time_months=24,
            decision=Decision.SECRET,
            decided_on=dt.date(2025, 1, 2),
            registered_on=dt.date(2025, 4, 1),
            review_on=dt.date(2026, 4, 1),
            expires_on=dt.date(2026, 4, 1),
            sites=("本社工場",),
            scope="第2ライン\nの条件",
            notes="特になし",
        ),
    )
    assert found.rows == {"TS-001": ("台帳", 2)}
    assert len(found.sha256) == 64


def test_titles_notes_and_blank_rows_may_stand_above(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        [
            ["営業秘密管理台帳"],
            [],
            ["作成日", "令和7年4月1日"],
            ["", "※ 取扱注意"],
            ["", *HEAD],
            [],
            ["", *ROW],
            [],
        ],
        merge=["A1:E1"],
    )

    assert found.rows == {"TS-1": ("台帳", 7)}
    assert problems(found) == []


def test_headings_of_two_rows_are_read_by_their_groups(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        [
            ["No.", "管理番号", "名称", "秘密区分", "保管場所", None, "有用性", None, "三要件"],
            [None, None, None, None, "電子データ", "紙", "根拠", "確認日", "非公知性"],
            [1, *ROW, "\\\\srv\\x", "書庫", "原価低減", "R7.4.1", "特許調査済"],
        ],
        merge=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1"],
    )
    secret = found.secrets[0]

    assert [one.kind for one in secret.containers] == [ContainerKind.FILE, ContainerKind.PAPER]
    assert secret.usefulness == (Support(note="原価低減", on=dt.date(2025, 4, 1)),)
    assert secret.non_public == (Support(note="特許調査済"),)
    assert [column for _, column, _ in problems(found)] == [None]
    assert "No." in problems(found)[0][2]


def test_a_group_counts_where_its_parts_say_nothing(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        [[*HEAD, "保管場所"], [None, None, None, "その二"], [*ROW, "紙：書庫"]],
        merge=["A1:A2", "B1:B2", "C1:C2"],
    )

    assert found.secrets[0].containers[0].kind is ContainerKind.PAPER


def test_data_are_never_taken_for_headings(tmp_path: Path) -> None:
    found = read(tmp_path, [[*HEAD, "メモ1"], ["TS-1", "塗工条件", "極秘", "備考"]])

    assert len(found.secrets) == 1


def test_vertically_merged_cells_fill_down(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        [["所管部署", *HEAD], ["技術部", *ROW], [None, "TS-2", "金型", "秘"]],
        merge=["A2:A3"],
    )

    assert [secret.owner for secret in found.secrets] == ["技術部", "技術部"]


def test_rows_under_one_merged_code_are_one_secret(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        [
            [*HEAD, "保管場所", "備考", "管理責任者"],
            [*ROW, "紙：書庫", "甲", "例示 太郎"],
            [None, None, None, "電子：x", "乙", None],
            [],
            ["TS-2", "金型", "秘", None, None, "例示 太郎"],
            [None, None, None, None, None, "例示 花子"],
        ],
        merge=["A2:A4", "B2:B4", "C2:C4", "A5:A6", "B5:B6", "C5:C6"],
    )

    assert [one.location for one in found.secrets[0].containers] == ["書庫", "x"]
    assert found.secrets[0].notes == "甲\n乙"
    assert found.secrets[0].custodian == "例示 太郎"
    assert len(found.secrets) == 1
    assert problems(found) == [
        (
            6,
            "管理責任者",
            "the cell differs from row 5, though both belong to one code. Write one value.",
        )
    ]


def test_media_go_with_places(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        [
            [*HEAD, "媒体", "保管場所"],
            [*ROW, "紙、電子", "A、B"],
            ["TS-2", "金型", "秘", "金型", None],
            ["TS-3", "名簿", "秘", "-", "-"],
            ["TS-4", "名簿", "秘", 7, "第二会議室"],
        ],
    )

    assert [[(c.kind.value, c.location) for c in s.containers] for s in found.secrets] == [
        [("paper", "A"), ("file", "B")],
        [("mould", "金型")],
        [],
        [("other", "第二会議室")],
    ]


def test_total_example_note_and_repeated_heading_rows_are_named(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        [
            ["No.", *HEAD],
            ["記入例", "TS-0", "○○の条件", "秘"],
            ["", "例", "x", "秘"],
            ["", "TS-00", "（記入例）○○", "秘"],
            [1, *ROW],
            ["No.", *HEAD],
            ["合計", "", 1, ""],
            ["※ 規程による"],
            ["", "", "以上"],
        ],
    )

    assert found.rows == {"TS-1": ("台帳", 5)}
    assert [
        (row, reason.split(":")[1].split(".")[0].strip()) for row, _, reason in problems(found)
    ][1:] == [
        (2, "an example row"),
        (3, "an example row"),
        (4, "an example row"),
        (6, "the headings stand here again"),
        (7, "a row of totals"),
        (8, "a note, not a secret"),
        (9, "the mark for the end of the list"),
    ]
    assert {one.severity for one in found.problems} == {Severity.WARNING}


def test_a_word_in_another_column_skips_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, [["種別", *HEAD], ["技術", "TS-1", "合計計算書", "秘"]])

    assert len(found.secrets) == 1


def test_every_sheet_is_read_or_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = "技術"
    first.append(HEAD)
    first.append(ROW)
    second = book.create_sheet("営業")
    second.append(["Code", "Title", "Level"])
    second.append(["BS-1", "Price list", "Confidential"])
    book.create_sheet("空")
    book.create_sheet("表紙").append(["営業秘密管理台帳", "2025年度版"])
    half = book.create_sheet("旧")
    half.append(["旧版"])
    half.append(["名称", "秘密区分", "所管部署"])
    half.append(["x", "秘", "技術部"])
    book.create_sheet("見出しのみ").append(HEAD)
    book.create_chartsheet("グラフ")
    book.save(tmp_path / "r.xlsx")

    found = read_register(tmp_path / "r.xlsx")

    assert found.rows == {"TS-1": ("技術", 2), "BS-1": ("営業", 2)}
    assert [(one.sheet, one.row, one.severity.value) for one in found.problems] == [
        ("空", 1, "warning"),
        ("表紙", 1, "warning"),
        ("旧", 2, "error"),
        ("見出しのみ", 1, "warning"),
        ("グラフ", 1, "warning"),
    ]
    assert "管理番号 (Code)" in str(found.problems[2].reason)


def test_a_register_without_levels_is_named_once(tmp_path: Path) -> None:
    found = read(tmp_path, [["管理番号", "名称"], ["TS-1", "x"], ["TS-2", "y"]])

    assert found.secrets == ()
    assert [row for row, _, _ in problems(found)] == [1]
    assert "Add a column 秘密区分 (Level)" in problems(found)[0][2]


def test_columns_without_meaning_or_with_a_double_one_are_named(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        [
            ["No.", *HEAD, "社長印", "登録日", "登録年月日", "担当", "管理責任者", None],
            [1, *ROW, "済", "R7.4.1", "R6.4.1", "x", "y", None],
        ],
    )

    assert found.secrets[0].registered_on == dt.date(2025, 4, 1)
    assert found.secrets[0].custodian == "y"
    assert [(row, column) for row, column, _ in problems(found)] == [(1, None), (1, "登録年月日")]
    assert "No., 社長印, 担当" in problems(found)[0][2]
    assert "登録日" in problems(found)[1][2]


def test_weak_headings_count_where_nothing_better_is_there(tmp_path: Path) -> None:
    found = read(
        tmp_path, [["No.", "情報資産", "重要度", "担当者"], ["７", "名簿", "秘", "例示 太郎"]]
    )

    assert found.secrets == (
        Secret(code="7", title="名簿", level=Level.SECRET, custodian="例示 太郎"),
    )


def test_nothing_is_taken_twice(tmp_path: Path) -> None:
    found = read(
        tmp_path, [HEAD, ROW, ROW, ["ＴＳ－１", "塗工条件", "Top Secret"], ["TS-1", "別", "秘"]]
    )

    assert len(found.secrets) == 1
    assert found.repeated == 2
    assert [(one.row, one.column, one.severity) for one in found.problems] == [
        (5, "管理番号", Severity.ERROR)
    ]
    assert "sheet “台帳”, row 2" in str(found.problems[0].reason)


def test_doubtful_words_and_wrapped_titles_are_taken_with_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, [HEAD, ["TS-1", "塗工\n条件", "厳秘"], ["TS-2", "x", "極秘（Ａ）"]])

    assert [secret.level for secret in found.secrets] == [Level.TOP_SECRET] * 2
    assert found.secrets[0].title == "塗工 条件"
    assert [(one.row, one.column, one.severity.value) for one in found.problems] == [
        (2, "名称", "warning"),
        (2, "秘密区分", "warning"),
    ]
    assert "厳秘" in str(found.problems[1].reason)


def test_numbers_dates_and_truth_values_read_as_they_show(tmp_path: Path) -> None:
    head = [*HEAD, "管理責任者", "登録日", "見直し日"]
    when = dt.datetime(2025, 4, 1, 10, 30)  # noqa: DTZ001 - Excel knows no zones
    found = read(
        tmp_path,
        [
            head,
            [1001, 2.5, "秘", when, when, 20250501],
            [1002, True, "秘", dt.date(2025, 4, 1), "-", None],
        ],
    )

    assert [(s.code, s.title, s.custodian) for s in found.secrets] == [
        ("1001", "2.5", "2025-04-01 10:30:00"),
        ("1002", "True", "2025-04-01"),
    ]
    assert found.secrets[0].registered_on == dt.date(2025, 4, 1)
    assert found.secrets[0].review_on == dt.date(2025, 5, 1)


def test_reading_stops_after_very_many_problems_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_PROBLEMS", 3)

    found = read(tmp_path, [HEAD, *[["", "x", "秘"]] * 9])

    assert len(found.problems) == 4
    assert (found.problems[-1].row, found.problems[-1].severity) == (5, Severity.ERROR)
    assert "stopped here after 3 problems" in str(found.problems[-1].reason)


def test_no_headings_anywhere_is_an_error_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(RegistryFileError) as caught:
        read(tmp_path, [["a", "b"], ["c", "d"]])

    assert caught.value.code is ErrorCode.REGISTER_NO_HEADER


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_files_are_read_in_their_encoding_and_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [["台帳", ""], HEAD, [], ["TS-1", '"塗工\n条件"', "極秘"], ["TS-2", "'=x", "秘"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)

    found = read_register(write_csv(tmp_path / "r.csv", text, encoding=encoding))

    assert found.rows == {"TS-1": ("r.csv", 4), "TS-2": ("r.csv", 5)}
    assert [secret.title for secret in found.secrets] == ["塗工 条件", "=x"]


LONG = "あ" * 201
FORTY: tuple[tuple[dict[str, Any], tuple[tuple[str, str], ...]], ...] = (
    ({"管理番号": None}, (("管理番号", "there is no"),)),
    ({"管理番号": "A\nB"}, (("管理番号", "several lines"),)),
    ({"管理番号": "x" * 201}, (("管理番号", "too long"),)),
    ({"管理番号": "A\u200bB"}, (("管理番号", "control character"),)),
    ({"管理番号": "#REF!"}, (("管理番号", "#REF!"),)),
    ({"名称": None}, (("名称", "there is no"),)),
    ({"名称": LONG}, (("名称", "discloses"),)),
    ({"名称": "1行\n2行\n3行"}, (("名称", "discloses"),)),
    ({"名称": "a\u202eb"}, (("名称", "control character"),)),
    ({"名称": "#N/A"}, (("名称", "#N/A"),)),
    ({"秘密区分": None}, (("秘密区分", "there is no"),)),
    ({"秘密区分": "-"}, (("秘密区分", "there is no"),)),
    ({"秘密区分": "レベル3"}, (("秘密区分", "not known"),)),
    ({"秘密区分": "#NAME?"}, (("秘密区分", "#NAME?"),)),
    ({"種別": "その他"}, (("種別", "not known"),)),
    ({"由来": "不明"}, (("由来", "not known"),)),
    ({"特許／秘匿": "たぶん"}, (("特許／秘匿", "not known"),)),
    ({"所管部署": "部" * 501}, (("所管部署", "too long"),)),
    ({"管理責任者": "#VALUE!"}, (("管理責任者", "#VALUE!"),)),
    ({"アクセス権者": "、".join(map(str, range(501)))}, (("アクセス権者", "too many"),)),
    ({"アクセス権者": "人" * 501}, (("アクセス権者", "too long"),)),
    ({"保管場所": "棚" * 501}, (("保管場所", "too long"),)),
    ({"秘密管理性": "施" * 501}, (("秘密管理性", "too long"),)),
    ({"有用性": "\u202e"}, (("有用性", "control character"),)),
    ({"評価額": "たくさん"}, (("評価額", "no amount"),)),
    ({"評価額": -5}, (("評価額", "no amount"),)),
    ({"評価額": "99999億円億"}, (("評価額", "no amount"),)),
    ({"評価額": 10**16}, (("評価額", "too great"),)),
    ({"先行期間": "長い"}, (("先行期間", "no span"),)),
    ({"先行期間": "200年"}, (("先行期間", "too great"),)),
    ({"登録日": "令和元年4月30日"}, (("登録日", "平成31年4月30日"),)),
    ({"登録日": "2025/2/29"}, (("登録日", "no such day"),)),
    ({"登録日": "25/4/1"}, (("登録日", "two digits"),)),
    ({"登録日": "2025年4月"}, (("登録日", "missing"),)),
    ({"登録日": "春ごろ"}, (("登録日", "no date"),)),
    ({"登録日": True}, (("登録日", "not a date"),)),
    ({"登録日": 12}, (("登録日", "no date"),)),
    ({"保存期限": "2024-03-31"}, (("保存期限", "lies before"),)),
    ({"見直し日": "R6.3.31"}, (("見直し日", "lies before"),)),
    ({"備考": "注" * 5_001}, (("備考", "too long"),)),
    (
        {"名称": None, "秘密区分": "？", "登録日": "？", "評価額": "？"},
        (
            ("名称", "there is no"),
            ("秘密区分", "not known"),
            ("評価額", "no amount"),
            ("登録日", "no date"),
        ),
    ),
)


def test_a_register_with_forty_mistakes_names_each_and_takes_the_good_rows(tmp_path: Path) -> None:
    good = {
        "名称": "塗工条件",
        "種別": "技術",
        "秘密区分": "極秘",
        "所管部署": "技術部",
        "管理責任者": "例示 太郎",
        "アクセス権者": "技術部",
        "保管場所": "書庫",
        "秘密管理性": "施錠",
        "有用性": "原価低減",
        "由来": "自社",
        "特許／秘匿": "秘匿",
        "評価額": 100,
        "先行期間": 12,
        "登録日": "2025-04-01",
        "見直し日": "2026-04-01",
        "保存期限": "2030-03-31",
        "備考": "",
    }
    head = ["管理番号", *good]
    rows: list[list[Any]] = [["営業秘密管理台帳"], head]
    want: list[tuple[int, str, str]] = []
    for position, (mistake, expected) in enumerate(FORTY):
        rows.append([f"G-{position}", *good.values()])
        rows.append(list(({"管理番号": f"B-{position}", **good} | mistake).values()))
        want += [(len(rows), column, part) for column, part in expected]
    path = tmp_path / "forty.xlsx"
    write_xlsx(path, rows)

    found = read_register(path)

    assert len(FORTY) > 40
    assert [secret.code for secret in found.secrets] == [f"G-{n}" for n in range(len(FORTY))]
    assert [(one.row, one.column) for one in found.problems] == [(r, c) for r, c, _ in want]
    for problem, (_, _, part) in zip(found.problems, want, strict=True):
        assert part in str(problem.reason)
        assert problem.severity is Severity.ERROR
        assert problem.sheet == "台帳"
        assert problem.reason.text("ja") != str(problem.reason)


def test_lists_may_not_grow_beyond_their_limit_over_several_columns(tmp_path: Path) -> None:
    many = "、".join(f"a{n}" for n in range(300))
    more = "、".join(f"b{n}" for n in range(300))

    found = read(
        tmp_path,
        [
            [*HEAD, "アクセス権者", "閲覧者", "備考", "摘要"],
            [*ROW, many, more, "x" * 4000, "y" * 4000],
        ],
    )

    assert [(row, column) for row, column, _ in problems(found)] == [(2, "閲覧者"), (2, "摘要")]


def test_cells_with_errors_of_excel_are_found_even_at_the_edge(tmp_path: Path) -> None:
    found = read(tmp_path, [[*HEAD, "備考"], [*ROW, "#DIV/0!"], [None, None, None, "#REF!"]])

    assert [(row, column) for row, column, _ in problems(found)] == [
        (2, "備考"),
        (3, "管理番号"),
        (3, "名称"),
        (3, "秘密区分"),
        (3, "備考"),
    ]


def test_cells_of_spaces_and_dashes_say_nothing(tmp_path: Path) -> None:
    found = read(
        tmp_path, [[*HEAD, "評価額", "アクセス権者"], [" ", *ROW[1:], "", ""], [*ROW, "―", "なし"]]
    )

    assert [(row, column) for row, column, _ in problems(found)] == [(2, "管理番号")]
    assert found.secrets[0].value_jpy is None
    assert found.secrets[0].need_to_know == ()


def test_errors_of_excel_are_known_in_text_files_too(tmp_path: Path) -> None:
    text = ",".join(HEAD) + "\nTS-1,#REF!,秘\n"

    found = read_register(write_csv(tmp_path / "r.csv", text))

    assert [(row, column) for row, column, _ in problems(found)] == [(2, "名称")]
