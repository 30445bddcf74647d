"""G404 A share above 100 % 占比超过100%

What it checks 查什么
    某一项占整体的百分比不能大于 100%，也不能小于 0。
Why it matters 为什么重要
    部分不会大于整体，这样的占比必定写错。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    占比按印出位数取区间，区间下限大于 100% 即为错误；100% 本身可以。
Left alone 不查什么
    增长率、完成率、执行率、控制率可以超过 100%，不查；“为计划1.7亿元的109.4%”没有“占”字，是完成率。
Example 例子
    “非流动资产占比 200%”。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Share, Text
from gouji.vocabulary import concepts

META = CheckMeta(
    id="G404",
    title=Text("占比超过100%", "A share above 100 %"),
    severity="error",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)

_WHOLE = Decimal(100)
_SHARE = re.compile(r"占|比重|比例")


def _is_share(case: Case, said: Share) -> bool:
    """Whether words before the percentage call it a share: 投资1.86亿元，为计划1.7亿元的109.4% is none."""
    percent = case.fact(said.percent).span.start
    part = case.fact(said.part).span.end if said.part is not None else percent
    begin = part if part < percent else said.span.start
    return _SHARE.search(case.document.text, begin, percent) is not None


def check(case: Case) -> Iterator[Answer]:
    """Shares by their concept or by their sentence."""
    stated = {s.percent for s in case.report.statements if isinstance(s, Share) and _is_share(case, s)}
    stated |= {f.id for f in case.report.facts if f.concept and concepts()[f.concept].share_of}
    for index in sorted(stated):
        fact = case.fact(index)
        low, high = fact.quantity.low, fact.quantity.high
        if (low is None or low <= _WHOLE) and (high is None or high >= 0):
            yield HELD
            continue
        where, label = case.where(fact), case.label(fact)
        yield case.finding(
            META,
            Text(
                f"{where.zh}：{label.zh}印为{case.printed(fact)}，占比只能在0到100%之间",
                f"{where.en}: {label.en} is printed as {case.printed(fact)}, a share lies between 0 and 100 %",
            ),
            [("stated", fact.span)],
            computation=f"{case.printed(fact)} > 100%",
            reported=case.printed(fact),
        )
