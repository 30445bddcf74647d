"""The amounts that the tables of a report hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from gouji.checks.case import Case, once
from gouji.model import Fact


@once
def amounts_of_tables(case: Case) -> Mapping[int, list[Fact]]:
    """Block number of a table -> its amounts of money that are not zero, in order."""
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in case.report.facts:
        if fact.source == "table" and fact.quantity.unit == "元" and fact.quantity.value:
            found[fact.frame].append(fact)
    return dict(found)
