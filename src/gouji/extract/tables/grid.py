"""A table seen as a grid of labels and values, with the headings that reach each row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from gouji.extract.context import Context, Draft
from gouji.model import Cell, Table
from gouji.vocabulary import concept_named, fold, roles_of

_UNIT = re.compile(r"(?:单位[:：]\s*(?:人民币)?|[(（]\s*)(亿元|百万元|十万元|万元|千元|元|%|人|个|分)\s*[)）]?")
_UNIT_LINE = re.compile(r"(?:金额)?单位[:：]?(?!名称)")
# The roles of labels that say whose form it is.
_IDENTITY = {"project_name", "organisation", "unit_code"}
# 因公出国支出, 公务用车购置: rows of 三公 leave out that they are 费.
_AS_FEE = re.compile(r"(?<=国)支出$|(?<=接待)(?:支出)?$|(?<=用车购置)(?:支出)?$|(?<=运行维护)(?:支出)?$")
# A column of one year's budget or outturn: 2024年预算数, 上年决算.
OF_YEAR = re.compile(r"(?:20\d\d年度?|上年度?|本年度?)(?:年初|全年)?(预算|决算|执行|支出)数?(?:[(（](?:万元|元)[)）])?")
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")


@dataclass(slots=True)
class GridCell:
    """A cell with its text folded; `value` is the figure that fills it, `inside` all figures in it."""

    cell: Cell
    text: str
    label: str
    value: Draft | None
    inside: list[Draft]

    @property
    def empty(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.label


@dataclass(slots=True)
class Heading:
    """What stands above a column: labels from top to bottom, each with the columns that it spans."""

    labels: list[GridCell] = field(default_factory=list)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the lowest label that has any."""
        for cell in reversed(self.labels):
            roles = roles_of(cell.text)
            if roles and roles != ("of_which",):
                return roles
        return ()

    @property
    def concept(self) -> str | None:
        """The concept of the lowest label that names one."""
        for cell in reversed(self.labels):
            concept = concept_of_label(cell.text)
            if concept:
                return concept
        return None

    @property
    def text(self) -> str:
        """All labels, for the unit that they print."""
        return " ".join(cell.text for cell in self.labels)


class Grid:
    """The cells of a table by row and column, merged cells at every place that they cover."""

    def __init__(self, context: Context, table: Table, frame: int):
        self.table, self.frame = table, frame
        self.rows = table.rows
        self.columns = table.columns
        self.at: list[list[GridCell | None]] = [[None] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            made = _grid_cell(context, cell)
            for row in range(cell.row, min(cell.row + cell.rowspan, table.rows)):
                for column in range(cell.column, min(cell.column + cell.colspan, table.columns)):
                    self.at[row][column] = made

    def row(self, index: int) -> list[GridCell]:
        """The cells that begin in a row, left to right."""
        return [cell for cell in self.across(index) if cell.cell.row == index]

    def across(self, index: int) -> list[GridCell]:
        """The cells that cover a row, left to right, each once."""
        found: list[GridCell] = []
        for cell in self.at[index]:
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    @cached_property
    def unit(self) -> str | None:
        """A unit printed in a cell of its own or with a title (单位：万元), for the whole table."""
        for index in range(min(self.rows, 3)):
            for cell in self.row(index):
                unit = printed_unit(cell.text) if _UNIT_LINE.match(cell.label) else None
                if unit:
                    return unit
        return None


def _grid_cell(context: Context, cell: Cell) -> GridCell:
    text = context.document.text[cell.start : cell.end]
    inside = context.drafts_in(cell.start, cell.end)
    value = None
    if len(inside) == 1:
        quantity = inside[0].quantity
        outside = text[: quantity.outer_start - cell.start] + text[quantity.outer_end - cell.start :]
        if not outside.strip(" 　\n\t。"):
            value = inside[0]
    return GridCell(cell, text, fold(text), value, inside)


def printed_unit(text: str) -> str | None:
    """The unit that a heading or caption prints: （万元）, 单位：元."""
    match = _UNIT.search(text)
    return match.group(1) if match else None


@lru_cache(maxsize=8192)
def concept_of_label(text: str) -> str | None:
    """The concept that a label names as a whole, brackets, numbers and 其中 at its edges left out."""
    label = fold(text)
    found = concept_named(label)
    if found:
        return found
    bare = re.sub(r"^(?:\d+[.、]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|其中:?|指标\d+:?)", "", label)
    bare = _BRACKETED.sub("", bare).rstrip(":。;")
    return concept_named(bare) or concept_named(_AS_FEE.sub("费", bare)) if bare else None


def is_heading_row(grid: Grid, index: int) -> bool:
    """Whether a row names columns: no value in it, and at least two of its cells are known headings."""
    cells = [cell for cell in grid.row(index) if not cell.empty]
    if not cells or any(cell.value is not None for cell in cells):
        return False
    if _pairs(cells):
        return False
    known = sum(
        bool(roles_of(cell.text) or OF_YEAR.fullmatch(cell.label)) or concept_of_label(cell.text) is not None
        for cell in cells
    )
    return known >= 2 or _heads_values(grid, index, cells)


def _pairs(cells: list[GridCell]) -> bool:
    """Whether a row of a form's head pairs labels with what they say: 项目名称 | 道路养护 | 实施单位 | 公路中心."""
    labels = [set(roles_of(cell.text)) for cell in cells[::2]]
    if len(cells) % 2 or not labels[0] or not all(roles <= _IDENTITY for roles in labels):
        return False
    return not any(roles_of(cell.text) or concept_of_label(cell.text) for cell in cells[1::2])


def _heads_values(grid: Grid, index: int, cells: list[GridCell]) -> bool:
    """Whether a row of unknown names prints a unit over a column of values: 支出明细 | 金额（元）."""
    if len(cells) < 2 or any(cell.inside for cell in cells):
        return False
    units = [cell for cell in cells if printed_unit(cell.text) and not _UNIT_LINE.match(cell.label)]
    below = [grid.at[row][cell.cell.column] for cell in units for row in range(index + 1, min(index + 3, grid.rows))]
    return any(cell is not None and cell.value is not None for cell in below)


def continues_heading(grid: Grid, index: int) -> bool:
    """Whether a row right below a heading row names columns too."""
    cells = [cell for cell in grid.row(index) if not cell.empty]
    if not cells or any(cell.inside for cell in cells):
        return False
    return all(len(cell.label) <= 30 for cell in cells) and any(
        roles_of(cell.text) or concept_of_label(cell.text) for cell in cells
    )


__all__ = [
    "Grid",
    "GridCell",
    "Heading",
    "concept_of_label",
    "continues_heading",
    "is_heading_row",
    "printed_unit",
]
