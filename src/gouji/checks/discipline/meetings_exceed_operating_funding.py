"""G511 Meetings and training exceed operating funding 会议费、培训费大于公用经费

What it checks 查什么
    会议费与培训费之和大于公用经费。
Why it matters 为什么重要
    会议费、培训费通常在公用经费里开支；比公用经费还大，多半是单位写错，或应当说明用了项目经费。
Basis 依据
    economic_classification：会议费、培训费是商品和服务支出的款。
How it is recomputed 怎样复算
    两数按印出位数取区间相加，下限大于公用经费的上限才算。只有其中一项的，用这一项比。
Left alone 不查什么
    公用经费、会议费、培训费有几个不同值的，不比。项目经费里也可以开会议、办培训，只作提示。
Example 例子
    公用经费 18.4 万元，会议费 12.5 万元、培训费 9.7 万元，合计 22.2 万元。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import only
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text

META = CheckMeta(
    id="G511",
    title=Text("会议费、培训费大于公用经费", "Meetings and training exceed operating funding"),
    severity="notice",
    needs=("facts",),
    basis=("economic_classification",),
)


def check(case: Case) -> Iterator[Answer]:
    """Meetings and training against operating funding of the same stage."""
    for stage in ("original", "final", "outturn"):
        whole = only(case, "operating_funding", stage)
        found = [only(case, concept, stage) for concept in ("meeting_expense", "training_expense")]
        parts = [part for part in found if part is not None and part.quantity.low is not None]
        if whole is None or whole.quantity.high is None or not parts:
            continue
        if sum(part.quantity.low or 0 for part in parts) <= whole.quantity.high:
            yield HELD
            continue
        total = case.amount(sum((part.quantity.value or Decimal(0) for part in parts), Decimal(0)), whole)
        shown = "、".join(f"{case.label(part).zh}{case.printed(part)}" for part in parts)
        yield case.finding(
            META,
            Text(
                f"{shown}，合计{total}，大于公用经费{case.printed(whole)}",
                f"meetings and training come to {total}, more than operating funding {case.printed(whole)}",
            ),
            [*(("part", part.span) for part in parts), ("whole", whole.span)],
            computation=f"{total} > {case.printed(whole)}",
            reported=total,
        )
