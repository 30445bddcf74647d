"""G213 Said to be within budget, but above it 称未超预算，数字却超了

What it checks 查什么
    “未超预算”“控制在预算之内”的同一句（上一句）里，支出大于预算。
Why it matters 为什么重要
    结论与数字相反，多半是结论照抄往年。
Basis 依据
    budget_law_13, budget_law_rules_83。
How it is recomputed 怎样复算
    同一口径的预算数和支出数，按印出位数取区间，支出的下限大于预算的上限才算。
Left alone 不查什么
    “确保不超预算”一类的要求不是结论；句里没有同一口径的预算数和支出数的，答“无从判断”。
Example 例子
    “公务接待费预算 6 万元，支出 6.8 万元，未超预算。”
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, facts_within, sentence_around, stage_of
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Claim, Fact, Span, Text

META = CheckMeta(
    id="G213",
    title=Text("称未超预算，数字却超了", "Said to be within budget, but above it"),
    severity="error",
    needs=("facts", "claims"),
    basis=("budget_law_13", "budget_law_rules_83"),
)

_BUDGETS = ("final", "original", "budget")


def check(case: Case) -> Iterator[Answer]:
    """Claims of keeping to the budget, each with the amounts of its sentence, else of the one before."""
    for claim in case.report.statements:
        if not isinstance(claim, Claim) or claim.kind != "within_budget":
            continue
        pair = _pair(case, sentence_around(case, claim.span))
        if pair is None:
            yield Lacking(("outturn", "budget"))
        elif not exceeds(*pair):
            yield HELD
        else:
            spent, budget = pair
            said = "".join(case.document.quote(claim.span).split())
            yield case.finding(
                META,
                Text(
                    f"写为“{said}”，但支出{case.printed(spent)}大于预算{case.printed(budget)}",
                    f"the text says “{said}”, but {case.printed(spent)} was spent of {case.printed(budget)}",
                ),
                [("stated", claim.span), ("actual", spent.span), ("budget", budget.span)],
                computation=f"{case.printed(spent)} > {case.printed(budget)}",
                reported=said,
            )


def _pair(case: Case, sentence: Span) -> tuple[Fact, Fact] | None:
    """The only spending of a sentence and the only budget of the same thing beside it."""
    facts = [f for f in facts_within(case, sentence) if f.quantity.unit == "元" and f.quantity.value is not None]
    budgets = [fact for fact in facts if fact.stage in _BUDGETS and fact.concept]
    found = [(a, b) for b in budgets for a in facts if stage_of(case, a) == "outturn" and a.concept == b.concept]
    return found[0] if len(found) == 1 and found[0][0].subject == found[0][1].subject else None
