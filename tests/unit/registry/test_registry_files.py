# SPDX-License-Identifier: Apache-2.0
"""Files that are no register, or hostile, are refused with a clear sentence before they do harm."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.reference import registry_files as files

from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.registry import file_limits, read_register, xls_worker, xlsx_parts
from hiden.registry.grid import Area, CellError, Grid
from hiden.registry.workbook import read_grids
from hiden.registry.xls_worker import read_grids_apart, serve
from hiden.registry.xlsx_parts import InspectedWorkbook

HEAD = ["管理番号", "名称", "秘密区分"]
ROW = ["TS-1", "塗工条件", "極秘"]


def refused(path: Path) -> RegistryFileError:
    with pytest.raises(RegistryFileError) as caught:
        read_register(path)
    assert str(path) in str(caught.value)
    return caught.value


def workbook(path: Path) -> dict[str, bytes]:
    """Return the parts of a small good workbook."""
    files.write_xlsx(path, [HEAD, ROW])
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.xlsx").code is ErrorCode.REGISTER_MISSING


def test_a_folder(tmp_path: Path) -> None:
    error = refused(tmp_path)

    assert error.code is ErrorCode.REGISTER_NOT_TABLE
    assert "フォルダー" in error.text("ja")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.write_csv(tmp_path / "r.csv", "x")

    def deny(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", deny)

    assert refused(path).code is ErrorCode.REGISTER_DENIED


def test_an_empty_file(tmp_path: Path) -> None:
    assert refused(files.write_csv(tmp_path / "r.csv", "")).code is ErrorCode.REGISTER_EMPTY


def test_a_workbook_without_cells(tmp_path: Path) -> None:
    assert refused(files.write_xlsx(tmp_path / "r.xlsx", [])).code is ErrorCode.REGISTER_EMPTY


def test_a_file_that_is_too_big_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    with path.open("wb") as file:
        file.truncate(file_limits.MAX_FILE_BYTES + 1)

    assert refused(path).code is ErrorCode.REGISTER_TOO_BIG


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 x", b"\x89PNG\r\n", b"  <!doctype html>", b"<HTML>", b"{\\rtf1", b"7z\xbc\xaf\x27"],
)
def test_files_of_other_kinds_are_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "r.xls"
    path.write_bytes(data)

    assert refused(path).code is ErrorCode.REGISTER_NOT_TABLE


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    assert refused(pack(tmp_path / "r.xlsx", {"a.txt": b"x"})).code is ErrorCode.REGISTER_NOT_TABLE


def test_an_unknown_encoding(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(b"a,\x81\x00,\xff")

    assert refused(path).code is ErrorCode.REGISTER_ENCODING


def test_quotes_that_do_not_match_are_named_by_line(tmp_path: Path) -> None:
    text = ",".join(HEAD) + '\nTS-1,"塗工条件,極秘\nTS-2,x,秘\n'

    error = refused(files.write_csv(tmp_path / "r.csv", text))

    assert error.code is ErrorCode.REGISTER_DAMAGED
    assert "line 3" in str(error)


def test_a_cell_beyond_the_limit_of_the_reader_is_damage(tmp_path: Path) -> None:
    text = "x" * 200_000

    assert refused(files.write_csv(tmp_path / "r.csv", text)).code is ErrorCode.REGISTER_DAMAGED


def test_too_many_rows_of_text(tmp_path: Path) -> None:
    text = ",".join(HEAD) + "\n" * (file_limits.MAX_ROWS + 5)

    error = refused(files.write_csv(tmp_path / "r.csv", text))

    assert error.code is ErrorCode.REGISTER_TOO_BIG
    assert "200,001" in str(error)


@pytest.mark.parametrize("keep", [100, 2_000, -60])
def test_a_cut_workbook_is_damaged(tmp_path: Path, keep: int) -> None:
    path = files.write_xlsx(tmp_path / "r.xlsx", [HEAD, ROW])
    path.write_bytes(path.read_bytes()[:keep])

    assert refused(path).code is ErrorCode.REGISTER_DAMAGED


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b"<workbook"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><row r='x'/></worksheet>"),
        ("xl/worksheets/sheet1.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>"),
        ("xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"),
        ("xl/sharedStrings.xml", b"<sst"),
    ],
)
def test_a_workbook_with_a_broken_part_is_damaged(
    tmp_path: Path, part: str, content: bytes
) -> None:
    path = tmp_path / "r.xlsx"
    pack(path, workbook(path) | {part: content})

    assert refused(path).code is ErrorCode.REGISTER_DAMAGED


def test_a_workbook_whose_sheet_is_gone_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    parts = workbook(path)
    del parts["xl/worksheets/sheet1.xml"]

    assert refused(pack(path, parts)).code is ErrorCode.REGISTER_DAMAGED


def test_a_workbook_that_unpacks_to_very_much_is_a_bomb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.xlsx"
    pack(path, workbook(path) | {"xl/more.xml": bytes(30_000_000)})

    error = refused(path)
    monkeypatch.setattr(xlsx_parts, "MAX_UNPACKED_BYTES", 1_000_000)

    assert error.code is ErrorCode.REGISTER_BOMB
    assert refused(path).code is ErrorCode.REGISTER_BOMB


def test_a_workbook_of_very_many_parts_is_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    many = {f"xl/p{number}.xml": b"x" for number in range(xlsx_parts.MAX_PARTS)}
    pack(path, workbook(path) | many)

    assert refused(path).code is ErrorCode.REGISTER_BOMB


@pytest.mark.parametrize("reference", ["A1048576", "XFD2", "AAA200001"])
def test_a_cell_far_away_is_refused_before_it_costs_memory(tmp_path: Path, reference: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0][reference] = "x"
    book.save(tmp_path / "r.xlsx")

    assert refused(tmp_path / "r.xlsx").code is ErrorCode.REGISTER_TOO_BIG


def test_a_far_cell_with_format_only_does_no_harm(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(HEAD)
    page.append(ROW)
    page["XFD1048576"].number_format = "0.00"
    book.save(tmp_path / "r.xlsx")

    assert len(read_register(tmp_path / "r.xlsx").secrets) == 1


def test_many_wide_sheets_are_too_many_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_limits, "MAX_CELLS", 5)

    path = files.write_xlsx(tmp_path / "r.xlsx", [HEAD, ROW])

    assert refused(path).code is ErrorCode.REGISTER_TOO_BIG


def test_rows_and_cells_without_a_reference_count_on(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in HEAD)
    row = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ROW[:2])
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<!-- a comment --><sheetData><row>{cells}</row>"
        f'<row>{row}<c t="e"><v>#REF!</v></c></row></sheetData></worksheet>'
    )
    pack(path, workbook(path) | {"xl/worksheets/sheet1.xml": sheet.encode()})

    found = read_register(path)

    assert [(one.row, one.column) for one in found.problems] == [(2, "秘密区分")]


def test_absolute_targets_of_sheets_are_followed(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    parts = workbook(path)
    relations = parts["xl/_rels/workbook.xml.rels"]
    assert b'"/xl/worksheets/sheet1.xml"' in relations
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(b'"/xl/', b'"')

    assert len(read_register(pack(path, parts)).secrets) == 1


def test_overlapping_merged_cells_do_not_multiply_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hiden.registry.workbook.MAX_CELLS", 8)
    rows = [[*HEAD, "備考"], [*ROW, "x"], ["a", "b", "c", "d"]]

    path = files.write_xlsx(tmp_path / "r.xlsx", rows, merge=["A2:C3", "A1:C3"])

    assert refused(path).code is ErrorCode.REGISTER_DAMAGED


def test_merged_cells_beyond_the_data_are_left_alone(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "r.xlsx", [HEAD, ROW], merge=["A9:B10", "F1:G2"])

    assert len(read_register(path).secrets) == 1


@pytest.fixture
def xls(tmp_path: Path) -> Callable[[bytes], Path]:
    """Write an .xls of one sheet with the given records."""

    def write(cells: bytes, *, before: bytes = b"") -> Path:
        path = tmp_path / "r.xls"
        path.write_bytes(files.ole_file(files.workbook_stream(cells, before=before)))
        return path

    return write


def table(rows: list[list[str]]) -> bytes:
    return b"".join(
        files.label(row, column, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )


def test_an_old_workbook_is_read_with_merged_cells_and_errors(
    xls: Callable[[bytes], Path],
) -> None:
    head = ["所管部署", *HEAD, "登録日", "備考"]
    rows = [head, ["技術部", *ROW], ["", "TS-2", "x", "秘"], ["", "TS-3", "x", "秘"]]
    cells = (
        table(rows)
        + files.number(1, 4, 45748)
        + files.merged(1, 3, 0, 0)
        + files.error(2, 5, 0x17)
        + files.error_formula(3, 5, 0x2A)
        + files.error(1, 5, 1, is_error=0)
    )

    found = read_register(xls(cells))

    assert [(s.code, s.owner, s.registered_on) for s in found.secrets] == [
        ("TS-1", "技術部", dt.date(2025, 4, 1))
    ]
    assert [(one.row, one.column) for one in found.problems] == [(3, "備考"), (4, "備考")]
    assert "#REF!" in str(found.problems[0].reason)
    assert "#N/A" in str(found.problems[1].reason)


def test_an_old_workbook_with_a_password(tmp_path: Path, xls: Callable[..., Path]) -> None:
    assert (
        refused(xls(table([HEAD]), before=files.record(0x002F, bytes(6)))).code
        is ErrorCode.REGISTER_ENCRYPTED
    )
    path = tmp_path / "e.xlsx"
    path.write_bytes(files.ole_file(b"x", name="EncryptedPackage"))
    assert refused(path).code is ErrorCode.REGISTER_ENCRYPTED


def test_another_old_document_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "r.xls"
    path.write_bytes(files.ole_file(b"x", name="WordDocument"))

    assert refused(path).code is ErrorCode.REGISTER_NOT_TABLE


def test_a_damaged_container_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "r.xls"
    path.write_bytes(files.ole_file(b"x")[:700])

    assert refused(path).code is ErrorCode.REGISTER_DAMAGED


def test_a_far_cell_of_an_old_workbook_is_refused(xls: Callable[[bytes], Path]) -> None:
    many = files.record(0x00BD, struct.pack("<HHHIHIH", 0, 0, 0, 0, 0, 0, 5_000))

    assert refused(xls(many)).code is ErrorCode.REGISTER_TOO_BIG


def test_short_and_unknown_records_do_no_harm(xls: Callable[[bytes], Path]) -> None:
    odd = (
        files.record(0x00FD, b"\0\0")
        + files.record(0x0205, bytes(6))
        + files.record(0x0006, bytes(6))
        + files.record(0x0203, bytes(6))
    )

    assert refused(xls(odd)).code in {ErrorCode.REGISTER_DAMAGED, ErrorCode.REGISTER_EMPTY}
    assert refused(xls(files.record(0x0085, b"\0"))).code is ErrorCode.REGISTER_EMPTY


def test_a_reader_that_dies_means_a_damaged_file(
    xls: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = files.record(0x0085, struct.pack("<IBBBB", 10**9, 0, 0, 1, 0) + b"x")

    assert refused(xls(table([HEAD]), before=cut)).code is ErrorCode.REGISTER_DAMAGED
    monkeypatch.setattr(xls_worker, "WALL_S", 0.001)
    assert refused(xls(table([HEAD, ROW]))).code is ErrorCode.REGISTER_DAMAGED


def test_the_worker_answers_with_the_same_grids_as_reading_here() -> None:
    data = files.ole_file(files.workbook_stream(table([HEAD, ROW]) + files.merged(0, 1, 0, 0)))
    answer = io.BytesIO()

    serve(io.BytesIO(b'[[0, 1, 2, "#REF!"]]\n' + data), answer)
    errors = {0: {(1, 2): CellError("#REF!")}}
    grids, others = read_grids_apart(InspectedWorkbook(data=data, errors=errors), path="r.xls")

    assert '["error", "#REF!"]' in answer.getvalue().decode()
    assert grids[0].rows[1] == ("管理番号", "塗工条件", CellError("#REF!"))
    assert grids[0].merged == (Area(top=0, left=0, bottom=1, right=0),)
    assert others == ()


def test_errors_beyond_what_the_reader_saw_are_kept(tmp_path: Path) -> None:
    path = files.write_xlsx(tmp_path / "r.xlsx", [["x"]])
    errors = {0: {(2, 1): CellError("#N/A")}}

    grids, _ = read_grids(InspectedWorkbook(data=path.read_bytes(), errors=errors), path="r.xlsx")

    assert grids[0].rows == (("x",), (), ("", CellError("#N/A")))


def test_the_worker_answers_with_the_error_of_a_damaged_file() -> None:
    answer = io.BytesIO()

    serve(io.BytesIO(b"[]\nno workbook"), answer)

    assert b'"code": "register-damaged"' in answer.getvalue()


def test_every_kind_of_cell_passes_between_the_processes() -> None:
    cells = (
        "x",
        1,
        2.5,
        True,
        dt.date(2025, 4, 1),
        dt.datetime(2025, 4, 1, 1, 2, 3),  # noqa: DTZ001 - Excel knows no zones
        dt.time(1, 2),
        dt.timedelta(hours=30),
        CellError("#N/A"),
    )
    grid = Grid(sheet="s", rows=(cells,), merged=(Area(top=0, left=0, bottom=1, right=2),))

    assert xls_worker._grid_from(xls_worker._grid_to(grid)) == grid


def test_a_locked_old_workbook_that_only_the_reader_notices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answer(*_: object, **__: object) -> object:
        return type("Done", (), {"stdout": b'{"code": "register-encrypted", "params": {}}'})

    monkeypatch.setattr("subprocess.run", answer)

    with pytest.raises(RegistryFileError) as caught:
        read_grids_apart(InspectedWorkbook(data=b"", errors={}), path="r.xls")

    assert caught.value.code is ErrorCode.REGISTER_ENCRYPTED
