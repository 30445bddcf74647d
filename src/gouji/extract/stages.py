"""What the whole document says of its figures: the budget stage of a budget or of final accounts, dates of balances."""

from __future__ import annotations

from calendar import monthrange

import msgspec

from gouji.extract.context import Context, Draft
from gouji.vocabulary import Concept, concepts, of_fund

_STAGES = {"budget": "original", "final_accounts": "outturn"}
# In the form of one project the unit's own words speak of the project.
_PROJECT = {
    "budget_initial": "project_budget_initial",
    "budget_adjusted": "project_budget_final",
    "total_expenditure": "project_expenditure_item",
}
# 收入预算 in a budget is the year's revenue as budgeted; in a self-evaluation it is a figure of its own.
_BUDGETED = {"budget_revenue": "total_revenue", "budget_expenditure": "total_expenditure"}


def settle_stages(context: Context) -> None:
    """Fill in the stage of all flows of a budget or of final accounts, and the date of what is held on a day."""
    for draft in context.drafts:
        if draft.concept is None:
            continue
        if context.form == "budget":
            _of_budget(draft)
        if context.project and draft.concept in _PROJECT and not draft.subject.replace(context.project, ""):
            draft.concept, draft.subject = _PROJECT[draft.concept], context.project
        if context.project and draft.concept == "execution_rate" and not draft.subject:
            draft.subject = context.project
        entry = concepts()[draft.concept]
        if entry.nature == "stock":
            draft.period = _day(draft.period)
        elif draft.stage is None and entry.nature == "flow" and (entry.unit == "money" or entry.base):
            draft.stage = _stage(context, draft, entry)


def settle_zeros(context: Context) -> None:
    """A bare 0 among amounts with decimals is nothing at all, not anything below half a 万元."""
    exact = {draft.frame for draft in context.drafts if draft.quantity.unit == "元" and draft.quantity.decimals}
    for draft in context.drafts:
        quantity = draft.quantity
        plain = quantity.value == 0 and quantity.unit == "元" and not quantity.decimals and quantity.qualifier is None
        if plain and draft.frame in exact:
            draft.quantity = msgspec.structs.replace(quantity, low=quantity.value, high=quantity.value)


def _stage(context: Context, draft: Draft, entry: Concept) -> str | None:
    """The stage that the concept or the whole document says."""
    stage = None if entry.base else entry.stage
    if stage is None and context.form in _STAGES:
        this_year = draft.period is None or draft.period == context.year()
        return _STAGES[context.form] if this_year else "outturn"
    return "original" if stage == "budget" and context.form == "budget" else stage


def _of_budget(draft: Draft) -> None:
    if draft.concept in _BUDGETED:
        draft.concept, draft.fund = of_fund(_BUDGETED[draft.concept], draft.fund)
    if draft.stage == "budget":
        draft.stage = "original"


def _day(period: str | None) -> str | None:
    """The last day of a year or month: what is held is held on a day."""
    if period is None or not period.replace("-", "").isdigit():
        return period
    parts = [int(part) for part in period.split("-")]
    if len(parts) == 1:
        return f"{period}-12-31"
    if len(parts) == 2:
        return f"{period}-{monthrange(*parts)[1]:02d}"
    return period
