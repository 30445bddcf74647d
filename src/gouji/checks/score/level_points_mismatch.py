"""G302 Points of a level do not add up 一级、二级指标分值与下级之和不符

What it checks 查什么
    一级、二级指标括号里的分值（“产出指标（50分）”）应等于其下各项分值之和。
Why it matters 为什么重要
    权重是财政部门定的；下级之和不符，说明改动了权重或漏填了指标。
Basis 依据
    project_form。
How it is recomputed 怎样复算
    按表中合并单元格确定下级各行，分值逐行相加，分值是准确数。
Left alone 不查什么
    指标名称没有印分值的，不查。
Example 例子
    “满意度指标（10分）”下两项各 6 分：相加为 12 分。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import Answer, CheckMeta
from gouji.model import Finding, Text, Tie

META = CheckMeta(
    id="G302",
    title=Text("指标分值与下级之和不符", "Points of a level do not add up"),
    severity="error",
    needs=("indicators",),
    basis=("project_form",),
)


def check(case: Case) -> Iterator[Answer]:
    """The points printed with a level against the rows below it."""
    levels = {f.id for f in case.report.facts if f.concept in ("weight_level1", "weight_level2")}
    ties = [tie for tie in case.graph.of_kind("points") if tie.left[0].facts[0] in levels]

    def make(tie: Tie) -> Finding:
        level = case.fact(tie.left[0].facts[0]).subject

        def say(printed: str, total: str) -> Text:
            return Text(
                f"“{level}”印为{printed}，其下各项分值相加为{total}",
                f"“{level}” is printed as {printed}, the rows below it add up to {total}",
            )

        return case.sum_finding(META, tie, say, changes_score=True)

    yield from case.judge(ties, make)
