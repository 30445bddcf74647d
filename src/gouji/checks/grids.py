"""The tables of a report by place and by what their headings say, each worked out once."""

from __future__ import annotations

from gouji.checks.case import Case, once
from gouji.model import Cell, Table
from gouji.vocabulary import fold, roles_of

Grid = dict[tuple[int, int], Cell]


@once
def _grids(case: Case) -> dict[int, Grid]:
    return {}


def grid(case: Case, table: Table) -> Grid:
    """The cells of a table by row and column, a merged one at every place that it covers."""
    known = _grids(case).get(table.start)
    if known is None:
        known = _grids(case)[table.start] = {
            (row, column): cell
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        }
    return known


@once
def headed(case: Case) -> tuple[tuple[Table, dict[str, Cell]], ...]:
    """The tables of a report, each with its headings by role; of two with one role the last."""
    return tuple(
        (table, {role: cell for cell in table.cells for role in roles_of(case.document.text[cell.start : cell.end])})
        for table in case.document.tables()
    )


def words(case: Case, cell: Cell) -> str:
    """What a cell says, folded."""
    return fold(case.document.text[cell.start : cell.end])
