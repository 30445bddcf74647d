"""G218 A cut of projects beside a budget without adjustment 称预算没有调整，项目却有调减（追加）

What it checks 查什么
    一处写“调整追加0万元”“未调整预算”，另一处写项目“年中调减（追加）b万元”。
Why it matters 为什么重要
    项目调减的钱去了哪里没有交代；全年预算没有变，就应有别处调增。
Basis 依据
    project_form, budget_law_75。
How it is recomputed 怎样复算
    明写的调整数为 0（或写明没有调整），而项目的调减、追加数不为 0。
Left alone 不查什么
    同一单位内项目之间可以调剂，总数不变，所以只作提示；没有写明总的调整数的，不查。
Example 例子
    “年初预算 95 万元，调整追加 0 万元”，项目部分“年中执行调减 13.5 万元”。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import own
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Claim, Span, Text

META = CheckMeta(
    id="G218",
    title=Text("称预算没有调整，项目却有调减", "A cut of projects beside a budget without adjustment"),
    severity="notice",
    needs=("facts", "claims"),
    basis=("project_form", "budget_law_75"),
)


def check(case: Case) -> Iterator[Answer]:
    """The adjustment of the whole budget, where it is said to be none, against cuts of projects."""
    none: list[Span] = [fact.span for fact in own(case, "budget_additions") if fact.quantity.value == 0]
    none += [s.span for s in case.report.statements if isinstance(s, Claim) and s.kind == "no_adjustment"]
    if not none:
        return
    cuts = [f for f in case.facts_of("project_budget_reduction") if f.quantity.value]
    if not cuts:
        yield HELD
        return
    cut, said = cuts[0], "".join(case.document.quote(none[0]).split())
    yield case.finding(
        META,
        Text(
            f"一处写预算调整为“{said}”，{case.where(cut).zh}又写项目调减{case.printed(cut)}，没有说明去向",
            f"the budget is said to be adjusted by “{said}”, yet projects were cut by {case.printed(cut)} in "
            f"{case.where(cut).en}",
        ),
        [("stated", none[0]), ("other", cut.span)],
        computation=f"“{said}”；调减{case.printed(cut)}",
        reported=said,
    )
