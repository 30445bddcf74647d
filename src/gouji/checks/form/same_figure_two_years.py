"""G821 One figure under two years 同一个数写在两个年度下

What it checks 查什么
    同一口径的金额，上一年度和本年度一分不差：前面写“2022年支出合计 354.36 万元”，后面写“2023年支出合计 354.36 万元”。
Why it matters 为什么重要
    两年恰好相同很少见，多半是年份没有改，或者照抄了上年的数。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    口径、范围、资金来源、阶段都相同，年度相邻，数值相等，有效数字不少于四位并且有小数。
Left alone 不查什么
    写明“持平、相同、不变”的不查；表里同一行的上年数、本年数本来是对照的，不查；资产、编制等年末存量不查；四位以下的整数（定额、标准）不查。
Example 例子
    2022 年和 2023 年支出合计都是 354.36 万元。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Text
from gouji.vocabulary import concepts

META = CheckMeta(
    id="G821",
    title=Text("同一个数写在两个年度下", "One figure under two years"),
    severity="notice",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)

_DIGITS = 4
_LEVEL = ("持平", "相同", "一致", "不变", "无变化", "增长0", "增加0")
_NEAR = 60


def check(case: Case) -> Iterator[Answer]:
    """Amounts of one concept by their years."""
    years: dict[tuple[object, ...], dict[int, Fact]] = {}
    for fact in case.report.facts:
        if fact.concept is None or not (fact.period or "").isdigit() or not _is_exact(fact):
            continue
        key = (fact.concept, fact.subject, fact.scope, fact.fund, fact.item, fact.stage)
        years.setdefault(key, {}).setdefault(int(fact.period or 0), fact)
    for known in years.values():
        for year, fact in known.items():
            before = known.get(year - 1)
            if before is None:
                continue
            beside = fact.row is not None and (fact.frame, fact.row) == (before.frame, before.row)
            if (
                beside
                or before.quantity.value != fact.quantity.value
                or _said_level(case, before)
                or _said_level(case, fact)
            ):
                yield HELD
            else:
                yield _finding(case, year, before, fact)


def _is_exact(fact: Fact) -> bool:
    """Whether a figure is an amount of a year with enough digits not to be equal by chance."""
    printed = fact.quantity.printed
    if printed is None or not printed or not fact.quantity.decimals:
        return False
    money = (fact.quantity.printed_unit or "").endswith("元") and fact.concept in concepts()
    return money and len(printed.normalize().as_tuple().digits) >= _DIGITS


def _said_level(case: Case, fact: Fact) -> bool:
    around = case.document.text[max(0, fact.span.start - _NEAR) : fact.span.end + _NEAR]
    return any(word in around for word in _LEVEL)


def _finding(case: Case, year: int, before: Fact, fact: Fact) -> Answer:
    label, printed = case.label(fact), case.printed(fact)
    return case.finding(
        META,
        Text(
            f"{year - 1}年和{year}年的{label.zh}都是{printed}，一分不差",
            f"{label.en} is {printed} in {year - 1} and in {year} alike",
        ),
        [*case.evidence("stated", [fact.id]), *case.evidence("other", [before.id])],
        computation=f"{year - 1}年{case.printed(before)} = {year}年{printed}",
    )
