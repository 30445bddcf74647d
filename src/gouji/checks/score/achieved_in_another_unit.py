"""G317 An achieved value is in another unit than its target 实际完成值与指标值单位不同

What it checks 查什么
    指标值是件数、金额、天数的，实际完成值不应写成百分比；反过来也一样。
Why it matters 为什么重要
    单位不同就比不出完成了多少，得分也就没有依据。
Basis 依据
    project_form：年度指标值与实际完成值两栏对应填写。
How it is recomputed 怎样复算
    比较两栏的单位：百分比、金额、时间、数量四类，类不同的列出。一张表报一次。
Left alone 不查什么
    同类的不同量词（场、场次、次）；没有写单位的；一格里有几个数的。
Example 例子
    指标值 20 场，实际完成 100%。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import plain, several, short, tables_of, words
from gouji.model import Indicator, Text
from gouji.quantities import Quantity

META = CheckMeta(
    id="G317",
    title=Text("实际完成值与指标值单位不同", "An achieved value is in another unit than its target"),
    severity="notice",
    needs=("indicators",),
    basis=("project_form",),
)
_AROUND = 3


def check(case: Case) -> Iterator[Answer]:
    """Units of target and achieved value, a finding a table."""
    for rows in tables_of(case.report.indicators).values():
        pairs = [pair for row in rows if (pair := _pair(case, row)) is not None]
        odd = [(row, one, other) for row, one, other in pairs if _kind(one) != _kind(other)]
        if odd:
            figures = [index for row, _, _ in odd for index in (row.target, row.achieved) if index is not None]
            yield case.finding(
                META,
                Text(
                    f"{several([short(row.name) for row, _, _ in odd])}的实际完成值与指标值单位不同，比不出完成了多少",
                    f"{several([short(row.name) for row, _, _ in odd])}: target and achieved value differ in unit",
                ),
                case.evidence("stated", figures),
                computation="；".join(f"{short(row.target_text)}，{short(row.achieved_text)}" for row, _, _ in odd),
            )
        elif pairs:
            yield HELD


def _pair(case: Case, row: Indicator) -> tuple[Indicator, Quantity, Quantity] | None:
    """Target and achieved value of a row, each the only thing in its cell."""
    if row.target is None or row.achieved is None:
        return None
    target, achieved = case.fact(row.target).quantity, case.fact(row.achieved).quantity
    alone = all(
        len(plain(text)) <= len(plain(quantity.text)) + _AROUND
        for text, quantity in ((row.target_text, target), (row.achieved_text, achieved))
    )
    return (row, target, achieved) if alone and target.unit is not None and achieved.unit is not None else None


def _kind(quantity: Quantity) -> str:
    if quantity.unit in ("%", "元"):
        return quantity.unit
    return "time" if quantity.unit in words()["times"] else "count"
