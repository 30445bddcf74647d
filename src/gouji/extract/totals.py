"""Which total a budget's 收入预算 is: that of the year, or the one that counts in what is carried over."""

from __future__ import annotations

from decimal import Decimal

from gouji.extract.context import Context, Draft

# The total of the year, and the one with the balances.
_TOTALS = (("total_revenue", "grand_total_revenue"), ("total_expenditure", "grand_total_expenditure"))
# How far before a figure its name says that it is the year's own.
_REACH = 16


def settle_totals(context: Context) -> None:
    """Read 收入预算a万元 by the tables of the same budget, which print both totals: 本年收入合计 and 收入总计.

    What agrees with neither stays as it was named.
    """
    if context.form != "budget":
        return
    for ordinary, grand in _TOTALS:
        years, totals = _printed(context, ordinary), _printed(context, grand)
        for draft in context.drafts:
            if draft.source == "table" or draft.subject or draft.scope or draft.period != context.year():
                continue
            if draft.concept == grand and not totals:
                draft.concept = ordinary
            elif draft.concept == ordinary and not _of_the_year(context, draft):
                draft.concept = grand if _meets(draft, totals) and not _meets(draft, years) else ordinary


def _printed(context: Context, concept: str) -> list[Decimal]:
    """The values of a total in the tables."""
    return [
        draft.quantity.value
        for draft in context.drafts
        if draft.source == "table" and draft.concept == concept and draft.quantity.value is not None
        if not (draft.subject or draft.item or draft.fund or draft.scope)
    ]


def _of_the_year(context: Context, draft: Draft) -> bool:
    start = draft.quantity.start
    return "本年" in context.document.text[max(start - _REACH, 0) : start]


def _meets(draft: Draft, values: list[Decimal]) -> bool:
    low, high = draft.quantity.low, draft.quantity.high
    return low is not None and high is not None and any(low <= value <= high for value in values)
