"""G706 Text copied from last year 正文照抄上年

What it checks 查什么
    正文的句子去掉年份和数字以后，有多少与上年报告一字不差。用 `--previous 上年报告` 给出上年的。
Why it matters 为什么重要
    绩效自评要说明这一年做了什么、效果怎样。只换年份和数字的报告，没有评价这一年。
Basis 依据
    budget_law_rules_20：对预算资金的投入、使用过程、产出与效果进行系统和客观的评价。
How it is recomputed 怎样复算
    比例＝与上年相同的句子数÷本年句子数。只数正文里 12 个汉字以上的句子；不少于 8 句才判断；
    达到参数 copied_forward_share（60%）即提示。
Left alone 不查什么
    单位职责、机构设置、名词解释、附件等章节每年相同是应当的，不数；表格不数。部门预算、部门决算的说明有统一写法，不查。
Example 例子
    两年都写“强化工程巡查管护，及时消除水库大坝安全隐患”等句，只改了年份。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.basis import parameter
from gouji.checks.alike import Both, fitting, unfit
from gouji.checks.case import Case, rounded
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.sentences import Sentence, chapters, prose, words_of
from gouji.model import Text

META = CheckMeta(
    id="G706",
    title=Text("正文照抄上年", "Text copied from last year"),
    severity="notice",
    needs=("others",),
    basis=("budget_law_rules_20",),
    parameters=("copied_forward_share",),
)
_SAME_EACH_YEAR = re.compile(r"职责|职能|机构|概况|基本情况|名词|附件|附表|依据|编制范围|部门构成")
_MARKS = ("。", "；", ";", "！")
_FEWEST, _QUOTED = 8, 3


def check(case: Case) -> Iterator[Answer]:
    """The share of sentences that stood in last year's report."""
    yield from unfit(case, "previous")
    for both in fitting(case, "previous", ("evaluation", "project"), ("evaluation", "project")):
        yield _answer(both)


def _answer(both: Both) -> Answer:
    own, its = _told(both.own), {words_of(sentence): sentence for sentence in _told(both.its)}
    if len(own) < _FEWEST or len(its) < _FEWEST:
        return Lacking(("narrative",))
    copied = [(sentence, its[words_of(sentence)]) for sentence in own if words_of(sentence) in its]
    share = Decimal(100 * len(copied)) / len(own)
    if share < parameter("copied_forward_share", both.own.year):
        return HELD
    shown = sorted(copied, key=lambda pair: -len(pair[0].text))[:_QUOTED]
    percent = f"{rounded(share, 0)}%"
    return both.own.finding(
        META,
        Text(
            f"正文 {len(own)} 句里有 {len(copied)} 句（{percent}）除年份和数字外与{both.other_name.zh}相同",
            f"{len(copied)} of {len(own)} sentences ({percent}) are those of the {both.other_name.en}",
        ),
        [("stated", mine.span) for mine, _ in shown],
        beside=[(both.pair.other, theirs.span) for _, theirs in shown],
        computation=f"{len(copied)}÷{len(own)}={percent}",
        reported=percent,
    )


def _told(case: Case) -> list[Sentence]:
    told = prose(case, outside=chapters(case, _SAME_EACH_YEAR))
    # Titles and headings end in no mark.
    return [sentence for sentence in told if case.document.text[sentence.span.end : sentence.span.end + 1] in _MARKS]
