"""G702 Original budget is not that of the budget 年初预算与部门预算不一致

What it checks 查什么
    自评报告、部门决算里的年初预算数，与同一单位同一年度部门预算里的数应当相同。用 `--against 部门预算` 给出另一份。
Why it matters 为什么重要
    年初预算是批复的数，公开以后不再改。写成别的数，预算调整率和执行率都不再是原来的意思。
Basis 依据
    budget_law_75：决算草案应当与预算相对应，按预算数、调整预算数、决算数分别列出；budget_law_14：批复的部门预算向社会公开。
How it is recomputed 怎样复算
    口径、年度、范围、资金来源、科目都相同的年初预算数才比；按印出位数取区间，区间不相交即为不一致。
Left alone 不查什么
    全年预算数、调整后预算数是另一个数。“三公”经费只写“预算数”的，可能是全年预算，不比。部门预算里同一口径自己就有几个数的，
    不判断。
Example 例子
    自评“年初预算700万元”，部门预算“支出预算总额780万元”。
"""

from collections.abc import Iterator

from gouji.checks.alike import Both, differing, figures, fitting, rival, unfit
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Text

META = CheckMeta(
    id="G702",
    title=Text("年初预算与部门预算不一致", "Original budget is not that of the budget"),
    severity="error",
    needs=("others",),
    basis=("budget_law_75", "budget_law_14"),
)


def check(case: Case) -> Iterator[Answer]:
    """The original budget wherever both documents state it."""
    yield from unfit(case, "against")
    for both in fitting(case, "against", ("evaluation", "accounts"), ("budget",)):
        yield from _compared(both)


def _compared(both: Both) -> Iterator[Answer]:
    own, its = figures(both.own), figures(both.its)
    year = str(both.own.report.fiscal_year)
    common = [key for key in own if key in its and key.year == year and key.stage == "original" and not key.subject]
    if not common:
        yield Lacking(("budget_initial",))
    for key in common:
        met = rival(own[key], its[key])
        if met is None:
            yield HELD
        elif isinstance(met, Lacking):
            yield met
        else:
            label = both.own.label(met[0])
            said = label if "预算" in label.zh else Text(f"{label.zh}年初预算", f"original budget of {label.en}")
            yield differing(both, META, *met, said=said)
