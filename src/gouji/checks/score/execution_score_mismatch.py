"""G306 The score of the execution rate is not points times rate 执行率得分不等于分值乘执行率

What it checks 查什么
    表头印明“得分（分值×执行率）”的，执行率一行的得分应等于分值×执行率。
Why it matters 为什么重要
    这一项的算法印在表上，没有自由裁量。
Basis 依据
    project_form：表头“得分(分值×执行率)”，备注“执行率＝全年执行数/全年预算数”。
How it is recomputed 怎样复算
    执行率按印出位数取区间，得分允许按印出的小数位四舍五入。
Left alone 不查什么
    表头没有印这个算法的不查：各地对执行率另有分档计分。执行率超过 100% 的按 100% 计。
Example 例子
    分值 10，执行率 92.5%，得分 10：应为 9.25。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case, rounded
from gouji.checks.registry import Answer, CheckMeta
from gouji.model import Finding, Text, Tie

META = CheckMeta(
    id="G306",
    title=Text("执行率得分不等于分值乘执行率", "The score of the execution rate is not points times rate"),
    severity="error",
    needs=("indicators",),
    basis=("project_form",),
)


def check(case: Case) -> Iterator[Answer]:
    """The execution row of forms that print the rule."""

    def make(tie: Tie) -> Finding | None:
        score = case.fact(tie.left[0].facts[0])
        points, rate = (case.fact(index) for index in tie.right[0].facts)
        if points.quantity.value is None or rate.quantity.value is None:
            return None
        value = points.quantity.value * min(rate.quantity.value, Decimal(100)) / 100
        if score.quantity.value == value:
            return None
        return case.finding(
            META,
            Text(
                f"执行率{case.printed(rate)}，分值{case.printed(points)}，得分应为{rounded(value)}分，"
                f"印为{case.printed(score)}",
                f"at a rate of {case.printed(rate)} and {case.printed(points)} the score is {rounded(value)}, "
                f"printed {case.printed(score)}",
            ),
            [
                *case.evidence("score", [score.id]),
                *case.evidence("points", [points.id]),
                *case.evidence("rate", [rate.id]),
            ],
            computation=f"{case.number(points)}×{case.printed(rate)}={rounded(value)} ≠ {case.printed(score)}",
            reported=case.printed(score),
            recomputed=f"{rounded(value)}分",
            changes_score=True,
        )

    yield from case.judge(case.graph.of_kind("rate_score"), make)
