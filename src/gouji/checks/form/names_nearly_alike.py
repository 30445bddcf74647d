"""G817 A name written in two ways 同一名称两种写法

What it checks 查什么
    项目名称、书名号里的文件名，两处只差一两个字。
Why it matters 为什么重要
    读者不知道是一个项目还是两个；两处的数也就无从对照。
Basis 依据
    document_drafting。
How it is recomputed 怎样复算
    六个字以上、长短相同而只有一个字不同（或前后两个字调换）的两个名称。
Left alone 不查什么
    不同的字是数字、序号、方位、省市县区、上下、年份的，可以是两个名称，不查；一个包含另一个的不查。
Example 例子
    书名号里一处是“档案库房管理办法”，一处是“挡案库房管理办法”。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Span, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G817",
    title=Text("同一名称两种写法", "A name written in two ways"),
    severity="notice",
    needs=("facts", "text"),
    basis=("document_drafting",),
)

_TITLE = re.compile(r"《([^《》]{6,40})》")
_LEAST = 6
_OTHER = set(
    "0123456789〇零一二三四五六七八九十百甲乙丙丁东西南北中上下左右前后省市县区乡镇村州新老旧大小男女内外总分初高正副全"
)


def check(case: Case) -> Iterator[Answer]:
    """Names of projects and of documents, compared where they begin or end alike."""
    names: dict[str, Span] = {}
    for match in _TITLE.finditer(case.document.text):
        names.setdefault(fold(match[1]), Span(match.start(1), match.end(1)))
    for fact in case.report.facts:
        name = fold(fact.subject)
        if (fact.concept or "").startswith("project_") and len(name) >= _LEAST and name not in names:
            at = case.document.text.rfind(fact.subject, 0, fact.span.start)
            if at >= 0:
                names[name] = Span(at, at + len(fact.subject))
    if not names:
        return
    alike = sorted(_alike(list(names)))
    if not alike:
        yield HELD
    for one, other in alike:
        yield case.finding(
            META,
            Text(f"“{one}”和“{other}”只差一两个字", f"“{one}” and “{other}” differ in a letter or two"),
            [("stated", names[one]), ("other", names[other])],
            computation=f"{one} ≠ {other}",
        )


def _alike(names: list[str]) -> set[tuple[str, str]]:
    """Pairs of names of one length that differ in one letter, or in two that have changed places.

    Such a pair has at least one third in common.
    """
    groups: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for name in names:
        third = len(name) // 3
        for at, part in enumerate((name[:third], name[third:-third], name[-third:])):
            groups[len(name), at, part].append(name)
    return {
        (one, other)
        for group in groups.values()
        for index, one in enumerate(group)
        for other in group[index + 1 :]
        if _one_apart(one, other)
    }


def _one_apart(one: str, other: str) -> bool:
    apart = [at for at in range(len(one)) if one[at] != other[at]]
    if len(apart) == 1:
        return not {one[apart[0]], other[apart[0]]} & _OTHER
    if len(apart) == 2:
        first, second = apart
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return False
