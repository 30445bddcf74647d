"""What a report says: facts, indicators, and the statements that its sentences and tables make about them."""

from __future__ import annotations

from typing import Literal

import msgspec

from gouji.model.document import Gap, Span
from gouji.quantities import Quantity

Source = Literal["prose", "table", "words"]


class Fact(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One figure and what it is about.

    `id` is its index in `Report.facts`. `concept` is an id of the vocabulary, None where the figure could not be
    named. `measure` is the concept that an indicator's name speaks of (the fact itself is then an achieved value
    or a target). `subject` is what else stands before the figure: a project, the noun that is counted, another
    unit. `period` is a year ("2022"), a year-end ("2022-12-31") or None; `scope` a population or level (本级,
    全区), `stage` the budget stage (original, final, outturn). `fund` is the fund that the money is of, an id of
    `vocabulary/funds.toml` (general_public_budget), None where no fund is named; `item` the code in the
    classification of revenue and expenditure 政府收支分类科目 (2013901 行政运行) that the figure is broken down to, or
    the names of its levels joined by "/" where no code is known. `source` tells prose from table; "words" is a zero
    stated in words (无“三公”经费支出).
    `frame` numbers the paragraph or table that the figure stands in; `row` and `column` are set in a table.
    """

    id: int
    quantity: Quantity
    span: Span
    source: Source
    concept: str | None = None
    measure: str | None = None
    subject: str = ""
    period: str | None = None
    scope: str | None = None
    stage: str | None = None
    fund: str | None = None
    item: str | None = None
    frame: int = 0
    row: int | None = None
    column: int | None = None


def year_of(fact: Fact) -> str | None:
    """The year of a figure, also where it is of the last day of the year."""
    return fact.period.removesuffix("-12-31") if fact.period else None


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """One row of an indicator or score table; figures are ids of facts, texts are as printed.

    `points` is None where the row has none of its own (merged with the rows in `points_shared_with`).
    """

    levels: tuple[str, ...]
    name: str
    span: Span
    target: int | None = None
    achieved: int | None = None
    points: int | None = None
    score: int | None = None
    target_text: str = ""
    achieved_text: str = ""
    standard: str = ""
    reason: str | None = None
    table: int = 0
    row: int = 0


class Breakdown(msgspec.Struct, frozen=True, kw_only=True, tag="breakdown"):
    """A whole and its parts, as a sentence (其中), a list or a table (合计) has them.

    `exhaustive`: the form itself says that these are all parts; `certain` is False where it only makes it likely.
    `blanks` counts parts left blank in a table.
    """

    whole: int
    parts: tuple[int, ...]
    exhaustive: bool
    shape: Literal["prose", "list", "column", "row", "points", "scores"]
    blanks: int = 0
    certain: bool = True
    span: Span


class Share(msgspec.Struct, frozen=True, kw_only=True, tag="share"):
    """A percentage of a whole; `certain` when the sentence names the whole.

    `part_concept` and `whole_concept` are what the words name where the figure stands elsewhere in the report.
    """

    part: int | None
    part_concept: str | None = None
    whole: int | None
    whole_concept: str | None = None
    percent: int
    certain: bool
    span: Span


class Change(msgspec.Struct, frozen=True, kw_only=True, tag="change"):
    """From one value to another: any of the four figures may be absent; `direction` is 1 or -1.

    `current_concept` is what changed, where its figure stands in another sentence; `rivals` are figures of the same
    sentence that may be what changed as well.
    """

    current: int | None
    current_concept: str | None = None
    previous: int | None
    amount: int | None
    percent: int | None
    direction: int
    rivals: tuple[int, ...] = ()
    span: Span


class Rate(msgspec.Struct, frozen=True, kw_only=True, tag="rate"):
    """An execution, completion or use rate: actual over base; `base_concept` is what the words ask for.

    `certain` is False where the words leave open which figures it is of.
    """

    actual: int | None
    base: int | None
    percent: int
    base_concept: str
    certain: bool = True
    span: Span


class Average(msgspec.Struct, frozen=True, kw_only=True, tag="average"):
    """A mean stated beside its total and its count."""

    total: int
    count: int
    mean: int
    span: Span


class Enumeration(msgspec.Struct, frozen=True, kw_only=True, tag="enumeration"):
    """A count followed by the list of what is counted; between `fewest` and `most` items are named."""

    count: int
    fewest: int
    most: int
    span: Span


class Remainder(msgspec.Struct, frozen=True, kw_only=True, tag="remainder"):
    """One sentence that gives a start, what was added or taken off, and what came of it.

    `certain` is False where more may have been added or taken off than is told.
    """

    start: int
    added: tuple[int, ...]
    taken: tuple[int, ...]
    results: tuple[int, ...]
    certain: bool = True
    span: Span


class Explanation(msgspec.Struct, frozen=True, kw_only=True, tag="explanation"):
    """Why a figure is what it is: 决算数小于预算数的主要原因是……

    `direction` is what the words say: 1 above, -1 below, 0 the same. `compared` is with what: original, final or
    budget (a stage not said), or previous (the year before; `actual` is then the amount or percentage of change).
    `reason` is where the reason stands, None where none is given.
    """

    direction: int
    compared: Literal["original", "final", "budget", "previous"]
    actual: int | None
    base: int | None
    reason: Span | None
    span: Span


class Claim(msgspec.Struct, frozen=True, kw_only=True, tag="claim"):
    """A judgement in words that figures can confirm or refute; `kind` is an id of `vocabulary/claims.toml`."""

    kind: str
    span: Span


Statement = Breakdown | Share | Change | Rate | Average | Enumeration | Remainder | Explanation | Claim


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A stated grade (优, 良, 中, 差), spaces removed."""

    grade: str
    span: Span


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """A grade's band of scores as the report itself prints it; bounds as facts' decimals in text."""

    grade: str
    low: str
    high: str
    low_closed: bool
    high_closed: bool
    span: Span


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading and the range of text below it, down to the next heading of its level or a higher one."""

    level: int
    number: str
    title: str
    heading: Span
    body: Span


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was understood of one document. Facts are in the order of the text."""

    organisation: str | None
    fiscal_year: int | None
    form: str | None
    facts: tuple[Fact, ...]
    indicators: tuple[Indicator, ...] = ()
    statements: tuple[Statement, ...] = ()
    sections: tuple[Section, ...] = ()
    grades: tuple[Grade, ...] = ()
    bands: tuple[Band, ...] = ()
    gaps: tuple[Gap, ...] = ()
