"""G614 A target that cannot be measured 指标值无法衡量

What it checks 查什么
    年度指标值只写“长期”“持续提升”一类的话，没有数，也没有可以判断的标准，实际完成值照抄。
Why it matters 为什么重要
    完成没有完成全凭自己说，得分没有依据。
Basis 依据
    department_framework。
How it is recomputed 怎样复算
    指标值和完成值都没有数字，指标值整个是 completeness/wording.toml 列出的笼统的词。同一份报告归为一条，分值相加。
Left alone 不查什么
    “达标”“合格”“优”“是”“全部完成”可以判断，不查；指标值空白的不查；不到全部指标五分之一的不查：
    表式容许少数定性指标。
Example 例子
    “服务环境持续好转”指标值“长期”、完成值“长期”，分值 5 分。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case, rounded
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of
from gouji.checks.wording import any_of, first_line
from gouji.model import Indicator, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G614",
    title=Text("指标值无法衡量", "A target that cannot be measured"),
    severity="notice",
    needs=("indicators",),
    basis=("department_framework",),
)

_RARE = 5
_DIGIT = re.compile(r"\d")


def check(case: Case) -> Iterator[Answer]:
    """Targets in words."""
    vague: list[Indicator] = []
    pattern = any_of("completeness", "vague_target")
    for indicator in case.report.indicators:
        target, achieved = fold(indicator.target_text).rstrip("。;"), fold(indicator.achieved_text)
        if not target:
            continue
        if pattern.fullmatch(target) and not _DIGIT.search(achieved):
            vague.append(indicator)
        else:
            yield HELD
    if len(vague) * _RARE < sum(bool(row.target_text.strip()) for row in case.report.indicators):
        # A few targets in words beside many in figures are as the forms have them.
        return
    if not vague:
        return
    values = [case.fact(row.points).quantity.value for row in vague if row.points is not None]
    points = rounded(sum((value for value in values if value is not None), Decimal(0)))
    listed = "、".join(f"{row.name[:14]}“{fold(row.target_text)}”" for row in vague[:4])
    yield case.finding(
        META,
        Text(
            f"{len(vague)}项指标的指标值无法衡量（共{points}分）：{listed}",
            f"{len(vague)} target(s), worth {points} points, cannot be measured: {listed}",
        ),
        [("stated", first_line(case, cell_of(case, row, row.target_text) or row.span)) for row in vague],
        computation="；".join(f"{fold(row.target_text)}→{fold(row.achieved_text)}" for row in vague),
    )
