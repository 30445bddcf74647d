"""G110 Projects by grade do not make the projects evaluated 各等级项目数之和与自评项目数不符

What it checks 查什么
    绩效自评的项目数，等于优、良、合格（中）、不合格（差）各等级项目数之和。
Why it matters 为什么重要
    有项目没有评级，或评级的项目比自评的还多，自评结果就不可信。
Basis 依据
    performance_disclosure：自评平均得分和各等级的项目个数。
How it is recomputed 怎样复算
    个数是准数。之和大于自评项目数为错误；四个等级都列了而之和较小，为警告。
Left alone 不查什么
    等级没有列全而之和较小的：可能还有别的等级。没有自评项目数的，答“无从判断”。
Example 例子
    绩效自评项目 12 个，其中“优” 9 个、“良” 5 个：相加为 14 个。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.passages import own
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Text

META = CheckMeta(
    id="G110",
    title=Text("各等级项目数之和与自评项目数不符", "Projects by grade do not make the projects evaluated"),
    severity="error",
    needs=("facts",),
    basis=("performance_disclosure",),
)

_GRADES = ("projects_rated_excellent", "projects_rated_good", "projects_rated_qualified", "projects_rated_unqualified")


def check(case: Case) -> Iterator[Answer]:
    """The grades of each paragraph against the projects evaluated in it."""
    rated = {concept: own(case, concept) for concept in _GRADES}
    if not any(rated.values()):
        return
    wholes = own(case, "performance_self_evaluation_projects")
    if not wholes:
        yield Lacking(("performance_self_evaluation_projects",))
    for whole in wholes:
        beside = [[f for f in facts if f.frame == whole.frame] for facts in rated.values()]
        if any(len(facts) > 1 for facts in beside) or not any(beside):
            continue
        grades = [facts[0] for facts in beside if facts]
        total = sum((fact.quantity.value or Decimal(0) for fact in grades), Decimal(0))
        value = whole.quantity.value or Decimal(0)
        if total == value or (total < value and len(grades) < len(_GRADES)):
            yield HELD
        else:
            yield _finding(case, whole, grades, total)


def _finding(case: Case, whole: Fact, grades: list[Fact], total: Decimal) -> Answer:
    more = total > (whole.quantity.value or 0)
    return case.finding(
        META,
        Text(
            f"绩效自评项目{case.printed(whole)}，各等级相加为{total}个",
            f"{case.printed(whole)} projects evaluated, but {total} by grade",
        ),
        [("whole", whole.span), *(("part", fact.span) for fact in grades)],
        computation=f"{'＋'.join(case.number(fact) for fact in grades)}={total} ≠ {case.number(whole)}",
        severity="error" if more else "warning",
        reported=case.printed(whole),
        recomputed=f"{total}",
    )
