"""G604 A chapter without anything below it 有标题无内容的章节

What it checks 查什么
    “一、……”“（一）……”这样的章节标题下面没有任何文字，也没有表格。
Why it matters 为什么重要
    该写的情况没有写；没有的也应写明“无”。
Basis 依据
    report_outline。
How it is recomputed 怎样复算
    标题到下一个同级或上级标题之间，除空白和页码外没有字。
Left alone 不查什么
    目录里的标题（同一标题在后面还会出现，或者连着两个以上都空）不查；写成短句的列举项、工作表的名称不查。
Example 例子
    “（二）项目支出情况”下面是空的。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import body_of, shown
from gouji.model import Section, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G604",
    title=Text("有标题无内容的章节", "A chapter without anything below it"),
    severity="notice",
    needs=("sections",),
    basis=("report_outline",),
)

_LEVELS = (2, 3)
_TITLE = re.compile(
    r"(?:情况|分析|概况|问题|措施|建议|职责|职能|机构设置|说明|支出|收支|结论|绩效|事项|目标|成效)(?:\([^()]*\))?[。:]?$"
)
_PAGE = re.compile(r"[\s\d\-—－第页共/]*")
_CONTENTS = 2


def check(case: Case) -> Iterator[Answer]:
    """Headings by what stands below them; a run of empty ones is a table of contents."""
    sections = case.report.sections
    empty = [_PAGE.fullmatch(body_of(case, section)) is not None for section in sections]
    names = [fold(section.title) for section in sections]
    for index, section in enumerate(sections):
        if section.level not in _LEVELS or not _TITLE.search(names[index]) or _names_sheet(case, section):
            continue
        if not empty[index]:
            yield HELD
        elif names[index] not in names[index + 1 :] and _run(empty, index) < _CONTENTS:
            yield _finding(case, section)


def _names_sheet(case: Case, section: Section) -> bool:
    """Whether a heading is the name of a sheet of a workbook, whose cells may be headings again."""
    place = case.document.place_at(section.heading.start)
    return place is not None and place.sheet is not None and place.cell is None


def _run(empty: list[bool], index: int) -> int:
    """How many headings on end, this one among them, have nothing below them."""
    first = last = index
    while first > 0 and empty[first - 1]:
        first -= 1
    while last + 1 < len(empty) and empty[last + 1]:
        last += 1
    return last - first + 1


def _finding(case: Case, section: Section) -> Answer:
    title = shown(case, section.heading)
    return case.finding(
        META,
        Text(f"“{title}”下面没有内容", f"there is nothing below “{title}”"),
        [("stated", section.heading)],
        computation=f"{title}：0字",
    )
