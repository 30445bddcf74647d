"""Every entry of cases/*.toml is a test: the figures of its text, with kind, value, unit and interval."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gouji.quantities import Quantity, find_quantities

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
]


def interval(quantity: Quantity) -> str:
    low = "(-inf" if quantity.low is None else f"{'[' if quantity.low_closed else '('}{quantity.low.normalize():f}"
    high = "inf)" if quantity.high is None else f"{quantity.high.normalize():f}{']' if quantity.high_closed else ')'}"
    return f"{low}, {high}"


def value(quantity: Quantity) -> str:
    return "" if quantity.value is None else f"{quantity.value.normalize():f}"


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_quantities(text)
    read = [[q.text, q.kind, value(q), q.unit or "", interval(q)] for q in found]
    assert read == case["figures"]
    if "outer" in case:
        assert [text[q.outer_start : q.outer_end] for q in found] == case["outer"]
