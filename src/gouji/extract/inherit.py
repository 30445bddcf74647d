"""What parts take over from the whole that their passage speaks of, where they stand in paragraphs of their own."""

from __future__ import annotations

import re
from bisect import bisect_right

from gouji.extract.context import Context, Draft
from gouji.extract.structure import numbering
from gouji.model import Section
from gouji.vocabulary import fund_named, of_fund, parts_of

_BASIC, _PROJECTS = "basic_expenditure", "project_expenditure"
_TOTAL, _GRAND = "total_expenditure", ("grand_total_revenue", "grand_total_expenditure")
_DIVIDED = (_BASIC, _PROJECTS, _TOTAL)
_OF_WHICH = re.compile(r"其中|包括|用于")
_PROJECT_PART = re.compile(r"项目支出")
_APPROPRIATED = "财政拨款"
_OF_A_PROJECT = "项目支出中"


def inherit_funds(context: Context) -> None:
    """一般公共预算基本支出a万元，其中： | 人员经费b万元…… | 公用经费c万元……: b and c are of the fund of a."""
    whole: Draft | None = None
    for draft in context.drafts:
        if draft.source == "table":
            continue
        if draft.concept == _BASIC:
            whole = draft
        elif whole is not None and draft.fund is None and draft.concept in parts_of(_BASIC):
            draft.fund = whole.fund if _together(context, whole, draft) else None


def inherit_from_heading(context: Context) -> None:
    """四、一般公共预算财政拨款支出决算情况 | 1.基本支出a万元: a is of the fund that the heading names.

    In budgets and final accounts so are the amounts of accounts and the totals with the balances.
    """
    for draft in context.drafts:
        if draft.source != "prose" or draft.fund is not None or not _may_be_of_fund(context, draft):
            continue
        titles = (section.title for section in _around(context, draft))
        named = (fund_named(title) for title in titles if context.disclosure or _APPROPRIATED in title)
        draft.concept, draft.fund = of_fund(draft.concept, next((fund for fund in named if fund), None))


def _may_be_of_fund(context: Context, draft: Draft) -> bool:
    """Whether an amount is of a kind that a heading tells the fund of."""
    if draft.concept in (_BASIC, _PROJECTS):
        return not (context.disclosure and draft.subject)
    of_account = draft.concept == _TOTAL and draft.item is not None
    return context.disclosure and not draft.subject and (of_account or draft.concept in _GRAND)


def set_apart_projects(context: Context) -> None:
    """项目支出a万元，其中：商品和服务支出b万元: b is a class of what projects spent, not of what the unit spent."""
    head: Draft | None = None
    for draft in context.drafts:
        if draft.source == "table":
            continue
        if draft.concept in _DIVIDED:
            head = draft
        elif draft.concept in parts_of(_BASIC) and not draft.subject and _of_projects(context, head, draft):
            draft.subject = _OF_A_PROJECT + _number(context, draft)


def _of_projects(context: Context, head: Draft | None, draft: Draft) -> bool:
    """Whether words that divide stand between what projects spent and a class, or a heading above says projects."""
    around = _around(context, draft)
    if head is not None and (not around or head.quantity.start >= around[0].heading.start):
        if head.concept != _PROJECTS:
            return False
        between = context.document.text[head.quantity.end : draft.quantity.start]
        return _OF_WHICH.search(between) is not None
    return bool(around) and _PROJECT_PART.search(around[0].title) is not None and "基本支出" not in around[0].title


def _number(context: Context, draft: Draft) -> str:
    """The number of the paragraph that a figure stands in: classes of two projects are two figures."""
    block = context.document.blocks[draft.frame]
    return numbering(context.document.text[block.start : block.end])[1]


def _around(context: Context, draft: Draft) -> list[Section]:
    """The sections around a figure, innermost first."""
    index = bisect_right(context.sections, draft.quantity.start, key=lambda section: section.heading.start) - 1
    return context.ancestors(index if index >= 0 else None)


def _together(context: Context, whole: Draft, part: Draft) -> bool:
    """Whether a part stands in the innermost section of its whole."""
    around = [s for s in context.sections if s.heading.start <= whole.quantity.start < s.body.end]
    return bool(around) and part.quantity.start < around[-1].body.end
