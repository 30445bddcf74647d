"""From pages to a text with blocks and places: the one layout engine of PDF, OFD and scans.

Page by page: rulings become grids and take their characters, the rest becomes lines, lines in columns become
aligned tables. Over all pages: headers, footers and contents go, tables and paragraphs that a page's end cuts are
put together. Then everything is written once.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from gouji.model import Block, Cell, Gap, Paragraph, Place, Segment, Text
from gouji.model import Table as Grid
from gouji.readers.lattice import find_grids
from gouji.readers.layout_columns import in_columns
from gouji.readers.layout_joined import continues, join
from gouji.readers.layout_joints import joint
from gouji.readers.layout_lines import Line, find_lines
from gouji.readers.layout_margins import Item, Sheet, drop_contents, drop_margins
from gouji.readers.layout_paragraphs import Flow, gather
from gouji.readers.layout_tables import Table, fill, find_aligned
from gouji.readers.page import Page
from gouji.readers.text_builder import TextBuilder


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """What a page-shaped reader hands on: the text, its blocks, its places, and what is not in it."""

    text: str
    blocks: list[Block]
    segments: list[Segment]
    gaps: list[Gap]


def compose(pages: Iterable[Page]) -> Layout:
    """The text of pages, which are taken one at a time, so that a reader can make them as it goes."""
    sheets = [_sheet(page) for page in pages]
    drop_margins(sheets)
    gaps: list[Gap] = []
    for sheet in sheets:
        if drop_contents(sheet):
            gaps.append(_contents(sheet.number))
        sheet.items = _in_order(sheet)
    _join_tables(sheets)
    writer = _Writer()
    for item in gather(sheets):
        if isinstance(item, Table):
            writer.table(item)
        else:
            writer.paragraph(item)
    return Layout(text=writer.out.text(), blocks=writer.blocks, segments=writer.out.segments, gaps=gaps)


def _sheet(page: Page) -> Sheet:
    sure = dict(zip(page.glyphs, page.doubt, strict=True)) if page.doubt else None
    tables, outside = fill(find_grids(page.rulings), page.glyphs, page.number, sure)
    items: list[Item] = [*tables, *find_lines(outside, page.number, page.part, sure)]
    if tables:
        items.sort(key=lambda item: item.middle)
    return Sheet(page.number, page.width, page.height, items, page.part)


def _in_order(sheet: Sheet) -> list[Item]:
    """The items of a page in reading order, aligned lines turned into tables; drawn tables divide the page."""
    out: list[Item] = []
    lines: list[Line] = []
    for item in [*sheet.items, None]:
        if isinstance(item, Line):
            lines.append(item)
            continue
        if lines:
            out.extend(find_aligned(in_columns(lines, sheet.width)))
            lines = []
        if item is not None:
            out.append(item)
    return out


def _join_tables(sheets: list[Sheet]) -> None:
    """Put tables together that go on from page to page; lines above a continuation that repeat are dropped."""
    open_table: Table | None = None
    heading: list[str] = []
    for sheet in sheets:
        first = next((i for i, item in enumerate(sheet.items) if isinstance(item, Table)), None)
        if first is not None and open_table is not None:
            above = [item.text for item in sheet.items[:first] if isinstance(item, Line)]
            after = sheet.items[first]
            assert isinstance(after, Table)
            if (not above or above == heading) and continues(open_table, after):
                join(open_table, after)
                sheet.items = sheet.items[first + 1 :]
                if sheet.items:
                    open_table = None
                else:
                    continue
        if sheet.part != "body":
            return
        if sheet.items:
            last = sheet.items[-1]
            open_table = last if isinstance(last, Table) else None
            heading = _above(sheet.items)


def _above(items: list[Item]) -> list[str]:
    """The lines above the last item of a page when it is its only table."""
    if any(isinstance(item, Table) for item in items[:-1]):
        return []
    return [item.text for item in items[:-1] if isinstance(item, Line)]


def _contents(page: int) -> Gap:
    return Gap(
        kind="contents",
        message=Text(f"第{page}页的目录行未读入正文。", f"the contents on page {page} are left out of the text."),
        place=Place(page=page),
    )


class _Writer:
    """Writes paragraphs and tables: "\\n" between paragraphs and rows, tabs between cells."""

    def __init__(self) -> None:
        self.out = TextBuilder()
        self.blocks: list[Block] = []
        self._paragraphs = 0
        self._tables = 0

    def paragraph(self, flow: Flow) -> None:
        out = self.out
        if out.offset:
            out.separate("\n")
        self._paragraphs += 1
        start = out.offset
        before = ""
        for line in flow.lines:
            if before and joint(before, line.text):
                out.separate(" ")
            self._line(line, paragraph=self._paragraphs)
            before = line.text
        self.blocks.append(Paragraph(start=start, end=out.offset))

    def _line(
        self,
        line: Line,
        *,
        paragraph: int | None = None,
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
    ) -> None:
        out, text = self.out, line.text
        end_before = 0
        for start, end, box, sure in line.pieces:
            if start > end_before:
                out.separate(text[end_before:start])
            place = Place(
                part=line.part,
                paragraph=paragraph,
                table=table,
                row=row,
                column=column,
                page=line.page,
                box=box,
                confidence=round(sure, 3) if sure < 1 else None,
            )
            out.add(text[start:end], place)
            end_before = end

    def table(self, table: Table) -> None:
        out = self.out
        if out.offset:
            out.separate("\n")
        self._tables += 1
        start = out.offset
        cells: list[Cell] = []
        row = 0
        last_in_row = False
        for cell in table.cells:
            while row < cell.row:
                out.separate("\n")
                row += 1
                last_in_row = False
            if last_in_row:
                out.separate("\t")
            last_in_row = True
            first = out.offset
            for between, line in cell.written():
                if between:
                    out.separate(between)
                self._line(line, table=self._tables, row=cell.row + 1, column=cell.column + 1)
            cells.append(
                Cell(
                    row=cell.row,
                    column=cell.column,
                    rowspan=cell.rowspan,
                    colspan=cell.colspan,
                    start=first,
                    end=out.offset,
                )
            )
        self.blocks.append(
            Grid(start=start, end=out.offset, rows=table.rows, columns=len(table.xs) - 1, cells=tuple(cells))
        )
