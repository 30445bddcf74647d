"""G612 Spending by source left blank 按资金来源的执行数没有填

What it checks 查什么
    自评表资金栏的合计行填了全年执行数，而有预算数的各来源（财政拨款、上年结转、其他资金）没有填执行数。
Why it matters 为什么重要
    合计的执行数无从按来源核对，也看不出哪一类资金没有花完。
Basis 依据
    project_form。
How it is recomputed 怎样复算
    按表头找“全年预算数”“全年执行数”两列；同一行预算数不是零而执行数为空的，逐行列出。
Left alone 不查什么
    填“/”“—”的算已说明；没有合计执行数的表不查。
Example 例子
    当年财政拨款全年预算数 749.24，全年执行数空白，合计执行数 764.36。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.grids import grid, headed, words
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Cell, Span, Table, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G612",
    title=Text("按资金来源的执行数没有填", "Spending by source left blank"),
    severity="notice",
    needs=("tables",),
    basis=("project_form",),
)

_SOURCES = ("财政拨款", "结转", "其他资金", "自筹", "单位资金")


def check(case: Case) -> Iterator[Answer]:
    """The rows of sources in the block of funds."""
    for table, heads in headed(case):
        if "final" in heads and "outturn" in heads and heads["final"].row == heads["outturn"].row:
            yield from _funds(case, table, heads["final"], heads["outturn"])


def _funds(case: Case, table: Table, final: Cell, outturn: Cell) -> Iterator[Answer]:
    at = grid(case, table)
    blank: list[tuple[Cell, Cell]] = []
    total = filled = None
    for row in range(final.row + 1, table.rows):
        budget, spent, label = at.get((row, final.column)), at.get((row, outturn.column)), at.get((row, 1))
        name = fold("".join(words(case, at[row, column]) for column in range(final.column) if (row, column) in at))
        if label is None or "一级指标" in name:
            break
        if budget is None or spent is None:
            continue
        if "合计" in name or "总额" in name:
            total = spent if words(case, spent) else total
        elif any(source in name for source in _SOURCES) and words(case, budget).strip("0.,-—/"):
            filled = spent if words(case, spent) else filled
            if not words(case, spent):
                blank.append((label, budget))
    if total is None or not (blank or filled):
        return
    if not blank:
        yield HELD
        return
    names = "、".join(shown(case, Span(budget.start, budget.end)) for _, budget in blank)
    printed = words(case, total)
    yield case.finding(
        META,
        Text(
            f"全年执行数合计{printed}，{len(blank)}个资金来源（全年预算数{names}）没有填执行数",
            f"{printed} was spent in all; for {len(blank)} source(s) (budgets {names}) the spending is blank",
        ),
        [
            ("total", Span(total.start, total.end)),
            ("other", Span(outturn.start, outturn.end)),
            *(("budget", Span(budget.start, budget.end)) for _, budget in blank),
        ],
        computation=f"{printed} = {'+'.join('？' for _ in blank)}",
    )
