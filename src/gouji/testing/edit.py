"""Changes printed words of a synthetic report, so that text, blocks and the places of its figures still agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from gouji.testing.record import Block, Cell, Mention, Paragraph, Synthetic, Table


class Change(NamedTuple):
    """Other words in place of `text[start:end]`."""

    start: int
    end: int
    text: str


class Place(NamedTuple):
    """Where a paragraph or a cell stands in the text; `cell` is its number in the table, None for a paragraph."""

    start: int
    end: int
    block: int
    cell: int | None = None


def places(report: Synthetic) -> Iterator[Place]:
    """Every paragraph and every cell of a report in order."""
    at = 0
    for number, block in enumerate(report.blocks):
        if isinstance(block, Paragraph):
            yield Place(at, at + len(block.text), number)
            at += len(block.text) + 1
            continue
        held = {(cell.row, cell.column): index for index, cell in enumerate(block.cells)}
        for row in range(block.rows):
            for column in range(block.columns):
                index = held.get((row, column))
                length = 0 if index is None else len(block.cells[index].text)
                if index is not None:
                    yield Place(at, at + length, number, index)
                at += length + 1


def edited(report: Synthetic, changes: Sequence[Change], mentions: dict[int, Mention]) -> Synthetic:
    """The report with the changes made; `mentions` are by index those that say something else now.

    Only their value is taken over. A change lies in one paragraph or cell, and either is a mention or touches none.
    """
    ordered = sorted(changes)
    text, moved = _rewritten(report.text, ordered)
    shown = []
    for index, mention in enumerate(report.mentions):
        start, end = moved(mention.start), moved(mention.end)
        value = mentions.get(index, mention).value
        shown.append(msgspec.structs.replace(mention, start=start, end=end, text=text[start:end], value=value))
    return msgspec.structs.replace(report, text=text, blocks=_blocks(report, ordered), mentions=tuple(shown))


class _Moved:
    """Offsets of the old text in the new one."""

    def __init__(self, changes: Sequence[Change]):
        self._changes = changes

    def __call__(self, offset: int) -> int:
        return offset + sum(len(c.text) - (c.end - c.start) for c in self._changes if c.end <= offset)


def _rewritten(text: str, changes: Sequence[Change]) -> tuple[str, _Moved]:
    done, pieces = 0, []
    for change in changes:
        pieces += [text[done : change.start], change.text]
        done = change.end
    return "".join([*pieces, text[done:]]), _Moved(changes)


def _blocks(report: Synthetic, changes: Sequence[Change]) -> tuple[Block, ...]:
    blocks = list(report.blocks)
    for place in places(report):
        within = [
            Change(change.start - place.start, change.end - place.start, change.text)
            for change in changes
            if place.start <= change.start and change.end <= place.end
        ]
        if not within:
            continue
        block = blocks[place.block]
        if isinstance(block, Paragraph):
            blocks[place.block] = msgspec.structs.replace(block, text=_rewritten(block.text, within)[0])
        else:
            blocks[place.block] = _with_cell(block, place.cell or 0, within)
    return tuple(blocks)


def _with_cell(table: Table, index: int, changes: Sequence[Change]) -> Table:
    cells: list[Cell] = list(table.cells)
    cells[index] = msgspec.structs.replace(cells[index], text=_rewritten(cells[index].text, changes)[0])
    return msgspec.structs.replace(table, cells=tuple(cells))
