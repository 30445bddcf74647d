"""G710 A unit's figure exceeds its department's 单位的数大于部门汇总

What it checks 查什么
    单位的收入、支出、“三公”经费等数，不应大于包含这个单位的部门（汇总）文件里的同一数。
    用 `--against 部门文件` 给出部门的。
Why it matters 为什么重要
    部门的数是所属各单位相加来的。一个单位比整个部门还大，汇总时一定漏了或者错了。
Basis 依据
    budget_law_rules_83：各项数据应当以经核实的会计数据为准。
How it is recomputed 怎样复算
    口径、年度、预算阶段、资金来源、科目都相同的金额：单位的数按印出位数能取的最小值 ＞ 部门的数能取的最大值，报警告。
Left alone 不查什么
    部门文件里没有写到这个单位的名称，不认为是上下级，不比。单位的数小于部门的数是应当的。结余等可正可负的数不比。
Example 例子
    单位“全年支出665.85万元”，部门汇总“本年支出合计656.85万元”。
"""

from collections.abc import Iterator

from gouji.checks.alike import Both, differing, figures, one, unfit
from gouji.checks.case import Case
from gouji.checks.passages import exceeds
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Text
from gouji.vocabulary import concepts

META = CheckMeta(
    id="G710",
    title=Text("单位的数大于部门汇总", "A unit's figure exceeds its department's"),
    severity="warning",
    needs=("others",),
    basis=("budget_law_rules_83",),
)


def check(case: Case) -> Iterator[Answer]:
    """Each amount of the year with that of the department."""
    yield from unfit(case, "against")
    for made, its in case.beside:
        if made.member and made.other.role == "against":
            yield from _compared(Both(made, case, its))


def _compared(both: Both) -> Iterator[Answer]:
    own, its = figures(both.own), figures(both.its)
    common = [key for key in own if key in its and not key.subject and key.scope is None and key.year is not None]
    amounts = [key for key in common if concepts()[key.concept].nature == "flow" and own[key][0].quantity.unit == "元"]
    if not amounts:
        yield Lacking(("total_expenditure",))
    for key in amounts:
        if not one(its[key]) or not one(own[key]):
            yield Lacking(("scope",))
        elif all(exceeds(own[key][0], fact) for fact in its[key]):
            label = both.own.label(own[key][0])
            said = Text(f"{label.zh}大于所属部门的", f"{label.en} exceeds that of its department")
            yield differing(both, META, own[key][0], its[key][0], said=said)
        else:
            yield HELD
