"""G408 A mean per head is out of scale 人均数与总数不在一个数量级

What it checks 查什么
    “人均公用经费m万元”与公用经费除以在职人数的商相差十倍以上。
Why it matters 为什么重要
    多半是元和万元写错，或除错了人数；人均数是单位之间唯一能直接比较的数。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    总数÷在职人数，与所写人均数之比大于参数 mean_scale_factor（或小于它的倒数）才算。
Left alone 不查什么
    比值在此以内的：人数可以按编制数、平均人数等不同口径。总数或在职人数缺少、有几个不同值的，答“无从判断”。
Example 例子
    公用经费 84 万元，在职 35 人，“人均公用经费 2.4 元”：应为 2.4 万元。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.basis import parameter
from gouji.checks.case import Case
from gouji.checks.passages import only
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Text
from gouji.vocabulary import concept_named, fold

META = CheckMeta(
    id="G408",
    title=Text("人均数与总数不在一个数量级", "A mean per head is out of scale"),
    severity="warning",
    needs=("facts",),
    basis=("budget_law_rules_83",),
    parameters=("mean_scale_factor",),
)

_MEAN = re.compile(r"人均([\u4e00-\u9fff()“”]{2,12}?)(?:支出)?(?:为|达到|达|是|约)?[:：]?\s*$")
_REACH = 24


def check(case: Case) -> Iterator[Answer]:
    """Means per head of a cost that the report also gives as a total."""
    factor = parameter("mean_scale_factor", case.year)
    for fact in case.report.facts:
        if fact.source != "prose" or fact.quantity.unit != "元" or not fact.quantity.value:
            continue
        said = _MEAN.search(case.document.text, max(fact.span.start - _REACH, 0), fact.span.start)
        concept = concept_named(fold(said[1])) if said is not None else None
        if concept is None:
            continue
        total, heads = only(case, concept, "outturn"), only(case, "headcount_actual")
        if (
            total is None
            or heads is None
            or not total.quantity.value
            or not heads.quantity.value
            or total.id == fact.id
        ):
            yield Lacking((concept, "headcount_actual"))
            continue
        ratio = total.quantity.value / heads.quantity.value / fact.quantity.value
        yield _finding(case, fact, total, heads) if not 1 / factor <= ratio <= factor else HELD


def _finding(case: Case, mean: Fact, total: Fact, heads: Fact) -> Answer:
    value = case.amount((total.quantity.value or Decimal(0)) / (heads.quantity.value or Decimal(1)), total)
    name = case.label(total)
    return case.finding(
        META,
        Text(
            f"人均{name.zh}印为{case.printed(mean)}，{case.printed(total)}÷{case.printed(heads)}={value}",
            f"{name.en} per head is printed as {case.printed(mean)}; {case.printed(total)} over {case.printed(heads)} "
            f"is {value}",
        ),
        [("stated", mean.span), ("total", total.span), ("count", heads.span)],
        computation=f"{case.printed(total)}÷{case.printed(heads)}={value}",
        reported=case.printed(mean),
        recomputed=value,
    )
