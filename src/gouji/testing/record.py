"""What a synthetic report is: its text and blocks, the world that it describes, and the truth of every figure in it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

Role = Literal["value", "change", "growth", "share", "completion"]


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity of the world under its key, exact, in base units (元 for money, percent for %).

    What it is about is said in the terms of `gouji.model.Fact`. `concept` is None for a quantity that is nobody's
    concept: a count of some work (its noun and verb are the `subject`), or one derived from two others. A `stock`
    stands at the end of the year and is of no budget stage.
    """

    key: str
    value: Decimal
    unit: str
    concept: str | None = None
    measure: str | None = None
    period: str | None = None
    stage: str | None = None
    scope: str | None = None
    subject: str = ""
    fund: str | None = None
    item: str | None = None
    role: Role = "value"
    stock: bool = False


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One figure as printed: `text` is `Synthetic.text[start:end]`, `value` what it says in base units.

    The rest is what a careful reader knows of it; None is what the words do not say. `pattern` names the sentence
    pattern or the table and column that it stands in. `about` are the keys of the quantities that a change, a share or
    a completion rate compares: the part or the new value first.
    """

    key: str
    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    pattern: str
    role: Role = "value"
    concept: str | None = None
    measure: str | None = None
    period: str | None = None
    stage: str | None = None
    scope: str | None = None
    subject: str = ""
    fund: str | None = None
    item: str | None = None
    about: tuple[str, ...] = ()


class Bond(msgspec.Struct, frozen=True, kw_only=True):
    """What the world knows of its own quantities, by key.

    sum: whole = all parts; change: whole = |parts[0] - parts[1]|; growth and share and rate: whole is the percentage
    |parts[0] - parts[1]| / parts[1], or parts[0] / parts[1]; at_most: whole >= parts[0].
    """

    kind: Literal["sum", "difference", "change", "growth", "share", "rate", "at_most"]
    whole: str
    parts: tuple[str, ...]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell of a table, at its upper left corner."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, tag="paragraph"):
    """One paragraph; `level` is that of a heading, 0 for none."""

    text: str
    level: int = 0


class Table(msgspec.Struct, frozen=True, kw_only=True, tag="table"):
    """A grid of cells in reading order."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]


Block = Paragraph | Table


class Synthetic(msgspec.Struct, frozen=True, kw_only=True):
    """A report made from a seed, with everything that is true of it.

    `text` is what the .txt file holds; `blocks` are the same words as paragraphs and tables, for other formats.
    """

    name: str
    form: str
    seed: int
    rounded: bool
    organisation: str
    fiscal_year: int
    text: str
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    variables: dict[str, Variable]
    bonds: tuple[Bond, ...]
