"""G211 One count of the work with two values 同一工作量前后不一

What it checks 查什么
    正文两处用同样的话（八个字以上）说同一件工作，单位相同，数却不同。
Why it matters 为什么重要
    产出数量是绩效的依据，两个数不可能都对。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    去掉“共、累计、全年、已”等词后，数前的分句完全相同才比；“余、多、近”按区间比。
Left alone 不查什么
    分句不足八个字的（“发现问题”在各处各有所指）；带月份、季度、上半年、上年、计划、目标的；金额和百分比；范围（全区、本单位）不同的；
    不足十二个字的降为提示；冒号前另有所指的；同一分句出现三次以上、各不相同的。
Example 例子
    一处“组织开展安全生产专项执法检查 46 次”，另一处写 64 次。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import agree
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Finding, Text, year_of
from gouji.vocabulary import concepts, fold

META = CheckMeta(
    id="G211",
    title=Text("同一工作量前后不一", "One count of the work with two values"),
    severity="warning",
    needs=("facts", "text"),
    basis=("budget_law_rules_83",),
)

_FILLER = re.compile(
    r"全年|本年度?|当年|累计|总共|合计|共计|共|已|完成|达到|达|了|约|近|超过|20\d\d年度?|其中|一是|二是|三是|四是|五是"
)
_OTHER = re.compile(
    r"\d|月|季度|上半年|下半年|上年|去年|计划|目标|预计|拟|将|每|平均|日均|首轮|第[一二三四五]|该|各|分别|同比|比|较"
)
_SHORTEST = 8
_SURE = 12
_ENDS = "，,。；;：:！？!?\n\t、（("
_LABELS = "：:"


def check(case: Case) -> Iterator[Answer]:
    """Counts of the prose by the words of their clause."""
    said: dict[tuple[str, str, str | None, str | None], list[Fact]] = defaultdict(list)
    for fact in case.report.facts:
        if fact.source != "prose" or fact.quantity.unit in (None, "元", "%") or fact.quantity.value is None:
            continue
        if fact.concept is not None and concepts()[fact.concept].nature != "work":
            continue
        words = _clause(case, fact)
        if len(words) >= _SHORTEST and not _OTHER.search(words):
            said[words, fact.quantity.unit or "", year_of(fact), fact.scope].append(fact)
    for (words, *_), facts in said.items():
        rivals = [fact for fact in facts if not agree(facts[0], fact)]
        if len(facts) < 2 or len(rivals) > 1:
            continue
        yield _finding(case, words, facts[0], rivals[0]) if rivals and facts[0].frame != rivals[0].frame else HELD


def _clause(case: Case, fact: Fact) -> str:
    """The words between the last sign and a figure, without words that count nothing."""
    text, start = case.document.text, fact.span.start
    while start > 0 and text[start - 1] not in _ENDS:
        start -= 1
    # 某镇：组织……次: behind a label the words are about what the label names.
    labelled = start > 0 and text[start - 1] in _LABELS
    return "" if labelled else _FILLER.sub("", fold(text[start : fact.quantity.outer_start]))


def _finding(case: Case, words: str, first: Fact, second: Fact) -> Finding:
    a, b = case.where(first), case.where(second)
    return case.finding(
        META,
        Text(
            f"“{words}”{a.zh}为{case.printed(first)}，{b.zh}为{case.printed(second)}",
            f"“{words}” is {case.printed(first)} in {a.en} and {case.printed(second)} in {b.en}",
        ),
        [("stated", first.span), ("other", second.span)],
        computation=f"{case.printed(first)} ≠ {case.printed(second)}",
        severity="warning" if len(words) >= _SURE else "notice",
        reported=case.printed(first),
        recomputed=case.printed(second),
    )
