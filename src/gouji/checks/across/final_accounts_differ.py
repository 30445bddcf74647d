"""G701 Self-evaluation and final accounts differ 自评与决算不一致

What it checks 查什么
    自评报告里本年的全年支出、基本支出、项目支出、“三公”经费、收入、结转结余、人员、资产等数，与同一单位同一年度
    部门决算里的同一数应当相同。用 `--against 部门决算` 给出另一份；拿决算对照自评也一样。
Why it matters 为什么重要
    自评的数出自决算。两份对不上，总有一份不是账上的数，据此算的执行率和得分也随之落空。
Basis 依据
    budget_law_rules_83：各项数据应当以经核实的会计数据为准。
How it is recomputed 怎样复算
    口径、年度、范围、预算阶段、资金来源、科目都相同的数才比；按印出位数取区间，一份用元、一份用万元也能比，区间不相交
    即为不一致。相差恰为 10、100、10000 倍的，说明倍数。
Left alone 不查什么
    单位、年度或范围不同的两份文件不比，并说明原因。自评的数与决算里只含财政拨款或一般公共预算的数、含结转结余的总计相同的，是口径
    不同，不报。年初预算和调整后预算另由 G702 查。单位名称略有不同的，人数、车辆等不是金额的，降为警告。
Example 例子
    自评“全年支出665.85万元”，决算“本年支出合计764.37万元”。
"""

from collections.abc import Iterator

from gouji.checks.alike import Both, Key, differing, figures, fitting, rival, unfit
from gouji.checks.case import Case
from gouji.checks.passages import agree
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Text

META = CheckMeta(
    id="G701",
    title=Text("自评与决算不一致", "Self-evaluation and final accounts differ"),
    severity="error",
    needs=("others",),
    basis=("budget_law_rules_83",),
)
# What less of the money is called, that of one fund, and what more of it, with what is carried over.
_OTHER_SUMS = (
    "fiscal_appropriation_expenditure",
    "general_public_budget_expenditure",
    "fiscal_appropriation",
    "grand_total_revenue",
    "grand_total_expenditure",
    "grand_total",
)


def check(case: Case) -> Iterator[Answer]:
    """The figures of the year that both documents state."""
    yield from unfit(case, "against")
    for both in fitting(case, "against", ("evaluation",), ("accounts",)):
        yield from _compared(both)


def _compared(both: Both) -> Iterator[Answer]:
    own, its = figures(both.own), figures(both.its)
    year = str(both.own.report.fiscal_year)
    common = [key for key in own if key in its and _of_the_year(key, year)]
    if not common:
        yield Lacking(("total_expenditure",))
    for key in common:
        met = rival(own[key], its[key])
        if met is None:
            yield HELD
        elif isinstance(met, Lacking) or _other_sum(key, met, own, its):
            yield Lacking(("scope",))
        else:
            # People and vehicles may be counted at another day or in another way.
            money = met[0].quantity.unit == "元"
            yield differing(both, META, *met, severity="error" if money else "warning")


def _of_the_year(key: Key, year: str) -> bool:
    return key.year == year and key.stage is None and key.scope is None and key.item is None and not key.subject


def _other_sum(key: Key, met: tuple[Fact, Fact], own: dict[Key, list[Fact]], its: dict[Key, list[Fact]]) -> bool:
    """Whether one document calls by this name what the other calls the money of one fund, or with what is carried."""

    def partial(there: dict[Key, list[Fact]], fact: Fact) -> bool:
        return any(
            agree(fact, other)
            for k, facts in there.items()
            if k.year == key.year and k.stage is None and not k.subject and k.item is None
            if (k.concept == key.concept and k.fund != key.fund) or k.concept in _OTHER_SUMS
            for other in facts
        )

    return key.fund is None and (partial(its, met[0]) or partial(own, met[1]))
