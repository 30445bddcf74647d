"""G102 A part exceeds its whole 部分大于整体

What it checks 查什么
    “其中”后面的一项，或口径上属于另一数的一项（基本支出属于支出合计，公务接待费属于“三公”经费），
    不能大于整体；金额各项相加也不能大于整体。
Why it matters 为什么重要
    部分大于整体，两数必有一错，不需要知道其余各项。
Basis 依据
    budget_law_rules_83；口径关系另引其自身依据。
How it is recomputed 怎样复算
    部分区间的下限大于整体区间的上限时为错误；等于不算。
Left alone 不查什么
    人数、件数等各项可能互相重叠，只逐项比，不相加。同一组数已由 G101 报出的，不重复。预算数与决算数不互为整体和部分。
    前几项已经等于整体的，后面的是另外的数；各项之和等于同段另一数的，是那一个数的分项；“比上年净增”的数不是整体；
    一项等于紧接着的几项之和的，那几项是它的分项。
Example 例子
    “三公”经费 2.43 万元，其中公务接待费 3.43 万元。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import divides_another, of_two_funds, of_two_stages
from gouji.checks.registry import Answer, CheckMeta
from gouji.checks.units import slipped_unit
from gouji.model import Fact, Finding, Text, Tie

META = CheckMeta(
    id="G102",
    title=Text("部分大于整体", "A part exceeds its whole"),
    severity="error",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)


_CHANGE = re.compile(r"(?:净?增加?|增长|减少|下降|新增|多|少)(?:了|额)?(?:约|近)?$")
_REACH = 8


def _is_change(case: Case, whole: Fact, parts: list[Fact]) -> bool:
    """38,612户，比上年末净增3,204户，其中企业11,428户: what is divided is the number and not its change."""

    def changes(fact: Fact) -> bool:
        return _CHANGE.search(case.document.text[max(fact.span.start - _REACH, 0) : fact.span.start]) is not None

    return changes(whole) and not any(changes(part) for part in parts)


def _divided_before(case: Case, whole: Fact, parts: list[Fact]) -> bool:
    """450万元，其中中央300万元、省级150万元；市级配套120万元: the first ones are the whole, the last is beside it."""
    total = Decimal(0)
    for count, part in enumerate(parts, start=1):
        total += part.quantity.value or Decimal(0)
        if count > 1 and total == whole.quantity.value and count < len(parts):
            return True
    return False


def _divided_within(parts: list[Fact]) -> bool:
    """当年资金a万元，分级次为中央b万元、省级c万元: a part equal to those right behind it is divided itself."""
    values = [part.quantity.value or Decimal(0) for part in parts]
    return any(
        values[at] and values[at] == sum(values[at + 1 : stop], Decimal(0))
        for at in range(len(values))
        for stop in range(at + 3, len(values) + 1)
    )


def check(case: Case) -> Iterator[Answer]:
    """Limits from sentences and the vocabulary."""
    summed = [frozenset(tie.facts) for tie in case.graph.of_kind("sum", "items") if tie.state == "broken"]

    def make(tie: Tie) -> Finding | None:
        members = frozenset(tie.facts)
        if slipped_unit(case, tie) is not None or any(members <= group for group in summed):
            return None
        whole = case.fact(tie.right[0].facts[0])
        parts = [case.fact(term.facts[0]) for term in tie.left]
        if of_two_stages((whole, *parts)) or of_two_funds(case, (whole, *parts)):
            return None
        if divides_another(case, whole, parts) or _divided_before(case, whole, parts) or _is_change(case, whole, parts):
            return None
        if _divided_within(parts):
            return None
        where = case.where(parts[0])
        said = "、".join(f"{case.label(part).zh}{case.printed(part)}" for part in parts)
        named = ", ".join(f"{case.label(part).en} {case.printed(part)}" for part in parts)
        total = case.amount(tie.left_nominal, whole) if tie.left_nominal is not None else ""
        sum_zh, sum_en = (f"（合计{total}）", f" (together {total})") if len(parts) > 1 else ("", "")
        return case.finding(
            META,
            Text(
                f"{where.zh}：{said}{sum_zh}大于{case.label(whole).zh}{case.printed(whole)}",
                f"{where.en}: {named}{sum_en} exceeds {case.label(whole).en} {case.printed(whole)}",
            ),
            [*case.evidence("part", [part.id for part in parts]), *case.evidence("whole", [whole.id])],
            computation=f"{total or case.printed(parts[0])} > {case.printed(whole)}",
            reported=case.printed(parts[0]),
            basis=tie.origin.basis,
        )

    yield from case.judge(case.graph.of_kind("part", "parts"), make)
