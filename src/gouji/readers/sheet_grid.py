"""A worksheet as paragraphs and tables: what people see of it, whatever program wrote the file.

A sheet is one large grid in which a report sets its title, the line with the unit, one or several tables and
notes. Captions become paragraphs, so that the tables are the tables; rows without content and without border
separate them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import msgspec

from gouji.errors import TooLarge
from gouji.model import Block, Cell, Gap, Paragraph, Place, Table, Text
from gouji.readers.source import Source
from gouji.readers.text_builder import TextBuilder

MAX_CELLS = 500_000
"""The most places that the tables of a workbook may have together; a final account has ten thousand."""

_MAX_STEPS = 2_000_000
_DEEPEST = 200
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表)\s*\d*\Z", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:附件|附表|公开|表)\s*[\d一二三四五六七八九十]+[-－—\d]*\s*(?:[表号：:]|\Z)"
    r"|[（(]?[^：:，。；\d]{0,12}[：:]\s*\S|[（(]?\s*(?:金额)?单位\s*[：:]?\s*(?:人民币)?[千百万亿]?元"
)
_NOTE = re.compile(r"(?:备\s*注|注|说\s*明|填\s*表\s*说\s*明)\s*\d*\s*[：:]")
_SIGNATURE = re.compile(
    r"(?:填\s*[表报]|制\s*表|负\s*责|联\s*系|审\s*核|经\s*办|日\s*期|复\s*核|单位(?:负责|盖章)|财务)[^：:]{0,8}[：:]"
)

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, all counted from 0."""


class Sheet(msgspec.Struct, kw_only=True):
    """The visible content of one worksheet. `rows`: row to column to the text shown, empty cells left out.

    `lined` are the rows in which an empty cell has a border: they belong to a table although nothing stands there.
    """

    name: str
    rows: dict[int, dict[int, str]] = {}
    merges: list[Area] = []
    hidden_rows: set[int] = set()
    hidden_columns: list[tuple[int, int]] = []
    lined: set[int] = set()
    gaps: list[Gap] = []

    def gap(self, kind: str, zh: str, en: str, cell: str | None = None) -> None:
        """Say that something in this sheet was not read."""
        where_zh, where_en = f"工作表“{self.name}”", f"sheet {self.name}"
        if cell:
            where_zh, where_en = f"{where_zh} {cell} 单元格", f"{where_en}, cell {cell}"
        self.gaps.append(
            Gap(
                kind=kind,
                message=Text(f"{where_zh}{zh}。", f"{where_en}: {en}."),
                place=Place(sheet=self.name, cell=cell),
            )
        )


class Workbook:
    """Gathers the text, blocks and gaps of visible sheets."""

    def __init__(self, source: Source):
        self.source = source
        self.out = TextBuilder()
        self.blocks: list[Block] = []
        self.gaps: list[Gap] = []
        self._left = MAX_CELLS
        self._steps = _MAX_STEPS

    def add(self, sheet: Sheet) -> None:
        """Add a visible sheet: its name, its captions and its tables."""
        leave_hidden(sheet)
        sheet.rows = {row: cells for row, cells in sorted(sheet.rows.items()) if cells}
        if sheet.rows:
            if not _DEFAULT_NAME.match(sheet.name.strip()):
                self._paragraph(sheet.name.strip(), Place(sheet=sheet.name), level=1)
            covers = self._covers(sheet)
            for first, last in _islands(sheet, covers):
                self._island(sheet, covers, first, last)
        self.gaps += sheet.gaps

    def box(self, text: str, sheet: str) -> None:
        """Add a paragraph of a text box that floats over a sheet."""
        self._paragraph(text, Place(part="textbox", sheet=sheet))

    def _covers(self, sheet: Sheet) -> dict[tuple[int, int], Area]:
        """The merged areas by upper left corner, clipped to what is filled; one that overlaps another is left out."""
        last_row = max(sheet.rows)
        last_column = max(max(cells) for cells in sheet.rows.values())
        taken: set[tuple[int, int]] = set()
        covers: dict[tuple[int, int], Area] = {}
        for top, left, bottom, right in sheet.merges:
            # A cell may be merged downwards over rows that hold nothing else; a sheet's edge is far beyond.
            deepest = min(bottom, max(last_row, top + _DEEPEST)) if top <= last_row else top - 1
            area = (top, left, deepest, min(right, max(last_column, left)))
            self._spend(max(1, (area[2] - top + 1) * (area[3] - left + 1)))
            places = [(r, c) for r in range(top, area[2] + 1) for c in range(left, area[3] + 1)]
            if not places or not taken.isdisjoint(places):
                continue
            taken.update(places)
            covers[top, left] = area
            self._drop_covered(sheet, area)
        return covers

    def _spend(self, steps: int) -> None:
        self._steps -= steps
        if self._steps < 0:
            raise self._too_large()

    def _too_large(self) -> TooLarge:
        return TooLarge(
            self.source.name,
            f"工作表太大，超过 {MAX_CELLS} 个单元格的上限。请只留下与报告有关的工作表和区域。",
            f"its sheets are over the limit of {MAX_CELLS} cells; keep only the sheets that belong to the report.",
        )

    def _drop_covered(self, sheet: Sheet, area: Area) -> None:
        """Spreadsheets do not show what stands in a cell that a merged one covers."""
        for row in range(area[0], area[2] + 1):
            cells = sheet.rows.get(row)
            for column in [c for c in cells or () if area[1] <= c <= area[3] and (row, c) != area[:2]]:
                if cells is not None and cells.pop(column).strip():
                    zh, en = "被合并的单元格盖住，其中的内容没有读入", "is covered by a merged cell; it was left out"
                    sheet.gap("hidden", zh, en, cell_name(row, column))

    # ---- blocks

    def _paragraph(self, text: str, place: Place, level: int = 0) -> None:
        self._break()
        mark = self.out.mark()
        self.out.add(text, place)
        span = self.out.since(mark)
        if span.end > span.start:
            self.blocks.append(Paragraph(start=span.start, end=span.end, level=level))

    def _break(self) -> None:
        if self.out.offset:
            self.out.separate("\n")

    def _captions(self, sheet: Sheet, row: int) -> None:
        for column, text in sorted(sheet.rows.get(row, {}).items()):
            self._paragraph(text, Place(sheet=sheet.name, cell=cell_name(row, column)))

    def _island(self, sheet: Sheet, covers: dict[tuple[int, int], Area], first: int, last: int) -> None:
        """Add rows that belong together: captions above, a table, notes below."""
        filled = [row for row in range(first, last + 1) if sheet.rows.get(row)]
        top, bottom = _table_rows(sheet, covers, filled)
        for row in filled:
            if row < top:
                self._captions(sheet, row)
        under: set[int] = set()
        for row in filled:
            if top <= row <= bottom:
                for column in sheet.rows[row]:
                    under.update(range(row, covers.get((row, column), (row, column, row, column))[2] + 1))
        under.update(row for row in range(top, bottom + 1) if row in sheet.lined)
        inside = sorted(under - sheet.hidden_rows)
        if inside:
            self._table(sheet, covers, inside)
        for row in filled:
            if row > bottom:
                self._captions(sheet, row)

    def _table(self, sheet: Sheet, covers: dict[tuple[int, int], Area], rows: list[int]) -> None:
        columns = _columns(sheet, covers, rows)
        self._left -= len(rows) * len(columns)
        if self._left < 0:
            raise self._too_large()
        self._break()
        start = self.out.offset
        cells: list[Cell] = []
        taken: set[tuple[int, int]] = set()
        anchors = _anchors(covers, rows, columns)
        for index, row in enumerate(rows):
            if index:
                self.out.separate("\n")
            shown = sheet.rows.get(row, {})
            wide = 0
            for position, column in enumerate(columns):
                if position and position >= wide:
                    self.out.separate("\t")
                if (index, position) in taken:
                    continue
                merged = anchors.get((index, position))
                if merged is None:
                    cells.append(self._cell(sheet, (row, column), shown.get(column), (index, position, 1, 1)))
                    continue
                origin, down, right = merged
                wide = position + right
                taken.update((index + i, position + j) for i in range(down) for j in range(right))
                text = sheet.rows.get(origin[0], {}).get(origin[1])
                cells.append(self._cell(sheet, origin, text, (index, position, down, right)))
        end = self.out.offset
        self.blocks.append(Table(start=start, end=end, rows=len(rows), columns=len(columns), cells=tuple(cells)))

    def _cell(self, sheet: Sheet, origin: tuple[int, int], text: str | None, grid: Area) -> Cell:
        """Add the text of a cell; `grid` is its row, column, rowspan and colspan in the table."""
        row, column, down, right = grid
        start = end = self.out.offset
        if text is not None:
            self.out.add(text, Place(sheet=sheet.name, cell=cell_name(*origin)))
            bare = text.lstrip()
            start += len(text) - len(bare)
            end = start + len(bare.rstrip())
        return Cell(row=row, column=column, rowspan=down, colspan=right, start=start, end=end)


@lru_cache(maxsize=4096)
def cell_name(row: int, column: int) -> str:
    """The name by which people call a cell: B7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def hidden_sheet(name: str) -> Gap:
    """What is said of a sheet that is hidden."""
    return Gap(
        kind="hidden",
        message=Text(f"工作表“{name}”是隐藏的，没有读入。", f"sheet {name} is hidden and was left out."),
        place=Place(sheet=name),
    )


def leave_hidden(sheet: Sheet) -> None:
    """Take out what stands in hidden rows and columns, and say so."""
    lost_rows = [row for row in sheet.rows if row in sheet.hidden_rows and sheet.rows[row]]
    corners = {area[:2] for area in sheet.merges}
    kept = {}
    for row in lost_rows:
        # A merged cell is seen as long as one of its rows is.
        kept[row] = {c: text for c, text in sheet.rows[row].items() if (row, c) in corners}
        sheet.rows[row] = {}
    ranges = sheet.hidden_columns
    columns = {c for cells in sheet.rows.values() for c in cells if _in(ranges, c)} if ranges else set()
    count = 0
    for row, cells in sheet.rows.items():
        for column in columns.intersection(cells):
            if (row, column) not in corners:
                del cells[column]
                count += 1
    for row, cells in kept.items():
        area_rows = {a[:2]: a for a in sheet.merges}
        sheet.rows[row] = {
            c: text
            for c, text in cells.items()
            if any(r not in sheet.hidden_rows for r in range(row, min(area_rows[row, c][2], row + 10_000) + 1))
        }
    if lost_rows:
        zh = f"有 {len(lost_rows)} 个隐藏行，没有读入（第 {lost_rows[0] + 1} 行起）"
        sheet.gap("hidden", zh, f"{len(lost_rows)} hidden rows were left out, from row {lost_rows[0] + 1}")
    if count:
        name = cell_name(0, min(columns))[:-1]
        zh = f"有隐藏列，其中 {count} 个单元格没有读入（{name} 列起）"
        sheet.gap("hidden", zh, f"{count} cells of hidden columns were left out, from column {name}")


def _in(ranges: list[tuple[int, int]], number: int) -> bool:
    return any(first <= number <= last for first, last in ranges)


def _islands(sheet: Sheet, covers: dict[tuple[int, int], Area]) -> list[tuple[int, int]]:
    """The stretches of rows (first, last) between empty ones, where both sides are tables of their own."""
    filled = sorted(row for row, cells in sheet.rows.items() if cells)
    if not filled:
        return []
    deep: dict[int, int] = {}
    for area in covers.values():
        if area[0] in sheet.rows and area[1] in sheet.rows[area[0]]:
            deep[area[0]] = max(deep.get(area[0], area[0]), area[2])
    islands: list[list[int]] = [[filled[0], filled[0]]]
    reach = deep.get(filled[0], filled[0])
    for before, row in pairwise(filled):
        between = (r for r in range(before + 1, row) if r not in sheet.hidden_rows)
        if row > reach + 1 and any(r not in sheet.lined for r in between):
            islands.append([row, row])
        islands[-1][1] = row
        reach = max(reach, deep.get(row, row), row)
    return _joined(sheet, islands)


def _joined(sheet: Sheet, islands: list[list[int]]) -> list[tuple[int, int]]:
    """Islands that are no tables go with the next one as its captions; a stray row of cells with the one before."""
    joined: list[tuple[int, int]] = []
    waiting: int | None = None
    for first, last in islands:
        rows = [sheet.rows[row] for row in range(first, last + 1) if sheet.rows.get(row)]
        if _is_table(sheet, first, last):
            joined.append((first if waiting is None else waiting, last))
            waiting = None
        elif joined and waiting is None and not all(len(c) == 1 or _is_caption(c.values()) for c in rows):
            joined[-1] = (joined[-1][0], last)
        elif waiting is None:
            waiting = first
    if waiting is not None:
        joined.append((waiting, islands[-1][1]))
    return joined


def _is_table(sheet: Sheet, first: int, last: int) -> bool:
    rows = [sheet.rows[row] for row in range(first, last + 1) if row in sheet.rows]
    return sum(len(cells) > 1 and not _is_caption(cells.values()) for cells in rows) > 1


def _is_caption(texts: Iterable[str]) -> bool:
    """Whether all the texts of a row are captions: 编制单位：某局, 金额单位：万元, 公开01表."""
    return all(_CAPTION.match(text.strip()) for text in texts)


def _table_rows(sheet: Sheet, covers: dict[tuple[int, int], Area], filled: list[int]) -> tuple[int, int]:
    """The first and the last row of the table in an island; the rest are captions and notes."""
    count = len(filled)
    top = 0
    while top < count:
        row, cells = filled[top], sheet.rows[filled[top]]
        deep = any(covers.get((row, c), (row, c, row, c))[2] > row for c in cells)
        if not _is_caption(cells.values()) and (len(cells) > 1 or (deep and top > 0)):
            break
        top += 1
    bottom = count - 1
    while bottom >= top:
        cells = sheet.rows[filled[bottom]]
        texts = [text.strip() for text in cells.values()]
        if not (_NOTE.match(texts[0]) if len(cells) == 1 else bottom > top and _is_signature(texts)):
            break
        bottom -= 1
    if top >= count or bottom < top:
        return filled[-1] + 1, filled[-1]
    return filled[top], filled[bottom]


def _is_signature(texts: list[str]) -> bool:
    return all(_SIGNATURE.match(text) for text in texts)


def _columns(sheet: Sheet, covers: dict[tuple[int, int], Area], rows: list[int]) -> list[int]:
    """The visible columns from the first that holds something in these rows to the last."""
    used = [c for row in rows for c in sheet.rows.get(row, ())]
    first, last = min(used), max(used)
    inside = set(rows)
    for top, left, _, right in covers.values():
        if top in inside and left in sheet.rows.get(top, ()):
            last = max(last, right)
    ranges = sheet.hidden_columns
    return [c for c in range(first, last + 1) if not (ranges and _in(ranges, c))]


def _anchors(
    covers: dict[tuple[int, int], Area], rows: list[int], columns: list[int]
) -> dict[tuple[int, int], tuple[tuple[int, int], int, int]]:
    """The merged cells as they are seen: place in the table to (cell in the sheet, rows, columns)."""
    anchors: dict[tuple[int, int], tuple[tuple[int, int], int, int]] = {}
    for origin, (top, left, bottom, right) in covers.items():
        row, column = bisect_left(rows, top), bisect_left(columns, left)
        down = bisect_left(rows, bottom + 1) - row
        wide = bisect_left(columns, right + 1) - column
        if down > 0 and wide > 0:
            anchors[row, column] = (origin, down, wide)
    return anchors
