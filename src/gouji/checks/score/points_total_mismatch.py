"""G301 Points do not add up 分值加不到总分值

What it checks 查什么
    各项指标（含预算执行率）的分值之和应等于表内所印总分值，总分值应为 100 分。
Why it matters 为什么重要
    分值加不到 100，总分和等级就不能与别的单位比较。
Basis 依据
    project_form：总分设置为100分。
How it is recomputed 怎样复算
    分值是准确数，逐行相加；几行合并的一个分值只算一次，跨页重复的表头不算。
Left alone 不查什么
    没有分值栏的表，不适用。
Example 例子
    10＋50＋30＋5，总分印为 100：相加为 95。
"""

from collections.abc import Iterator

from gouji.basis import parameter
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import shortfall_elsewhere
from gouji.model import Finding, Text, Tie

META = CheckMeta(
    id="G301",
    title=Text("分值加不到总分值", "Points do not add up"),
    severity="error",
    needs=("indicators",),
    basis=("project_form",),
    parameters=("full_marks",),
)


def check(case: Case) -> Iterator[Answer]:
    """The total of points against the rows, and against full marks."""
    totals = {f.id for f in case.facts_of("total_full_marks")}
    ties = [tie for tie in case.graph.of_kind("points") if tie.left[0].facts[0] in totals]

    def say(printed: str, total: str) -> Text:
        return Text(
            f"总分值印为{printed}，各项分值相加为{total}",
            f"the total of points is printed as {printed}, the rows add up to {total}",
        )

    def make(tie: Tie) -> Finding | None:
        if shortfall_elsewhere(case, tie):
            return None
        return case.sum_finding(META, tie, say, changes_score=True)

    yield from case.judge(ties, make)
    full = parameter("full_marks", case.year)
    for index in sorted(totals):
        fact = case.fact(index)
        if fact.quantity.value == full:
            yield HELD
        else:
            yield case.finding(
                META,
                Text(
                    f"总分值印为{case.printed(fact)}，百分制应为{full}分",
                    f"the total of points is {case.printed(fact)}, it should be {full}",
                ),
                [("stated", fact.span)],
                computation=f"{case.printed(fact)} ≠ {full}分",
                severity="warning",
                reported=case.printed(fact),
                recomputed=f"{full}分",
                changes_score=True,
            )
