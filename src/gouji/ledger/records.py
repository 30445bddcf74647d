"""The records of a ledger: what a file holds, what the mapping asks for, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

import msgspec

from gouji.model import Gap, Text

Way = Literal["count", "sum", "rate", "on_time_rate", "mean_days"]
Bound = Fraction | None
Condition = bool | tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """The cells of one sheet as they are shown: rows with their number (from 1), cells from column A on.

    `continued` holds the places (row number, column from 0) whose text belongs to a merged cell that begins above.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    continued: frozenset[tuple[int, int]] = frozenset()


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """One file as sheets of cells; `gaps` are what its reader did not read (hidden rows, formulas)."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    gaps: tuple[Gap, ...] = ()


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """Days off besides weekends, and weekend days that are worked (调休)."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure asked for of the ledger.

    `where` says which rows it is about, `of` which of them are in the numerator of a rate; both are column names to
    the values allowed, or to true and false for filled and blank. `by` is the column of the date that must lie in the
    period. `within` is a time limit in days from `start` (working days: `working`) in place of the column `due`.
    """

    id: str
    name: str
    way: Way
    where: dict[str, Condition] = {}
    of: dict[str, Condition] = {}
    by: str = "date"
    column: str = ""
    start: str = "date"
    due: str = "due"
    done: str = "done"
    within: int | None = None
    working: bool = False
    unit: str = ""
    indicators: tuple[str, ...] = ()
    concept: str | None = None


class LedgerMapping(msgspec.Struct, frozen=True, kw_only=True):
    """How a ledger is read: which sheets and columns, what the states mean, which measures are wanted.

    `columns` gives each column's name in the mapping its header in the file; `states` groups the printed states.
    """

    title: str
    columns: dict[str, str]
    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    states: dict[str, tuple[str, ...]] = {}
    calendar: Calendar = Calendar()
    measures: tuple[Measure, ...] = ()


class Span(msgspec.Struct, frozen=True):
    """A period of whole days, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.first <= day <= self.last


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row of work: the number of its table in `Ledger.tables`, its row number, and the mapped cells in order."""

    table: int
    number: int
    cells: tuple[str, ...]


class LedgerTable(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet that was read as a ledger, and the row of its headers."""

    file: str
    sheet: str
    header_row: int


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of all files, read by the mapping; `passed` are rows that no measure counts, by the reason."""

    mapping: LedgerMapping
    tables: tuple[LedgerTable, ...]
    rows: tuple[Row, ...]
    passed: Mapping[str, tuple[Row, ...]]
    notes: tuple[Text, ...]

    def place(self, row: Row) -> str:
        """Where a row stands: the sheet and the row, before them the file when there are several."""
        table = self.tables[row.table]
        here = f"{table.sheet}!{row.number}"
        return here if len({t.file for t in self.tables}) == 1 else f"{table.file}!{here}"


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What a measure came to: exact, with the rows behind it and those left out.

    `value` is None where nothing was there to measure (not applicable). A rate is a fraction of one. `low` and `high`
    bound the value whatever the doubtful rows turn out to be; None: not bounded. `counted` are the rows behind the
    value (the denominator of a rate), `hits` those in its numerator, `left` the others by the reason.
    """

    measure: Measure
    value: Fraction | None
    numerator: Fraction
    denominator: Fraction | None
    low: Bound
    high: Bound
    counted: tuple[Row, ...]
    hits: tuple[Row, ...]
    left: Mapping[str, tuple[Row, ...]]

    @property
    def doubts(self) -> tuple[tuple[Row, str], ...]:
        """The rows that could belong to the measure and could not be judged, each with the reason."""
        return tuple((row, reason) for reason, rows in self.left.items() if reason in DOUBTS for row in rows)

    @property
    def doubtful(self) -> int:
        """How many rows are in doubt."""
        return len(self.doubts)

    def listed(self) -> tuple[tuple[Row, str], ...]:
        """The rows behind the value and then those in doubt, each with what it came to.

        That is "counted", of a rate "numerator" or "denominator", or the reason of the doubt.
        """
        if self.measure.way not in ("rate", "on_time_rate"):
            return (*((row, "counted") for row in self.counted), *self.doubts)
        hits = set(map(id, self.hits))
        known = ((row, "numerator" if id(row) in hits else "denominator") for row in self.counted)
        return (*known, *self.doubts)


DOUBTS = frozenset(
    (
        "blank_date",
        "unreadable_date",
        "unknown_state",
        "blank_condition",
        "blank_figure",
        "unreadable_figure",
        "unreadable_end",
        "reversed",
    )
)
"""The reasons by which a row may or may not belong to a measure."""

STANDINGS: dict[str, Text] = {
    "counted": Text("计入", "counted"),
    "numerator": Text("计入分子", "in numerator"),
    "denominator": Text("只计入分母", "in denominator only"),
}
"""How a counted row stands in a measure, as people read it."""

REASONS: dict[str, Text] = {
    "filtered": Text("不属于本项", "not of this measure"),
    "outside": Text("不在本期", "outside the period"),
    "void": Text("已作废", "void"),
    "no_due": Text("没有期限", "no deadline"),
    "not_due": Text("期限未到、尚未办结", "not done and not yet due"),
    "not_done": Text("尚未办结", "not done"),
    "blank_date": Text("日期空白", "blank date"),
    "unreadable_date": Text("日期读不懂", "unreadable date"),
    "unreadable_end": Text("期限或办结日期读不懂", "unreadable deadline or end date"),
    "reversed": Text("办结早于受理", "ends before it begins"),
    "unknown_state": Text("状态空白或映射里没有", "state blank or not in the mapping"),
    "blank_condition": Text("条件所用的栏空白", "blank in a column asked for"),
    "blank_figure": Text("数额空白", "blank figure"),
    "unreadable_figure": Text("数额读不懂", "unreadable figure"),
    "total": Text("合计、小计行", "rows of totals"),
    "header": Text("重复的表头", "repeated headers"),
    "unmapped": Text("所用各栏都是空白", "blank in all mapped columns"),
    "duplicate": Text("编号重复", "repeated keys"),
}
"""Why a row was not counted, as people read it."""
