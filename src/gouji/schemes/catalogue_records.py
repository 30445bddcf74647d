"""A scoring scheme as it is written down: settings with their confidence, levels, rows, bands, grades, caps.

Numbers are strings in TOML and become exact decimals. Each carries how sure it is: H from a statute, an official
page or a published form, M from a secondary copy, L from memory. Without one of its own it has its scheme's.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from gouji.model import Confidence

Object = Literal["project", "department", "any"]


class Setting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One choice that the texts leave open or that places make differently, and what it rests on."""

    value: str
    confidence: Confidence | None = None
    basis: str | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How rows are scored where the form prints no sentence, and what the sentences leave open.

    `steps` (whole, even, begun): what part of a step counts for. `decimals`: points are rounded to, half up.
    `not_applicable` (full, leave_out): a row that does not apply. `execution`, `reached`, `satisfaction`, `pass_line`:
    sentences for the execution rate, for the completion of a target (name 完成率), for satisfaction (满意度).
    `reverse`: sentences over 指标值 and 实际完成值 for targets that are limits; several are several readings.
    `execution_above` (capped): above 100% the execution rate earns no more than its points, and needs a reason.
    `zero_target` (none_above): a target of 0 (事故0起) is missed by any.
    `over`: from this percentage of the target on, `over_effect` holds (explain: a note; judge: the evaluator may cut;
    zero: the indicator counts as missed). `explain_below`: a rate below it needs a reason.
    """

    steps: Setting | None = None
    decimals: Setting | None = None
    not_applicable: Setting | None = None
    execution: Setting | None = None
    reached: Setting | None = None
    satisfaction: Setting | None = None
    reverse: tuple[Setting, ...] | None = None
    zero_target: Setting | None = None
    execution_above: Setting | None = None
    over: Setting | None = None
    over_effect: Setting | None = None
    explain_below: Setting | None = None


class Level(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A first-level part of the form with its points; `row` when it is a row of its own (预算执行率)."""

    name: str
    points: Decimal | None = None
    aliases: tuple[str, ...] = ()
    row: bool = False
    confidence: Confidence | None = None
    basis: str | None = None


class SchemeRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row that the scheme prescribes. `rate` names its formula where the row's name is not that of a rate."""

    name: str
    level1: str = ""
    level2: str = ""
    aliases: tuple[str, ...] = ()
    points: Decimal | None = None
    standard: str = ""
    rate: str | None = None
    confidence: Confidence | None = None
    basis: str | None = None


class Band(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grade of the total, or a grade of a described indicator as percentages of its points (`words` tell it)."""

    grade: str
    low: Decimal
    high: Decimal
    low_closed: bool = True
    high_closed: bool = False
    words: tuple[str, ...] = ()
    confidence: Confidence | None = None
    basis: str | None = None

    def holds(self, score: Decimal) -> bool:
        """Whether a score lies in the band."""
        above = score > self.low or (self.low_closed and score == self.low)
        return above and (score < self.high or (self.high_closed and score == self.high))


class Cap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """While a rate (percent) is below a bound, the total is at most `total`, or the grade at best `grade`."""

    rate: str
    below: Decimal
    total: Decimal | None = None
    grade: str | None = None
    confidence: Confidence | None = None
    basis: str | None = None


class Scheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scheme: whose it is, from when to when it holds, and everything by which a form is scored.

    `names` are what an organisation or a title of the place is recognised by. `like` is the scheme that fills in what
    this one does not say. An `option` is taken only when it is asked for. `basis` is an id of `basis/`, or the title
    of a document of one's own. `columns` (standards, targets) is what the form prints beside each indicator.
    """

    id: str
    title: str
    basis: str
    confidence: Confidence
    since: date
    until: date | None = None
    place: str = ""
    names: tuple[str, ...] = ()
    object: Object = "any"
    columns: Literal["standards", "targets", "any"] = "any"
    like: str | None = None
    option: bool = False
    about: str = ""
    full_marks: Decimal = Decimal(100)
    settings: Settings = Settings()
    levels: tuple[Level, ...] = ()
    rows: tuple[SchemeRow, ...] = ()
    bands: tuple[Band, ...] = ()
    grades: tuple[Band, ...] = ()
    caps: tuple[Cap, ...] = ()
    source: str = ""

    def holds_in(self, year: int | None) -> bool:
        """Whether the scheme was in force at some day of a year; an unknown year refuses nothing."""
        if year is None:
            return True
        return self.since.year <= year and (self.until is None or year <= self.until.year)


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One amount of a formula: a concept, `sign`, the year before when `previous`, the budget `stage`."""

    concept: str
    sign: int = 1
    previous: bool = False
    stage: str | None = None


class Way(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One formula of a rate: sums of terms such as `sangong_total - sangong_total@previous`."""

    over: str
    under: str
    confidence: Confidence
    basis: str
    note: str = ""


class RateFormula(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rate of the national framework: how it is written, and its formulas, the best first.

    `names` come before those of the vocabulary; `concept` is what such a rate is stated as there.
    `reported`: forms state it, though its amounts stand nowhere (满意度).
    """

    written: str
    ways: tuple[Way, ...] = ()
    names: tuple[str, ...] = ()
    reported: bool = False
    concept: str = ""
