"""G104 A share is not part divided by whole 占比算错

What it checks 查什么
    “A a万元，占B的x%”“占比x%”，x 应等于 a÷b×100。
Why it matters 为什么重要
    占比是读者唯一能直接比较的数，错了结论就错。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    a、b、x 各按印出位数取区间；存在一组取值使 a×100＝x×b 即为对上。
Left alone 不查什么
    文中没有给出整体的，答“无从判断”。整体只能从上文推断的，降为警告。末位只差 1 的降为提示：几项占比
    凑成 100% 时常调整末位，也有截尾不进位的。
Example 例子
    固定资产 6.54 万元，资产总计 36.02 万元，“占比19.16%”：应为 18.16%。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case, last_digit_off, rounded
from gouji.checks.registry import Answer, CheckMeta
from gouji.model import Fact, Finding, Text, Tie

META = CheckMeta(
    id="G104",
    title=Text("占比算错", "A share is not part divided by whole"),
    severity="error",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)


def _of_another(case: Case, percent: Fact, part: Fact, whole: Fact) -> bool:
    """教职工612人，其中专任教师438人；专任教师中双师型296人，占67.58%: right for another count told before it.

    A share of money that is right for another amount is the classic wrong base, and stays a fault.
    """
    if part.quantity.unit == "元":
        return False
    low, high = percent.quantity.low, percent.quantity.high
    value = part.quantity.value
    if low is None or high is None or value is None:
        return False
    return any(
        fact.quantity.value and low <= value / fact.quantity.value * 100 <= high
        for fact in case.report.facts
        if fact.frame == part.frame and fact.span.start < part.span.start and fact.id != whole.id
        if fact.quantity.unit == part.quantity.unit
    )


def check(case: Case) -> Iterator[Answer]:
    """Shares stated in sentences."""

    def make(tie: Tie) -> Finding | None:
        part = case.fact(tie.left[0].facts[0])
        percent, whole = (case.fact(index) for index in tie.right[0].facts)
        if not whole.quantity.value or part.quantity.value is None:
            return None
        exact = part.quantity.value / whole.quantity.value * Decimal(100)
        if _of_another(case, percent, part, whole):
            return None
        share = f"{rounded(exact)}%"
        where = case.where(percent)
        return case.finding(
            META,
            Text(
                f"{where.zh}：{case.label(part).zh}{case.printed(part)}占{case.label(whole).zh}"
                f"{case.printed(whole)}的比重印为{case.printed(percent)}，应为{share}",
                f"{where.en}: the share of {case.label(part).en} {case.printed(part)} in {case.printed(whole)} "
                f"is printed as {case.printed(percent)}, it is {share}",
            ),
            [
                *case.evidence("stated", [percent.id]),
                *case.evidence("part", [part.id]),
                *case.evidence("whole", [whole.id]),
            ],
            computation=f"{case.printed(part)}÷{case.printed(whole)}={share} ≠ {case.printed(percent)}",
            severity="notice" if last_digit_off(percent, exact) else "error" if tie.certain else "warning",
            reported=case.printed(percent),
            recomputed=share,
        )

    yield from case.judge(case.graph.of_kind("share"), make)
