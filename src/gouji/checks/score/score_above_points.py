"""G304 A score is above its points 得分超过分值

What it checks 查什么
    每项指标的得分不能大于分值。
Why it matters 为什么重要
    得分虚高，总分也随之虚高。
Basis 依据
    project_form。
How it is recomputed 怎样复算
    得分与分值都是准确数，得分大于分值即为错误，相等不算。
Left alone 不查什么
    几行合并一个分值的，与合并的分值比；没有分值的行不查。
Example 例子
    分值 5，得分 6。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import Answer, CheckMeta
from gouji.model import Finding, Text, Tie

META = CheckMeta(
    id="G304",
    title=Text("得分超过分值", "A score is above its points"),
    severity="error",
    needs=("indicators",),
    basis=("project_form",),
)


def check(case: Case) -> Iterator[Answer]:
    """Scores against points, row by row."""

    def make(tie: Tie) -> Finding:
        score, points = case.fact(tie.left[0].facts[0]), case.fact(tie.right[0].facts[0])
        where = case.where(score)
        return case.finding(
            META,
            Text(
                f"{where.zh}：“{score.subject}”得分{case.printed(score)}，超过分值{case.printed(points)}",
                f"{where.en}: “{score.subject}” scores {case.printed(score)} of {case.printed(points)}",
            ),
            [*case.evidence("score", [score.id]), *case.evidence("points", [points.id])],
            computation=f"{case.printed(score)} > {case.printed(points)}",
            reported=case.printed(score),
            recomputed=f"≤{case.printed(points)}",
            changes_score=True,
        )

    yield from case.judge(case.graph.of_kind("score_bound"), make)
