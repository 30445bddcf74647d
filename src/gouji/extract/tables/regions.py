"""A form is one grid with several tables in it: a region is a run of rows under one set of column headings."""

from __future__ import annotations

from dataclasses import dataclass, field

from gouji.extract.tables.aligned import numbers_columns
from gouji.extract.tables.grid import Grid, Heading, continues_heading, is_heading_row, printed_unit
from gouji.vocabulary import roles_of


@dataclass(slots=True)
class Region:
    """Rows of a grid under the same headings; `heading_rows` are the rows of the headings themselves.

    `subject` is the project that the whole form is about, where a report has several such forms; `title` are the
    lines above the table.
    """

    grid: Grid
    headings: dict[int, Heading] = field(default_factory=dict)
    heading_rows: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    unit: str | None = None
    subject: str = ""
    title: str = ""
    _by_role: dict[str, int] | None = None

    def column(self, *roles: str) -> int | None:
        """The first column whose heading has one of the roles; asked only when all headings are in."""
        if self._by_role is None:
            self._by_role = {}
            for index, heading in sorted(self.headings.items()):
                for role in heading.roles:
                    self._by_role.setdefault(role, index)
        found = self._by_role
        return min((found[role] for role in roles if role in found), default=None)

    def has(self, *roles: str) -> bool:
        """Whether there is a column for every one of the roles."""
        return all(self.column(role) is not None for role in roles)


def regions(grid: Grid, caption_unit: str | None, subject: str, title: str = "") -> list[Region]:
    """The regions of a grid from top to bottom; rows before any heading form a region without headings."""
    unit = grid.unit or caption_unit
    found = [Region(grid, unit=unit, subject=subject, title=title)]
    for index in range(grid.rows):
        current = found[-1]
        if numbers_columns(grid, index):
            continue
        if current.heading_rows and current.heading_rows[-1] == index - 1 and continues_heading(grid, index):
            _add_headings(current, index)
        elif is_heading_row(grid, index):
            region = Region(grid, unit=unit, subject=subject, title=title)
            _add_headings(region, index)
            found.append(region)
        else:
            current.rows.append(index)
    return [region for region in found if region.rows]


def _add_headings(region: Region, index: int) -> None:
    """Take a row of the grid as headings."""
    region.heading_rows.append(index)
    for column, cell in enumerate(region.grid.at[index]):
        if cell is None or cell.empty:
            continue
        heading = region.headings.setdefault(column, Heading())
        if not heading.labels or heading.labels[-1] is not cell:
            heading.labels.append(cell)
    for cell in region.grid.row(index):
        unit = printed_unit(cell.text)
        if unit and not roles_of(cell.text):
            region.unit = unit
