"""某基金收入a万元，支出b万元: what is spent beside an income is of the same money, and not the unit's total."""

from __future__ import annotations

import re

from gouji.extract.context import Context
from gouji.extract.sentences import Mention, Sentence
from gouji.vocabulary import concepts, fund_named, of_fund

_SPENT = re.compile(r"(?:本年|当年|全年)?支出(?:为|是|共|:)*")
_OUTTURN = re.compile(r"(?:决算|执行|实际)数?(?:为|是|共|:)*")
_TOTAL = "total_expenditure"


def beside_income(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Name a bare 支出, or the 决算数 of an income, by the income that opens its sentence; False when none does.

    Beside an income that could not be named it stays without a name, with the words of that income as its subject;
    beside the only one, which is of a fund, it is spending of that fund.
    """
    spent = _SPENT.fullmatch(mention.left) is not None
    if not spent and _OUTTURN.fullmatch(mention.left) is None:
        return False
    before = [m for m in sentence.mentions if m.end <= mention.start and m.role == "value"]
    before = [m for m in before if m.draft.quantity.unit == "元"]
    incomes = [m for m in before if "收入" in m.left]
    if spent and not before:
        return _of_the_passage(context, sentence, mention)
    if not incomes or incomes[0] is not before[0]:
        return False
    if not spent:
        # 收入预算数a亿元，决算数b亿元: what came in, whatever is spent elsewhere.
        if before[-1] is not incomes[-1]:
            return False
        mention.draft.subject = incomes[-1].left
        return True
    income = incomes[0].draft
    entry = concepts().get(income.concept or "")
    if entry is None:
        mention.draft.subject = f"{incomes[0].left}，支出"
        return True
    fund = income.fund or entry.fund
    if len(incomes) > 1 or fund is None:
        return False
    mention.draft.concept, mention.draft.fund = of_fund(_TOTAL, fund)
    mention.draft.subject = income.subject
    return True


def _of_the_passage(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """政府性基金收入a万元，比上年增加b万元。……本年支出c万元: the passage opens with an income of a fund."""
    start = sentence.passage.start
    first = next(iter(context.drafts_in(start, sentence.passage.end)), None)
    opening = context.document.text[start : first.quantity.start] if first is not None else ""
    fund = fund_named(opening) if "收入" in opening else None
    if fund is None or sentence.start <= start:
        return False
    mention.draft.concept, mention.draft.fund = of_fund(_TOTAL, fund)
    return True
