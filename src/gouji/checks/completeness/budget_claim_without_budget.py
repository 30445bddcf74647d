"""G629 Said to be within budget, without any budget figure 说未超预算而没有列出预算数

What it checks 查什么
    正文写“未超预算”“控制在预算范围内”，而全文没有所说的这种钱的预算数。
Why it matters 为什么重要
    没有预算数，这句结论谁也核对不了。
Basis 依据
    budget_law_75, budget_law_13。
How it is recomputed 怎样复算
    取这句话之前同一段里最近的金额的口径，在全文（正文和表）里找这个口径的预算数，一个也没有的即报。
Left alone 不查什么
    同一段里没有认出口径的金额的；全文另有这种钱的控制率、完成率的。
Example 例子
    “公务接待费 3.1 万元，未超预算”，全文没有公务接待费的预算数。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import facts_within
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Claim, Fact, Span, Text
from gouji.vocabulary import concepts

META = CheckMeta(
    id="G629",
    title=Text("说未超预算而没有列出预算数", "Said to be within budget, without any budget figure"),
    severity="notice",
    needs=("facts", "claims"),
    basis=("budget_law_75", "budget_law_13"),
)

_BUDGETED = ("original", "final", "budget")
_TOTALS = ("total_expenditure", "funds_total")
_OVERALL = ("budget_initial", "budget_adjusted", "budget_revenue")
_SANGONG = "sangong"


def check(case: Case) -> Iterator[Answer]:
    """Claims of keeping to the budget, each with the money that the paragraph speaks of."""
    for claim in case.report.statements:
        if isinstance(claim, Claim) and claim.kind == "within_budget":
            spoken = _spoken_of(case, claim.span)
            if spoken is not None:
                yield HELD if _budgeted(case, spoken) else _finding(case, claim, spoken)


def _spoken_of(case: Case, claim: Span) -> Fact | None:
    """The last amount before a claim in its paragraph, where it has a name."""
    start = case.document.text.rfind("\n", 0, claim.start) + 1
    money = [f for f in facts_within(case, Span(start, claim.start)) if f.quantity.unit == "元"]
    # The first amount of a sentence is what its parts are of.
    named = [fact for fact in money if fact.concept is not None and not fact.subject]
    return named[0] if named and money[-1].concept is not None else None


def _budgeted(case: Case, spent: Fact) -> bool:
    """Whether a budget of the same money stands anywhere, or a rate that was worked out on one."""
    group = concepts()[spent.concept or ""].group
    for fact in case.report.facts:
        if fact.concept is None:
            continue
        concept = concepts()[fact.concept]
        stage = fact.stage or concept.stage
        if stage in _BUDGETED and (fact.concept == spent.concept or (group == _SANGONG and concept.group == group)):
            return True
        if spent.concept in _TOTALS and (fact.concept in _OVERALL or stage in _BUDGETED):
            return True
        if fact.quantity.unit == "%" and ("control" in fact.concept or "execution" in fact.concept):
            return True
    return spent.stage in _BUDGETED


def _finding(case: Case, claim: Claim, spent: Fact) -> Answer:
    said = "".join(case.document.quote(claim.span).split())
    name = case.label(spent)
    return case.finding(
        META,
        Text(
            f"{name.zh}{case.printed(spent)}，写为“{said}”，全文没有{name.zh}的预算数",
            f"{name.en} {case.printed(spent)} is said to be within budget (“{said}”), and no budget for it is given",
        ),
        [("stated", claim.span), ("actual", spent.span)],
        computation=f"{case.printed(spent)}；没有预算数",
        reported=said,
    )
