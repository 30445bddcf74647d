"""G409 All the staff are more than the unit has 全体职工的人数多于单位的人数

What it checks 查什么
    “组织全体干部职工280人”：全体人员的人数，多于报告写出的在职、退休、编外各种人员之和。
Why it matters 为什么重要
    一个数是错的，多半错了一位；人均费用、培训人次都会跟着错。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    在职、编外、退休人数取全文的最大值相加（编制数大于在职数的，用编制数），全体人员的人数大于这个和才算。
Left alone 不查什么
    “全县”“全系统”“所属单位”的人员；人次；没有写在职人数和编制人数的，答“无从判断”。
Example 例子
    在职 28 人，一处写“组织全体干部职工 280 人参加培训”。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Text

META = CheckMeta(
    id="G409",
    title=Text("全体职工的人数多于单位的人数", "All the staff are more than the unit has"),
    severity="notice",
    needs=("facts", "text"),
    basis=("budget_law_rules_83",),
)

_ALL = re.compile(
    r"(?:全体|全局|全院|全校|全中心|全部)(?:在职|在编|机关)?(?:干部职工|干部|职工|教职工|工作人员|人员)(?:共|共计|合计|约|近)*\s*$"
)
_BEYOND = re.compile(r"全[县市区省乡镇系]|系统|所属|下属|直属|各[乡镇县市区]|服务对象|企业|社区|村")
_PEOPLE = ("人", "名")
_STAFF = ("headcount_actual", "headcount_authorised")
_BESIDE = ("headcount_contract", "headcount_retired")
_REACH = 40


def check(case: Case) -> Iterator[Answer]:
    """Counts of all the staff against the staff of the unit."""
    told = [fact for fact in case.report.facts if fact.quantity.unit in _PEOPLE and _is_all(case, fact)]
    if not told:
        return
    staff = _largest(case, _STAFF)
    if staff is None:
        yield Lacking(("headcount_actual",))
        return
    beside = [found for concept in _BESIDE if (found := _largest(case, (concept,))) is not None]
    most = sum((fact.quantity.value or Decimal(0) for fact in (staff, *beside)), Decimal(0))
    for fact in told:
        if (fact.quantity.low or Decimal(0)) <= most:
            yield HELD
            continue
        shown = "＋".join(case.printed(one) for one in (staff, *beside))
        yield case.finding(
            META,
            Text(
                f"{case.where(fact).zh}：全体人员{case.printed(fact)}，而单位的人员只有{shown}",
                f"{case.where(fact).en}: all the staff are {case.printed(fact)}, the unit has only {shown}",
            ),
            [("stated", fact.span), *(("staff", one.span) for one in (staff, *beside))],
            computation=f"{case.printed(fact)} > {shown}",
            reported=case.printed(fact),
        )


def _is_all(case: Case, fact: Fact) -> bool:
    before = case.document.text[max(fact.span.start - _REACH, 0) : fact.span.start]
    before = re.split(r"[。；;\n]", before)[-1]
    return fact.source == "prose" and _ALL.search(before) is not None and _BEYOND.search(before) is None


def _largest(case: Case, concepts: tuple[str, ...]) -> Fact | None:
    """The largest count of some concepts anywhere in the report."""
    found = [fact for fact in case.report.facts if fact.concept in concepts and fact.quantity.value is not None]
    return max(found, key=lambda fact: fact.quantity.value or Decimal(0), default=None)
