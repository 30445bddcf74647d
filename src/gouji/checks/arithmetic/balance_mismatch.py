"""G113 Balances, revenue and spending do not balance 年初结转、收入、支出、年末结转不平

What it checks 查什么
    同一段里写出的年初结转结余＋本年收入，等于本年支出＋年末结转结余。
Why it matters 为什么重要
    四个数里知道三个就知道第四个，不平则必有一错，或有一项没有写出。
Basis 依据
    final_accounts_tables, budget_law_rules_83。
How it is recomputed 怎样复算
    两边各按印出位数取区间，相交即为平。同段写出使用非财政拨款结余、结余分配的，分别加在两边。
Left alone 不查什么
    四个数不在同一段的，写作“收入总计”“支出总计”（已含结转）的，或一个数在段里有几个不同值的；可能有没有写出的结余分配，所以只作警告。
Example 例子
    年初结转结余 20.5 万元，本年收入 310 万元，本年支出 318 万元，年末结转结余 15.5 万元：应为 12.5 万元。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import agree, is_grand_total
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Text

META = CheckMeta(
    id="G113",
    title=Text("年初结转、收入、支出、年末结转不平", "Balances, revenue and spending do not balance"),
    severity="warning",
    needs=("facts",),
    basis=("final_accounts_tables", "budget_law_rules_83"),
)

_IN = ("carryover_from_prior_year", "total_revenue")
_OUT = ("total_expenditure", "surplus_carryover")
_MORE = {"non_fiscal_surplus_used": _IN, "surplus_distribution": _OUT}
_ALL = frozenset((*_IN, *_OUT, *_MORE))


def check(case: Case) -> Iterator[Answer]:
    """Paragraphs that give all four."""
    frames: dict[int, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in case.report.facts:
        if fact.concept in _ALL and fact.source == "prose" and fact.item is None and fact.quantity.value is not None:
            frames[fact.frame][fact.concept].append(fact)
    for found in frames.values():
        values = {concept: _one(facts) for concept, facts in found.items()}
        four = [values.get(concept) for concept in (*_IN, *_OUT)]
        if any(fact is None for fact in four):
            continue
        sides = [[*_facts(values, _IN)], [*_facts(values, _OUT)]]
        low = [sum((f.quantity.low for f in side if f.quantity.low is not None), Decimal(0)) for side in sides]
        high = [sum((f.quantity.high for f in side if f.quantity.high is not None), Decimal(0)) for side in sides]
        if any(is_grand_total(case, fact) for side in sides for fact in side):
            continue
        if len({(f.fund, f.scope, f.subject) for side in sides for f in side}) > 1 or not (
            low[0] > high[1] or low[1] > high[0]
        ):
            yield HELD
        else:
            yield _finding(case, sides[0], sides[1])


def _one(facts: list[Fact]) -> Fact | None:
    return facts[0] if all(agree(facts[0], fact) for fact in facts[1:]) else None


def _facts(values: dict[str, Fact | None], side: tuple[str, ...]) -> Iterator[Fact]:
    """The figures of one side, those that a paragraph need not give behind the others."""
    for concept in (*side, *(more for more, of in _MORE.items() if of == side)):
        fact = values.get(concept)
        if fact is not None:
            yield fact


def _finding(case: Case, left: list[Fact], right: list[Fact]) -> Answer:
    totals = [
        case.amount(sum((f.quantity.value or Decimal(0) for f in side), Decimal(0)), left[0]) for side in (left, right)
    ]
    sums = ["＋".join(case.number(fact) for fact in side) for side in (left, right)]
    names = ["＋".join(case.label(fact).zh for fact in side) for side in (left, right)]
    where = case.where(left[0])
    return case.finding(
        META,
        Text(
            f"{where.zh}：{names[0]}为{totals[0]}，{names[1]}为{totals[1]}，两边不平",
            f"{where.en}: opening balance and revenue make {totals[0]}, spending and closing balance {totals[1]}",
        ),
        case.evidence("member", [fact.id for fact in (*left, *right)]),
        computation=f"{sums[0]}={totals[0]} ≠ {sums[1]}={totals[1]}",
        reported=totals[0],
        recomputed=totals[1],
    )
