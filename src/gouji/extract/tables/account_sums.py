"""What adds up in a table of accounts: classes of their items, totals of their classes, columns of their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from gouji.extract.context import Draft
from gouji.extract.tables.account_rows import Row
from gouji.extract.tables.changes import is_rate
from gouji.extract.tables.grid import Grid, GridCell
from gouji.extract.tables.headings import STAGES, TOTALS, Column, Group
from gouji.model import Breakdown, Span
from gouji.vocabulary import concepts, parts_of, roles_of

# Wholes whose parts can stand as columns beside them; any kind of revenue can.
# 人员经费合计 and 公用经费合计 under two lists beside each other, and the economic classes of the first.
_HALVES = ("personnel_funding", "operating_funding")
_OF_PERSONNEL = ("301", "303")
_WHOLES = ("total_expenditure", "basic_expenditure", "sangong_total", "vehicle_total")


@dataclass(slots=True)
class Listed:
    """The rows of one group of columns of a table."""

    grid: Grid
    group: Group
    rows: list[Row]

    @property
    def coded(self) -> bool:
        """Whether its rows have codes."""
        return any(row.code for row in self.rows)


def sums_down(tables: Sequence[Sequence[Listed]]) -> list[Breakdown]:
    """Down every column of values of tables that are one: each goes on in the next.

    Lists of codes beside each other are one list too, that goes on to the right.
    """
    lists = [listed for table in tables for listed in table]
    together = len({len(listed.group.values) for listed in lists}) == 1 and all(listed.coded for listed in lists)
    if len(tables) > 1:
        return _down(lists, _by_code) if together and len(lists) == len(tables) else []
    if len(lists) > 1 and together:
        return _down(lists, _by_halves)
    found: list[Breakdown] = []
    for listed in lists:
        found += _down([listed], _by_code if listed.coded else _by_place)
        if not listed.coded:
            found += _down([listed], _below, exhaustive=False)
    return found


def _down(
    lists: Sequence[Listed], trees: Callable[[list[Row]], Iterator[tuple[Row, list[Row]]]], exhaustive: bool = True
) -> list[Breakdown]:
    """The sums of a tree over the rows of all lists, in each column of values."""
    of = {id(row): listed for listed in lists for row in listed.rows}
    made = list(trees([row for listed in lists for row in listed.rows]))
    found: list[Breakdown] = []
    for place, column in enumerate(lists[0].group.values):
        if column.compared and is_rate(column.text):
            continue

        def figure(row: Row, place: int = place) -> Draft | None:
            return _figure(of[id(row)].grid, row, of[id(row)].group.values[place])

        for whole, parts in made:
            found += _breakdown(figure(whole), [figure(part) for part in parts], "column", exhaustive)
    return found


def _by_halves(rows: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """302 with its items in two lists: the items of both; a total under a list is of the classes that it names."""
    trees = list(_by_code([row for row in rows if row.kind != "year"]))
    yield from trees
    below = {id(part) for _, parts in trees for part in parts}
    classes = [row for row in rows if row.code and id(row) not in below]
    for total in (row for row in rows if row.concept in _HALVES):
        personnel = total.concept == _HALVES[0]
        yield total, [row for row in classes if (row.code in _OF_PERSONNEL) == personnel]


def sums_across(grid: Grid, group: Group, rows: list[Row]) -> list[Breakdown]:
    """Across every row."""
    found: list[Breakdown] = []
    wholes = list(_across([column for column in group.values if not column.compared]))
    for row in rows:
        for whole_column, columns in wholes:
            figures = [_figure(grid, row, column) for column in columns]
            found += _breakdown(_figure(grid, row, whole_column), figures, "row")
    return found


def _by_code(rows: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each account with those one level below it, and the total with the classes."""
    coded = {row.code: row for row in rows if row.code}
    children: dict[str, list[Row]] = {}
    for code, row in coded.items():
        parent = next((code[:end] for end in range(len(code) - 1, 0, -1) if code[:end] in coded), "")
        children.setdefault(parent, []).append(row)
    yield from ((coded[parent], below) for parent, below in children.items() if parent)
    totals = [row for row in rows if row.kind == "year"]
    if len(totals) == 1 and all(row.code for row in rows if row.kind in ("account", "other")):
        yield totals[0], children[""]


def _below(rows: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """In a list without codes: each numbered row with the rows below it, which need not be all its parts."""
    whole: Row | None = None
    parts: list[Row] = []
    for row in [*rows, None]:
        if row is not None and row.level == 2:
            parts.append(row)
            continue
        if whole is not None and parts:
            yield whole, parts
        whole, parts = row, []


def _by_place(rows: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """In a list without codes: the year's total of the rows above it, the grand total of that and the balances."""
    year = next((row for row in rows if row.kind == "year"), None)
    if year is None:
        return
    at = rows.index(year)
    above = [row for row in rows[:at] if row.level == 1]
    if above:
        yield year, above
    grand = next((row for row in rows[at:] if row.kind == "grand"), None)
    between = rows[at + 1 : rows.index(grand)] if grand is not None else []
    # A row of a name that we do not know may be a part of the grand total, or of the balance above it.
    if grand is not None and all(row.kind == "balance" or row.concept is not None for row in between):
        yield grand, [year, *(row for row in between if row.level == 1)]


def _across(columns: Sequence[Column]) -> Iterator[tuple[Column, list[Column]]]:
    """Columns that add up to another, by the tree of their headings; each budget stage and year by itself."""
    stages: dict[tuple[str | None, bool, str | None], list[Column]] = {}
    for column in columns:
        stages.setdefault((column.stage, column.prior, column.year), []).append(column)
    for beside in stages.values():
        labels = {column.index: _kinds(column) for column in beside}
        yield from _level(beside, labels, 0)


def _kinds(column: Column) -> list[GridCell]:
    """The labels of a column without those that only say a stage."""
    return [cell for cell in column.labels if not any(role in STAGES for role in roles_of(cell.text))]


def _level(
    columns: Sequence[Column], labels: dict[int, list[GridCell]], depth: int
) -> Iterator[tuple[Column, list[Column]]]:
    """The sums among the columns under one heading: a total first, then its parts, each of them perhaps divided."""
    heads: list[Column | None] = []
    for _, below in groupby(columns, key=lambda c: id(labels[c.index][depth]) if len(labels[c.index]) > depth else 0):
        nested = list(below)
        if len(nested) > 1 and len(labels[nested[0].index]) > depth:
            yield from _level(nested, labels, depth + 1)
        heads.append(nested[0] if len(nested) == 1 or _is_total(nested[0], labels, depth + 1) else None)
    whole, parts = heads[0], [head for head in heads[1:] if head is not None]
    divided = len(parts) == len(heads) - 1 > 0
    if whole is not None and divided and (depth or _is_total(whole, labels, depth)) and _may_add_up(parts):
        yield whole, parts


def _is_total(column: Column, labels: dict[int, list[GridCell]], depth: int) -> bool:
    """Whether the label at a depth says that the column is the sum of those beside it."""
    own = labels[column.index][depth:]
    if not own:
        return False
    named = column.concept in ("total_revenue", "total_expenditure") and len(own) == 1
    return named or any(role in TOTALS for role in roles_of(own[0].text))


def _may_add_up(parts: Sequence[Column]) -> bool:
    """Whether columns are of kinds that divide a whole: funds, or parts known to the vocabulary, none of them 其中."""
    known = frozenset().union(*(parts_of(whole) for whole in _WHOLES))
    return not any(cell.label.startswith("其中") for column in parts for cell in column.labels) and all(
        concepts()[column.concept].group == "revenue" or column.concept in known
        if column.concept
        else column.fund is not None
        for column in parts
    )


def _figure(grid: Grid, row: Row, column: Column) -> Draft | None:
    """The figure that begins in a row and column: one that only reaches over them is of another."""
    cell = grid.at[row.index][column.index]
    begins = cell is not None and (cell.cell.row, cell.cell.column) == (row.index, column.index)
    return cell.value if cell is not None and begins else None


def _breakdown(
    whole: Draft | None, parts: Sequence[Draft | None], shape: Literal["column", "row"], exhaustive: bool = True
) -> Iterator[Breakdown]:
    """A sum whose blank parts are zero, as the forms have it; none where units differ or nothing is divided."""
    present = [part for part in parts if part is not None]
    if whole is None or not present or any(part.quantity.unit != whole.quantity.unit for part in present):
        return
    spans = [whole, *present]
    yield Breakdown(
        whole=whole.id,
        parts=tuple(part.id for part in present),
        exhaustive=exhaustive,
        shape=shape,
        span=Span(min(d.quantity.start for d in spans), max(d.quantity.end for d in spans)),
    )
