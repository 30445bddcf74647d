"""G214 Said not to rise, but risen 称只减不增，数字却增加

What it checks 查什么
    “‘三公’经费只减不增”“零增长”，而“三公”经费本年大于上年，或写明较上年增加。
Why it matters 为什么重要
    只减不增是对“三公”经费的硬要求，照抄的结论掩盖了增长。
Basis 依据
    sangong_definition, budget_law_rules_83。
How it is recomputed 怎样复算
    本年与上年的“三公”经费决算数按印出位数取区间，本年的下限大于上年的上限才算。
Left alone 不查什么
    “落实只减不增的要求”一类的话；句里没有提到“三公”经费或其分项的；没有上年数也没有增减额的，答“无从判断”。
Example 例子
    “‘三公’经费实现只减不增”，本年 21.5 万元，上年 19.2 万元。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, only, sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Claim, Fact, Text

META = CheckMeta(
    id="G214",
    title=Text("称只减不增，数字却增加", "Said not to rise, but risen"),
    severity="error",
    needs=("facts", "claims"),
    basis=("sangong_definition", "budget_law_rules_83"),
)

_SANGONG = re.compile(r"三\s*公")


def check(case: Case) -> Iterator[Answer]:
    """Claims about the three costs, with their totals of two years."""
    for claim in case.report.statements:
        if not isinstance(claim, Claim) or claim.kind != "not_rising":
            continue
        sentence = sentence_around(case, claim.span)
        if _SANGONG.search(case.document.text, sentence.start, sentence.end):
            yield _answer(case, claim)


def _answer(case: Case, claim: Claim) -> Answer:
    now = only(case, "sangong_total", "outturn")
    before = _year_before(case)
    if now is None or before is None:
        return Lacking(("sangong_total", "previous"))
    if not exceeds(now, before):
        return HELD
    said = "".join(case.document.quote(claim.span).split())
    return case.finding(
        META,
        Text(
            f"写为“{said}”，但“三公”经费本年{case.printed(now)}，上年{case.printed(before)}",
            f"the text says “{said}”, but the three costs went from {case.printed(before)} to {case.printed(now)}",
        ),
        [("stated", claim.span), ("actual", now.span), ("previous", before.span)],
        computation=f"{case.printed(now)} > {case.printed(before)}",
        reported=said,
    )


def _year_before(case: Case) -> Fact | None:
    return only(case, "sangong_total", "outturn", case.report.fiscal_year - 1) if case.report.fiscal_year else None
