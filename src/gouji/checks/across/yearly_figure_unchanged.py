"""G707 Yearly figures are those of last year 本年的数与上年一模一样

What it checks 查什么
    与上年相同的句子里，本年全年的金额、工作量也与上年一个数不差。用 `--previous 上年报告` 给出上年的。
Why it matters 为什么重要
    一年的支出、接待批次、检查次数正好与上年相同，几乎都是抄了上年忘了改。
Basis 依据
    budget_law_rules_83：不得以估计数据替代，不得弄虚作假。
How it is recomputed 怎样复算
    句子去掉年份和数字后与上年相同，所有数字逐个相等，其中至少一个是全年的金额或工作量且有三位以上有效数字。
    有两个以上这样的数，或一个数有五位以上有效数字的，报警告；否则提示。
Left alone 不查什么
    编制、车辆、资产等年末的数本来可以不变；补助标准、指标值、文件号、比率不查；写明是上年数的句子不查。
    部门预算按标准安排，两年相同不足为怪，不查。
Example 例子
    两年都写“全年检查水库1286座次，支出巡查经费37.52万元”。
"""

import re
from collections.abc import Iterator

from gouji.checks.alike import Both, fitting, unfit
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.sentences import Sentence, prose, words_of
from gouji.model import Fact, Text, year_of
from gouji.vocabulary import concepts

META = CheckMeta(
    id="G707",
    title=Text("本年的数与上年一模一样", "Yearly figures are those of last year"),
    severity="warning",
    needs=("others",),
    basis=("budget_law_rules_83",),
)
_NOT_YEARLY = re.compile(
    r"每|标准|不低于|不少于|不超过|以上|目标|累计|上年|去年|编制|现有|共有|〔|号文|截至|面积|预算|计划"
)
_TELLING, _CERTAIN = 3, 5


def check(case: Case) -> Iterator[Answer]:
    """Sentences of both years whose figures are all the same."""
    yield from unfit(case, "previous")
    for both in fitting(case, "previous"):
        if both.pair.kinds[0] == both.pair.kinds[1] != "budget":
            yield from _compared(both)


def _compared(both: Both) -> Iterator[Answer]:
    year, before = both.own.report.fiscal_year, str(both.its.report.fiscal_year)
    there = {words_of(sentence): sentence for sentence in prose(both.its) if sentence.facts}
    for sentence in prose(both.own):
        other = there.get(words_of(sentence))
        telling = [fact for fact in sentence.facts if _yearly(fact, str(year))]
        if other is None or not telling or _NOT_YEARLY.search(sentence.text) or before in sentence.text:
            continue
        yield _finding(both, sentence, other, telling) if _values(sentence) == _values(other) else HELD


def _values(sentence: Sentence) -> list[object]:
    return [(fact.quantity.value, fact.quantity.unit) for fact in sentence.facts]


def _yearly(fact: Fact, year: str) -> bool:
    """Whether a figure is of the year's money or work, and printed with digits enough to be no coincidence."""
    nature = concepts()[fact.concept].nature if fact.concept else "work"
    if nature not in ("flow", "work") or year_of(fact) not in (None, year) or fact.measure is not None:
        return False
    return fact.quantity.unit not in (None, "%", "分", "年") and _digits(fact) >= _TELLING


def _digits(fact: Fact) -> int:
    """How many significant digits are printed."""
    value = fact.quantity.printed
    return 0 if not value else len(f"{abs(value):f}".replace(".", "").strip("0"))


def _finding(both: Both, mine: Sentence, theirs: Sentence, telling: list[Fact]) -> Answer:
    case = both.own
    sure = len(telling) > 1 or any(_digits(fact) >= _CERTAIN for fact in telling)
    said = "、".join(case.printed(fact) for fact in telling)
    indexes = [mine.facts.index(fact) for fact in telling]
    return case.finding(
        META,
        Text(f"{said}与{both.other_name.zh}一个数不差", f"{said}: the very figures of the {both.other_name.en}"),
        [("stated", fact.span) for fact in telling],
        beside=[(both.pair.other, theirs.facts[index].span) for index in indexes],
        severity="warning" if sure and both.pair.sure else "notice",
        computation="；".join(
            f"{case.printed(fact)} = {both.its.printed(theirs.facts[i])}"
            for fact, i in zip(telling, indexes, strict=True)
        ),
        reported=said,
    )
