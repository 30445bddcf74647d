"""G212 An account's amount in the text is in no table 说明里的科目金额与表不符

What it checks 查什么
    说明里写出的一个科目的金额，应当是表里这个科目的某一个数（支出合计、财政拨款、一般公共预算或其中一列）。
Why it matters 为什么重要
    表是决算、预算的正文，说明照表写；对不上的一边没有更新。
Basis 依据
    final_accounts_tables, budget_law_rules_83。
How it is recomputed 怎样复算
    按科目编码在各表里找同一年度、同一预算阶段的数，按印出位数取区间，没有一个相交即为不符。
Left alone 不查什么
    表里没有这个科目的，或没有这一预算阶段的（表只有决算数，说明里另有预算数）；已由 G201 报出的。
Example 例子
    说明“住房公积金（项）48.5 万元”，表里 2210201 为 45.8 万元。
"""

from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import agree, stage_of
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Finding, Text, year_of
from gouji.vocabulary import account, concepts

META = CheckMeta(
    id="G212",
    title=Text("说明里的科目金额与表不符", "An account's amount in the text is in no table"),
    severity="warning",
    needs=("facts", "tables"),
    basis=("final_accounts_tables", "budget_law_rules_83"),
)


def check(case: Case) -> Iterator[Answer]:
    """Amounts of accounts in the prose against all amounts of the account in the tables."""
    tabled: dict[tuple[str, str, str | None], list[Fact]] = defaultdict(list)
    prose: list[Fact] = []
    for fact in case.report.facts:
        if fact.item is None or fact.quantity.unit != "元" or fact.quantity.value is None or fact.concept is None:
            continue
        if fact.source == "table":
            tabled[fact.item, stage_of(case, fact), year_of(fact)].append(fact)
        elif fact.source == "prose" and not fact.subject:
            prose.append(fact)
    for fact in prose:
        rows = tabled.get((fact.item or "", stage_of(case, fact), year_of(fact)), [])
        if not rows or any(tie.kind in ("same", "equal") for tie in case.graph.touching(fact.id, "broken")):
            continue
        yield HELD if any(agree(fact, other) for other in rows) else _finding(case, fact, rows)


def _finding(case: Case, fact: Fact, rows: list[Fact]) -> Finding:
    known = account("functional", fact.item or "")
    name = f"{fact.item}{known.zh if known is not None else ''}"
    values = list({other.quantity.value: other for other in rows}.values())
    shown = "、".join(case.printed(other) for other in values[:3])
    concept = concepts()[fact.concept or ""].zh
    return case.finding(
        META,
        Text(
            f"{name}：正文{concept}写为{case.printed(fact)}，表里为{shown}",
            f"{fact.item}: the text says {case.printed(fact)}, the tables {shown.replace('、', ', ')}",
        ),
        [("stated", fact.span), *(("other", other.span) for other in values[:3])],
        computation=f"{case.printed(fact)} ≠ {shown}",
        reported=case.printed(fact),
        recomputed=case.printed(values[0]),
    )
