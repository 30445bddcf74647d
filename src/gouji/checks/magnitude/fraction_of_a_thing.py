"""G406 A fraction of a thing that is counted 人数、件数有小数

What it checks 查什么
    人、户、件、辆、家、场等按个数的量，不能有小数。
Why it matters 为什么重要
    要么单位写错（万人写成人），要么数字抄错，要么是平均数而没有写明。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    印出的数有小数、单位里没有“万”“亿”即报。
Left alone 不查什么
    同一句或表里同一行的名称有平均、人均、每……、折合、当量的；个百分点、个月、个小时、倍；带“以上、约”的。
Example 例子
    “检查企业 35.6 家”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Text

META = CheckMeta(
    id="G406",
    title=Text("人数、件数有小数", "A fraction of a thing that is counted"),
    severity="warning",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)

_UNITS = frozenset("人 户 件 辆 家 场 名 人次 批次 宗 起 所 篇 份 座 部 幢 栋 头 只 株 台 套 张 本 册".split())  # noqa: SIM905
_MEAN = re.compile(r"平均|人均|户均|日均|月均|年均|均|每|折合|折算|当量|指数|率|系数")
_REACH = 60


def _before(case: Case, fact: Fact) -> str:
    """The words of the same clause before a figure, its comparisons in; in a table those of its row."""
    before = case.document.text[max(fact.span.start - _REACH, 0) : fact.span.start]
    return re.split(r"[。；;\n]", before)[-1] + fact.subject


def check(case: Case) -> Iterator[Answer]:
    """Counts that do not come out whole."""
    for fact in case.report.facts:
        quantity = fact.quantity
        if quantity.unit not in _UNITS or quantity.value is None or quantity.qualifier is not None:
            continue
        if quantity.value == quantity.value.to_integral_value() or quantity.value != quantity.printed:
            yield HELD
            continue
        if _MEAN.search(_before(case, fact)):
            yield HELD
            continue
        yield case.finding(
            META,
            Text(
                f"{case.where(fact).zh}：{case.printed(fact)}有小数，{quantity.unit}只能是整数",
                f"{case.where(fact).en}: {case.printed(fact)} is a fraction of what comes in whole numbers",
            ),
            [("stated", fact.span)],
            computation=f"{case.printed(fact)}不是整数",
            reported=case.printed(fact),
        )
