"""G315 A total score without a grade 有总分没有等级

What it checks 查什么
    表上印着等级的划分，或者留着“评价等级”一格，已经给出总分，就应写明等级。
Why it matters 为什么重要
    等级决定结果应用；空着就要由别人代填。
Basis 依据
    grade_bands_form：总分设置为100分，等级划分为优、良、中、差。
How it is recomputed 怎样复算
    按所印划分（没有印的按90、80、60）由总分得出应填的等级。
Left alone 不查什么
    既没有印划分、也没有留这一格的：各地可以不评级。没有总分的。
Example 例子
    总分 92，“评价等级：”后面空着。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.basis import grade_bands
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Band, Span, Text

META = CheckMeta(
    id="G315",
    title=Text("有总分没有等级", "A total score without a grade"),
    severity="notice",
    needs=("facts", "grades"),
    basis=("grade_bands_form",),
    parameters=("grade_bands",),
)
_BLANK = re.compile(
    r"(?:评价|自评|绩效|评定)?(?:结果)?(?:等级|等次)(?:为|是)?[：:][ \t_＿]*(?=$|\n|（|\(|评价人|填表)", re.M
)


def check(case: Case) -> Iterator[Answer]:
    """Bands or a blank for the grade, beside a total score and no grade."""
    if case.report.grades:
        yield HELD
        return
    blank = _BLANK.search(case.document.text)
    if not case.report.bands and blank is None:
        return
    totals = [f for f in case.facts_of("total_score") if f.quantity.value is not None]
    if not totals:
        yield Lacking(("total_score",))
        return
    place = Span(*blank.span()) if blank is not None else case.report.bands[0].span
    score = case.printed(totals[0])
    due = _due(case, totals[0].quantity.value or Decimal(0))
    yield case.finding(
        META,
        Text(f"总分{score}，没有写等级，应为“{due}”", f"the total is {score} and no grade is given: “{due}”"),
        [*case.evidence("score", [totals[0].id]), ("blank", place)],
        computation=f"{score}→{due}",
        reported="空白",
        recomputed=due,
        changes_score=False,
    )


def _due(case: Case, score: Decimal) -> str:
    own = next((band.grade for band in case.report.bands if _holds(band, score)), None)
    return own or next((band.grade for band in grade_bands(case.year)[0] if band.holds(score)), "")


def _holds(band: Band, score: Decimal) -> bool:
    low, high = Decimal(band.low), Decimal(band.high)
    return low < score < high or (band.low_closed and score == low) or (band.high_closed and score == high)
