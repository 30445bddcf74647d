"""G502 Running cost exceeds operating funding 机关运行经费大于公用经费

What it checks 查什么
    机关运行经费是一般公共预算基本支出里的公用经费，不能大于公用经费。
Why it matters 为什么重要
    两数口径相同或前者较小；大于说明一处没有更新，或把项目支出算了进来。
Basis 依据
    agency_affairs_9。
How it is recomputed 怎样复算
    两数按印出位数取区间，机关运行经费的下限大于公用经费的上限才算。
Left alone 不查什么
    文中公用经费有几个不同值（各资金来源、各单位）的，不比。
Example 例子
    公用经费 42.3 万元，机关运行经费 58.1 万元。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, only
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Text

META = CheckMeta(
    id="G502",
    title=Text("机关运行经费大于公用经费", "Running cost exceeds operating funding"),
    severity="warning",
    needs=("facts",),
    basis=("agency_affairs_9",),
)


def check(case: Case) -> Iterator[Answer]:
    """Running cost against operating funding of the same stage."""
    for stage in ("original", "final", "outturn"):
        cost = only(case, "agency_operating_cost", stage)
        if cost is None:
            continue
        funding = only(case, "operating_funding", stage)
        if funding is None:
            yield Lacking(("operating_funding",))
        elif not exceeds(cost, funding):
            yield HELD
        else:
            yield case.finding(
                META,
                Text(
                    f"机关运行经费{case.printed(cost)}大于公用经费{case.printed(funding)}",
                    f"running cost {case.printed(cost)} exceeds operating funding {case.printed(funding)}",
                ),
                [("part", cost.span), ("whole", funding.span)],
                computation=f"{case.printed(cost)} > {case.printed(funding)}",
                reported=case.printed(cost),
            )
