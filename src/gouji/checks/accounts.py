"""Rows of tables by the classification of revenue and expenditure: the codes and names printed side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from gouji.checks.case import Case, once
from gouji.model import Cell, Span, Table
from gouji.vocabulary import classification_of

_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_STEP = re.compile(r"\d{2}")
_CLASS = re.compile(r"\d{3}")


class AccountRow(msgspec.Struct, frozen=True):
    """A code of a table with its name; `column` is where the code stands."""

    row: int
    column: int
    code: str
    code_span: Span
    name: str
    name_span: Span


@once
def account_columns(case: Case) -> tuple[list[AccountRow], ...]:
    """The account rows of each column of codes, in order; 类, 款 and 项 in cells of their own are joined."""
    return tuple(column for table in case.document.tables() for column in _columns(case, table))


def _columns(case: Case, table: Table) -> Iterator[list[AccountRow]]:
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in table.cells:
        rows[cell.row][cell.column] = cell
    columns: dict[int, list[AccountRow]] = defaultdict(list)
    for row, cells in rows.items():
        for found in _row(case, row, cells):
            columns[found.column].append(found)
    for listed in columns.values():
        yield sorted(listed, key=lambda found: found.row)


def _row(case: Case, row: int, cells: dict[int, Cell]) -> Iterator[AccountRow]:
    taken = -1
    for column in sorted(cells):
        if column <= taken:
            continue
        first = cells[column]
        code = _text(case, first)
        if not _CODE.fullmatch(code):
            continue
        last, after = first, column + 1
        if _CLASS.fullmatch(code):
            # 208 | 05 | 06: the levels below stand in the next cells.
            while (
                (beside := cells.get(after)) is not None
                and _STEP.fullmatch(_text(case, beside))
                and after <= column + 2
            ):
                code, last, after = code + _text(case, beside), beside, after + 1
        while (empty := cells.get(after)) is not None and not _text(case, empty) and after <= column + 2:
            after += 1
        named = cells.get(after)
        name = _text(case, named) if named is not None else ""
        if named is None or not name or name[0].isdigit() or classification_of(code) is None:
            continue
        taken = after
        yield AccountRow(row, column, code, Span(first.start, last.end), name, Span(named.start, named.end))


def _text(case: Case, cell: Cell) -> str:
    return "".join(case.document.text[cell.start : cell.end].split())
