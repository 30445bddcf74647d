"""What parts take over from the whole that their passage speaks of, where they stand in paragraphs of their own."""

from __future__ import annotations

from gouji.extract.context import Context, Draft
from gouji.vocabulary import parts_of

_BASIC = "basic_expenditure"


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


def _together(context: Context, whole: Draft, part: Draft) -> bool:
    """Whether a part stands in the innermost section of its whole."""
    around = [s for s in context.sections if s.heading.start <= whole.quantity.start < s.body.end]
    return bool(around) and part.quantity.start < around[-1].body.end
