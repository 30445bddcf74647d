"""Headings over the right columns: plain text does not say which heading cells are merged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.extract.tables.grid import Grid, GridCell
from gouji.vocabulary import roles_of

Labels = list[list[GridCell | None]]
# Headings over what names a row: an account or a unit.
NAMING = ("account_code", "account_name", "organisation", "unit_code")
LEVELS = ("类", "款", "项")
_CODE = re.compile(r"\d{2,7}")
# How many texts in a column of values say that its heading stands over another column.
_STRAY = 2


def labels_above(grid: Grid, rows: int, plain: bool) -> Labels | None:
    """The heading rows, each label at all columns that it is over; None where that cannot be told.

    `plain`: the table comes from plain text, where a row with fewer cells than columns may be merged anywhere.
    """
    above = _spread(grid, rows)
    if not _misaligned(grid, above) and not (plain and any(_short(grid, index) for index in range(rows))):
        return above
    return _realigned(grid, rows)


def _short(grid: Grid, index: int) -> bool:
    """Whether a heading row ends before the table does, though it names several columns."""
    cells = grid.across(index)
    words = [cell for cell in cells if not cell.empty]
    return len(words) > 1 and cells[-1].empty and (len(words) < 3 or names_rows(words[0]))


def has_row_to_itself(grid: Grid, cell: GridCell) -> bool:
    """Whether a cell is the only one of its row, as a title is."""
    return not cell.empty and all(other is None or other is cell or other.empty for other in grid.at[cell.cell.row])


def numbers_columns(grid: Grid, index: int) -> bool:
    """Whether a row only numbers the columns: 栏次 | 1 | 2 | 3."""
    labels = [cell.label for cell in grid.row(index) if not cell.empty]
    numbers = [label for label in labels if label.isdigit()]
    words = [label for label in labels if not label.isdigit()]
    if any(word not in ("栏次", "行次") for word in words):
        return False
    if words:
        # One of them may be misprinted.
        right = [str(n) for n in range(1, len(numbers) + 1)]
        return sum(a == b for a, b in zip(numbers, right, strict=True)) * 2 >= len(numbers) > 0
    return len(numbers) >= 3 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def names_rows(cell: GridCell) -> bool:
    """Whether a heading is over codes or names of accounts."""
    return cell.label in LEVELS or any(role in NAMING for role in roles_of(cell.text))


def _spread(grid: Grid, rows: int) -> Labels:
    """A label taken to reach over the blanks to its right that have headings of their own below.

    公务用车购置及运行费 | | over 小计 | 购置费 | 运行费.
    """
    blank: list[GridCell | None] = [None] * grid.columns
    above = [list(blank if numbers_columns(grid, index) else grid.at[index]) for index in range(rows)]
    for index, row in enumerate(above):
        for column in range(1, grid.columns):
            cell, left = row[column], row[column - 1]
            if left is None or left.empty or _filled(cell):
                continue
            upper = above[index - 1] if index else row
            if index and upper[column] is not upper[column - 1] and not has_row_to_itself(grid, upper[0] or left):
                continue
            below = next((lower for lower in above[index + 1 :] if _filled(lower[column])), None)
            if below is not None and _filled(below[left.cell.column]) and below[left.cell.column] is not below[column]:
                row[column] = left
    return above


def _filled(cell: GridCell | None) -> bool:
    return cell is not None and not cell.empty


def _data(grid: Grid, rows: int, column: int) -> list[GridCell]:
    """The filled cells of a column below the headings."""
    cells = [grid.at[index][column] for index in range(rows, grid.rows)]
    return [cell for cell in cells if cell is not None and not cell.empty and cell.cell.column == column]


def _misaligned(grid: Grid, above: Labels) -> bool:
    """Whether names of rows stand under a heading of values, values under none, or two columns of them under one."""
    beside: list[GridCell] = []
    for column in range(grid.columns):
        labels = [cell for row in above if (cell := row[column]) is not None and not cell.empty]
        own = [cell for cell in labels if not has_row_to_itself(grid, cell)]
        cells = _data(grid, len(above), column)
        if not own and any(cell.value is not None for cell in cells):
            return True
        if own and own == beside and any(cell.value is not None for cell in cells):
            return True
        beside = own if any(cell.value is not None for cell in cells) else []
        words = [cell for cell in cells if cell.value is None and not cell.inside and not cell.label.isdigit()]
        if own and not any(names_rows(cell) for cell in own) and len(words) >= _STRAY:
            return True
    return False


def _realigned(grid: Grid, rows: int) -> Labels | None:
    """The headings set over the columns by what stands below: names of rows first, then values, counted from the right.

    None where the headings are not as many as the columns of values.
    """
    first = _first_value(grid, rows)
    if first is None:
        return None
    values = grid.columns - first
    above: Labels = []
    exact = False
    for index in range(rows):
        cells = [cell for cell in grid.across(index) if not cell.empty]
        if len(cells) < _STRAY or numbers_columns(grid, index):
            above.append([None] * grid.columns)
            continue
        named = next((place for place, cell in enumerate(cells) if not names_rows(cell)), len(cells))
        over = cells[named:]
        exact = exact or len(over) == values
        right = over if len(over) == values else over * values if len(over) == 1 else [None] * values
        above.append([*_over_names(cells[:named], first), *right])
    return above if exact else None


def _first_value(grid: Grid, rows: int) -> int | None:
    """The column behind the names of the rows, None where names stand behind values too."""
    kinds = [
        any(cell.value is None and not cell.inside for cell in _data(grid, rows, column))
        for column in range(grid.columns)
    ]
    if True not in kinds:
        return None
    first = kinds.index(True)
    coded = all(_CODE.fullmatch(cell.label) for column in range(first) for cell in _data(grid, rows, column))
    # The total row writes its name where the others have their code.
    while first + 1 < len(kinds) and kinds[first + 1] and _all_coded_but_total(grid, rows, first):
        first += 1
    return first + 1 if coded and True not in kinds[first + 1 :] and first + 1 < grid.columns else None


def _all_coded_but_total(grid: Grid, rows: int, column: int) -> bool:
    """Whether a column holds codes, and words only in one row."""
    words = [cell for cell in _data(grid, rows, column) if not _CODE.fullmatch(cell.label)]
    return len(words) <= 1


def _over_names(cells: Sequence[GridCell], width: int) -> list[GridCell | None]:
    """Headings of the names set over their columns: one is over all, the last of several over the last."""
    if not cells or len(cells) > width:
        return [None] * width
    if len(cells) == width:
        return list(cells)
    if cells[-1].label in LEVELS:
        return [*cells, *([None] * (width - len(cells)))]
    return [*([cells[0]] * (width - len(cells) + 1)), *cells[1:]]
