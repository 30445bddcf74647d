"""G501 Reception, vehicle and travel costs exceed all spending “三公”经费大于支出合计

What it checks 查什么
    同一年度、同一预算阶段的“三公”经费不能大于支出合计；大于基本支出、公用经费的作提示：项目经费里也可以有接待和用车。
Why it matters 为什么重要
    “三公”经费只是支出的一小部分，比总数还大必有一数写错，多半是单位或小数点。
Basis 依据
    sangong_definition：“三公”经费是一般公共预算财政拨款安排的支出。
How it is recomputed 怎样复算
    “三公”经费区间的下限大于支出合计（基本支出、公用经费）区间的上限才算；相等不算。
Left alone 不查什么
    任何一个数在文中有几个不同值的，由 G201 报，这里不比；另一单位、全区汇总的数不比。
Example 例子
    支出合计 96.5 万元，“三公”经费 128 万元。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, only
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Severity, Text

META = CheckMeta(
    id="G501",
    title=Text("“三公”经费大于支出合计", "Reception, vehicle and travel costs exceed all spending"),
    severity="error",
    needs=("facts",),
    basis=("sangong_definition",),
)

_WHOLES: tuple[tuple[str, Severity], ...] = (
    ("total_expenditure", "error"),
    ("basic_expenditure", "notice"),
    ("operating_funding", "notice"),
)


def check(case: Case) -> Iterator[Answer]:
    """The total of the three against all spending and against basic spending, stage by stage."""
    for stage in ("original", "final", "outturn"):
        part = only(case, "sangong_total", stage)
        if part is None or not part.quantity.value:
            continue
        wholes = [(whole, severity) for concept, severity in _WHOLES if (whole := only(case, concept, stage))]
        if not wholes:
            yield Lacking(("total_expenditure",))
        exceeded = [(whole, severity) for whole, severity in wholes if exceeds(part, whole)]
        for whole, severity in exceeded[:1]:
            yield case.finding(
                META,
                Text(
                    f"{case.where(part).zh}：“三公”经费{case.printed(part)}大于{case.label(whole).zh}{case.printed(whole)}",
                    f"{case.where(part).en}: the three costs {case.printed(part)} exceed "
                    f"{case.label(whole).en} {case.printed(whole)}",
                ),
                [("part", part.span), ("whole", whole.span)],
                computation=f"{case.printed(part)} > {case.printed(whole)}",
                severity=severity,
                reported=case.printed(part),
            )
        if wholes and not exceeded:
            yield HELD
