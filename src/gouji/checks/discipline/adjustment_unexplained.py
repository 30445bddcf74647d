"""G505 A large adjustment is not explained 预算调整较大而未说明原因

What it checks 查什么
    全年预算数与年初预算数相差超过规定比例，而全文没有一处说明追加、调减的原因。
Why it matters 为什么重要
    年初预算编得不准，或年中追加没有依据，读者无从知道。
Basis 依据
    department_framework：预算调整率是预算执行的指标，调整多少、为什么，是它要反映的。
How it is recomputed 怎样复算
    (全年预算数－年初预算数)÷年初预算数，绝对值大于参数 adjustment_to_explain 才算，等于不算。
Left alone 不查什么
    全文有“追加（调整、调减）……主要是（原因、用于、由于）”一类说明的，或者在括号里列出追加了什么的，不问写得够不够。年初预算为0的不比。
Example 例子
    年初预算 300 万元，全年预算 360 万元，调整 20%，全文没有说明。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.basis import parameter
from gouji.checks.case import Case, rounded
from gouji.checks.passages import only
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text

META = CheckMeta(
    id="G505",
    title=Text("预算调整较大而未说明原因", "A large adjustment is not explained"),
    severity="notice",
    needs=("facts", "text"),
    basis=("department_framework",),
    parameters=("adjustment_to_explain",),
)

_MOVED = r"(?:追加|调整|调增|调减|增加预算|预算增加|预算增减|高于年初|低于年初|大于年初|小于年初|年初预算)"
_WHY = r"(?:原因|由于|主要是|主要为|主要用于|系|因为|因|用于|根据|按照)"
# 追加a万元（其中补助b万元、奖金c万元）: what it is made of says why.
_MADE_OF = rf"{_MOVED}(?:[^。；;，,\n]|,(?=\d{{3}})){{0,20}}元[（(](?!含上年)[^（）()]*\d[^（）()]*[）)]"
_EXPLAINED = re.compile(rf"{_MOVED}[^。；;\n]{{0,80}}{_WHY}|{_WHY}[^。；;\n]{{0,40}}{_MOVED}|{_MADE_OF}")


def check(case: Case) -> Iterator[Answer]:
    """The adjustment of the unit's whole budget."""
    initial, final = only(case, "budget_initial"), only(case, "budget_adjusted")
    if initial is None or final is None or not initial.quantity.value or final.quantity.value is None:
        return
    moved = (final.quantity.value - initial.quantity.value) / initial.quantity.value * Decimal(100)
    if abs(moved) <= parameter("adjustment_to_explain", case.year) or _EXPLAINED.search(case.document.text):
        yield HELD
        return
    change = case.amount(final.quantity.value - initial.quantity.value, final)
    yield case.finding(
        META,
        Text(
            f"全年预算{case.printed(final)}比年初预算{case.printed(initial)}变动{rounded(moved)}%，全文没有说明原因",
            f"the final budget {case.printed(final)} is {rounded(moved)} % off the original {case.printed(initial)}, "
            "and nothing says why",
        ),
        [("initial", initial.span), ("final", final.span)],
        computation=f"({case.printed(final)}－{case.printed(initial)})÷{case.printed(initial)}={rounded(moved)}%",
        reported=change,
    )
