"""Files to sheets of cells: CSV by its bytes, workbooks and tables from the Document that a reader made of them."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping

from gouji.errors import DamagedFile, EmptyFile, UnsupportedFormat
from gouji.ledger.records import Grid, Sheet
from gouji.model import Document, Gap, Table

_CELL = re.compile(r"([A-Z]+)(\d+)\Z")
_DELIMITERS = ",\t;|"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
Rows = dict[int, dict[int, str]]


def grid_of_csv(data: bytes, name: str) -> Grid:
    """The one sheet of a CSV file in UTF-8, UTF-16 or GB18030, with commas, tabs, semicolons or bars between cells.

    Rows are numbered as a spreadsheet shows them, a cell of several lines being one row. Raises EmptyFile,
    UnsupportedFormat for what is no text, DamagedFile for what is no CSV.
    """
    text = _decode(data, name)
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    if not first:
        raise EmptyFile(name, "文件里没有文字。请重新导出。", "the file holds no text; export it again.")
    delimiter = max(_DELIMITERS, key=first.count)
    # One object for the texts that repeat: kinds, states and dates are few.
    texts: dict[str, str] = {}
    rows = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            kept = tuple(texts.setdefault(cell, cell) if len(cell) < 24 else cell for cell in map(str.strip, cells))
            if any(kept):
                rows.append((number, kept))
    except csv.Error as error:
        raise DamagedFile(
            name,
            f"不是完整的 CSV（{error}）。请检查引号，或用 Excel、WPS 另存为 xlsx。",
            f"no whole CSV ({error}); check its quotes or save it as xlsx.",
        ) from error
    stem = re.split(r"[\\/]", name)[-1].rpartition(".")[0] or name
    return Grid(name=name, sha256=hashlib.sha256(data).hexdigest(), sheets=(Sheet(name=stem, rows=tuple(rows)),))


def _decode(data: bytes, name: str) -> str:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnsupportedFormat(
        name,
        "认不出编码：不是 UTF-8、UTF-16 或 GB18030 的文字。请另存为“CSV UTF-8”。",
        "its encoding is none of UTF-8, UTF-16, GB18030; save it as “CSV UTF-8”.",
    )


def grid_of_document(document: Document) -> Grid:
    """The sheets of a workbook; of another document its tables, named 表1, 表2."""
    merged: dict[str, set[tuple[int, int]]] = {}
    sheets = _of_sheets(document, merged) or _of_tables(document, merged)
    made = tuple(
        Sheet(
            name=name,
            rows=tuple((number, _filled(cells)) for number, cells in sorted(rows.items())),
            continued=frozenset(merged.get(name, ())),
        )
        for name, rows in sheets.items()
    )
    return Grid(name=document.name, sha256=document.sha256, sheets=made, gaps=document.gaps)


def grid_of_rows(
    name: str,
    sha256: str,
    sheets: Iterable[tuple[str, Mapping[int, Mapping[int, str]], Iterable[tuple[int, int, int, int]]]],
    gaps: tuple[Gap, ...],
) -> Grid:
    """The sheets of a workbook read row by row: name, rows and columns from 0, merged areas (top, left, bottom, right).

    What a merged area says holds for all of its rows; what else stands in it is not shown by spreadsheets.
    """
    made = []
    for title, cells, merges in sheets:
        rows = {number + 1: dict(row) for number, row in cells.items() if row}
        marks: set[tuple[int, int]] = set()
        last = max(rows, default=0)
        for top, left, bottom, right in merges:
            text = rows.get(top + 1, {}).get(left, "")
            for number in range(top + 1, min(bottom + 1, last) + 1):
                inside = [c for c in rows.get(number, ()) if left <= c <= right and (number, c) != (top + 1, left)]
                for column in inside:
                    del rows[number][column]
            if text:
                _continue(rows, marks, (top + 1, left), min(bottom, last) - top + 1, text)
        body = tuple((number, _filled(row)) for number, row in sorted(rows.items()) if row)
        made.append(Sheet(name=title, rows=body, continued=frozenset(marks)))
    return Grid(name=name, sha256=sha256, sheets=tuple(made), gaps=gaps)


def _filled(cells: dict[int, str]) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in range(max(cells) + 1))


def _of_sheets(document: Document, merged: dict[str, set[tuple[int, int]]]) -> dict[str, Rows]:
    """Each cell stands in a segment of its own that names its sheet and place."""
    sheets: dict[str, Rows] = {}
    texts: dict[str, str] = {}
    columns: dict[str, int] = {}
    for segment in document.segments:
        place = segment.place
        match = _CELL.match(place.cell or "")
        if place.sheet is None or match is None:
            continue
        letters = match[1]
        column = columns.setdefault(letters, _column(letters))
        text = document.text[segment.start : segment.end].strip()
        if text:
            rows = sheets.setdefault(place.sheet, {})
            rows.setdefault(int(match[2]), {})[column] = texts.setdefault(text, text)
    for table in document.tables() if sheets else ():
        for cell in table.cells:
            place_of = document.place_at(cell.start) if cell.rowspan > 1 and cell.end > cell.start else None
            match = _CELL.match(place_of.cell or "") if place_of is not None else None
            if place_of is not None and place_of.sheet is not None and match is not None:
                text = document.text[cell.start : cell.end]
                rows, marks = sheets[place_of.sheet], merged.setdefault(place_of.sheet, set())
                _continue(rows, marks, (int(match[2]), columns[match[1]]), cell.rowspan, text)
    return sheets


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _of_tables(document: Document, merged: dict[str, set[tuple[int, int]]]) -> dict[str, Rows]:
    sheets: dict[str, Rows] = {}
    for count, table in enumerate((t for t in document.tables() if not t.nested), 1):
        name = f"表{count}"
        rows = sheets.setdefault(name, {})
        _read_table(document, table, rows, merged.setdefault(name, set()))
        if not rows:
            del sheets[name]
    return sheets


def _read_table(document: Document, table: Table, rows: Rows, marks: set[tuple[int, int]]) -> None:
    for cell in table.cells:
        text = document.text[cell.start : cell.end].strip()
        if text:
            rows.setdefault(cell.row + 1, {})[cell.column] = text
            _continue(rows, marks, (cell.row + 1, cell.column), cell.rowspan, text)


def _continue(rows: Rows, marks: set[tuple[int, int]], at: tuple[int, int], deep: int, text: str) -> None:
    """What a merged cell says holds for all of its rows that hold something else."""
    for number in range(at[0] + 1, at[0] + deep):
        if number in rows:
            rows[number].setdefault(at[1], text)
            marks.add((number, at[1]))
