"""G112 Accounts listed one by one do not make the total 逐项科目之和与总数不符

What it checks 查什么
    说明里逐项写出的各科目（项）金额之和，等于同一口径、同一预算阶段的总数；年初预算、全年预算、决算各自相加。
Why it matters 为什么重要
    逐项说明是表以外唯一写明各科目预算数的地方，一项写错，从总数看不出来。
Basis 依据
    functional_classification, budget_law_rules_83。
How it is recomputed 怎样复算
    各项按印出位数取区间相加，与总数的区间相交即为对上。清单列全而之和大于总数为错误；
    没有列全而大于总数、列全而较小的为警告。
Left alone 不查什么
    清单是否列全看两点：另一阶段的各项之和正好是总数，或表里的项级科目都写到了。都看不出的，答“无从判断”。
Example 例子
    全年预算 90.5 万元，逐项为 60.2 万元、20.1 万元、20.2 万元：相加为 100.5 万元。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import agree, stage_of
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Text, year_of

META = CheckMeta(
    id="G112",
    title=Text("逐项科目之和与总数不符", "Accounts listed one by one do not make the total"),
    severity="error",
    needs=("facts",),
    basis=("functional_classification", "budget_law_rules_83"),
)

_ITEM_LENGTH = 7
_FEWEST = 2

Key = tuple[str, str | None, str | None]


def check(case: Case) -> Iterator[Answer]:
    """The items of the prose, by what they are amounts of, against the total of the same stage."""
    items: dict[Key, dict[str, dict[str, Fact]]] = defaultdict(lambda: defaultdict(dict))
    wholes: dict[Key, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    tabled: set[str] = set()
    for fact in case.report.facts:
        if fact.concept is None or fact.quantity.unit != "元" or fact.quantity.value is None or fact.subject:
            continue
        key, stage = (fact.concept, year_of(fact), fact.fund), stage_of(case, fact)
        if fact.item is None:
            wholes[key][stage].append(fact)
        elif len(fact.item) == _ITEM_LENGTH and fact.source == "table":
            tabled.add(fact.item)
        elif fact.source == "prose" and (len(fact.item) == _ITEM_LENGTH or fact.item.count("/") == 2):
            items[key][stage].setdefault(fact.item, fact)
    for key, stages in items.items():
        sums = {
            stage: (whole, list(listed.values()))
            for stage, listed in stages.items()
            if len(listed) >= _FEWEST and (whole := _one(wholes[key][stage])) is not None
        }
        complete = {codes for stage, codes in _codes(stages).items() if stage in sums and _compare(*sums[stage]) == 0}
        for stage, (whole, facts) in sums.items():
            codes = _codes(stages)[stage]
            listed_all = codes in complete or (bool(tabled) and tabled <= codes)
            yield _answer(case, whole, facts, listed_all)


def _codes(stages: dict[str, dict[str, Fact]]) -> dict[str, frozenset[str]]:
    return {stage: frozenset(listed) for stage, listed in stages.items()}


def _one(facts: list[Fact]) -> Fact | None:
    """The total; None when there is none, or several values."""
    return facts[0] if facts and all(agree(facts[0], fact) for fact in facts[1:]) else None


def _compare(whole: Fact, parts: list[Fact]) -> int:
    """-1 when the parts fall short of the whole, 1 when they exceed it, 0 when the printed digits admit both."""
    low = sum((f.quantity.low for f in parts if f.quantity.low is not None), Decimal(0))
    high = sum((f.quantity.high for f in parts if f.quantity.high is not None), Decimal(0))
    if whole.quantity.high is not None and low > whole.quantity.high:
        return 1
    return -1 if whole.quantity.low is not None and high < whole.quantity.low else 0


def _answer(case: Case, whole: Fact, parts: list[Fact], complete: bool) -> Answer:
    sign = _compare(whole, parts)
    if sign == 0:
        return HELD
    if sign < 0 and not complete:
        return Lacking(("other_items",))
    total = case.amount(sum((f.quantity.value or Decimal(0) for f in parts), Decimal(0)), whole)
    name = case.label(whole)
    return case.finding(
        META,
        Text(
            f"{case.where(whole).zh}：{name.zh}{case.printed(whole)}，逐项写出的{len(parts)}个科目相加为{total}",
            f"{case.where(whole).en}: {name.en} is {case.printed(whole)}, {len(parts)} accounts listed make {total}",
        ),
        [("whole", whole.span), *(("part", fact.span) for fact in parts)],
        computation=f"{'＋'.join(case.number(fact) for fact in parts)}={total} ≠ {case.printed(whole)}",
        severity="error" if sign > 0 and complete else "warning",
        reported=case.printed(whole),
        recomputed=total,
    )
