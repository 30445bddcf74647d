"""Paragraphs and tables of a docx part, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from gouji.model import Block, Cell, Paragraph, Table
from gouji.readers import docx_names as n
from gouji.readers.docx_inline import NO_LOOKS, Inline, Looks, Spot, looks_of
from gouji.readers.docx_numbering import Numbering
from gouji.readers.docx_styles import Styles
from gouji.readers.text_builder import TextBuilder

_MAX_GRID = 1000
_MERGING = frozenset([n.GRID_SPAN, n.V_MERGE, n.H_MERGE])


class Body:
    """Walks through block content; texts, blocks and gaps gather in `out`, `blocks` and `inline.gaps`."""

    def __init__(self, out: TextBuilder, styles: Styles, numbering: Numbering):
        self.out, self.styles = out, styles
        self.inline = Inline(out, styles, numbering, self._keep_box)
        self.blocks: list[Block] = []
        self._boxes: list[tuple[etree._Element, int]] = []
        self._carried: list[tuple[etree._Element, Looks, int]] = []
        self._tables = 0
        self._depth = 0

    def read(self, container: etree._Element, part: str, paragraphs_before: int = 0) -> None:
        """Add the content of a body, note or text box as blocks of their own."""
        outer = self.inline.spot
        self.inline.spot = Spot(part, paragraphs_before)
        for element in self._content(container):
            if element.tag == n.TBL:
                self._table(element)
            else:
                self._paragraph(element)
            self._read_boxes()
        if self._carried:
            self._paragraph(None)
        self.inline.spot = outer

    def _content(self, container: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs and tables of a container, whatever wraps them."""
        for child in container:
            tag = child.tag
            if tag in (n.P, n.TBL):
                yield child
            elif tag in n.THROUGH:
                yield from self._content(child)
            elif tag in n.DROPPED:
                self.inline.skip(child)
            elif tag == n.ALTERNATE:
                chosen = next((c for c in child if c.tag in (n.CHOICE, n.FALLBACK)), None)
                for option in child:
                    if option is chosen:
                        yield from self._content(option)
                    else:
                        self.inline.skip(option)
            elif tag in (n.ALT_CHUNK, n.SUB_DOC):
                self.inline.gap(tag)
            elif tag in (n.O_MATH, n.O_MATH_PARA):
                # Some programs write a formula beside paragraphs; it is read as one.
                yield child

    # ---- paragraphs

    def _paragraph(self, element: etree._Element | None) -> None:
        """Add a paragraph outside tables; None ends with what deleted paragraph marks have left over."""
        looks = NO_LOOKS if element is None else looks_of(element)
        if element is not None and looks.joined:
            self._carry(element, looks)
            return
        if self.out.offset:
            self.out.separate("\n")
        mark = self.out.mark()
        self._text(element, looks)
        span = self.out.since(mark)
        if span.end > span.start:
            self.blocks.append(Paragraph(start=span.start, end=span.end, level=self._level(looks)))
            self.inline.spot.shown += 1

    def _carry(self, element: etree._Element, looks: Looks) -> None:
        """Keep a paragraph whose mark is deleted: its text begins the next paragraph."""
        self._carried.append((element, looks, self.inline.spot.paragraph))
        self.inline.spot.paragraph += sum(1 for _ in element.iter(n.P))

    def _text(self, element: etree._Element | None, looks: Looks) -> None:
        spot = self.inline.spot
        carried, self._carried = self._carried, []
        number = spot.paragraph + 1
        whole = element is not None and element.tag == n.P
        if whole:
            spot.paragraph = number
            self.inline.label(looks)
        for earlier, its_looks, before in carried:
            after = spot.paragraph
            spot.paragraph = before + 1
            self.inline.content(earlier, its_looks)
            spot.paragraph = after
        if element is not None and whole:
            self.inline.content(element, looks)
        elif element is not None:
            self.inline.formula(element)

    def _level(self, looks: Looks) -> int:
        if looks.outline is not None:
            return looks.outline + 1 if 0 <= looks.outline <= 8 else 0
        return self.styles.get(looks.style).level

    # ---- text boxes

    def _keep_box(self, box: etree._Element) -> None:
        # Its text follows the paragraph, its paragraphs are counted where they stand.
        self._boxes.append((box, self.inline.spot.paragraph))
        self.inline.spot.paragraph += sum(1 for _ in box.iter(n.P))

    def _read_boxes(self) -> None:
        while self._boxes and not self._depth:
            boxes, self._boxes = self._boxes, []
            for box, before in boxes:
                carried, self._carried = self._carried, []
                self.read(box, "textbox", before)
                self._carried = carried

    # ---- tables

    def _table(self, element: etree._Element) -> None:
        nested = self._depth > 0
        if nested:
            outer = (self.inline.spot.table, self.inline.spot.row, self.inline.spot.column)
        elif self.out.offset:
            self.out.separate("\n")
        self._depth += 1
        self._tables += 1
        self.inline.spot.table = self._tables
        position = len(self.blocks)
        start = self.out.offset
        grid = _Grid()
        for index, row in enumerate(_rows(element, self.inline.skip)):
            if index:
                self.out.separate("\n")
            self._row(row, index, grid)
        if grid.cells:
            table = Table(
                start=start,
                end=self.out.offset,
                rows=grid.rows,
                columns=grid.columns,
                cells=grid.finished(),
                nested=nested,
            )
            self.blocks.insert(position, table)
        self._depth -= 1
        spot = self.inline.spot
        spot.table, spot.row, spot.column = outer if nested else (None, None, None)

    def _row(self, row: etree._Element, index: int, grid: _Grid) -> None:
        trpr = n.child(row, n.TRPR)
        column = min(n.number(n.value(trpr, n.GRID_BEFORE)) or 0, _MAX_GRID)
        grid.rows = index + 1
        first = True
        for cell in _cells(row, self.inline.skip):
            if not first:
                self.out.separate("\t")
            first = False
            width, down, beside = _merges(cell)
            grown = down and grid.grow_down(index, column, width)
            if grown or (beside and grid.grow_right(index, column, width)):
                self._covered(cell, index, column)
            else:
                self._cell(cell, index, column, width, grid)
            column += width
        after = min(n.number(n.value(trpr, n.GRID_AFTER)) or 0, _MAX_GRID)
        grid.columns = max(grid.columns, column + after)

    def _cell(self, cell: etree._Element, row: int, column: int, width: int, grid: _Grid) -> None:
        spot = self.inline.spot
        spot.row, spot.column = row + 1, column + 1
        table = spot.table
        mark = self.out.mark()
        carried, self._carried = self._carried, []
        first = True
        for element in self._content(cell):
            looks = looks_of(element)
            if looks.joined:
                self._carry(element, looks)
                continue
            if not first:
                self.out.separate("\n")
            first = False
            if element.tag == n.TBL:
                self._table(element)
                spot.table, spot.row, spot.column = table, row + 1, column + 1
            else:
                self._text(element, looks)
        if self._carried:
            self._text(None, NO_LOOKS)
        self._carried = carried
        span = self.out.since(mark)
        grid.add(row, column, width, span.start, span.end)

    def _covered(self, cell: etree._Element, row: int, column: int) -> None:
        """Pass over a cell that another covers; Word does not show text in it, so say so if there is any."""
        self.inline.spot.row, self.inline.spot.column = row + 1, column + 1
        if next(cell.iter(n.R), None) is None:
            self.inline.spot.paragraph += sum(1 for _ in cell.iter(n.P))
            return
        text = "".join(t.text or "" for t in cell.iter(n.T)).strip()
        self.inline.skip(cell)
        if text:
            self.inline.covered(text)


class _Grid:
    """The cells of one table while its rows are read."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 0
        self.cells: list[list[int]] = []
        self._at: dict[int, list[int]] = {}

    def add(self, row: int, column: int, width: int, start: int, end: int) -> None:
        cell = [row, column, 1, width, start, end]
        self.cells.append(cell)
        self._at[column] = cell

    def grow_down(self, row: int, column: int, width: int) -> bool:
        """Lengthen the cell that ends right above by one row; False when none fits."""
        cell = self._at.get(column)
        if cell is None or cell[0] + cell[2] != row or cell[3] != width:
            return False
        cell[2] += 1
        return True

    def grow_right(self, row: int, column: int, width: int) -> bool:
        """Widen the cell at the left; False when none fits."""
        cell = self.cells[-1] if self.cells else None
        if cell is None or cell[0] != row or cell[1] + cell[3] != column:
            return False
        cell[3] += width
        return True

    def finished(self) -> tuple[Cell, ...]:
        return tuple(
            Cell(row=row, column=column, rowspan=down, colspan=right, start=start, end=end)
            for row, column, down, right, start, end in self.cells
        )


def _merges(cell: etree._Element) -> tuple[int, bool, bool]:
    """The columns that a cell covers, and whether it continues the cell above it or at its left."""
    width, down, beside = 1, False, False
    tcpr = n.child(cell, n.TCPR)
    for prop in () if tcpr is None else tcpr:
        tag = prop.tag
        if tag not in _MERGING:
            continue
        if tag == n.GRID_SPAN:
            width = max(1, min(n.number(prop.get(n.W_VAL)) or 1, _MAX_GRID))
        elif tag == n.V_MERGE:
            down = prop.get(n.W_VAL) != "restart"
        elif tag == n.H_MERGE:
            beside = prop.get(n.W_VAL) != "restart"
    return width, down, beside


def _rows(table: etree._Element, skip: Callable[[etree._Element], None]) -> Iterator[etree._Element]:
    """The rows of a table without those that a tracked change deletes."""
    for child in table:
        if child.tag == n.TR:
            if n.child(n.child(child, n.TRPR), n.DEL) is not None:
                skip(child)
            else:
                yield child
        elif child.tag in n.THROUGH:
            yield from _rows(child, skip)
        elif child.tag in n.DROPPED:
            skip(child)


def _cells(row: etree._Element, skip: Callable[[etree._Element], None]) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == n.TC:
            yield child
        elif child.tag in n.THROUGH:
            yield from _cells(child, skip)
        elif child.tag in n.DROPPED:
            skip(child)
