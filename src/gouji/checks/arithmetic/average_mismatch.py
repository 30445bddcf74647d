"""G107 A mean is not total divided by count 平均数算错

What it checks 查什么
    “共t人次，分n期，平均每期m人次”：m 应等于 t÷n。
Why it matters 为什么重要
    平均数多用来说明成本控制，错了就无法比较。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    平均数按印出位数取区间，乘以个数与总数的区间相交即为对上；人次等整数的平均数允许四舍五入到整数。
Left alone 不查什么
    同一句里找不到唯一的总数和唯一的个数的，不查；“月人均、日均”还要除以月数、天数，不查。
Example 例子
    举办培训 5 期 200 人次，平均每期 50 人次：应为 40 人次。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import Answer, CheckMeta
from gouji.model import Finding, Text, Tie

META = CheckMeta(
    id="G107",
    title=Text("平均数算错", "A mean is not total divided by count"),
    severity="error",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)


def check(case: Case) -> Iterator[Answer]:
    """Means stated beside their total and count."""

    def make(tie: Tie) -> Finding | None:
        total = case.fact(tie.left[0].facts[0])
        mean, count = (case.fact(index) for index in tie.right[0].facts)
        if not count.quantity.value or total.quantity.value is None:
            return None
        value = case.amount(total.quantity.value / count.quantity.value, mean)
        where = case.where(mean)
        return case.finding(
            META,
            Text(
                f"{where.zh}：{case.printed(total)}除以{case.printed(count)}应为{value}，印为{case.printed(mean)}",
                f"{where.en}: {case.printed(total)} over {case.printed(count)} is {value}, "
                f"printed {case.printed(mean)}",
            ),
            [
                *case.evidence("stated", [mean.id]),
                *case.evidence("total", [total.id]),
                *case.evidence("count", [count.id]),
            ],
            computation=f"{case.printed(total)}÷{case.printed(count)}={value} ≠ {case.printed(mean)}",
            reported=case.printed(mean),
            recomputed=value,
        )

    yield from case.judge(case.graph.of_kind("average"), make)
