"""G708 The problem of last year is named again 上年的问题仍未解决

What it checks 查什么
    本年“存在的问题”里写的，上年“存在的问题”里已经写过。用 `--previous 上年报告` 给出上年的。
Why it matters 为什么重要
    绩效评价的结果要用来改进。同一个问题连年照写，说明上年的改进措施没有落实，或者问题是抄来的。
Basis 依据
    budget_law_32：编制预算应当参考上一年预算执行情况、有关支出绩效评价结果。
How it is recomputed 怎样复算
    两年“存在的问题”章节里的句子，去掉序号、年份、数字后相同，或相邻两字的组合有六成以上相同，即视为同一个问题。
Left alone 不查什么
    改进措施的句子（“下一步”“将”“建议”）不比。“整改情况”等章节说的是上年的问题，不比。没有这一章的，
    无从判断。
Example 例子
    两年都写“预算编制不够细化，年中调整较为频繁”。
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from gouji.checks.alike import Both, fitting, unfit
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.sentences import Sentence, chapters, prose, words_of
from gouji.model import Text

META = CheckMeta(
    id="G708",
    title=Text("上年的问题仍未解决", "The problem of last year is named again"),
    severity="notice",
    needs=("others",),
    basis=("budget_law_32",),
)
_PROBLEMS = re.compile(r"^(?!.*(?:整改|上年|落实|解决)).*(?:问题|不足)")
_MEASURE = re.compile(r"下一步|下年|今后|将[加进继不]|建议|改进措施|拟")
_ADVICE, _WANTING = re.compile(r"加强|完善|强化|提高|健全"), re.compile(r"不够|不足|有待|[还仍尚]需|欠|滞后|偏")
_QUOTED, _ALIKE_NUMERATOR, _ALIKE_DENOMINATOR = 4, 3, 5


def check(case: Case) -> Iterator[Answer]:
    """The problems of this year that are those of last year."""
    yield from unfit(case, "previous")
    for both in fitting(case, "previous", ("evaluation", "project"), ("evaluation", "project")):
        yield _answer(both)


def _answer(both: Both) -> Answer:
    own, its = _problems(both.own), _problems(both.its)
    if not own or not its:
        return Lacking(("problems",))
    before = [(sentence, _bigrams(sentence)) for sentence in its]
    again = []
    for sentence in own:
        mine = _bigrams(sentence)
        met = next((other for other, theirs in before if _alike(mine, theirs)), None)
        if met is not None:
            again.append((sentence, met))
    if not again:
        return HELD
    number, first = len(again), again[0][0].text[:24]
    return both.own.finding(
        META,
        Text(
            f"{both.other_name.zh}写过的问题，本年仍有 {number} 个：“{first}”{'等' if number > 1 else ''}",
            f"{number} problem(s) of the {both.other_name.en} named again: “{first}”",
        ),
        [("stated", mine.span) for mine, _ in again[:_QUOTED]],
        beside=[(both.pair.other, theirs.span) for _, theirs in again[:_QUOTED]],
        computation=f"本年问题 {len(own)} 句，与上年相同或相近 {number} 句",
    )


def _problems(case: Case) -> list[Sentence]:
    found = prose(case, within=chapters(case, _PROBLEMS))
    return [sentence for sentence in found if not _is_measure(words_of(sentence))]


def _is_measure(words: str) -> bool:
    """Whether a sentence says what will be done: 加强管理, but not 管理有待加强."""
    return bool(_MEASURE.search(words) or (_ADVICE.search(words) and not _WANTING.search(words)))


def _bigrams(sentence: Sentence) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(words_of(sentence)))


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether three fifths of all pairs of signs are common to both."""
    return len(one & two) * _ALIKE_DENOMINATOR >= len(one | two) * _ALIKE_NUMERATOR
