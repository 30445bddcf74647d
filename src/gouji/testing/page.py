"""A report while it is written: paragraphs and tables whose figures carry the key of what they print."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import msgspec

from gouji.testing.printing import Style, amount, number, unit_for, widened
from gouji.testing.quantities import Quantities
from gouji.testing.record import Block, Cell, Mention, Paragraph, Table, Variable

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SHUFFLE = re.compile(r"«([^«»]*)»")
_IF = re.compile(r"\(([^()?]+)\?([^():]*):([^()]*)\)")
_TOKEN = re.compile(r"\{([^{}]+)\}|<(\w+)>")


@dataclass(frozen=True)
class Figure:
    """A figure to be printed: the key of its quantity, the unit (None: as the report has it) and what it says.

    `bare` prints no unit: the heading of the column has it. `says` overrides what the quantity says of itself.
    `before` and `after` are printed around it in the same cell.
    """

    key: str
    unit: str | None = None
    bare: bool = True
    says: Mapping[str, Any] | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class At:
    """A cell of a table to be written: words or a figure, over so many rows and columns."""

    content: str | Figure | None = None
    rows: int = 1
    columns: int = 1


Content = str | Figure | At | None


class Page:
    """Collects blocks; every figure becomes a mention with its place in the text."""

    def __init__(self, quantities: Quantities, rng: random.Random, style: Style, words: dict[str, str]):
        self.quantities, self.rng, self.style, self.words = quantities, rng, style, words
        # The stage of all money of which nothing else is said: a budget's, or that of final accounts.
        self.stage: str | None = None
        self.blocks: list[Block] = []
        self.mentions: list[Mention] = []
        self._pieces: list[str] = []
        self._length = 0

    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    def _emit(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    # ---- prose

    def line(self, template: str, pattern: str = "line", level: int = 0, **says: Any) -> None:
        """One paragraph from a template; `says` is what its surroundings say of all its figures."""
        start = self._length
        self.write(template, pattern, says)
        self.blocks.append(Paragraph(text=self.text_from(start), level=level))
        self._emit("\n")

    def text_from(self, start: int) -> str:
        """What was written since an offset."""
        found: list[str] = []
        length = self._length
        for piece in reversed(self._pieces):
            if length <= start:
                break
            found.append(piece)
            length -= len(piece)
        return "".join(reversed(found))

    def write(self, template: str, pattern: str, says: Mapping[str, Any]) -> None:
        """The template's words, with one choice made at each [a|b], and its figures."""
        chosen = self.choose(template)
        done = 0
        for match in _TOKEN.finditer(chosen):
            self._emit(chosen[done : match.start()])
            if match[2]:
                self._emit(self.words[match[2]])
            else:
                self._figure(match[1], pattern, says)
            done = match.end()
        self._emit(chosen[done:])

    def choose(self, template: str) -> str:
        """A template with its conditions settled, its choices made and its lists shuffled."""
        while True:
            settled = _IF.sub(lambda m: m[2] if self.quantities.holds(m[1]) else m[3], template)
            settled = _CHOICE.sub(lambda m: self.rng.choice(m[1].split("|")), settled)
            settled = _SHUFFLE.sub(self._shuffled, settled)
            if settled == template:
                return settled
            template = settled

    def _shuffled(self, match: re.Match[str]) -> str:
        parts = match[1].split("¦")
        self.rng.shuffle(parts)
        return self.rng.choice("，、；，").join(parts)

    def _figure(self, token: str, pattern: str, says: Mapping[str, Any]) -> None:
        """One figure of a template: {key}, {key!stage}, {key+余} and more, {key=zero in words}."""
        found = re.fullmatch(r"([^!+=]+)(?:!(\w+))?(?:\+(\w+))?(?:=(.*))?", token)
        if found is None:
            raise ValueError(f"a figure that is none: {token}")
        key, stage, more, words = found.groups()
        variable = self.quantities.variable(key)
        told: dict[str, Any] = dict(says) if variable.role == "value" else {}
        if stage:
            told["stage"] = stage
        if words:
            self._mention(variable, words, Decimal(0), pattern, told)
            return
        if more:
            value = variable.value // 10 * 10
            self._mention(variable, f"{value:f}{more}{variable.unit}", value, pattern, told)
            return
        self._print(variable, None, bare=False, pattern=pattern, says=told)

    def _print(
        self, variable: Variable, unit: str | None, *, bare: bool, pattern: str, says: Mapping[str, Any]
    ) -> None:
        if variable.unit == "元":
            unit = unit or unit_for(variable, self.style)
            printed, value = amount(variable.value, unit, self.style)
        else:
            unit = variable.unit
            printed, value = number(variable, self.style)
        if not bare:
            if self.rng.random() < self.style.wide:
                printed = widened(printed)
            printed += (" " if self.style.space and unit != "%" else "") + unit
        self._mention(variable, printed, value, pattern, says)

    def _mention(self, variable: Variable, printed: str, value: Decimal, pattern: str, says: Mapping[str, Any]) -> None:
        about = re.split(r"[-%/:]", variable.key) if variable.role != "value" else []
        if self.stage and variable.unit == "元" and variable.role == "value" and not variable.stock:
            says = {"stage": variable.stage or self.stage, **says}
        mention = Mention(
            key=variable.key,
            start=self._length,
            end=self._length + len(printed),
            text=printed,
            value=value,
            unit=variable.unit,
            pattern=pattern,
            role=variable.role,
            about=tuple(about),
            **{
                name: getattr(variable, name)
                for name in ("concept", "measure", "period", "stage", "scope", "subject", "fund", "item")
            },
        )
        self.mentions.append(msgspec.structs.replace(mention, **says))
        self._emit(printed)

    # ---- tables

    def table(self, rows: Sequence[Sequence[Content]], pattern: str, unit: str | None = "万元") -> None:
        """A table: each row lists its cells from left to right, what is covered from above or the left left out."""
        placed = _placed(rows)
        columns = max(column + cell.columns for _, column, cell in placed)
        height = len(rows)
        cells: list[Cell] = []
        starts = {(row, column): cell for row, column, cell in placed}
        for row in range(height):
            for column in range(columns):
                if column:
                    self._emit("\t")
                cell = starts.get((row, column))
                if cell is None:
                    continue
                start = self._length
                self._cell(cell.content, f"{pattern}:{column}", unit)
                cells.append(
                    Cell(
                        row=row,
                        column=column,
                        text=self.text_from(start) if self._length > start else "",
                        rowspan=cell.rows,
                        colspan=cell.columns,
                    )
                )
            self._emit("\n")
        self.blocks.append(Table(rows=height, columns=columns, cells=tuple(cells)))

    def _cell(self, content: str | Figure | None, pattern: str, unit: str | None) -> None:
        if content is None:
            return
        if isinstance(content, str):
            self._emit(content)
            return
        variable = self.quantities.variable(content.key)
        self._emit(content.before)
        self._print(variable, content.unit or unit, bare=content.bare, pattern=pattern, says=content.says or {})
        self._emit(content.after)


def _placed(rows: Sequence[Sequence[Content]]) -> list[tuple[int, int, At]]:
    """Row, column and cell of every cell, in reading order."""
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[int, int, At]] = []
    for index, row in enumerate(rows):
        column = 0
        for content in row:
            while (index, column) in taken:
                column += 1
            cell = content if isinstance(content, At) else At(content)
            placed.append((index, column, cell))
            taken |= {(index + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns
    return placed


def stated(figure: Figure, **says: Any) -> Figure:
    """A figure with more said of it."""
    return replace(figure, says={**(figure.says or {}), **says})
