"""Measures and the comparison for programs: one JSON object, or lines of CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from gouji.ledger.records import DOUBTS, REASONS, Ledger, Measured, Row, Span
from gouji.ledger.shown import RATES, by_table, exact, printed, rounded, said_rows, stands_for
from gouji.ledger.terminal import Beside
from gouji.model import Language

_PLACES = 2
_RANGES = 50
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def ledger_record(
    ledger: Ledger, measured: Sequence[Measured], period: Span, beside: Beside | None = None
) -> dict[str, Any]:
    """The answer of `gouji ledger` as docs/reference/ledger-mapping.md describes it."""
    record: dict[str, Any] = {
        "title": ledger.mapping.title,
        "period": {"first": period.first.isoformat(), "last": period.last.isoformat()},
        "tables": [{"file": t.file, "sheet": t.sheet, "header_row": t.header_row} for t in ledger.tables],
        "rows": len(ledger.rows),
        "passed": [_left(ledger, reason, rows) for reason, rows in ledger.passed.items()],
        "measures": [_measure(ledger, one) for one in measured],
        "notes": [note.zh for note in ledger.notes],
    }
    if beside is not None:
        record["report"] = {"file": beside.name, "fiscal_year": beside.year, "comparisons": _comparisons(beside)}
    return record


def ledger_csv(ledger: Ledger, measured: Sequence[Measured], beside: Beside | None, language: Language) -> str:
    """One line a measure, and one more for each further figure of the report."""
    lines: list[list[str]] = [
        ["id", "name", "value", "unit", "numerator", "denominator", "low", "high", "rows", "not_counted", "doubtful"]
    ]
    if beside is not None:
        lines[0] += ["verdict", "reported", "place"]
    for one in measured:
        line = _line(ledger, one, language)
        said = (
            []
            if beside is None
            else [
                [c.verdict, "" if c.fact is None else c.fact.quantity.text, place]
                for c, place in zip(beside.comparisons, beside.places, strict=True)
                if c.measured.measure.id == one.measure.id
            ]
        )
        lines += [line + more for more in said or [[]]]
    return _written(lines)


def rows_csv(ledger: Ledger, measured: Measured) -> str:
    """The rows behind one measure and those in doubt: file, sheet, row, how each stands, the mapped columns."""
    lines = [["file", "sheet", "row", "stands", *ledger.mapping.columns.values()]]
    for row, standing in measured.listed():
        table = ledger.tables[row.table]
        lines.append([table.file, table.sheet, str(row.number), standing, *map(_harmless, row.cells)])
    return _written(lines)


def rows_record(ledger: Ledger, measured: Measured) -> dict[str, Any]:
    """The same as an object."""
    columns = tuple(ledger.mapping.columns)
    listed = [
        {"place": ledger.place(row), "stands": standing, "cells": dict(zip(columns, row.cells, strict=True))}
        for row, standing in measured.listed()
    ]
    return {**_measure(ledger, measured), "listed": listed}


def _measure(ledger: Ledger, one: Measured) -> dict[str, Any]:
    rate = one.measure.way in RATES
    scale = 100 if rate else 1
    return {
        "id": one.measure.id,
        "name": one.measure.name,
        "measure": one.measure.way,
        "concept": one.measure.concept,
        "unit": "%" if rate else one.measure.unit or None,
        "value": _decimal(one.value, scale),
        "rounded": _rounded(one, scale),
        "numerator": _decimal(one.numerator, 1),
        "denominator": _decimal(one.denominator, 1),
        "low": _decimal(one.low, scale),
        "high": _decimal(one.high, scale),
        "rows": _ranges(ledger, one.counted),
        "numerator_rows": _ranges(ledger, one.hits) if rate else None,
        "not_counted": [_left(ledger, reason, rows) for reason, rows in one.left.items()],
    }


def _decimal(value: Fraction | None, scale: int) -> str | None:
    """An exact decimal, or "a/b" where there is none."""
    return None if value is None else exact(value * scale) or str(value * scale)


def _rounded(one: Measured, scale: int) -> dict[str, str] | None:
    if one.value is None or one.denominator is None:
        return None
    low, high = stands_for(one.value * scale, _PLACES)
    return {"text": rounded(one.value * scale, _PLACES), "low": low, "high": high}


def _left(ledger: Ledger, reason: str, rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "reason": reason,
        "message": REASONS[reason].zh,
        "doubtful": reason in DOUBTS,
        "count": len(rows),
        "rows": _ranges(ledger, rows),
    }


def _ranges(ledger: Ledger, rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [
        {"file": ledger.tables[table].file, "sheet": ledger.tables[table].sheet, "ranges": ranges}
        for table, ranges in by_table(rows)
    ]


def _comparisons(beside: Beside) -> list[dict[str, Any]]:
    return [
        {
            "measure": c.measured.measure.id,
            "verdict": c.verdict,
            "source": c.source,
            "text": (c.text or None) if c.fact is None else c.fact.quantity.text,
            "start": None if c.fact is None else c.fact.span.start,
            "end": None if c.fact is None else c.fact.span.end,
            "place": place or None,
        }
        for c, place in zip(beside.comparisons, beside.places, strict=True)
    ]


def _line(ledger: Ledger, one: Measured, language: Language) -> list[str]:
    left = "；".join(f"{REASONS[reason].said_in(language)} {len(rows)}" for reason, rows in one.left.items())
    made = _measure(ledger, one)
    return [
        one.measure.id,
        _harmless(one.measure.name),
        "" if one.value is None else printed(one.measure, one.value).split(" ")[0],
        made["unit"] or "",
        *(made[key] or "" for key in ("numerator", "denominator", "low", "high")),
        str(len(one.counted)),
        left,
        said_rows(ledger, (row for row, _ in one.doubts), _RANGES),
    ]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not text[1:].replace(".", "").isdigit() else text


def _written(lines: Sequence[Sequence[str]]) -> str:
    """CSV with a byte order mark, without which Excel takes it for another encoding."""
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return "\ufeff" + out.getvalue()
