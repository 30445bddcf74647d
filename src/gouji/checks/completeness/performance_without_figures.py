"""G617 A chapter on performance without a figure 绩效情况没有一个数

What it checks 查什么
    “绩效情况”一章只讲制度和管理，没有任何产出、效益、满意度的数。
Why it matters 为什么重要
    没有结果就无法评价绩效。
Basis 依据
    budget_law_rules_20。
How it is recomputed 怎样复算
    该章从标题到下一章，除年份和编号外没有数字，也没有表格。
Left alone 不查什么
    不是完整自评报告的不查；少于二十个字的，只写“见自评表”的，不查。
Example 例子
    “三、整体支出绩效情况”只写“严格执行财务制度，厉行节约”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import chapters_of, is_whole_report, prose_of, shown
from gouji.model import Table, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G617",
    title=Text("绩效情况没有一个数", "A chapter on performance without a figure"),
    severity="notice",
    needs=("sections", "facts"),
    basis=("budget_law_rules_20",),
)

_LEAST = 20
_NOT_FIGURES = r"(?:19|20)\d\d(?:年|-)|第\d+|\(\d+\)|[〔\[]\d+[〕\]]|(?:^|\n)\s*\d{1,2}[、.．]"
_FIGURE = re.compile(
    rf"{_NOT_FIGURES}|(?P<figure>\d|[一二两三四五六七八九十百千万][余多]?[次个项期场批件人家户份篇册条套台处座所名辆起亩])"
)
_ELSEWHERE = re.compile(r"(?:详?见|附)[^。]{0,10}(?:表|附件)")


def check(case: Case) -> Iterator[Answer]:
    """The chapter on performance by the figures in it."""
    chapter = chapters_of(case).get("performance") if is_whole_report(case) else None
    if chapter is None or "绩效" not in chapter.title or "自评" in chapter.title:
        return
    said = prose_of(case, chapter)
    tabled = any(
        isinstance(block, Table) and chapter.body.start <= block.start < chapter.body.end
        for block in case.document.blocks
    )
    if len(fold(said.text)) < _LEAST or _ELSEWHERE.search(said.text):
        return
    if tabled or any(match["figure"] for match in _FIGURE.finditer(said.text)):
        yield HELD
        return
    title = shown(case, chapter.heading)
    yield case.finding(
        META,
        Text(
            f"“{title}”没有一个反映产出、效益或满意度的数",
            f"“{title}” has no figure of output, effect or satisfaction",
        ),
        [("stated", chapter.heading), ("stated", said.span)],
        computation=f"{title}：{len(fold(said.text))}字，0个数",
    )
