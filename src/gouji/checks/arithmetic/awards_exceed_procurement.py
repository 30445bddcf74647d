"""G111 Awards exceed procurement 授予中小企业的金额超过采购总额

What it checks 查什么
    预留项目中由中小企业中标的金额，加上其他项目中由中小企业中标的金额，不能大于政府采购总额；
    预留给小微企业、由小微企业中标的金额，不能大于预留给中小企业的相应金额。
Why it matters 为什么重要
    预留项目和其他项目互不重叠，相加比总额还大，说明同一笔采购算了两次，或应填 0 的填了总额。
Basis 依据
    sme_procurement。
How it is recomputed 怎样复算
    各数按印出位数取区间，左边的下限大于右边的上限才算；相等不算。
Left alone 不查什么
    缺采购总额的，答“无从判断”。预留的是预算金额，不与实际采购总额比。
Example 例子
    采购总额 32.5 万元，预留项目中标 32.5 万元，其他项目中标 32.5 万元：合计 65 万元。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, only
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Text

META = CheckMeta(
    id="G111",
    title=Text("授予中小企业的金额超过采购总额", "Awards exceed procurement"),
    severity="error",
    needs=("facts",),
    basis=("sme_procurement",),
)

_WITHIN = (
    ("procurement_reserved_micro", "procurement_reserved_sme"),
    ("procurement_reserved_micro_awarded", "procurement_reserved_sme_awarded"),
)


def check(case: Case) -> Iterator[Answer]:
    """Awards to small firms against all procurement, and those to the smallest against those to all small ones."""
    awards = [only(case, f"procurement_{kind}_sme_awarded") for kind in ("reserved", "other")]
    parts = [fact for fact in awards if fact is not None]
    whole = only(case, "procurement_total", "outturn")
    if parts and whole is None:
        yield Lacking(("procurement_total",))
    elif parts and whole is not None:
        yield _answer(case, parts, whole)
    for inner, outer in _WITHIN:
        small, large = only(case, inner), only(case, outer)
        if small is not None and large is not None:
            yield _answer(case, [small], large) if exceeds(small, large) else HELD


def _answer(case: Case, parts: list[Fact], whole: Fact) -> Answer:
    low = sum((fact.quantity.low for fact in parts if fact.quantity.low is not None), Decimal(0))
    if whole.quantity.high is None or low <= whole.quantity.high:
        return HELD
    total = case.amount(sum((fact.quantity.value or Decimal(0) for fact in parts), Decimal(0)), whole)
    shown = "、".join(f"{case.label(fact).zh}{case.printed(fact)}" for fact in parts)
    named = ", ".join(f"{case.label(fact).en} {case.printed(fact)}" for fact in parts)
    name = case.label(whole)
    return case.finding(
        META,
        Text(
            f"{shown}，合计{total}，大于{name.zh}{case.printed(whole)}",
            f"{named}, together {total}, exceed {name.en} {case.printed(whole)}",
        ),
        [*(("part", fact.span) for fact in parts), ("whole", whole.span)],
        computation=f"{'＋'.join(case.number(fact) for fact in parts)}={total} > {case.printed(whole)}",
        reported=total,
        recomputed=case.printed(whole),
    )
