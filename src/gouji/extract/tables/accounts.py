"""Tables of budgets and final accounts 部门预算、部门决算: rows by account 科目, columns by kind of money and fund.

They are known by their shape: a heading over codes or names of accounts, or the parts of 三公 as columns. What a
figure is follows from its column, its row and the title of the table together.
"""

from __future__ import annotations

from gouji.extract.context import Context
from gouji.extract.tables.account_rows import Row, read_rows
from gouji.extract.tables.account_sums import Listed, sums_across
from gouji.extract.tables.changes import changes, is_rate
from gouji.extract.tables.grid import Grid, concept_of_label
from gouji.extract.tables.headings import TOTALS, Column, Group, groups, heading_rows, side_of, titles
from gouji.extract.tables.naming import name_cell
from gouji.extract.tables.regions import Region
from gouji.model import Statement, Table
from gouji.quantities import reinterpret
from gouji.vocabulary import concepts, fund_named, of_fund, parts_of, roles_of

_SIDES = {"revenue": "total_revenue", "expenditure": "total_expenditure"}
# How many parts of 三公 a table without names of rows has as columns.
_PARTS = 3
# What the economic classification divides where nothing else is said: 基本支出.
_BASIC = "basic_expenditure"
_PROJECT = "project_expenditure"


class Accounts:
    """One such table: its groups of columns, and what its title says."""

    def __init__(self, context: Context, grid: Grid, caption: str, unit: str | None, following: Table | None):
        self.context, self.grid = context, grid
        self.top = heading_rows(grid)
        self.title = caption + "".join(cell.label for cell in titles(grid, self.top))
        found = groups(grid, self.top, context.document.format == "txt")
        self.unsure = found is None and self._looks_like_one()
        self.groups = found or []
        self.unit = grid.unit or unit
        self.following = following
        self.lists: list[Listed] = []

    def _looks_like_one(self) -> bool:
        """Whether the headings are those of such a table, wherever they stand."""
        cells = {id(cell): cell for index in range(self.top) for cell in self.grid.row(index)}.values()
        roles = [role for cell in cells for role in roles_of(cell.text)]
        parts = {concept_of_label(cell.text) for cell in cells} & parts_of("sangong_total")
        return "account_code" in roles or "line_number" in roles or len(parts) >= _PARTS

    def known(self) -> bool:
        """Whether the table is one of these by its shape."""
        if any(group.codes for group in self.groups):
            return True
        if len(self.groups) > 1 and all(group.names for group in self.groups):
            return {self._side(group) for group in self.groups} == {"revenue", "expenditure"}
        return self._of_sangong() or self._of_one_side()

    def _of_one_side(self) -> bool:
        """Whether it is one side in a table of its own: 收入类别 | 预算数."""
        alone = self.context.disclosure and len(self.groups) == 1 and bool(self.groups[0].names)
        # The total of 三公 by item is none of the unit's.
        alone = alone and "三公" not in self.title and not self._of_units()
        return alone and self._side(self.groups[0]) is not None and _has_total(self.grid, self.top)

    def _of_units(self) -> bool:
        """Whether the rows are units."""
        cells = [cell for index in range(self.top) for cell in self.grid.row(index)]
        return any(role in ("organisation", "unit_code") for cell in cells for role in roles_of(cell.text))

    def _is_the_unit(self, row: Row) -> bool:
        """Whether a row is that of the reporting unit, in a table of units that has no other."""
        others = [cell for index in range(self.top, self.grid.rows) for cell in self.grid.row(index)[:1] if cell.label]
        return self._of_units() and len(others) == 1 and not self.context.foreign(row.subject)

    def _of_sangong(self) -> bool:
        """Whether the parts of 三公 are columns."""
        columns = {column.concept for group in self.groups for column in group.values}
        return len(columns & parts_of("sangong_total")) >= _PARTS

    def read(self) -> list[Statement]:
        """Name all its figures; the sums across its rows. Those down its columns are made when all of it is read."""
        statements: list[Statement] = []
        for group in self.groups:
            side = self._side(group)
            rows = read_rows(self.grid, self.top, group, side)
            self._remember(rows)
            for row in rows:
                for column in group.values:
                    self._name(row, column, side)
            self.lists.append(Listed(self.grid, group, rows))
            statements += sums_across(self.grid, group, rows)
            statements += self._changes(group, rows)
        return statements

    def _changes(self, group: Group, rows: list[Row]) -> list[Statement]:
        """What the rows say of this year beside the one before."""
        if not any(column.compared for column in group.values):
            return []
        headings = {column.index: column.text for column in group.values if not _divides(column)}
        found: list[Statement] = []
        for row in rows:
            cells = {index: self.grid.at[row.index][index] for index in headings}
            figures = {
                index: cell.value for index, cell in cells.items() if cell is not None and cell.value is not None
            }
            found += changes(self.context, headings, figures)
        return found

    def goes_on(self) -> bool:
        """Whether the next table is the rest of this one: it repeats the headings, and at most one has the total."""
        if self.following is None:
            return False
        below = Grid(self.context, self.following, 0)
        if below.rows <= self.top or below.columns != self.grid.columns:
            return False
        own, other = ([[c.label for c in grid.row(i)] for i in range(self.top)] for grid in (self.grid, below))
        return own == other and not (_has_total(self.grid, self.top) and _has_total(below, self.top))

    def _remember(self, rows: list[Row]) -> None:
        """Keep the codes that the table prints, for accounts that the text names without them."""
        codes = {row.code for row in rows if row.code}
        for row in rows:
            if row.code:
                parent = next(
                    (row.code[:end] for end in range(len(row.code) - 1, 0, -1) if row.code[:end] in codes), ""
                )
                self.context.accounts[parent, row.label] = row.code

    def _side(self, group: Group) -> str | None:
        """Whether a group of columns is of revenue or of expenditure."""
        found = {column.side for column in group.values} - {None}
        return found.pop() if len(found) == 1 else side_of(group.words) or side_of(self.title)

    def _name(self, row: Row, column: Column, side: str | None) -> None:
        cell = self.grid.at[row.index][column.index]
        if cell is None or cell.value is None or cell.cell.row != row.index or cell.cell.column != column.index:
            return
        draft = cell.value
        concept = row.concept or self._of_column(column) or _SIDES.get(column.side or side or "")
        alone = row.kind == "other" and self._is_the_unit(row)
        if (row.kind == "other" and not alone) or column.compared or column.narrower or self._beside_sangong(column):
            concept = None
        if column.compared and is_rate(column.text):
            draft.quantity = reinterpret(draft.quantity, "%")
        concept, fund = of_fund(concept, row.fund or column.fund or fund_named(self.title))
        region = Region(self.grid, unit=column.unit or self.unit)
        name_cell(self.context, region, draft, concept, row=row.index, column=column.index, label=row.label)
        draft.subject, draft.item, draft.fund, draft.stage = (
            "" if alone else row.subject,
            row.item,
            fund,
            row.stage or column.stage,
        )
        draft.scope = self._scope(row, column)
        year = row.year or column.year
        if column.prior or year is not None:
            draft.period = year or self.context.year(-1)

    def _of_column(self, column: Column) -> str | None:
        """The kind of money of a column; 本年支出合计 in a table of basic expenditure is all of that only."""
        kind = self._kind()
        return kind or column.concept if column.concept == _SIDES["expenditure"] else column.concept or kind

    def _beside_sangong(self, column: Column) -> bool:
        """Whether a column stands beside those under “三公”经费: 合计 of 三公, 会议费 and 培训费 is no 三公."""
        said = any(other.concept == "sangong_total" for group in self.groups for other in group.values)
        return column.concept is None and said and self._of_sangong()

    def _scope(self, row: Row, column: Column) -> str | None:
        """The kind of money within which an economic account is counted, None for basic expenditure as a whole."""
        if row.within == _PROJECT:
            return concepts()[_PROJECT].zh
        if not row.economic:
            return None
        whole = column.concept or self._kind()
        return None if whole == _BASIC else concepts()[whole or "total_expenditure"].zh

    def _kind(self) -> str | None:
        """The part of expenditure that the title, or the columns together, say the table is of."""
        if self._of_sangong():
            return "sangong_total"
        found = [kind for kind in (_BASIC, _PROJECT) if concepts()[kind].zh in self.title]
        return found[0] if len(found) == 1 else None


def _divides(column: Column) -> bool:
    """Whether a column is a part of the money of a year: 基本支出 under 2025年预算数."""
    return not column.compared and column.concept is not None and column.concept != _SIDES["expenditure"]


def _has_total(grid: Grid, top: int) -> bool:
    """Whether a row below the headings is a total."""
    cells = [cell for index in range(top, grid.rows) for cell in grid.row(index) if cell.value is None]
    return any(
        concept_of_label(cell.text) in _SIDES.values() or any(role in TOTALS for role in roles_of(cell.text))
        for cell in cells
    )
