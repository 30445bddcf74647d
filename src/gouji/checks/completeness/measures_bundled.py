"""G625 Several measures under one value 几项内容合为一个指标

What it checks 查什么
    一个指标里用分号列了几项不同的内容，只填一个完成值。
Why it matters 为什么重要
    哪一项完成了、哪一项没有，看不出来。
Basis 依据
    department_framework。
How it is recomputed 怎样复算
    指标的目标里有分号隔开的两项以上，每项四个字以上，都没有数字；完成值只有一个数。
Left alone 不查什么
    各项自带目标值的不查；评分标准里的分号不查。
Example 例子
    “档案巡查；设备维护；读者服务”一项，完成情况 100%。
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
    id="G625",
    title=Text("几项内容合为一个指标", "Several measures under one value"),
    severity="notice",
    needs=("indicators",),
    basis=("department_framework",),
)

_LABEL = re.compile(r"^指标\d+[:、.]|(?:^|(?<=;))\(?\d{1,2}[).、](?!\d)")
_LEAST = 4


def check(case: Case) -> Iterator[Answer]:
    """Targets in several parts."""
    bundled: list[tuple[Indicator, int]] = []
    for row in case.report.indicators:
        if row.achieved is None or not row.target_text:
            continue
        parts = [_LABEL.sub("", part) for part in _LABEL.sub("", fold(row.target_text)).split(";")]
        parts = [part for part in parts if len(part) >= _LEAST]
        single = re.fullmatch(r"\d+(?:\.\d+)?\D{0,4}", fold(row.achieved_text))
        if len(parts) > 1 and single and not any(re.search(r"\d", part) for part in parts):
            bundled.append((row, len(parts)))
        else:
            yield HELD
    if not bundled:
        return
    spans = [cell_of(case, row, row.target_text) or row.span for row, _ in bundled]
    first, (row, count) = shown(case, spans[0]), bundled[0]
    value = fold(row.achieved_text)
    yield case.finding(
        META,
        Text(
            f"{len(bundled)}项指标合列了几项内容，如“{first}”{count}项只填一个“{value}”",
            f"{len(bundled)} indicator(s) hold several measures: “{first}”, {count} of them, with one value “{value}”",
        ),
        [("stated", first_line(case, span)) for span in spans],
        computation="；".join(f"{count}项→{fold(row.achieved_text)}" for row, count in bundled),
    )
