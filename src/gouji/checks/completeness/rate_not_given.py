"""G608 A rate of execution is judged but not given 说执行率低而没有列出执行率

What it checks 查什么
    报告说“预算执行率有待提高”“执行率偏低”，全文却没有一个执行率。
Why it matters 为什么重要
    问题有多大、出在哪个项目，读者无从知道。
Basis 依据
    budget_law_rules_20_use。
How it is recomputed 怎样复算
    全文没有执行率的数；能由报告里的预算数和支出数算出的，列出算式：支出÷预算，保留两位小数。
Left alone 不查什么
    只说支出进度慢的不查。
Example 例子
    “项目预算执行率有待提高”；运行维护费预算 40 万元、支出 30 万元，执行率 75%。
"""

from collections.abc import Iterator

from gouji.checks.case import Case, rounded
from gouji.checks.pieces import folded_matches
from gouji.checks.rates import execution_rates
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import any_of, shown
from gouji.model import Fact, Text

META = CheckMeta(
    id="G608",
    title=Text("说执行率低而没有列出执行率", "A rate of execution is judged but not given"),
    severity="notice",
    needs=("facts", "text"),
    basis=("budget_law_rules_20_use",),
)

_BUDGETS = ("project_budget_final", "project_budget_initial")


def check(case: Case) -> Iterator[Answer]:
    """Claims about the rate of execution in a report without any such rate."""
    pattern = any_of("completeness", "rate_claim")
    claims = [span for _, span in folded_matches(case, pattern, prose=True)]
    if not claims:
        return
    if execution_rates(case):
        yield HELD
        return
    pairs = _pairs(case)
    computed = "；".join(
        f"{spent.subject}{case.number(spent)}÷{case.number(budget)}={_rate(spent, budget)}%" for spent, budget in pairs
    )
    said = shown(case, claims[0])
    yield case.finding(
        META,
        Text(
            f"“{said}”，全文没有列出执行率" + (f"；可算出{computed}" if computed else ""),
            f"“{said}”, and no rate of execution is given" + (f"; computed: {computed}" if computed else ""),
        ),
        [
            *(("stated", span) for span in claims),
            *case.evidence("actual", [spent.id for spent, _ in pairs]),
            *case.evidence("budget", [budget.id for _, budget in pairs]),
        ],
        computation=computed or f"{said}：未列执行率",
    )


def _pairs(case: Case) -> list[tuple[Fact, Fact]]:
    """What was spent on each project, beside its budget."""
    budgets: dict[str, Fact] = {}
    for concept in _BUDGETS:
        for fact in case.facts_of(concept):
            if fact.subject and fact.quantity.value:
                budgets.setdefault(fact.subject, fact)
    spent = {
        fact.subject: fact
        for fact in case.facts_of("project_expenditure_item")
        if fact.subject in budgets and fact.quantity.value is not None
    }
    return [(fact, budgets[subject]) for subject, fact in spent.items()]


def _rate(spent: Fact, budget: Fact) -> str:
    return rounded((spent.quantity.value or 0) * 100 / (budget.quantity.value or 1))  # type: ignore[arg-type]
