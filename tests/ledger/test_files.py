"""Ledgers as files: encodings and delimiters of CSV; workbooks with merged cells and hidden rows; web pages."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from gouji.errors import DamagedFile, EmptyFile, UnsupportedFormat
from gouji.ledger import (
    Grid,
    Ledger,
    grid_of_csv,
    grid_of_document,
    grid_of_rows,
    load_mapping,
    measure_all,
    parse_period,
    read_ledger,
)
from gouji.pipeline import read
from gouji.readers.xlsx_rows import read_xlsx_rows

MAPPING = load_mapping(
    """
[columns]
date = "日期"
kind = "类型"
quantity = "人数"
[[measures]]
id = "n"
name = "场次"
measure = "count"
[[measures]]
id = "persons"
name = "人次"
measure = "sum"
column = "quantity"
""",
    "m.toml",
)
TABLE = "日期,类型,人数\n2024-01-02,业务,12\n2024-01-03,“安全”,8\n"


def values(ledger: Ledger) -> list[str]:
    return [str(one.value) for one in measure_all(ledger, parse_period("2024"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    data = TABLE.replace(",", delimiter).replace("\n", "\r\n").encode(encoding)
    assert values(read_ledger([grid_of_csv(data, "台账.csv")], MAPPING)) == ["2", "20"]


def test_a_cell_of_several_lines_is_one_row() -> None:
    data = '日期,类型,人数\n2024-01-02,"业务\n培训",12\n2024-01-03,安全,8\n'.encode()
    ledger = read_ledger([grid_of_csv(data, "培训/台账.csv")], MAPPING)
    assert [ledger.place(row) for row in ledger.rows] == ["台账!2", "台账!3"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b" \n\n", EmptyFile),
        (b"\x81\x00\x02\xff\xff", UnsupportedFormat),
        (b'a,"' + b"x" * 200_000, DamagedFile),
    ],
)
def test_what_is_no_csv_is_said(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        grid_of_csv(data, "台账.csv")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        sheet = book.add_worksheet("培训")
        sheet.merge_range("A1:C1", "培训台账")
        sheet.write_row("A2", ["类型", "日期", "人数"])
        # Two rows share a day and a number of persons, which counts once.
        sheet.merge_range("B3:B4", datetime(2024, 3, 5), day)
        sheet.merge_range("C3:C4", 30)
        sheet.write("A3", "业务")
        sheet.write("A4", "安全")
        # A blank row, and the ledger goes on.
        sheet.write("A6", "业务")
        sheet.write_number("B6", 45357)
        sheet.write("C6", 5)
        sheet.write_row("A7", ["业务", "2024-05-01", 7])
        sheet.set_row(6, None, None, {"hidden": True})
        other = book.add_worksheet("说明")
        other.write_row("A1", ["填报", "说明"])
    return path


def grid_of_workbook(path: Path) -> Grid:
    sheets, gaps = read_xlsx_rows(path.read_bytes(), str(path))
    return grid_of_rows(str(path), "", [(sheet.name, sheet.rows, sheet.merges) for sheet in sheets], gaps)


def test_rows_and_document_of_a_workbook_say_the_same(workbook: Path) -> None:
    """Row by row is only another way to the cells; a day shown in full by the format stays the same day."""
    rows, document = grid_of_workbook(workbook), grid_of_document(read(workbook))
    mapped = [read_ledger([grid], MAPPING) for grid in (rows, document)]
    assert [row.number for row in mapped[0].rows] == [row.number for row in mapped[1].rows]
    assert values(mapped[0]) == values(mapped[1]) == ["3", "35"]
    assert rows.gaps == document.gaps
    assert mapped[0].notes == mapped[1].notes


def test_a_day_shown_without_its_year_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    codes = ('m"月"d"日"', "d-mmm", "yyyy/m/d h:mm", "General", 'yyyy"年"m"月"', "[$-804]mmmm")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["日期", "类型", "人数"])
        for row, code in enumerate(codes, 1):
            sheet.write_datetime(row, 0, datetime(2024, 3, 5, 16), book.add_format({"num_format": code}))
            sheet.write_row(row, 1, ["业务", 1])
    (sheet_read,) = grid_of_workbook(path).sheets
    shown = [cells[0] for _, cells in sheet_read.rows[1:]]
    assert shown[:3] == ["2024-03-05"] * 3 and shown[3].startswith("45356.66") and shown[4] == "2024年3月"
    assert values(read_ledger([grid_of_workbook(path)], MAPPING))[0] == "4"


@pytest.mark.parametrize("damage", ["cut", "doctype"])
def test_a_damaged_sheet_is_said(workbook: Path, tmp_path: Path, damage: str) -> None:
    path = tmp_path / "damaged.xlsx"
    declared = b"?><!DOCTYPE worksheet [<!ENTITY a 'b'>]>"
    with zipfile.ZipFile(workbook) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            if name.endswith("sheet1.xml"):
                data = data[:-30] if damage == "cut" else data.replace(b"?>", declared, 1)
            bad.writestr(name, data)
    with pytest.raises(DamagedFile):
        grid_of_workbook(path)


def test_a_workbook_without_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    with pytest.raises(EmptyFile):
        grid_of_workbook(path)


def test_a_workbook_with_title_merged_cells_and_hidden_rows(workbook: Path) -> None:
    ledger = read_ledger([grid_of_document(read(workbook))], MAPPING)
    assert [ledger.place(row) for row in ledger.rows] == ["培训!3", "培训!4", "培训!6"]
    assert values(ledger) == ["3", "35"]
    said = "".join(note.zh for note in ledger.notes)
    assert "隐藏行" in said and "工作表“说明”没有所需的表头" in said


def test_several_files_are_one_ledger(workbook: Path) -> None:
    grids = [grid_of_document(read(workbook)), grid_of_csv(TABLE.encode(), "补充.csv")]
    ledger = read_ledger(grids, MAPPING)
    assert values(ledger) == ["5", "55"]
    assert ledger.place(ledger.rows[-1]) == "补充.csv!补充!3"


def test_a_table_of_a_web_page_is_a_sheet(tmp_path: Path) -> None:
    """Many systems export an HTML table and call it xls."""
    path = tmp_path / "导出.xls"
    rows = "".join(f"<tr><td>{line.replace(',', '</td><td>')}</td></tr>" for line in TABLE.splitlines())
    path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")
    ledger = read_ledger([grid_of_document(read(path))], MAPPING)
    assert values(ledger) == ["2", "20"]
    assert ledger.place(ledger.rows[0]) == "表1!2"


def test_equal_rows_are_said_where_no_key_is_mapped() -> None:
    data = (TABLE + "2024-01-02,业务,12\n").encode()
    ledger = read_ledger([grid_of_csv(data, "台账.csv")], MAPPING)
    assert values(ledger) == ["3", "32"]
    (note,) = ledger.notes
    assert "有 1 行与另一行完全相同" in note.zh
