"""What a scheme makes of a score table: each row as it is stated and as it is computed, the total and the grade."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from gouji.model.document import Span
from gouji.model.text import Text

Confidence = Literal["H", "M", "L"]
# agrees; rounding: only the printed digits differ; differs; what keeps a row from being judged; stated nowhere;
# what does not apply.
RowState = Literal["agrees", "rounding", "differs", "needs_judgement", "cannot_compute", "not_stated", "not_applicable"]


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule or a number rests on: a document with its article, and how sure it is (H, M, L)."""

    id: str
    title: str
    article: str
    confidence: Confidence


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """A value that went into a row: `how` says in Chinese where it comes from, `facts` are ids of the report's."""

    name: str
    value: str
    how: str
    facts: tuple[int, ...] = ()
    confidence: Confidence = "H"


class RowScore(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a score table, stated beside computed; points in exact decimals.

    `number` counts from 1. `points` is None where the row shares the points of the rows in `shared_with` (numbers).
    `computed` is None where no single number follows; what is possible lies between `low` and `high` (`bounds` "[)":
    the upper end is not reached), by the digits of the figures, by the readings of the text, or for want of inputs.
    `rule` is the sentence that was applied, `printed` whether the form itself prints it. `missing` names what would
    be needed. `confidence` is that of the weakest ground and input. `trace` can be read aloud.
    """

    number: int
    name: str
    levels: tuple[str, ...]
    span: Span
    indicator: int
    state: RowState
    stated: Decimal | None
    points: Decimal | None
    computed: Decimal | None
    low: Decimal
    high: Decimal
    bounds: str = "[]"
    shared_with: tuple[int, ...] = ()
    rule: str = ""
    printed: bool = False
    readings: tuple[tuple[str, Decimal | None], ...] = ()
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    flags: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    confidence: Confidence = "H"


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """A first-level part of a form (产出指标), its points beside those of a scheme.

    `stated` is None where the form has no such part; `indicator` is the index of its first row in the report.
    """

    name: str
    stated: Decimal | None
    prescribed: Decimal
    indicator: int | None
    scheme: str
    ground: Ground


class ScoreSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A form scored by a scheme. `why` says why this scheme was taken.

    `stated_total` is as printed, `rows_total` the sum of the stated scores (None where one is missing).
    `recomputed_total` takes each row as computed, and as stated where it cannot be; `low` and `high` are what the
    rules alone admit. Grades are by `grade_ground`; `recomputed_grade` is that of the recomputed total. `unused` are
    values that were entered and that no row asks for. `departures` says where the form is not as the scheme has it.
    """

    scheme: str
    title: str
    confidence: Confidence
    why: tuple[Text, ...]
    rows: tuple[RowScore, ...]
    full_marks: Decimal
    stated_total: Decimal | None
    rows_total: Decimal | None
    recomputed_total: Decimal | None
    low: Decimal
    high: Decimal
    stated_grade: str | None = None
    grade_of_stated: str | None = None
    recomputed_grade: str | None = None
    grade_ground: Ground | None = None
    form: int = 1
    forms: int = 1
    notes: tuple[Text, ...] = ()
    departures: tuple[Text, ...] = ()
    weights: tuple[Weight, ...] = ()
    unused: tuple[str, ...] = ()

    def counts(self) -> dict[RowState, int]:
        """How many rows are in each state."""
        out: dict[RowState, int] = {}
        for row in self.rows:
            out[row.state] = out.get(row.state, 0) + 1
        return out
