"""The annotation of two published disclosures: that it ties in itself, and how much of it is understood."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gouji.pipeline import extract
from gouji.readers import read_bytes
from gouji.vocabulary import concepts, funds

HERE = Path(__file__).resolve().parent

# What is met at least, of what `compare.py` prints; raised with the extraction, never lowered.
# The four concepts missing count units (下属1家预算单位), which are no amounts.
FLOORS = {
    "budget_2025": {"listed": 375, "value": 375, "unit": 375, "concept": 371, "item": 375, "fund": 372, "scope": 372}
    | {"period": 375, "stage": 372, "role": 3, "measure": 3, "subject": 7, "not_a_fact": 183},
    "accounts_2024": {"listed": 294, "value": 294, "unit": 294, "concept": 282, "item": 294, "fund": 274, "scope": 274}
    | {"period": 294, "stage": 274, "role": 20, "measure": 20, "whole": 8, "not_a_fact": 99},
}


@pytest.fixture
def compare(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(HERE))
    import compare

    return compare


def amounts(compare: Any, name: str) -> dict[str, Decimal]:
    return {line["where"]: Decimal(line["value"]) for line in compare.expected(name) if "fact" not in line}


def parts(column: dict[str, Decimal], code: str) -> list[Decimal]:
    """The amounts one level below a code (201, 20113, 2011301), or the classes below the total row."""
    if code == "total":
        return [amount for other, amount in column.items() if len(other) == 3]
    return [amount for other, amount in column.items() if other[:-2] == code]


@pytest.mark.parametrize("name", FLOORS)
def test_lines_are_whole(compare: Any, name: str) -> None:
    lines = compare.expected(name)
    assert [line["n"] for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        named = line.get("fact") is False or line.get("concept") or line.get("measure")
        assert named and line["text"] and line["where"], line
        assert line.get("fact") is False or line["period"][:4] in {"2024", "2025"}, line
        assert line.get("stage") in {None, "budget", "original", "final", "outturn"}, line
        assert {line[key] for key in ("concept", "measure", "whole") if line.get(key)} <= set(concepts()), line
        assert line.get("fund") is None or line["fund"] in funds(), line


@pytest.mark.parametrize(("name", "checked"), [("budget_2025", 200), ("accounts_2024", 96)])
def test_tables_tie(compare: Any, name: str, checked: int) -> None:
    """Levels of the classification add up in each column, and columns across each row, to the cent."""
    found, sums = amounts(compare, name), 0
    for table in ("t2", "t3", "t5", "t8"):
        cells = [where.split("/") for where in found if where.startswith(f"{table}/")]
        for kind in sorted({cell[2] for cell in cells}):
            column = {code: found[f"{table}/{code}/{kind}"] for _, code, other in cells if other == kind}
            for code, amount in column.items():
                if below := parts(column, code):
                    assert sum(below) == amount, (table, code, kind)
                    sums += 1
        for code in {cell[1] for cell in cells} if table != "t2" else ():
            row = {kind: found[f"{table}/{other}/{kind}"] for _, other, kind in cells if other == code}
            assert row.pop("total") == sum(row.values()), (table, code)
            sums += 1
    assert sums == checked


@pytest.mark.parametrize("name", FLOORS)
def test_floors(compare: Any, name: str) -> None:
    if not compare.REPORTS.is_dir():
        pytest.skip("the published disclosures beside the repository are absent")
    result = compare.compare(compare.expected(name), *compare.understood(name))
    short = {field: (result.met[field], least) for field, least in FLOORS[name].items() if result.met[field] < least}
    assert not short, "\n".join(map(str, result.differences[:20]))


def test_differences_are_seen(compare: Any) -> None:
    """One wrong expectation is one difference; a figure that is not in the text leaves the others in their places."""
    document = read_bytes("2024年度支出合计307.82万元，其中：基本支出105.58万元。".encode(), "case.txt")
    report = extract(document)
    total = {"n": 1, "text": "307.82万元", "where": "total", "value": "3078200", "concept": "total_expenditure"}
    basic = {"n": 2, "text": "105.58万元", "where": "basic", "value": "1055800", "concept": "basic_expenditure"}

    right = compare.compare((total, basic), document, report)
    assert right.met == right.asked == {"listed": 2, "value": 2, "concept": 2}
    assert (right.differences, right.extra) == ([], [])

    wrong = compare.compare((total | {"value": "3078300"}, basic | {"fact": False}), document, report)
    assert [difference.field for difference in wrong.differences] == ["value", "not_a_fact"]

    other = compare.compare((total | {"text": "307.83万元"}, basic), document, report)
    assert [(difference.line["n"], difference.field) for difference in other.differences] == [(1, "listed")]
    assert other.extra == ["307.82万元 total_expenditure (prose)"]
    assert other.met["concept"] == 1
