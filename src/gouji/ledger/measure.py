"""The measures of a ledger for a period: each row is counted, left out by a reason, or in doubt; values are exact.

Rows in doubt (no readable date, a state that the mapping does not know) are not in the value; `low` and `high` say what
the value would be if all of them fell the one way or the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from gouji.ledger.dates import days_after, days_between, parse_date
from gouji.ledger.records import DOUBTS, Bound, Condition, Ledger, Measure, Measured, Row, Span

_FIGURE = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?\Z")
_SIGNS = str.maketrans("０１２３４５６７８９．，－＋", "0123456789.,-+")
# What a row came to: a reason to leave it out, or its part of the numerator.
Verdict = str | Fraction
_IN, _OUT = Fraction(1), Fraction(0)


def measure_all(ledger: Ledger, period: Span, as_of: date | None = None) -> tuple[Measured, ...]:
    """All measures of the mapping over a period; `as_of` is the day on which what is undone and due is late.

    Without it that is the last day of the period.
    """
    return tuple(_Measuring(ledger, wanted, period, as_of or period.last).run() for wanted in ledger.mapping.measures)


@lru_cache(maxsize=1 << 16)
def parse_figure(text: str) -> Fraction | None:
    """The number that a cell shows, with commas between thousands and a unit behind it; None for anything else."""
    folded = "".join(text.translate(_SIGNS).split()).lstrip("¥￥").rstrip("元人次件场篇份个期户条项家处只天")
    return Fraction(Decimal(folded.replace(",", ""))) if _FIGURE.match(folded) else None


class _Measuring:
    """One measure over the rows."""

    def __init__(self, ledger: Ledger, measure: Measure, period: Span, as_of: date):
        self.ledger, self.measure, self.period, self.as_of = ledger, measure, period, as_of
        self.at = {role: index for index, role in enumerate(ledger.mapping.columns)}
        states = ledger.mapping.states
        self.known = frozenset(state for group in states.values() for state in group)
        self.void = frozenset(states.get("void", ()))
        self.calendar = ledger.mapping.calendar if measure.working else None
        self.limit = lru_cache(maxsize=4096)(lambda day: days_after(day, measure.within or 0, self.calendar))
        judges: dict[str, Callable[[Row], Verdict]] = {
            "count": lambda row: _IN,
            "sum": self.figure,
            "rate": self.share,
            "on_time_rate": self.on_time,
            "mean_days": self.days,
        }
        self.judge = judges[measure.way]

    def run(self) -> Measured:
        counted: list[Row] = []
        hits: list[Row] = []
        left: dict[str, list[Row]] = {}
        total = Fraction(0)
        parts: list[Fraction] = []
        for row in self.ledger.rows:
            verdict = self.member(row)
            if verdict is _IN:
                verdict = self.judge(row)
            elif verdict in DOUBTS and self.measure.way == "sum":
                parts.append(figure if isinstance(figure := self.figure(row), Fraction) else _OUT)
            if isinstance(verdict, str):
                left.setdefault(verdict, []).append(row)
                continue
            counted.append(row)
            total += verdict
            if verdict:
                hits.append(row)
        doubtful = sum(len(rows) for reason, rows in left.items() if reason in DOUBTS)
        unbounded = any(reason in left for reason in ("blank_figure", "unreadable_figure"))
        return self.measured(counted, hits, left, total, (doubtful, None if unbounded else parts))

    def measured(
        self,
        counted: list[Row],
        hits: list[Row],
        left: dict[str, list[Row]],
        total: Fraction,
        doubt: tuple[int, list[Fraction] | None],
    ) -> Measured:
        """The result: value, numerator and denominator, and the bounds that the doubtful rows leave."""
        doubtful, parts = doubt
        value: Fraction | None = total
        low: Bound = total
        high: Bound = total
        rows: Fraction | None = None
        if self.measure.way == "count":
            high = total + doubtful
        elif self.measure.way == "sum":
            low = None if parts is None else total + sum((p for p in parts if p < 0), _OUT)
            high = None if parts is None else total + sum((p for p in parts if p > 0), _OUT)
        else:
            rows = Fraction(len(counted))
            value = total / rows if rows else None
            if self.measure.way == "mean_days":
                low = high = None if doubtful else value
            else:
                low = total / (rows + doubtful) if rows + doubtful else None
                high = (total + doubtful) / (rows + doubtful) if rows + doubtful else None
        return Measured(
            measure=self.measure,
            value=value,
            numerator=total,
            denominator=rows,
            low=low,
            high=high,
            counted=tuple(counted),
            hits=tuple(hits),
            left={reason: tuple(found) for reason, found in left.items()},
        )

    def member(self, row: Row) -> Verdict:
        """Whether the measure is about a row: its filter, its state, its date."""
        held = self.holds(row, self.measure.where)
        if held is False:
            return "filtered"
        if "state" in self.at and row.cells[self.at["state"]] in self.void:
            return "void"
        day = self.day(row, self.measure.by)
        if isinstance(day, str):
            return "unreadable_date" if day else "blank_date"
        if not self.period.holds(day):
            return "outside"
        return held if isinstance(held, str) else _IN

    def holds(self, row: Row, conditions: dict[str, Condition]) -> bool | str:
        """Whether a row meets all conditions; the reason of the doubt where that hangs on a blank or unknown cell."""
        doubt = ""
        for role, wanted in conditions.items():
            text = row.cells[self.at[role]]
            if isinstance(wanted, bool):
                if bool(text) is not wanted:
                    return False
            elif text not in wanted:
                if text and (role != "state" or not self.known or text in self.known):
                    return False
                doubt = "unknown_state" if role == "state" else "blank_condition"
        return doubt or True

    def day(self, row: Row, role: str) -> date | str:
        """The day in a cell, or the text that is none."""
        text = row.cells[self.at[role]]
        return parse_date(text) or text if text else ""

    def figure(self, row: Row) -> Verdict:
        text = row.cells[self.at[self.measure.column]]
        found = parse_figure(text) if text else None
        return found if found is not None else "unreadable_figure" if text else "blank_figure"

    def share(self, row: Row) -> Verdict:
        held = self.holds(row, self.measure.of)
        return held if isinstance(held, str) else _IN if held else _OUT

    def on_time(self, row: Row) -> Verdict:
        """Done on the last day of the limit is in time; what is not done is late only when the day has passed."""
        start = self.day(row, self.measure.start) if self.measure.start in self.at else ""
        done = self.day(row, self.measure.done)
        if self.measure.within is None:
            due = self.day(row, self.measure.due)
        else:
            due = start if isinstance(start, str) else self.limit(start)
        if isinstance(due, str):
            return "unreadable_end" if due else "no_due"
        if isinstance(done, str):
            return "unreadable_end" if done else "not_due" if due >= self.as_of else _OUT
        if not isinstance(start, str) and done < start:
            return "reversed"
        return _IN if done <= due else _OUT

    def days(self, row: Row) -> Verdict:
        start, done = self.day(row, self.measure.start), self.day(row, self.measure.done)
        if isinstance(start, str):
            return "unreadable_date" if start else "blank_date"
        if isinstance(done, str):
            return "unreadable_end" if done else "not_done"
        return "reversed" if done < start else Fraction(days_between(start, done, self.calendar))
