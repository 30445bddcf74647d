"""G221 Execution said to be slow beside a rate of 100 % 称执行慢，执行率却已到顶

What it checks 查什么
    正文写“预算执行率偏低”“执行进度缓慢”，而全文所有的执行率都已接近或达到100%。
Why it matters 为什么重要
    问题是照抄的，真正的问题没有写；改进措施也就没有对象。
Basis 依据
    budget_law_rules_20_use, budget_law_rules_83。
How it is recomputed 怎样复算
    说“执行率低”的：全文印出的执行率（没有印的，按支出÷全年预算数）都不低于参数 rate_nearly_full，作警告。
    说“进度慢”的，或者只说个别、部分的：都达到100%才算；“进度慢”也可能指年内的进度，只作提示。
Left alone 不查什么
    有任何一个项目的执行率低于参数的；说上半年、某季度、年初的；“避免进度缓慢”一类的措施。
    一个执行率也没有的，由 G608 查。
Example 例子
    预算执行率 100%，存在的问题写“预算执行率偏低”。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.basis import parameter
from gouji.checks.case import Case, rounded
from gouji.checks.passages import only, sentence_around
from gouji.checks.rates import execution_rates
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Claim, Fact, Severity, Text

META = CheckMeta(
    id="G221",
    title=Text("称执行慢，执行率却已到顶", "Execution said to be slow beside a rate of 100 %"),
    severity="warning",
    needs=("claims", "facts"),
    basis=("budget_law_rules_20_use", "budget_law_rules_83"),
    parameters=("rate_nearly_full",),
)

_SEVERITIES: dict[str, Severity] = {"low_execution_rate": "warning", "slow_spending": "notice"}
_ALL = Decimal(100)
# With some units or projects behind, only a whole that is complete says otherwise.
_SOME = re.compile(r"个别|部分|少数|有的|有些")


def check(case: Case) -> Iterator[Answer]:
    """Claims of slow or low execution against every rate of the report."""
    claims = [s for s in case.report.statements if isinstance(s, Claim) and s.kind in _SEVERITIES]
    if not claims:
        return
    shown = _rate(case)
    if shown is None:
        yield Lacking(("execution_rate",))
        return
    lowest, figures, words = shown
    for claim in claims:
        sentence = case.document.quote(sentence_around(case, claim.span))
        sure = claim.kind == "low_execution_rate" and _SOME.search(sentence) is None
        full = parameter("rate_nearly_full", case.year) if sure else _ALL
        yield _finding(case, claim, figures, words) if lowest >= full else HELD


def _rate(case: Case) -> tuple[Decimal, list[Fact], Text] | None:
    """The lowest rate of the report and how it is said, worked out where none is printed."""
    rates = execution_rates(case)
    if rates:
        lowest = min(rates, key=lambda rate: rate.quantity.value or Decimal(0))
        shown = case.printed(lowest)
        return (
            lowest.quantity.value or Decimal(0),
            [lowest],
            Text(f"执行率{shown}", f"the rate of execution is {shown}"),
        )
    spent, budget = only(case, "total_expenditure", "outturn"), only(case, "budget_adjusted")
    if spent is None or budget is None or not budget.quantity.value or spent.quantity.value is None:
        return None
    rate = spent.quantity.value * _ALL / budget.quantity.value
    words = f"{case.printed(spent)}÷{case.printed(budget)}={rounded(rate)}%"
    return rate, [spent, budget], Text(words, words)


def _finding(case: Case, claim: Claim, figures: list[Fact], shown: Text) -> Answer:
    said = "".join(case.document.quote(claim.span).split())
    return case.finding(
        META,
        Text(f"写明“{said}”，但{shown.zh}", f"the text says “{said}”, but {shown.en}"),
        [("stated", claim.span), *(("actual", fact.span) for fact in figures)],
        computation=shown.zh,
        severity=_SEVERITIES[claim.kind],
        reported=said,
    )
