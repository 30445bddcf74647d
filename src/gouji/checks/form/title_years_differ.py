"""G811 The titles are of different years 标题的年度不一致

What it checks 查什么
    报告的标题、所附自评表和评分表的标题写了不同的年度。
Why it matters 为什么重要
    有一处是去年的，没有改；读者不知道数是哪一年的。
Basis 依据
    report_outline。
How it is recomputed 怎样复算
    以“自评报告、评价报告、自评表、评分表”等结尾的短行为标题，取其中的年度，应当都相同。
Left alone 不查什么
    下一年度的绩效目标表不查；提到通知、文件名的句子不查。
Example 例子
    报告标题为 2023 年度，所附自评表标题为 2022 年度。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import pieces
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Span, Text

META = CheckMeta(
    id="G811",
    title=Text("标题的年度不一致", "The titles are of different years"),
    severity="warning",
    needs=("text",),
    basis=("report_outline",),
)

_TITLE = re.compile(
    r"(?:附件?表?\s*\d*\s*[：:]?\s*)?(?:[（(])?[^。，；：:“”《》\d]{0,40}(?P<year>20\d\d)\s*年?度?[^。，；：:“”《》\d]{0,40}"
    r"(?:自评|评价|评分|自评价)(?:情况)?(?:报告|表)(?:[（(][^（()）]{0,12}[）)])?"
)
_LONGEST = 80


def check(case: Case) -> Iterator[Answer]:
    """Short lines that are titles, by the year in them."""
    titles: dict[str, Span] = {}
    for piece in pieces(case):
        if len(piece.text) > _LONGEST or "通知" in piece.text:
            continue
        match = _TITLE.fullmatch(" ".join(piece.text.split()))
        if match:
            titles.setdefault(match["year"], piece.span)
    if len(titles) == 1:
        yield HELD
    elif titles:
        listed = "、".join(f"“{shown(case, span, 40)}”" for span in titles.values())
        yield case.finding(
            META,
            Text(f"标题写了{len(titles)}个年度：{listed}", f"the titles are of {len(titles)} years: {listed}"),
            [("stated", span) for span in titles.values()],
            computation=" ≠ ".join(titles),
        )
