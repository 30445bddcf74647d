"""Cost of scoring sentences: compile at most 1 ms a sentence, 100,000 sheets of 25 rows in at most 60 s on one core.

Sentences are those of the test collection (every one, uncached); sheets take their rows from those that are
understood, with values that differ from sheet to sheet so that nothing is answered from memory. A part of the sheets
is timed, the best of a few rounds of other values, and the whole is computed from it. Whole score sheets of small
reports (their figures looked up, the intervals of printed digits, the trace) are timed too, without a limit. Exit
status 1 when a limit is missed.
"""

from __future__ import annotations

import random
import sys
import time
import tomllib
from decimal import Decimal
from pathlib import Path

from gouji.pipeline import extract
from gouji.readers import read_bytes
from gouji.schemes import Standard, compile_standard, score_sheets

CASES = Path(__file__).parents[1] / "tests/schemes/cases"
ROWS = 25
SHEETS = 100_000
TIMED = 1_000
REPEATED = 20
ROUNDS = 4
MAX_COMPILE = 0.001
MAX_SCORING = 60.0


def main() -> None:
    """Print both figures; exit 1 when a limit is missed."""
    cases = [case for file in sorted(CASES.glob("*.toml")) for case in tomllib.loads(file.read_text("utf-8"))["case"]]
    met = [_compiling(cases), _scoring(cases)]
    _sheets()
    sys.exit(0 if all(met) else 1)


def _compiling(cases: list[dict[str, object]]) -> bool:
    start = time.process_time()
    for case in cases:
        compile_standard(str(case["text"]), case["points"])
    mean = (time.process_time() - start) / len(cases)
    print(f"compile: {mean * 1e6:.0f} µs a sentence, {len(cases)} sentences (limit {MAX_COMPILE * 1e6:.0f})")
    return mean <= MAX_COMPILE


def _scoring(cases: list[dict[str, object]]) -> bool:
    rows = _rows(cases)
    took = min(_round(rows, random.Random(seed)) for seed in range(ROUNDS))
    whole = took * SHEETS / TIMED
    print(
        f"score: {TIMED / took:.0f} sheets/s of {ROWS} rows, {SHEETS} sheets in {whole:.1f} s (limit {MAX_SCORING:.0f})"
    )
    return whole <= MAX_SCORING


def _round(rows: list[tuple[Standard, dict[str, str]]], chance: random.Random) -> float:
    picked = [chance.choices(rows, k=ROWS) for _ in range(TIMED)]
    sheets = [[(standard, _varied(values, chance)) for standard, values in sheet] for sheet in picked]
    total = Decimal(0)
    start = time.process_time()
    for sheet in sheets:
        for standard, values in sheet:
            points = standard.score(values).points
            if points is not None:
                total += points
    return time.process_time() - start


def _sheets() -> None:
    """Every report of the test collection by its scheme, as `gouji score` does it once the file is read."""
    made = [tomllib.loads(file.read_text("utf-8")) for file in sorted((CASES.parent / "sheets").glob("*.toml"))]
    reports = [(extract(read_bytes(case["text"].lstrip().encode(), "案例.txt")), case["scheme"]) for case in made]
    rows = sum(len(sheet.rows) for report, scheme in reports for sheet in score_sheets(report, scheme))
    rounds = []
    for _ in range(REPEATED):
        start = time.process_time()
        for report, scheme in reports:
            score_sheets(report, scheme)
        rounds.append(time.process_time() - start)
    took = min(rounds) / rows * ROWS
    print(f"sheets from reports: {took * 1e3:.1f} ms a sheet of {ROWS} rows, with lookups, intervals and trace")


def _rows(cases: list[dict[str, object]]) -> list[tuple[Standard, dict[str, str]]]:
    out = []
    for case in cases:
        standard = compile_standard(str(case["text"]), case["points"])
        inputs = case["inputs"]
        assert isinstance(inputs, list)
        if standard.understood and inputs[0]:
            out.append((standard, dict(pair.split("=", 1) for pair in inputs[0].split(";"))))
    return out


def _varied(values: dict[str, str], chance: random.Random) -> dict[str, str]:
    """Percentages of two decimals at random; other values as they are."""
    return {
        name: f"{chance.randrange(12000) / 100}%" if value.endswith("%") else value for name, value in values.items()
    }


if __name__ == "__main__":
    main()
