"""G703 Two versions of a report differ 两稿的数不一致

What it checks 查什么
    同一单位同一年度同一种报告的两稿（报送的与公开的、报告与附表），凡是同一个数都应当相同。
    用 `--against 另一稿` 给出另一份。
Why it matters 为什么重要
    报给财政部门的和公开给社会的应当是同一份。公开时改了数，复核的结论就不再是对公开的那一份作的。
Basis 依据
    budget_law_14：批复的预算、决算及报表向社会公开；budget_law_rules_83：以经核实的会计数据为准，不得弄虚作假。
How it is recomputed 怎样复算
    先按口径、对象、年度、范围、预算阶段、资金来源、科目找同一个数；没有认出口径的，按同一句话、同一表行（去掉数字后文字
    完全相同，两稿处数也相同）里的次序找。按印出位数取区间，区间不相交即为不一致。每个不同的数报一次。
Left alone 不查什么
    文字改动不报。一稿自己就有几个数的，不判断。按次序找到的、单位名称略有不同的，降为警告。
Example 例子
    报送稿“全年支出764.37万元”，公开稿“全年支出746.37万元”。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.alike import Both, differing, figures, fitting, one, rival, unfit
from gouji.checks.case import Case
from gouji.checks.passages import agree
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.sentences import Sentence, sentences
from gouji.model import Fact, Text

META = CheckMeta(
    id="G703",
    title=Text("两稿的数不一致", "Two versions of a report differ"),
    severity="error",
    needs=("others",),
    basis=("budget_law_14", "budget_law_rules_83"),
)
_FIGURE = re.compile(r"\d[\d.,]*")
_WORDS = 4


def check(case: Case) -> Iterator[Answer]:
    """The figures that both versions state."""
    yield from unfit(case, "against")
    for both in fitting(case, "against"):
        if both.pair.kinds[0] == both.pair.kinds[1]:
            yield from _compared(both)


def _compared(both: Both) -> Iterator[Answer]:
    own, its = figures(both.own), figures(both.its)
    done: set[int] = set()
    for key in own:
        if key not in its:
            continue
        met = rival(own[key], its[key])
        if isinstance(met, Lacking):
            yield met
            continue
        if met is not None:
            yield differing(both, META, *met)
        elif not one(own[key]) or not one(its[key]):
            # Changed in some places only: those are found by their words.
            continue
        else:
            yield HELD
        done.update(fact.id for fact in own[key])
    yield from _by_place(both, done)


def _by_place(both: Both, done: set[int]) -> Iterator[Answer]:
    """The figures that no key finds: those of sentences and rows whose words are the same, one after the other."""
    there = _by_words(both.its)
    for words, here in _by_words(both.own).items():
        for mine, theirs in zip(here, there.get(words, ()), strict=False):
            # Where one version has a sentence more, we cannot tell which.
            if len(here) == len(there[words]) and len(mine.facts) == len(theirs.facts):
                yield from _beside(both, done, mine, theirs)


def _beside(both: Both, done: set[int], mine: Sentence, theirs: Sentence) -> Iterator[Answer]:
    for a, b in zip(mine.facts, theirs.facts, strict=True):
        if a.id in done or a.quantity.unit != b.quantity.unit:
            continue
        if agree(a, b) and (not _is_limit(a) or a.quantity.value == b.quantity.value):
            yield HELD
        else:
            label = both.own.label(a)
            name = label if a.concept or a.subject else Text("同一句话里的数", "a figure of the same sentence")
            yield differing(both, META, a, b, severity="warning", said=name)


def _is_limit(fact: Fact) -> bool:
    """Whether a figure is open to one side: ≥90% and ≥80% are two targets though a value may keep both."""
    return fact.quantity.low is None or fact.quantity.high is None


def _by_words(case: Case) -> dict[str, list[Sentence]]:
    """Sentences and rows by their words without figures, in order."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    above = ""
    for sentence in sentences(case):
        words = _FIGURE.sub("#", sentence.text)
        if sum("\u4e00" <= sign <= "\u9fff" for sign in words) < _WORDS and sentence.row:
            # Figures alone are known by the row above them.
            words = f"{above}/{words}"
        above = words
        if sentence.facts and len(words) > _WORDS:
            found[words].append(sentence)
    return found
