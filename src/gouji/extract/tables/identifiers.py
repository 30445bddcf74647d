"""Numbers that name a row or a column and measure nothing: codes of accounts, 行次, 栏次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.model import Document, Table
from gouji.vocabulary import roles_of

_CODE = re.compile(r"\d{2,9}")
_LINE = re.compile(r"\d{1,3}")
_CODES = {"account_code", "unit_code"}
_LONGEST = 24


def identifiers(document: Document) -> set[int]:
    """Where such numbers begin: they are none of the report's figures."""
    return {start for table in document.tables() for start in _of_table(document, table)}


def _of_table(document: Document, table: Table) -> Iterator[int]:
    columns: dict[int, tuple[int, re.Pattern[str]]] = {}
    numbered: int | None = None
    for cell in table.cells:
        text = document.text[cell.start : cell.end]
        if numbered is not None and cell.row == numbered and _LINE.fullmatch(text):
            yield cell.start
            continue
        if cell.column in columns and cell.row >= columns[cell.column][0] and columns[cell.column][1].fullmatch(text):
            yield cell.start
            continue
        roles = roles_of(text) if cell.end - cell.start <= _LONGEST else ()
        pattern = _LINE if "line_number" in roles else _CODE if _CODES & set(roles) else None
        if pattern is not None:
            reach = range(cell.column, cell.column + cell.colspan)
            columns |= dict.fromkeys(reach, (cell.row + cell.rowspan, pattern))
            numbered = cell.row if text.strip() == "栏次" else numbered
