"""Rates of execution as a report prints them, also where the figure itself has no name."""

from __future__ import annotations

import re

from gouji.checks.case import Case
from gouji.model import Fact

_NAMED = re.compile(r"(?:预算|资金|支出)?(?:执行率|完成率|执行进度|支出进度)(?:已?达到?|为|是|约|仅|[:：])*\s*$")
_BEFORE = 16


def execution_rates(case: Case) -> list[Fact]:
    """The percentages called a rate of execution: by their concept, or by the words right before them."""
    return [fact for fact in case.report.facts if fact.quantity.unit == "%" and _is_rate(case, fact)]


def _is_rate(case: Case, fact: Fact) -> bool:
    if "execution_rate" in f"{fact.concept} {fact.measure}":
        return fact.concept != "indicator_target"
    if fact.source != "prose" or fact.concept is not None:
        return False
    before = case.document.text[max(fact.span.start - _BEFORE, 0) : fact.span.start]
    named = _NAMED.search(before)
    return named is not None and ("执行" in named.group() or "预算" in named.group() or "支出" in named.group())
