"""G903 Printed grade bands differ from the usual ones 所印等级划分与通行的不同

What it checks 查什么
    报告印的等级划分应是优90分（含）以上、良80—90、中60—80、差60以下。
Why it matters 为什么重要
    界限放低了，同样的分数等级就高；复核的人多半按90、80、60看。
Basis 依据
    grade_bands_form：90分（含）—100分为优，80分（含）—90分为良，60分（含）—80分为中，60分以下为差。
How it is recomputed 怎样复算
    比较各等级的下限；改变了总分等级的写明。只作提示：各地可以另定。
Left alone 不查什么
    整数划分（良80—89）与通行的下限相同，不算不同；没有印划分的。
Example 例子
    印着“85分—100分为优”。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.basis import grade_bands
from gouji.checks.case import Case, rounded
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text

META = CheckMeta(
    id="G903",
    title=Text("所印等级划分与通行的不同", "Printed grade bands differ from the usual ones"),
    severity="notice",
    needs=("bands",),
    basis=("grade_bands_form",),
    parameters=("grade_bands",),
)


def check(case: Case) -> Iterator[Answer]:
    """The lower bounds of the printed bands."""
    if not case.report.bands:
        return
    usual = {band.grade: band.low for band in grade_bands(case.year)[0]}
    odd = [band for band in case.report.bands if band.grade in usual and Decimal(band.low) != usual[band.grade]]
    if not odd:
        yield HELD
        return
    told = "、".join(f"“{band.grade}”从{band.low}分起（通行{rounded(usual[band.grade])}分）" for band in odd)
    told_en = ", ".join(f"“{band.grade}” from {band.low} (usually {rounded(usual[band.grade])})" for band in odd)
    yield case.finding(
        META,
        Text(f"所印等级划分{told}", f"the printed bands: {told_en}"),
        [("rule", band.span) for band in odd],
        computation="；".join(f"{band.grade}：{band.low} ≠ {rounded(usual[band.grade])}" for band in odd),
        reported=f"{odd[0].low}分" if len(odd) == 1 else None,
        recomputed=f"{rounded(usual[odd[0].grade])}分" if len(odd) == 1 else None,
        changes_score=None,
    )
