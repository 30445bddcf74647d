"""G217 A saving is not budget less spending 比预算节约的数与两数之差不符

What it checks 查什么
    “支出a万元，比预算节约b万元”：b 应等于预算数减支出数；“比预算增加”“超预算b万元”同理。
Why it matters 为什么重要
    节约额是自评的成绩，算错或方向写反，成绩就不成立。
Basis 依据
    budget_law_75, budget_law_rules_83。
How it is recomputed 怎样复算
    同一口径的预算数和支出数（支出在同一句，预算可在别处），按印出位数取区间，差的区间不含 b 即为不符。
Left alone 不查什么
    预算数有几个不同值的；没有同一口径的支出数或预算数的，答“无从判断”；分科目、分项目的数。
Example 例子
    “公务接待费预算 6 万元，支出 4.2 万元，比预算节约 2.8 万元”：应为 1.8 万元。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import facts_within, only, sentence_around, stage_of
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Span, Text

META = CheckMeta(
    id="G217",
    title=Text("比预算节约的数与两数之差不符", "A saving is not budget less spending"),
    severity="warning",
    needs=("facts", "text"),
    basis=("budget_law_75", "budget_law_rules_83"),
)

_SAID = re.compile(
    r"(?:比|较)(?P<base>年初|全年|调整后)?预算数?(?:(?P<less>节约|节省|减少|结余|压缩|下降)|(?P<more>增加|超出|超支|超|增长))了?$"
)
_STAGES = {"年初": ("original",), "全年": ("final",), "调整后": ("final",), None: ("final", "original", "budget")}
_REACH = 16


def check(case: Case) -> Iterator[Answer]:
    """Amounts said to be saved of a budget or spent beyond it."""
    text = case.document.text
    for fact in case.report.facts:
        if fact.source != "prose" or fact.quantity.unit != "元" or fact.quantity.value is None or fact.concept:
            continue
        said = _SAID.search("".join(text[max(fact.span.start - _REACH, 0) : fact.span.start].split()))
        if said is None:
            continue
        sentence = sentence_around(case, fact.span)
        spent = _spent(case, Span(sentence.start, fact.span.start))
        if spent is None:
            yield Lacking(("outturn",))
            continue
        budget = next((b for stage in _STAGES[said["base"]] if (b := only(case, spent.concept or "", stage))), None)
        if budget is None:
            yield Lacking(("budget",))
            continue
        low, high = (budget, spent) if said["less"] else (spent, budget)
        yield (
            HELD
            if _is_difference(fact, low, high)
            else _finding(case, fact, spent, budget, said["less"] or said["more"])
        )


def _spent(case: Case, before: Span) -> Fact | None:
    """The last amount of the unit itself before the words."""
    found = [
        fact
        for fact in facts_within(case, before)
        if fact.quantity.unit == "元" and fact.concept and stage_of(case, fact) == "outturn"
    ]
    last = found[-1] if found else None
    plain = last is not None and not last.subject and last.item is None and last.quantity.value is not None
    return last if plain and last is not None and str(case.report.fiscal_year) == last.period else None


def _is_difference(amount: Fact, larger: Fact, smaller: Fact) -> bool:
    a, b, c = amount.quantity, larger.quantity, smaller.quantity
    if a.low is None or a.high is None or b.low is None or b.high is None or c.low is None or c.high is None:
        return True
    return b.low - c.high <= a.high and a.low <= b.high - c.low


def _finding(case: Case, amount: Fact, spent: Fact, budget: Fact, said: str) -> Answer:
    moved = (budget.quantity.value or Decimal(0)) - (spent.quantity.value or Decimal(0))
    real = case.amount(abs(moved), amount)
    true = Text("节约", "below") if moved > 0 else Text("超出", "above")
    name = case.label(spent)
    return case.finding(
        META,
        Text(
            f"{name.zh}预算{case.printed(budget)}，支出{case.printed(spent)}，写为{said}{case.printed(amount)}，"
            f"应为{true.zh}{real}",
            f"{name.en}: budget {case.printed(budget)}, spent {case.printed(spent)}: {real} {true.en} the budget, "
            f"printed as “{said}{case.printed(amount)}”",
        ),
        [("stated", amount.span), ("actual", spent.span), ("budget", budget.span)],
        computation=f"{case.printed(budget)}－{case.printed(spent)}={case.amount(moved, amount)}",
        reported=case.printed(amount),
        recomputed=real,
    )
