"""G219 An achieved amount is that of the original budget 完成值填的是年初预算数

What it checks 查什么
    金额指标的实际完成值与资金表里同一口径的年初预算数完全相同，而与全年预算数不同。
Why it matters 为什么重要
    实际完成值应按全年的数填；照抄年初预算，指标就没有反映执行。
Basis 依据
    project_form, project_evaluation_2020。
How it is recomputed 怎样复算
    三个数按印出位数取区间：完成值与年初预算数相交，与全年预算数不相交。
Left alone 不查什么
    年初、全年预算数相同的；资金表里没有同一口径的两个数的。
Example 例子
    指标“财政拨款”完成值 412.6 万元，资金表当年财政拨款年初预算 412.6 万元、全年预算 455.3 万元。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import agree, only
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Text
from gouji.vocabulary import concept_named, concepts

META = CheckMeta(
    id="G219",
    title=Text("完成值填的是年初预算数", "An achieved amount is that of the original budget"),
    severity="warning",
    needs=("indicators", "facts"),
    basis=("project_form", "project_evaluation_2020"),
)


def check(case: Case) -> Iterator[Answer]:
    """Indicators of money that the form of funds also gives at both stages."""
    staged: dict[tuple[str | None, str | None], str] = {
        (entry.base, entry.stage): entry.id
        for fact in case.report.facts
        if fact.concept is not None and (entry := concepts()[fact.concept]).base
    }
    for indicator in case.report.indicators:
        if indicator.achieved is None or case.fact(indicator.achieved).quantity.unit != "元":
            continue
        achieved = case.fact(indicator.achieved)
        concept = achieved.measure or concept_named(indicator.name)
        pair = [_budget(case, staged, concept, stage) for stage in ("original", "final")]
        initial, final = pair
        if initial is None or final is None or agree(initial, final) or not achieved.quantity.value:
            continue
        if not agree(achieved, initial) or agree(achieved, final):
            yield HELD
            continue
        yield case.finding(
            META,
            Text(
                f"指标“{indicator.name}”完成值{case.printed(achieved)}，与年初预算{case.printed(initial)}相同，"
                f"而全年预算为{case.printed(final)}",
                f"“{indicator.name}” is {case.printed(achieved)}, as the original budget {case.printed(initial)}; the "
                f"final budget is {case.printed(final)}",
            ),
            [("stated", achieved.span), ("final", final.span), ("initial", initial.span)],
            computation=f"{case.printed(achieved)}={case.printed(initial)} ≠ {case.printed(final)}",
            reported=case.printed(achieved),
            recomputed=case.printed(final),
            changes_score=None,
        )


def _budget(
    case: Case, staged: dict[tuple[str | None, str | None], str], concept: str | None, stage: str
) -> Fact | None:
    """The budget of a concept at a stage: as a concept of its own, or as the concept at that stage."""
    if concept is None:
        return None
    return only(case, staged.get((concept, stage), "")) or only(case, concept, stage)
