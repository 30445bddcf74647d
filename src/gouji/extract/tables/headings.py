"""The headings of a table of accounts: rows of labels above the first row of data, read column by column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gouji.extract.tables.aligned import LEVELS, NAMING, Labels, has_row_to_itself, labels_above, numbers_columns
from gouji.extract.tables.changes import compares
from gouji.extract.tables.grid import OF_YEAR, Grid, GridCell, concept_of_label, printed_unit
from gouji.vocabulary import concept_within, concepts, fold, fund_named, funds, roles_of

NUMBERED = re.compile(r"(?:[一二三四五六七八九十]+、|\d+[.．、]|\([一二三四五六七八九十]+\))")
STAGES = ("original", "budget", "final", "outturn")
_BUDGETED = ("budget_revenue", "budget_expenditure")
_STAGE_AT_END = re.compile(r"(预算|决算)数?(?=\s*(?:[(（]|$))")
_YEAR = re.compile(r"(20\d\d)年")
TOTALS = ("total", "subtotal", "funds_total")


@dataclass(slots=True)
class Column:
    """What the headings say of a column of values; what they do not say is left to the title and to the rows."""

    index: int
    labels: list[GridCell]
    concept: str | None = None
    fund: str | None = None
    stage: str | None = None
    side: str | None = None
    unit: str | None = None
    prior: bool = False
    year: str | None = None
    narrower: bool = False

    @property
    def compared(self) -> bool:
        """Whether changes stand in it, not money."""
        return any(compares(cell.label) for cell in self.labels)

    @property
    def text(self) -> str:
        """All its labels."""
        return " ".join(cell.text for cell in self.labels)


@dataclass(slots=True)
class Group:
    """Columns that name rows, and the columns of values to their right."""

    codes: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    values: list[Column] = field(default_factory=list)
    words: str = ""


def heading_rows(grid: Grid) -> int:
    """How many rows stand above the data: they hold no value, and no label with a number before it."""
    for index in range(grid.rows):
        cells = [cell for cell in grid.row(index) if not cell.empty]
        if index and not cells:
            return index
        if any(cell.value is not None or NUMBERED.match(cell.label) for cell in cells) and not numbers_columns(
            grid, index
        ):
            return index
    return grid.rows


def titles(grid: Grid, rows: int) -> list[GridCell]:
    """Cells above the headings that span the whole table: its title, its unit, who made it."""
    return [cell for index in range(rows) for cell in grid.row(index) if has_row_to_itself(grid, cell)]


def groups(grid: Grid, rows: int, plain: bool) -> list[Group] | None:
    """The columns of a table by what they are for, left to right; where no column names rows there is one group.

    None where the headings cannot be set over the columns for certain.
    """
    found = [Group()]
    above = labels_above(grid, rows, plain)
    if above is None:
        return None
    for index in range(grid.columns):
        labels = _stack(grid, above, index)
        kind = _label_kind(labels)
        if any("line_number" in roles_of(cell.text) for cell in labels):
            continue
        if kind is None:
            if labels:
                found[-1].values.append(_column(index, labels))
            continue
        if found[-1].values:
            found.append(Group())
        (found[-1].codes if kind == "account_code" else found[-1].names).append(index)
        found[-1].words += "".join(cell.label for cell in labels)
    for group in found:
        _narrow(group.values)
    return [group for group in found if group.values]


def _narrow(columns: list[Column]) -> None:
    """Mark columns of a name that we do not know below 其中, or beside the total of the same heading: 加油费."""
    for column in columns:
        above = column.labels[:-1]
        divided = any(cell.label.startswith("其中") for cell in above) or any(
            other.labels[:-1] == above and any(role in TOTALS for role in roles_of(other.labels[-1].text))
            for other in columns
            if above
        )
        column.narrower = divided and not _known(column.labels[-1], above)


def _known(cell: GridCell, above: list[GridCell]) -> bool:
    """Whether a heading says anything that we understand."""
    name, stage = _without_stage(cell.text)
    if roles_of(cell.text) or stage or OF_YEAR.fullmatch(cell.label) or side_of(cell.label) or fund_named(cell.label):
        return True
    return concept_of_label(name) is not None or _short(name, above) is not None


def _stack(grid: Grid, above: Labels, column: int) -> list[GridCell]:
    """The labels above a column from top to bottom, titles left out."""
    found: list[GridCell] = []
    for row in above:
        cell = row[column]
        if cell is not None and not cell.empty and not has_row_to_itself(grid, cell) and cell not in found:
            found.append(cell)
    return found


def _label_kind(labels: list[GridCell]) -> str | None:
    """Whether a column holds codes or names of rows, by the lowest heading that says so; None for values."""
    for cell in reversed(labels):
        roles = roles_of(cell.text)
        for kind in NAMING:
            if kind in roles:
                return "account_code" if kind == "account_code" else "account_name"
        if cell.label not in LEVELS:
            return None
    return None


def _column(index: int, labels: list[GridCell]) -> Column:
    """What a stack of labels says, from the lowest up: stage, kind of money, fund, side of the table."""
    column = Column(index, labels)
    for height, cell in enumerate(reversed(labels)):
        roles = roles_of(cell.text)
        column.unit = column.unit or printed_unit(cell.text)
        column.prior = column.prior or "prior_year" in roles
        year = _YEAR.match(cell.label)
        column.year = column.year or (year[1] if year is not None else None)
        stage = next((role for role in roles if role in STAGES), None)
        if stage is not None:
            column.stage = column.stage or stage
        elif not any(role in TOTALS for role in roles):
            _take(column, cell, labels[: len(labels) - 1 - height])
    return column


def _take(column: Column, cell: GridCell, above: list[GridCell]) -> None:
    """Take from one label what those below it have not said."""
    side, fund = side_of(cell.label), fund_named(cell.label)
    name, stage = _without_stage(cell.text)
    concept = concept_of_label(name) or _short(name, above) or _of_fund(name, fund)
    column.stage = column.stage or stage
    if (side is None and fund is not None) or concept in _BUDGETED:
        # 一般公共预算财政拨款 over a column says whose money it is, 支出预算 on which side: not which kind.
        concept = None
    if column.concept is None and concept is not None and concepts()[concept].unit != "percent":
        column.concept = concept
    column.side = column.side or side
    column.fund = column.fund or fund


def _of_fund(name: str, fund: str | None) -> str | None:
    """The kind of money behind the name of a fund: 一般公共预算基本支出."""
    if fund is None:
        return None
    return next((c for word in funds()[fund].names if (c := concept_of_label(fold(name).replace(word, "", 1)))), None)


def _without_stage(text: str) -> tuple[str, str | None]:
    """A label without the stage at its end: 机关运行经费预算数."""
    match = _STAGE_AT_END.search(text)
    if match is None or concept_of_label(text) is not None:
        return text, None
    return text[: match.start()], "outturn" if match[1] == "决算" else "budget"


def _short(name: str, above: list[GridCell]) -> str | None:
    """The concept of a short name under the heading that it is part of: 购置费 under 公务用车购置及运行维护费."""
    for upper in reversed(above):
        whole = concept_of_label(_without_stage(upper.text)[0])
        if whole is not None:
            return concept_within(whole, name)
    return None


def side_of(label: str) -> str | None:
    """Whether a label speaks of revenue or of expenditure; None for neither and for both."""
    revenue, expenditure = "收入" in label, "支出" in label
    if revenue == expenditure:
        return None
    return "revenue" if revenue else "expenditure"
