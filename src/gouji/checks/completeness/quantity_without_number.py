"""G615 A quantity indicator without a quantity 数量指标没有数量

What it checks 查什么
    “数量指标”的指标名称和指标值里没有任何数。
Why it matters 为什么重要
    数量指标就是要写完成多少；没有数量，完成率没有分母。
Basis 依据
    department_framework。
How it is recomputed 怎样复算
    去掉“指标1：”一类的编号后，名称、指标值都没有数字，也没有“一次”“两期”这样的数。
Left alone 不查什么
    没有指标值一栏的评分表不查；指标值空白的不查。
Example 例子
    数量指标“落实档案安全责任制”，完成情况 100%。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of
from gouji.checks.wording import first_line, shown
from gouji.model import Indicator, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G615",
    title=Text("数量指标没有数量", "A quantity indicator without a quantity"),
    severity="notice",
    needs=("indicators",),
    basis=("department_framework",),
)

_LABEL = re.compile(r"指标\d+[:、.]|(?:^|[;。])\(?\d{1,2}[).、](?!\d)")
_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十百千万半][次个项期场批件人家户份篇册条套台处座所名辆起户亩倍成]|零|全部|全覆盖|所有"
)


def check(case: Case) -> Iterator[Answer]:
    """Rows of quantity indicators by the numbers in them."""
    found: list[Indicator] = []
    for indicator in case.report.indicators:
        if not any("数量" in level for level in indicator.levels) or not fold(indicator.target_text):
            continue
        if _NUMBER.search(_LABEL.sub("", fold(f"{indicator.name};{indicator.target_text}"))):
            yield HELD
        else:
            found.append(indicator)
    if not found:
        return
    places = [cell_of(case, row, row.target_text) or row.span for row in found]
    first = shown(case, places[0])
    yield case.finding(
        META,
        Text(
            f"{len(found)}项数量指标没有数量，如“{first}”",
            f"{len(found)} quantity indicator(s) have no quantity, such as “{first}”",
        ),
        [("stated", first_line(case, span)) for span in places],
        computation="；".join(f"{shown(case, span, 20)}：0个数" for span in places),
    )
