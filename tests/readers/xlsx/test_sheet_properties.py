"""Workbooks of any shape come back as they were drawn, and any bytes give a document or a ReadError."""

from __future__ import annotations

import re
from contextlib import suppress
from io import BytesIO

from biff import label, merged, number, workbook
from compound_files import compound
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ooxml import zipped
from openpyxl import Workbook
from reader_views import unplaced
from test_xlsx import NS, cells_of, package

from gouji.errors import EmptyFile, ReadError
from gouji.model import Document
from gouji.readers import read_bytes

SETTINGS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(st.sampled_from("一二支出合计%万元 ≥（）&<"), min_size=1, max_size=8).filter(str.strip)
Grid = list[tuple[int, int, int, int, str]]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Cells that fill a grid; the first two rows are whole, so that nothing looks like a caption."""
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 5))
    taken: set[tuple[int, int]] = set()
    found: Grid = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1 if row < 1 else draw(st.integers(1, 3))
            width = 1
            while width < wide and column + width < columns and (row, column + width) not in taken:
                width += 1
            height = 1 if row < 1 else draw(st.integers(1, rows - row))
            taken |= {(row + i, column + j) for i in range(height) for j in range(width)}
            found.append((row, column, height, width, "格" + draw(WORDS).strip()))
    return found


def areas(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(r, c, r + down - 1, c + wide - 1) for r, c, down, wide, _ in grid if down * wide > 1]


def found(document: Document) -> list[tuple[int, int, int, int, str]]:
    (table,) = document.tables()
    return [(c.row, c.column, c.rowspan, c.colspan, document.text[c.start : c.end]) for c in table.cells]


@SETTINGS
@given(grids())
def test_merged_cells_come_back_from_xlsx(grid: Grid) -> None:
    book = Workbook()
    for row, column, _, _, text in grid:
        book.active.cell(row + 1, column + 1, text)
    for top, left, bottom, right in areas(grid):
        book.active.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    out = BytesIO()
    book.save(out)
    document = read_bytes(out.getvalue(), "x")
    assert sorted(found(document)) == sorted(grid) and not unplaced(document)


@SETTINGS
@given(grids())
def test_merged_cells_come_back_from_xls(grid: Grid) -> None:
    contents = [label(row, column, text) for row, column, _, _, text in grid]
    data = compound({"Workbook": workbook({"Sheet1": [*contents, merged(areas(grid))]})})
    document = read_bytes(data, "x")
    assert sorted(found(document)) == sorted(grid) and not unplaced(document)


PLACES = st.tuples(st.integers(0, 20), st.integers(0, 8))


@SETTINGS
@given(st.dictionaries(PLACES, WORDS, min_size=1), st.lists(st.tuples(PLACES, PLACES), max_size=4))
def test_no_cell_of_any_sheet_is_lost(
    content: dict[tuple[int, int], str], pairs: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """Whatever is a caption, a table or hidden: each cell is in the text once, or said in a gap."""
    merges = [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in pairs]
    contents = [label(*place, text) for place, text in content.items()]
    try:
        document = read_bytes(compound({"Workbook": workbook({"Sheet1": [*contents, merged(merges)]})}), "x")
    except EmptyFile:
        return
    cells = [segment.place.cell for segment in document.segments]
    assert len(set(cells)) == len(cells)
    assert len(cells) + sum(gap.kind == "hidden" for gap in document.gaps) == len(content)
    assert not unplaced(document)


PIECES = [*'<>/="1AZ', "<c ", "<v>", "</v>", "</c>", "<row>", "r=", "<f>", "t='s'"]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@SETTINGS
@given(MARKUP)
def test_any_sheet_gives_a_document_or_a_read_error(text: str) -> None:
    for sheet in (text, cells_of(text), f'<worksheet xmlns="{NS}">{text}</worksheet>'):
        with suppress(ReadError):
            read_bytes(package(sheet), "x")


@SETTINGS
@given(st.from_regex(re.compile(r"[A-Z$]{0,4}\d{0,9}(:[A-Z]{0,4}\d{0,9})?"), fullmatch=True), st.text(max_size=4))
def test_any_reference_is_borne(reference: str, value: str) -> None:
    clean = re.sub(r"[^0-9.eE+-]", "", value)
    sheet = cells_of(f'<c r="{reference}" s="{clean}"><v>{clean}</v></c>', "<c><v>1</v></c>")
    merge = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells></worksheet>'
    with suppress(ReadError):
        read_bytes(package(sheet.replace("</worksheet>", merge)), "x")


GOOD_XLS = compound({"Workbook": workbook({"一": [label(0, 0, "支出"), number(0, 1, 665.85), merged([(0, 0, 1, 0)])]})})
GOOD_XLSX = package(cells_of('<c t="inlineStr"><is><t>支出</t></is></c>', "<c><v>665.85</v></c>"))


@SETTINGS
@given(st.sampled_from([GOOD_XLS, GOOD_XLSX]), st.data())
def test_a_spoilt_workbook_gives_a_document_or_a_read_error(good: bytes, data: st.DataObject) -> None:
    spoilt = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        spoilt[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(good) // 2, len(good)))
    for candidate in (bytes(spoilt), bytes(spoilt[:cut])):
        with suppress(ReadError):
            read_bytes(candidate, "x")


KINDS = [
    *(0x809, 0x0A, 0x85, 0xFC, 0x3C, 0x41E, 0xE0, 0xFD, 0x204, 0x203, 0x27E, 0xBD, 0x06, 0x207, 0x205, 0x201, 0xBE),
    *(0x208, 0x7D, 0xE5, 0x5D, 0x1B6, 0xD6),
]


@SETTINGS
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.binary(max_size=24))))
def test_any_records_give_a_document_or_a_read_error(contents: list[tuple[int, bytes]]) -> None:
    with suppress(ReadError):
        read_bytes(compound({"Workbook": workbook({"一": [label(0, 0, "起"), *contents]})}), "x")


@SETTINGS
@given(st.binary(max_size=200))
def test_any_part_gives_a_document_or_a_read_error(data: bytes) -> None:
    with suppress(ReadError):
        read_bytes(zipped({"xl/workbook.xml": data}), "x")
