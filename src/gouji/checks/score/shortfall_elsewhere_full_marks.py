"""G327 A result below 100% has full marks in the score table 目标表没有全部完成而评分表得满分

What it checks 查什么
    报告先有一张目标完成情况表、后有一张评分表的，目标表里某项完成情况不到100%，评分表里同名的一项不应没有说明就得满分。
Why it matters 为什么重要
    两张表说的是同一件事，一张说没有全做到，一张给满分，读者不知道信哪张。
Basis 依据
    project_evaluation_2020_marking：没有达到的按完成比例计分。
How it is recomputed 怎样复算
    目标表的行没有分值、没有指标值，完成情况是小于100%的百分数；评分表里名称相同的行得分等于分值（几行合用一个分值的，看合计）。
Left alone 不查什么
    目标表写了指标值的（没有到100%也可能达到了）；满意度（另有达标线）；评分表印的标准按比率给满分的；写了扣分原因的。
Example 例子
    目标表“社会效益”完成 95%，评分表“社会效益”分值 10、得分 10。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import blank, plain, scored, short
from gouji.model import Fact, Finding, Indicator, Text

META = CheckMeta(
    id="G327",
    title=Text("目标表没有全部完成而评分表得满分", "A result below 100% has full marks in the score table"),
    severity="notice",
    needs=("indicators",),
    basis=("project_evaluation_2020_marking",),
)
_ALL = 100


def check(case: Case) -> Iterator[Answer]:
    """The results of tables without points, against the scores of the same name."""
    results: dict[str, Fact] = {}
    for row in case.report.indicators:
        if row.points is None and row.score is None and row.target is None and row.achieved is not None:
            for level in (row.name, *row.levels[1:]):
                results[plain(level)] = _lower(results.get(plain(level)), case.fact(row.achieved))
    if not results:
        return
    for row in _full(case):
        result = results.get(plain(row.name))
        if result is None or result.quantity.unit != "%" or "满意" in row.name or row.target is not None:
            continue
        high = result.quantity.high
        if high is None or high >= _ALL or "%" in plain(row.standard) or not blank(row.reason):
            yield HELD
        else:
            yield _finding(case, row, result)


def _lower(one: Fact | None, other: Fact) -> Fact:
    """The worse of two results of one class."""
    if one is None or one.quantity.value is None or other.quantity.value is None:
        return one or other
    return other if other.quantity.value < one.quantity.value else one


def _full(case: Case) -> Iterator[Indicator]:
    """The rows at full marks; those that share points, where together they have all of them."""
    yield from (row.indicator for table in scored(case) for row in table if row.full)
    group: list[Indicator] = []
    for row in [*case.report.indicators, None]:
        if row is not None and row.points is None and row.score is not None and group:
            group.append(row)
            continue
        if len(group) > 1 and group[0].points is not None:
            values = [case.fact(one.score).quantity.value for one in group if one.score is not None]
            total = sum(value for value in values if value is not None)
            if total == case.fact(group[0].points).quantity.value:
                yield from group
        group = [row] if row is not None and row.points is not None and row.score is not None else []


def _finding(case: Case, row: Indicator, result: Fact) -> Finding:
    score = [row.score] if row.score is not None else []
    printed = case.printed(case.fact(score[0])) if score else ""
    name = short(row.name)
    return case.finding(
        META,
        Text(
            f"“{name}”目标表完成{case.printed(result)}，评分表得{printed}，是满分，没有说明",
            f"“{name}” is {case.printed(result)} done in the goals, yet has full marks ({printed})",
        ),
        [*case.evidence("achieved", [result.id]), *case.evidence("score", score)],
        computation=f"{case.printed(result)} < 100%，{printed}＝满分",
        reported=printed or None,
        changes_score=None,
    )
