"""G204 Overspending is claimed but the figures show none 称支出大于预算，数字却不大于

What it checks 查什么
    正文写“支出总额大于预算总额”等，而同一处给出的支出都不大于预算（收入）。
Why it matters 为什么重要
    问题部分要么是照抄的，要么数字没有反映真实情况。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    正文内支出与预算收入相比，表内全年执行数与全年预算数相比，都不超过即为矛盾。只大于年初预算不算超预算：
    执行率的分母是全年预算数。
Left alone 不查什么
    “杜绝超预算支出”一类的措施不是判断，不查。没有可比的数，答“无从判断”。
Example 例子
    “存在的问题：支出总额大于预算总额”，全文两处支出都等于预算。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Claim, Fact, Finding, Text, year_of

META = CheckMeta(
    id="G204",
    title=Text("称支出大于预算，数字却不大于", "Overspending is claimed but the figures show none"),
    severity="warning",
    needs=("facts", "claims"),
    basis=("budget_law_rules_83",),
)

_EXPLAINED = re.compile(r"\s*数?\s*的?\s*(?:主要)?\s*原因")
_BUDGETS = ("budget_adjusted", "budget_revenue", "total_revenue")


def check(case: Case) -> Iterator[Answer]:
    """Claims of overspending against spending and budget, paragraph by paragraph and table by table."""
    claims = [
        statement
        for statement in case.report.statements
        if isinstance(statement, Claim)
        and statement.kind == "spending_exceeds_budget"
        and not _explains(case, statement)
    ]
    if not claims:
        return
    pairs = _pairs(case)
    if not pairs:
        yield Lacking(("total_expenditure", "budget_adjusted"))
        return
    exceeded = any((spent.quantity.value or 0) > (budget.quantity.value or 0) for spent, budget in pairs)
    for claim in claims:
        yield HELD if exceeded else _finding(case, claim, pairs)


def _explains(case: Case, claim: Claim) -> bool:
    """支出数大于预算数的主要原因: of one account, whose figures stand before it."""
    return _EXPLAINED.match(case.document.text, claim.span.end) is not None


def _pairs(case: Case) -> list[tuple[Fact, Fact]]:
    """Spending with the budget beside it: in the same table, or in the same part of the prose."""
    facts = [f for f in case.report.facts if f.quantity.value is not None and not f.subject and not f.item]
    spending = [f for f in facts if f.concept == "total_expenditure"]
    budgets = [f for f in facts if f.concept in _BUDGETS]
    found = []
    for spent in spending:
        near = [b for b in budgets if b.source == spent.source and year_of(b) == year_of(spent)]
        near = [b for b in near if b.source == "prose" or b.frame == spent.frame]
        if near:
            found.append((spent, min(near, key=lambda b: abs(b.span.start - spent.span.start))))
    return found


def _finding(case: Case, claim: Claim, pairs: list[tuple[Fact, Fact]]) -> Finding:
    words = "".join(case.document.quote(claim.span).split())
    shown = "；".join(f"支出{case.printed(s)}，预算{case.printed(b)}" for s, b in pairs)
    named = "; ".join(f"spending {case.printed(s)}, budget {case.printed(b)}" for s, b in pairs)
    evidence = [("stated", claim.span)]
    for spent, budget in pairs:
        evidence += [("actual", spent.span), ("budget", budget.span)]
    return case.finding(
        META,
        Text(f"写明“{words}”，但{shown}，都不大于", f"the text says “{words}”, but {named}: none exceeds"),
        evidence,
        computation=shown,
        reported=words,
    )
