"""G904 Printed grade bands overlap or leave a gap 所印等级划分有重叠或空档

What it checks 查什么
    报告印的各等级应首尾相接：同一个分数只归一个等级，没有哪个分数不归任何等级。
Why it matters 为什么重要
    恰好90分算优还是良、89.5分算什么，各人读法不同，等级就有争议。
Basis 依据
    grade_bands_form：下限含本数，写明“（含）”；civil_code_1259：“以上”“以下”包括本数。
How it is recomputed 怎样复算
    各等级从高到低排，比较上一等的下限和下一等的上限。两等共有一个界限而都没有写（含）的，是没有写明归属；下一等上限高于上一等下限
    的，是重叠，报警告；低于的，是空档。
Left alone 不查什么
    写着（含）（不含）“以下”“不足”、或者另外说明含下限的。得分都是整数的，80—89、90—100之间不算空档。
Example 例子
    印着“90分—100分为优，80分—90分为良”，90分归哪一等没有写明。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from gouji.checks.case import Case
from gouji.checks.pieces import folded_matches
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import plain
from gouji.model import Band, Finding, Severity, Text

META = CheckMeta(
    id="G904",
    title=Text("所印等级划分有重叠或空档", "Printed grade bands overlap or leave a gap"),
    severity="notice",
    needs=("bands",),
    basis=("grade_bands_form", "civil_code_1259"),
)
_MARKED = re.compile(r"含|以上|以下|不足|不满|低于|[≥≤<>＜＞≧≦]")
_SETTLED = re.compile(r"(?:均|都)?含(?:下限|本数|起始)|下限.{0,4}含|不含上限|上限.{0,4}不含|区间.{0,6}含")


def check(case: Case) -> Iterator[Answer]:
    """Each band against the one above it."""
    bands = sorted(case.report.bands, key=lambda band: Decimal(band.low), reverse=True)
    if len(bands) < len("优良"):
        return
    settled = any(folded_matches(case, _SETTLED))
    found = False
    for upper, lower in pairwise(bands):
        said = _said(case, upper, lower, settled)
        if said is not None:
            found = True
            yield _finding(case, upper, lower, *said)
    if not found:
        yield HELD


def _said(case: Case, upper: Band, lower: Band, settled: bool) -> tuple[Text, Severity] | None:
    """What is wrong between two bands, and how much."""
    low, high = Decimal(upper.low), Decimal(lower.high)
    names = f"{upper.grade}、{lower.grade}"
    if high > low:
        return (
            Text(f"{low}分至{high}分既是“{upper.grade}”又是“{lower.grade}”", f"{low} to {high} is in both {names}"),
            "warning",
        )
    if high == low:
        marked = _MARKED.search(plain(case.document.quote(upper.span) + case.document.quote(lower.span)))
        if settled or marked:
            return None
        return (
            Text(
                f"{low}分归“{upper.grade}”还是“{lower.grade}”没有写明",
                f"whether {low} is {upper.grade} or {lower.grade} is not said",
            ),
            "notice",
        )
    if low - high <= 1 and not _fractions(case):
        return None
    return (
        Text(
            f"{high}分与{low}分之间（如{(high + low) / 2}分）不归任何等级",
            f"between {high} and {low} no grade is defined",
        ),
        "notice",
    )


def _fractions(case: Case) -> bool:
    """Whether any score of the report has decimals."""
    scores = ("total_score", "indicator_score")
    return any(fact.concept in scores and fact.quantity.decimals for fact in case.report.facts)


def _finding(case: Case, upper: Band, lower: Band, said: Text, severity: Severity) -> Finding:
    return case.finding(
        META,
        said,
        [("rule", upper.span), ("rule", lower.span)],
        computation=f"{upper.grade}{upper.low}—{upper.high}，{lower.grade}{lower.low}—{lower.high}",
        severity=severity,
        changes_score=None,
    )
