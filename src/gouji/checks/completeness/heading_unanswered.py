"""G623 A heading asks for what its text does not give 标题要求的内容正文没有写

What it checks 查什么
    标题写“……，主要包括甲、乙、丙等情况”，正文没有提到其中的某一项。
Why it matters 为什么重要
    规定要说明的（招投标、调整、验收……）没有说明。
Basis 依据
    report_outline。
How it is recomputed 怎样复算
    把“主要包括”后面的各项按顿号、“和”“及”分开，去掉“项目、情况、工作”等词；每一项的任意两个相连的字、首尾两个字都没有在正文出现的，算没有写。
Left alone 不查什么
    正文写“无”“不涉及”的不查；标题后没有正文的由 G604 查。
Example 例子
    标题“项目组织情况分析，主要包括招投标、调整、验收等情况”，正文只写验收。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import prose_of, shown
from gouji.model import Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G623",
    title=Text("标题要求的内容正文没有写", "A heading asks for what its text does not give"),
    severity="notice",
    needs=("sections",),
    basis=("report_outline",),
)

_ASKED = re.compile(r"主要包括(?P<list>[^()。:;]{4,60}?)(?:等)?(?:方面)?(?:的)?(?:情况|内容)?[。:]?$")
_AND = re.compile(r"[、,]|以及|及|和|与")
_COMMON = re.compile(r"^(?:项目|资金|工作|相关|有关)|(?:等|情况|工作|项目|内容|的)+$")
_NONE = re.compile(r"无|没有|不涉及|未")
_LEAST = 15


def check(case: Case) -> Iterator[Answer]:
    """Headings with a list of what belongs below them."""
    for section in case.report.sections:
        asked = _ASKED.search(fold(section.title))
        if asked is None:
            continue
        said = prose_of(case, section)
        words = fold(said.text)
        if not words or (len(words) < _LEAST and _NONE.search(words)):
            continue
        points = [_COMMON.sub("", part) for part in _AND.split(asked["list"])]
        absent = [point for point in points if len(point) > 1 and not _mentioned(point, words)]
        if not absent:
            yield HELD
            continue
        listed = "、".join(absent)
        yield case.finding(
            META,
            Text(
                f"“{shown(case, section.heading, 40)}”下面没有写{listed}",
                f"below “{shown(case, section.heading, 40)}” nothing is said on {listed}",
            ),
            [("stated", section.heading)],
            computation=f"应写{len(points)}项，没有写{len(absent)}项：{listed}",
        )


def _mentioned(point: str, words: str) -> bool:
    """Whether two letters of a point that stand together, or its first and last (招标 for 招投标), occur."""
    together = any(point[at : at + 2] in words for at in range(len(point) - 1))
    return together or re.search(rf"{re.escape(point[0])}.{{0,2}}{re.escape(point[-1])}", words) is not None
