"""G816 Dated before the year was over 落款日期早于年度结束

What it checks 查什么
    全年的自评报告、决算，落款日期却在该年度十二月三十一日以前。
Why it matters 为什么重要
    年度没有结束，全年的数还不存在；多半是年份没有改。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    单独成行的日期与报告年度的最后一天比较。
Left alone 不查什么
    预算、绩效监控和半年的报告不查；正文里的日期不查；十二月里的落款不查（年终自评可以在十二月做）。
Example 例子
    2023 年度的自评报告，落款“2023年3月8日”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import passages
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Text

META = CheckMeta(
    id="G816",
    title=Text("落款日期早于年度结束", "Dated before the year was over"),
    severity="warning",
    needs=("fiscal_year", "text"),
    basis=("budget_law_rules_83",),
)

_DATE = re.compile(r"(?:(?:填报|填表|报告)?(?:日期|时间)[：:])?\s*(20\d\d)\s?年\s?(\d{1,2})\s?月(?:\s?\d{1,2}\s?日)?")
_TITLE = re.compile(r"(?P<year>20\d\d)\s*年度?[^。]{0,50}(?:自评|评价|决算)")
_PARTIAL = re.compile(r"监控|中期|半年|[上下]半年|季度|\d月|目标申报")
_DECEMBER, _ZONE = 12, 300


def check(case: Case) -> Iterator[Answer]:
    """Lines that are a date, against the year of the title."""
    head = case.document.text[:_ZONE]
    title = _TITLE.search(head)
    if title is None or _PARTIAL.search(title.group()) or (case.report.form or "").startswith("budget"):
        return
    year = int(title["year"])
    for piece in passages(case):
        match = _DATE.fullmatch(piece.text)
        if match is None:
            continue
        if (int(match[1]), int(match[2])) >= (year, _DECEMBER):
            yield HELD
            continue
        printed = shown(case, piece.span)
        yield case.finding(
            META,
            Text(
                f"报告是{year}年度的，落款为{printed}，年度还没有结束",
                f"the report is of {year} and is dated {printed}, before that year was over",
            ),
            [("stated", piece.span)],
            computation=f"{printed} < {year}年12月31日",
            reported=printed,
        )
