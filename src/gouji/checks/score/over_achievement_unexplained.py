"""G316 A target is far exceeded without a reason 大幅超过指标值没有说明

What it checks 查什么
    越多越好的指标，实际完成值达到指标值的130%及以上的，应说明原因。
Why it matters 为什么重要
    大幅超额多半是指标值定低了；定低了的目标，满分说明不了什么。
Basis 依据
    project_evaluation_2020_marking；guangxi_self_evaluation：达到130%的必须说明（全国规定没有给界限）。
How it is recomputed 怎样复算
    实际完成值÷指标值，界限130%含本数。一张表报一次。
Left alone 不查什么
    原因一栏写了的；指标值印“≤”的，成本、时限等越少越好的；指标值为0的；单位不同的；百分比相差不到10个百分点的。
Example 例子
    指标值 20 场，实际完成 46 场，完成率 230%。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.basis import parameter
from gouji.checks.case import Case, rounded
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import blank, several, short, tables_of, wanted
from gouji.model import Finding, Indicator, Text

META = CheckMeta(
    id="G316",
    title=Text("大幅超过指标值没有说明", "A target is far exceeded without a reason"),
    severity="notice",
    needs=("indicators",),
    basis=("project_evaluation_2020_marking", "guangxi_self_evaluation"),
    parameters=("over_achievement",),
)
# ≥3% and 4.1% are 137 % and hardly apart: percentages are compared by their points.
_POINTS = 10


def check(case: Case) -> Iterator[Answer]:
    """Achieved over target, row by row, a finding a table."""
    limit = parameter("over_achievement", case.year)
    for rows in tables_of(case.report.indicators).values():
        ratios = [(row, _ratio(case, row)) for row in rows]
        known = [(row, ratio) for row, ratio in ratios if ratio is not None]
        far = [(row, ratio) for row, ratio in known if ratio >= limit and blank(row.reason)]
        if far:
            yield _finding(case, far)
        elif known:
            yield HELD


def _ratio(case: Case, row: Indicator) -> Decimal | None:
    """Achieved as a percentage of the target, where more is better."""
    way = wanted(case, row)
    if way is None or way[0] != "more" or row.target is None or row.achieved is None:
        return None
    target, achieved = case.fact(row.target).quantity, case.fact(row.achieved).quantity
    if target.unit != achieved.unit or not target.value or achieved.value is None:
        return None
    if target.unit == "%" and abs(achieved.value - target.value) < _POINTS:
        return None
    return achieved.value / target.value * 100


def _finding(case: Case, far: list[tuple[Indicator, Decimal]]) -> Finding:
    names = several([f"{short(row.name)}（{rounded(ratio)}%）" for row, ratio in far])
    places = []
    for row, _ in far:
        figures = [index for index in (row.target, row.achieved) if index is not None]
        places += case.evidence("target", figures[:1]) + case.evidence("achieved", figures[1:])
    return case.finding(
        META,
        Text(
            f"{names}大幅超过指标值，没有说明原因，指标值可能定低了",
            f"{names} far exceed the target without a reason: it may have been set too low",
        ),
        places,
        computation="；".join(
            f"{short(row.achieved_text)}÷{short(row.target_text)}={rounded(ratio)}%" for row, ratio in far
        ),
        changes_score=None,
    )
