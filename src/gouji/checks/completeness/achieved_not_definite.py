"""G613 An achieved value that is not a figure 实际完成值填的是范围

What it checks 查什么
    “实际完成值”填“≥245个”“95%以上”“约300人”，没有填实际的数。
Why it matters 为什么重要
    实际完成多少是事实，应当是一个确定的数；填范围就无法核对得分。
Basis 依据
    project_form。
How it is recomputed 怎样复算
    完成值以“≥、≤、＞、＜、不低于、不少于、大于、约”开头，或以“以上、以内、左右”结尾。同一份报告归为一条。
Left alone 不查什么
    完成值填文字的不查。
Example 例子
    指标值“245个”，实际完成值“≥245个”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of
from gouji.checks.wording import first_line
from gouji.model import Indicator, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G613",
    title=Text("实际完成值填的是范围", "An achieved value that is not a figure"),
    severity="notice",
    needs=("indicators",),
    basis=("project_form",),
)

_RANGE = re.compile(
    r"(?:[≥≤≧≦>＞<＜]=?|不低于|不少于|不高于|不超过|大于|小于|超过|约)\d[\d.,]*\D{0,4}|\d[\d.,]*\D{0,4}(?:以上|以内|以下|左右)"
)


def check(case: Case) -> Iterator[Answer]:
    """Achieved values as printed."""
    ranges: list[Indicator] = []
    for indicator in case.report.indicators:
        if indicator.achieved is not None and _RANGE.fullmatch(fold(indicator.achieved_text)):
            ranges.append(indicator)
        elif indicator.achieved is not None:
            yield HELD
    if not ranges:
        return
    listed = "、".join(f"{row.name[:14]}“{fold(row.achieved_text)}”" for row in ranges[:4])
    yield case.finding(
        META,
        Text(
            f"{len(ranges)}项指标的实际完成值是范围而不是实际的数：{listed}",
            f"{len(ranges)} achieved value(s) are ranges instead of figures: {listed}",
        ),
        [("actual", first_line(case, cell_of(case, row, row.achieved_text) or row.span)) for row in ranges],
        computation="；".join(f"{fold(row.target_text)}→{fold(row.achieved_text)}" for row in ranges),
    )
