"""G303 Scores do not add up to the total 各项得分之和不等于总分

What it checks 查什么
    各项指标（含预算执行率）的得分之和应等于表内总得分；表外写的自评得分与表内总得分是否相同由 G201 查。
Why it matters 为什么重要
    总分决定等级和排名，是整份报告里最常被引用的一个数。
Basis 依据
    project_form, project_evaluation_2020。
How it is recomputed 怎样复算
    得分是准确数，逐行相加；空着的得分按缺数处理：相加不足总分而有空格的，降为警告。
    正文里逐项写的得分（投入15分，得15分；……），满分加起来正好是100分（或所属一项的满分）的，得分相加应等于总得分。
    表里的“小计”与它上面各行比。
Left alone 不查什么
    没有总分行的表，不适用。
Example 例子
    25 项得分相加为 98，总分印为 99。
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import zip_longest

from gouji.checks.case import Case
from gouji.checks.registry import Answer, CheckMeta
from gouji.checks.rows import shortfall_elsewhere
from gouji.model import Fact, Finding, Indicator, Severity, Text, Tie

META = CheckMeta(
    id="G303",
    title=Text("各项得分之和不等于总分", "Scores do not add up to the total"),
    severity="error",
    needs=("indicators",),
    basis=("project_form", "project_evaluation_2020"),
)


def check(case: Case) -> Iterator[Answer]:
    """The total score against the rows; the same total elsewhere is quoted too."""

    def make(tie: Tie) -> Finding | None:
        if shortfall_elsewhere(case, tie):
            return None
        whole = case.fact(tie.left[0].facts[0])
        name = _name(whole)

        def say(printed: str, total: str) -> Text:
            return Text(
                f"{name.zh}印为{printed}，各项得分相加为{total}",
                f"{name.en} is printed as {printed}, the rows add up to {total}",
            )

        elsewhere = [
            fact.id
            for fact in case.report.facts
            if fact.concept == "total_score" and fact.id != whole.id and fact.quantity.value == whole.quantity.value
        ]
        # The rows that lose points are the ones to look at first.
        telling = [i.score for i in _losing(case) if i.score in tie.facts]
        severity: Severity = "error" if tie.certain or _above(tie) else "warning"
        return case.sum_finding(
            META, tie, say, elsewhere=elsewhere, telling=telling, severity=severity, changes_score=True
        )

    yield from case.judge(case.graph.of_kind("scores"), make)


def _name(whole: Fact) -> Text:
    """What a sum of scores is called: the total, a subtotal of a table, or what a sentence calls it."""
    if whole.concept == "total_score":
        return Text("总分", "the total score")
    said = whole.subject.removeprefix("其中").strip("、，,：:")
    return Text("小计", "the subtotal") if whole.source == "table" or not said else Text(f"“{said}”", f"“{said}”")


def _losing(case: Case) -> list[Indicator]:
    """The rows whose score is below points of their own; points merged over several rows belong to none alone."""
    rows = [i for i in case.report.indicators if i.score is not None]
    own = [row for row, after in zip_longest(rows, rows[1:]) if after is None or after.points is not None]
    return [row for row in own if _value(case, row.score) < _value(case, row.points)]


def _value(case: Case, index: int | None) -> Decimal:
    value = case.fact(index).quantity.value if index is not None else None
    return value if value is not None else Decimal(0)


def _above(tie: Tie) -> bool:
    """Whether the rows already give more than the total, so that blanks explain nothing."""
    return (tie.right_nominal or 0) > (tie.left_nominal or 0)
