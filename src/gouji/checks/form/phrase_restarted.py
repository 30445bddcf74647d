"""G809 A sentence that begins again after its colon 冒号后又把前面的话说一遍

What it checks 查什么
    “……单位构成包括：……单位包括”这样，冒号后面又从头说起的句子。
Why it matters 为什么重要
    是两句话拼成一句时留下的，往往丢了原来要列的内容。
Basis 依据
    document_drafting。
How it is recomputed 怎样复算
    去掉空格后，冒号前的八个以上的字，在冒号后八个字以内又出现，其后又是“包括、如下、为、有”。
Left alone 不查什么
    隔了句号、分号、逗号的不查；“某部决算包括：某部本级决算、……”是列举，不查；表格里的不查。
Example 例子
    “部门决算公开单位构成包括：部门决算公开单位包括”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import folded_matches, folded_within
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G809",
    title=Text("冒号后又把前面的话说一遍", "A sentence that begins again after its colon"),
    severity="notice",
    needs=("text",),
    basis=("document_drafting",),
)

_RESTARTED = re.compile(r"([^:;。,、\d]{8,30})[^:;。,]{0,8}:[^:;。,]{0,8}\1[^:;。,、]{0,4}(?:包括|如下|分别|为|有)")


def check(case: Case) -> Iterator[Answer]:
    """Clauses on both sides of a colon."""
    found = False
    for piece, place in folded_matches(case, _RESTARTED, prose=True):
        found = True
        words = shown(case, place, 50)
        phrase = _RESTARTED.fullmatch(fold(case.document.quote(place)))
        again = re.compile(re.escape(phrase[1])) if phrase else _RESTARTED
        later = [span for span in folded_within(piece, again) if span.start >= place.end]
        yield case.finding(
            META,
            Text(
                f"“{words}”前后说了{2 + len(later)}遍",
                f"“{words}” says the same {2 + len(later)} times",
            ),
            [("stated", place), *(("other", span) for span in later)],
            computation=words,
        )
    if not found:
        yield HELD
