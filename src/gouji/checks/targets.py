"""Whether the target of an indicator was reached, as far as its achieved value and the direction of its target tell."""

from __future__ import annotations

from typing import Literal

from gouji.checks.case import Case
from gouji.checks.rows import pattern, plain, wanted
from gouji.model import Indicator

Shortfall = Literal["said", "certain", "likely"]


def shortfall(case: Case, indicator: Indicator) -> Shortfall | None:
    """How it is known that the target was not reached; None where it was, or where that cannot be told.

    "said": in words (未完成); "certain": by figures, the form itself saying that more is better; "likely": by figures.
    """
    missed = pattern("missed")
    if missed.search(plain(indicator.achieved_text)) and not missed.search(plain(indicator.target_text)):
        return "said"
    way = wanted(case, indicator)
    if way is None or way[0] != "more" or indicator.target is None or indicator.achieved is None:
        return None
    target, achieved = case.fact(indicator.target).quantity, case.fact(indicator.achieved).quantity
    if target.unit != achieved.unit or target.value is None or achieved.value is None or achieved.high is None:
        return None
    if target.unit in (None, "%") and achieved.value <= 1 < target.value and achieved.decimals:
        return None  # 0.96 against 95: a share beside a percentage.
    if achieved.high > target.value or (achieved.high == target.value and achieved.high_closed):
        return None
    return "certain" if way[1] else "likely"
