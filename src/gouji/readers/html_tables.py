"""Tables of a web page: which only arrange the page, and the grid of those that are tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

_NO_BORDER = re.compile(r"border(?:-\w+)*\s*:\s*(?:0(?:px|pt)?|none)\s*(?:;|\Z)", re.IGNORECASE)
_COLLAPSE = re.compile(r"border-(?:collapse|spacing)[^;]*", re.IGNORECASE)
_MANY_CELLS = 12
_MANY_PARAGRAPHS = 5
_MAX_SPAN = 1000


class Slot(msgspec.Struct):
    """A cell of a grid at its upper left corner, or (`node` None) the place where one from above goes on."""

    row: int
    column: int
    rowspan: int
    colspan: int
    node: LexborNode | None


class Layouts:
    """Tells the tables that arrange a page from those that are tables."""

    def __init__(self, tree: LexborHTMLParser):
        self._outer: set[int] = set()
        self._known: dict[int, bool] = {}
        for nested in tree.css("table table"):
            above = nested.parent
            while above is not None and above.tag != "table":
                above = above.parent
            if above is not None:
                self._outer.add(above.mem_id)

    def is_layout(self, table: LexborNode) -> bool:
        """Whether a table only arranges what stands in its cells."""
        key = table.mem_id
        if key not in self._known:
            self._known[key] = self._arranges(table)
        return self._known[key]

    def _arranges(self, table: LexborNode) -> bool:
        if table.attrs.get("role") == "presentation":
            return True
        rows = [list(cells_of(row)) for _, row in rows_of(table)]
        sizes = [(len(cell.text(strip=True)), cell) for row in rows for cell in row]
        filled = [(size, cell) for size, cell in sizes if size]
        if not filled:
            return False
        # A box may be drawn around an article, but nobody draws lines between a menu and an article.
        if _has_border(table, filled[0][1]) and (table.mem_id not in self._outer or len(filled) > 2):
            return False
        if len(filled) == 1 or all(len(row) <= 1 for row in rows):
            return True
        total = sum(size for size, _ in filled)
        biggest, cell = max(filled, key=lambda entry: entry[0])
        if table.mem_id in self._outer:
            nested = sum(len("".join(inner.text().split())) for inner in table.css("table") if inner != table)
            return biggest >= 0.6 * total or nested >= 0.7 * total
        if len(filled) > _MANY_CELLS or biggest < 0.8 * total:
            return False
        return len(cell.css("p, div, br, h1, h2, h3")) >= _MANY_PARAGRAPHS


def _has_border(table: LexborNode, cell: LexborNode) -> bool:
    border = table.attrs.get("border")
    if border is not None and border.strip() not in ("", "0"):
        return True
    for node in (table, cell):
        style = _COLLAPSE.sub("", node.attrs.get("style") or "")
        if "border" in style.lower() and not _NO_BORDER.search(style):
            return True
    return False


def rows_of(table: LexborNode) -> Iterator[tuple[int, LexborNode]]:
    """The rows of a table as (group, row): a cell never reaches from one group into the next."""
    groups: list[LexborNode] = []
    last: list[LexborNode] = []
    for child in table.iter():
        if child.tag == "tfoot":
            last.append(child)
        elif child.tag in ("tbody", "thead", "tr"):
            groups.append(child)
    for number, group in enumerate([*groups, *last]):
        if group.tag == "tr":
            yield -1, group
            continue
        for row in group.iter():
            if row.tag == "tr":
                yield number, row


def cells_of(row: LexborNode) -> Iterator[LexborNode]:
    """The cells of a row."""
    return (cell for cell in row.iter() if cell.tag in ("td", "th"))


def grid_of(table: LexborNode, hidden: set[int], most: int) -> tuple[list[list[Slot]], int]:
    """The slots of each row, and the number of columns; rows that nothing fills are left out.

    A grid of more than `most` places takes minutes and is not made: no rows and `most` + 1 columns stand for it.
    """
    rows = [(group, row) for group, row in rows_of(table) if row.mem_id not in hidden]
    ends = {group: index for index, (group, _) in enumerate(rows)}
    reach: list[int] = []
    owner: list[int] = []
    grid: list[list[Slot]] = []
    skipped = 0
    for index, (group, row) in enumerate(rows):
        left = ends[group] - index + 1
        slots = _row(row, index, left, reach, owner, hidden)
        if len(reach) * len(rows) > most:
            return [], most + 1
        if slots:
            for slot in slots:
                slot.row -= skipped
            grid.append(slots)
        else:
            skipped += 1
    return grid, len(reach)


def _row(row: LexborNode, index: int, left: int, reach: list[int], owner: list[int], hidden: set[int]) -> list[Slot]:
    slots: list[Slot] = []
    column = 0

    def pass_by() -> None:
        nonlocal column
        while column < len(reach) and reach[column] > index:
            if not slots or slots[-1].node is not None or owner[column] != owner[column - 1]:
                slots.append(Slot(index, column, 1, 1, None))
            column += 1

    for cell in cells_of(row):
        if cell.mem_id in hidden:
            continue
        pass_by()
        attributes = cell.attrs
        wide, high = attributes.get("colspan"), attributes.get("rowspan")
        width = 1 if wide is None else max(1, min(_span(wide), _MAX_SPAN))
        # A rowspan of 0 goes to the end of the group, and none goes beyond it.
        height = 1 if high is None else min(_span(high) or left, left)
        end = column
        while end < column + width and (end >= len(reach) or reach[end] <= index):
            if end == len(reach):
                reach.append(0)
                owner.append(0)
            reach[end] = index + height
            owner[end] = cell.mem_id
            end += 1
        slots.append(Slot(index, column, height, end - column, cell))
        column = end
    pass_by()
    return slots


def _span(text: str | None) -> int:
    """A span as an attribute states it: 1 where it states none."""
    digits = re.match(r"\s*\+?(\d{1,6})", text) if text else None
    return 1 if digits is None else int(digits.group(1))
