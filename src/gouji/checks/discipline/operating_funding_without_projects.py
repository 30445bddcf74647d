"""G513 Operating funding above personnel funding, and no projects 没有项目支出，公用经费大于人员经费

What it checks 查什么
    支出全部是基本支出，而公用经费大于人员经费。
Why it matters 为什么重要
    专项业务多半列进了公用经费，基本支出与项目支出划分不清，项目就没有绩效可评。
Basis 依据
    budget_law_rules_5：基本支出包括人员经费和公用经费。
How it is recomputed 怎样复算
    支出合计与基本支出按印出位数相交，项目支出为 0 或没有写，公用经费的下限大于人员经费的上限。
Left alone 不查什么
    有项目支出的；人员经费、公用经费有几个不同值的。只作提示。
Example 例子
    支出合计 280 万元，基本支出 280 万元，其中人员经费 110 万元、公用经费 170 万元。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import agree, exceeds, only, own
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text

META = CheckMeta(
    id="G513",
    title=Text("没有项目支出，公用经费大于人员经费", "Operating funding above personnel funding, and no projects"),
    severity="notice",
    needs=("facts",),
    basis=("budget_law_rules_5",),
)


def check(case: Case) -> Iterator[Answer]:
    """What a unit without projects spends on itself."""
    total, basic = only(case, "total_expenditure", "outturn"), only(case, "basic_expenditure", "outturn")
    if total is None or basic is None or not agree(total, basic):
        return
    if any(fact.quantity.value for fact in own(case, "project_expenditure")):
        return
    operating, personnel = only(case, "operating_funding", "outturn"), only(case, "personnel_funding", "outturn")
    if operating is None or personnel is None:
        return
    if not exceeds(operating, personnel):
        yield HELD
        return
    places = [fact.span for fact in own(case, "operating_funding", "outturn")]
    yield case.finding(
        META,
        Text(
            f"支出{case.printed(total)}全部是基本支出，公用经费{case.printed(operating)}大于人员经费"
            f"{case.printed(personnel)}",
            f"all spending {case.printed(total)} is basic, operating funding {case.printed(operating)} is above "
            f"personnel funding {case.printed(personnel)}",
        ),
        [*(("stated", span) for span in places), ("other", personnel.span), ("whole", total.span)],
        computation=f"{case.printed(operating)} > {case.printed(personnel)}",
        reported=case.printed(operating),
    )
