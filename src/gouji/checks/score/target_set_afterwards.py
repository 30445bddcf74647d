"""G320 Targets look as if set after the fact 指标值像是事后填的

What it checks 查什么
    指标值是很零碎的数（665.85万元、27376条），实际完成值与它分毫不差，同一张表有两行以上这样。
Why it matters 为什么重要
    年初定的目标多是整数，零碎到尾数的目标恰好完成，多半是年底照着结果填的，得分没有意义。
Basis 依据
    budget_law_rules_20：绩效评价根据设定的绩效目标进行。
How it is recomputed 怎样复算
    有四位以上有效数字的（665.85、27376），算零碎；两行以上与实际完成值的数值、单位相同才报。
Left alone 不查什么
    位数少的目标（14.8公里、2500元）；百分比；只有一行的；实际完成值另写界限的；金额就是报告里的预算、支出的
    （由 G219、G512 查）。
Example 例子
    指标值 27376 条、4183 人次，实际完成 27376 条、4183 人次。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import several, short, tables_of
from gouji.model import Indicator, Text
from gouji.quantities import Quantity

META = CheckMeta(
    id="G320",
    title=Text("指标值像是事后填的", "Targets look as if set after the fact"),
    severity="notice",
    needs=("indicators",),
    basis=("budget_law_rules_20",),
)
_OWN = ("indicator_target", "indicator_actual")
_DIGITS = 4
_FEWEST = 2


def check(case: Case) -> Iterator[Answer]:
    """The odd targets of each table, against what was achieved."""
    known = {
        fact.quantity.value for fact in case.report.facts if fact.concept not in _OWN and fact.quantity.unit == "元"
    }
    for rows in tables_of(case.report.indicators).values():
        odd = [row for row in rows if row.target is not None and _odd(case.fact(row.target).quantity)]
        odd = [row for row in odd if row.target is None or case.fact(row.target).quantity.value not in known]
        same = [row for row in odd if _same(case, row)]
        if len(same) >= _FEWEST:
            figures = [index for row in same for index in (row.target, row.achieved) if index is not None]
            names = several([f"{short(row.name)} {short(row.target_text)}" for row in same])
            yield case.finding(
                META,
                Text(
                    f"{names}：指标值零碎到尾数，实际完成值分毫不差，像是事后填的",
                    f"{names}: targets exact to the last digit and met exactly look as if set after the fact",
                ),
                case.evidence("stated", figures),
                computation="；".join(f"{short(row.target_text)}＝{short(row.achieved_text)}" for row in same),
                changes_score=None,
            )
        elif odd:
            yield HELD


def _odd(quantity: Quantity) -> bool:
    if quantity.printed is None or quantity.unit == "%":
        return False
    digits = f"{quantity.printed:f}".replace(".", "").lstrip("0")
    return len(digits.rstrip("0")) >= _DIGITS


def _same(case: Case, row: Indicator) -> bool:
    if row.target is None or row.achieved is None:
        return False
    target, achieved = case.fact(row.target).quantity, case.fact(row.achieved).quantity
    return (target.value, target.unit) == (achieved.value, achieved.unit) and achieved.qualifier is None
