"""G401 Unit slip between 元 and 万元 金额单位写错

What it checks 查什么
    一组本应对上的金额（分项与合计、同一数的两处）对不上，而把其中一个“元”读成“万元”（或反过来）就正好对上。
Why it matters 为什么重要
    差一万倍；读者照抄就成了另一个数。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    同组其余金额的单位一致、只有这一个不同时，把它的数值乘（除）以 10000 再复算，对上即报，并给出改后的数。
    “其中”所列不必是全部；改后正好等于合计的也报。
Left alone 不查什么
    单独一个“元”的金额可能就是元（单价、人均），没有一组数可以印证的不报。
Example 例子
    “支出 354.36 万元，其中基本支出 281.93 元、项目支出 72.43 万元”。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.units import LINEAR, mixes_units, slipped_unit
from gouji.model import Fact, Finding, Text, Tie

META = CheckMeta(
    id="G401",
    title=Text("金额单位写错", "Unit slip between 元 and 万元"),
    severity="error",
    needs=("facts",),
    basis=("budget_law_rules_83",),
    parameters=("unit_slip_factor",),
)


def check(case: Case) -> Iterator[Answer]:
    """Broken ties that close when one figure's unit is read as that of the others."""
    said: set[int] = set()
    for tie in sorted(case.graph.of_kind(*LINEAR), key=lambda tie: tie.state != "broken"):
        if not mixes_units(case, tie):
            continue
        odd = slipped_unit(case, tie)
        if odd is not None:
            if odd.id not in said:
                said.add(odd.id)
                yield _finding(case, tie, odd)
        elif tie.state in ("closed", "rounding"):
            yield HELD


def _finding(case: Case, tie: Tie, odd: Fact) -> Finding:
    other = "万元" if odd.quantity.printed_unit == "元" else "元"
    repaired = f"{case.number(odd)}{other}"
    where, label = case.where(odd), case.label(odd)
    others = [index for index in dict.fromkeys(tie.facts) if index != odd.id]
    return case.finding(
        META,
        Text(
            f"{where.zh}：{label.zh}印为{case.printed(odd)}，同组各数都以{other}计，改为{repaired}正好对上",
            f"{where.en}: {label.en} is printed as {case.printed(odd)}; as {repaired} it ties with the others",
        ),
        [*case.evidence("stated", [odd.id]), *case.evidence("other", others)],
        computation=case.sides(tie),
        reported=case.printed(odd),
        recomputed=repaired,
    )
