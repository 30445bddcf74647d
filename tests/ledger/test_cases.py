"""Small ledgers with what their measures must come to: a new file in cases/ is a new test.

`table` is the CSV (its first line is row 1), `expect` gives for each measure the exact value ("" for none), the rows
behind it and those left out by the reason.
"""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from gouji.ledger import Measured, grid_of_csv, load_mapping, measure_all, parse_period, read_ledger
from gouji.ledger.records import DOUBTS, REASONS

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
KEYS = {"period", "as_of", "mapping", "table", "notes", "passed", "expect"}


def fraction(text: str) -> Fraction | None:
    return Fraction(text) if text else None


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    assert case.keys() <= KEYS
    mapping = load_mapping(case["mapping"], path.name)
    ledger = read_ledger([grid_of_csv(case["table"].strip().encode(), "台账.csv")], mapping)
    as_of = parse_period(case["as_of"]).last if "as_of" in case else None
    measured = {one.measure.id: one for one in measure_all(ledger, parse_period(case["period"]), as_of)}
    assert measured.keys() == case["expect"].keys()
    for id_, expected in case["expect"].items():
        check(measured[id_], expected)
    assert {reason: [row.number for row in rows] for reason, rows in ledger.passed.items()} == case.get("passed", {})
    said = " ".join(note.zh for note in ledger.notes)
    assert bool(said) == bool(case.get("notes"))
    assert all(note in said for note in case.get("notes", ()))


def check(one: Measured, expected: dict[str, Any]) -> None:
    assert one.value == fraction(expected["value"])
    for key in ("numerator", "denominator", "low", "high"):
        if key in expected:
            assert getattr(one, key) == fraction(expected[key]), key
    assert [row.number for row in one.counted] == expected["rows"]
    left = {reason: [row.number for row in rows] for reason, rows in one.left.items()}
    assert left == expected.get("left", {})


def test_every_reason_of_doubt_has_words() -> None:
    assert set(REASONS) >= DOUBTS
    used = {name for path in CASES for name in REASONS if name in path.read_text(encoding="utf-8")}
    assert used >= set(REASONS)
