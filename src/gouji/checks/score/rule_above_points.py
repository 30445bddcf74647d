"""G330 A printed rule gives more than the points 评分标准给的分超过分值

What it checks 查什么
    评分标准写“计6分”“得6分”的，这一行的分值不应小于6。
Why it matters 为什么重要
    多半是改了分值没有改标准，照标准打分就会超过分值。
Basis 依据
    department_framework；逐行以表内所印的评分标准为准。
How it is recomputed 怎样复算
    取标准里“计、得”后面的分数，最大的与分值比；几行合用一个分值的，与合用的分值比。
Left alone 不查什么
    “扣”后面的；“得90分以上”一类别的考核的分数；60分以上的（折算百分制）；没有印分值的。
Example 例子
    标准“控制率≤100%计6分”，分值 5。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of, plain, short
from gouji.model import Text

META = CheckMeta(
    id="G330",
    title=Text("评分标准给的分超过分值", "A printed rule gives more than the points"),
    severity="notice",
    needs=("indicators",),
    basis=("department_framework",),
)
_GIVEN = re.compile(r"(?:计|得)(?:满分)?(\d{1,2}(?:\.\d+)?)分(?!以|\(含|[-—~至到、值])")
_OF_HUNDRED = 60


def check(case: Case) -> Iterator[Answer]:
    """Rows with points of their own and a sentence, side by side."""
    for row in case.report.indicators:
        if row.points is None or not row.standard.strip():
            continue
        points = case.fact(row.points)
        given = [Decimal(match) for match in _GIVEN.findall(plain(row.standard))]
        given = [one for one in given if one < _OF_HUNDRED]
        if not given or points.quantity.value is None:
            continue
        most = max(given)
        if most <= points.quantity.value:
            yield HELD
            continue
        rule = cell_of(case, row, row.standard)
        yield case.finding(
            META,
            Text(
                f"“{short(row.name)}”的评分标准最高给{most}分，分值只有{case.printed(points)}",
                f"“{short(row.name)}”: its rule gives up to {most}, its points are {case.printed(points)}",
            ),
            [*case.evidence("points", [points.id]), *([("rule", rule)] if rule is not None else [])],
            computation=f"{most}分 > {case.printed(points)}",
            reported=case.printed(points),
            changes_score=None,
        )
