"""Plain text to blocks: paragraphs, and the two ways in which a table can hide in plain text.

Rows of tab-separated cells, as a spreadsheet copies them; and one cell a line behind a leading tab with a
blank line between the rows, as some converters write Word tables. Everything else is one paragraph a line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gouji.model import Block, Paragraph
from gouji.readers.text_bands import grid_of_tabs, opens_header
from gouji.readers.text_cells import Row, Slot, is_prose, same_words, slot_of
from gouji.readers.text_rows import grid_of_lines, split_tables

# A grid has a cell for every place; a file of a few kilobytes must not ask for a million of them.
MAX_CELLS = 500_000
_LINE = re.compile(r"[^\r\n]*")


class Line(NamedTuple):
    """One line without its end. `kind`: blank, text, tabs (cells between tabs) or cell (one after a tab)."""

    start: int
    end: int
    kind: str


def find_blocks(text: str) -> list[Block]:
    """The blocks of a plain text in order; every character but white space lies in exactly one of them."""
    lines = _lines(text)
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        kind = lines[index].kind
        if kind == "tabs":
            index = _read_tabs(text, lines, index, blocks)
        elif kind == "cell":
            index = _read_cells(text, lines, index, blocks)
        else:
            _add_paragraph(text, lines[index], blocks)
            index += 1
    return blocks


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    start = 0
    while start < len(text):
        found = _LINE.match(text, start)
        end = found.end() if found else len(text)
        lines.append(Line(start, end, _kind(text[start:end])))
        start = end + (2 if text.startswith("\r\n", end) else 1)
    return lines


def _kind(line: str) -> str:
    tabs = line.count("\t")
    if not tabs:
        return "text" if line.strip() else "blank"
    if not line.strip():
        return "cell" if tabs == 1 else "blank"
    leading = line.lstrip(" \u3000\xa0\f").startswith("\t")
    return "cell" if tabs == 1 and leading else "tabs"


def _add_paragraph(text: str, line: Line, blocks: list[Block]) -> None:
    slot = slot_of(text, line.start, line.end)
    if slot.words:
        blocks.append(Paragraph(start=slot.start, end=slot.end))


# ---- rows of tab-separated cells


def _read_tabs(text: str, lines: list[Line], index: int, blocks: list[Block]) -> int:
    """Add the table (or paragraphs) that begins at a line; return the line after it."""
    first = index
    rows: list[Row] = []
    width = 0
    stop = index
    while index < len(lines):
        line = lines[index]
        if line.kind == "blank":
            index += 1
            continue
        adjacent = index == stop
        row = _split_row(text, line)
        if not _continues(line, row, rows, width, adjacent):
            break
        width = max(width, len(row.slots))
        if rows and len(rows) > 1 and not adjacent and same_words(row.slots, rows[0].slots):
            rows.append(Row([], resumed=True))
        elif rows and not rows[-1].slots:
            rows[-1] = Row(row.slots, resumed=True)
        else:
            rows.append(row)
        index += 1
        stop = index
    rows = [row for row in rows if row.slots]
    if sum(1 for row in rows if row.filled > 1) < 2 or len(rows) * width > MAX_CELLS:
        for line in lines[first:stop]:
            _add_paragraph(text, line, blocks)
    else:
        end = max(rows[-1].slots[-1].end, _last_word(text, lines[stop - 1]))
        blocks.append(grid_of_tabs(rows).table(rows[0].slots[0].start, end))
    return stop


def _continues(line: Line, row: Row, rows: list[Row], width: int, adjacent: bool) -> bool:
    if line.kind not in ("tabs", "cell"):
        return False
    if not rows:
        return True
    if adjacent:
        return line.kind == "tabs" or (width == 2 and row.filled > 0)
    # After a blank line, a page break perhaps: the same columns, and no header of another table.
    if line.kind != "tabs" or len(row.slots) != width:
        return False
    return same_words(row.slots, rows[0].slots) or not opens_header(row, rows)


def _split_row(text: str, line: Line) -> Row:
    slots: list[Slot] = []
    start = line.start
    for part in text[line.start : line.end].split("\t"):
        slots.append(slot_of(text, start, start + len(part)))
        start += len(part) + 1
    return Row(slots)


def _last_word(text: str, line: Line) -> int:
    return line.start + len(text[line.start : line.end].rstrip())


# ---- one cell a line


class _Found(NamedTuple):
    row: Row
    first: int
    stop: int


def _read_cells(text: str, lines: list[Line], index: int, blocks: list[Block]) -> int:
    """Add the tables and paragraphs of a stretch of such rows; return the line after it."""
    found: list[_Found] = []
    while index < len(lines):
        kind = lines[index].kind
        if kind == "blank":
            index += 1
        elif kind == "cell":
            row, stop = _gather_row(text, lines, index)
            if row.filled or len(row.slots) > 1:
                found.append(_Found(row, index, stop))
            index = stop
        else:
            break
    _add_rows(text, lines, found, blocks)
    return index


def _gather_row(text: str, lines: list[Line], index: int) -> tuple[Row, int]:
    """The cells up to the next blank line; a line without a tab continues the cell before it."""
    ranges: list[tuple[int, int]] = []
    while index < len(lines):
        line = lines[index]
        if line.kind == "cell":
            ranges.append((text.index("\t", line.start) + 1, line.end))
        elif line.kind == "text":
            ranges[-1] = (ranges[-1][0], line.end)
        else:
            break
        index += 1
    return Row([slot_of(text, start, end) for start, end in ranges]), index


def _add_rows(text: str, lines: list[Line], found: list[_Found], blocks: list[Block]) -> None:
    waiting: list[_Found] = []

    def flush() -> None:
        if waiting:
            _add_tables(text, lines, waiting, blocks)
            waiting.clear()

    for position, entry in enumerate(found):
        if len(entry.row.slots) == 1 or _is_loose(found, position):
            flush()
            for line in lines[entry.first : entry.stop]:
                _add_paragraph(text, line, blocks)
        else:
            waiting.append(entry)
    flush()


def _is_loose(found: list[_Found], position: int) -> bool:
    """Whether a row is a run of indented paragraphs, or of nothing: no row beside it has as many cells."""
    row = found[position].row
    near = [found[i].row for i in (position - 1, position + 1) if 0 <= i < len(found)]
    alike = any(len(r.slots) == len(row.slots) and r.filled and not is_prose(r) for r in near)
    return (is_prose(row) or not row.filled) and not alike


def _add_tables(text: str, lines: list[Line], found: list[_Found], blocks: list[Block]) -> None:
    origin = {id(entry.row.slots): index for index, entry in enumerate(found)}
    tables = split_tables([entry.row for entry in found])
    firsts = [origin[id(rows[0].slots)] for rows in tables]
    for position, rows in enumerate(tables):
        # A repeated header that was dropped lies inside the range of its table, also at its very end.
        after = firsts[position + 1] if position + 1 < len(tables) else len(found)
        inside = found[firsts[position] : after]
        if len(rows) * max(len(row.slots) for row in rows) > MAX_CELLS:
            for line in lines[inside[0].first : inside[-1].stop]:
                _add_paragraph(text, line, blocks)
            continue
        end = max(_last_word(text, lines[line]) for entry in inside for line in range(entry.first, entry.stop))
        end = max(end, rows[-1].slots[-1].end)
        blocks.append(grid_of_lines(rows).table(rows[0].slots[0].start, end))
