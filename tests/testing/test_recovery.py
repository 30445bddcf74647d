"""What is understood of a few synthetic reports must not fall back: `python tools/recovery.py` measures many."""

from __future__ import annotations

import recovery
from gouji.testing import FORMS, make_report

# At least these shares of what is true; raised with the extraction, never lowered.
FLOORS = {"found": 0.998, "value": 0.998, "recovered": 0.995}
COUNT = 36


def test_floors() -> None:
    totals = recovery.measure(COUNT, 1, list(FORMS))
    every = recovery.Measure()
    for found in totals.values():
        every.add(found)
    short = {name: every.met[name] / every.asked[name] for name in FLOORS}
    assert all(short[name] >= floor for name, floor in FLOORS.items()), short
    assert {name.split()[0] for name in totals} == set(FORMS)
    assert "recovered" in recovery.table(totals)


def test_a_miss_is_seen(tmp_path: object) -> None:
    """A mention that says something else than the text counts as missed, with its pattern and an example."""
    import pathlib

    import msgspec

    report = make_report(5, "prose7")
    first = next(m for m in report.mentions if m.concept == "total_expenditure" or m.unit == "元")
    wrong = msgspec.structs.replace(first, concept="headcount_actual")
    mentions = tuple(wrong if m is first else m for m in report.mentions)
    before = recovery.measure_report(report, pathlib.Path(str(tmp_path)), "txt")
    after = recovery.measure_report(
        msgspec.structs.replace(report, mentions=mentions), pathlib.Path(str(tmp_path)), "txt"
    )
    assert after.met["recovered"] == before.met["recovered"] - 1
    assert after.misses[(first.pattern, "concept")] == before.misses[(first.pattern, "concept")] + 1
    assert wrong.text in recovery.details({"prose7 txt": after})
