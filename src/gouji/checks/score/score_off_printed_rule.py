"""G307 A score is not what the printed rule gives 得分与所印评分标准不符

What it checks 查什么
    表里印着评分标准的行，用这一行的实际完成值、或报告里的数代入所印的句子，得出的分数应是所写的得分。
Why it matters 为什么重要
    标准印在旁边，谁都可以照着重算一遍；算出来不同，这一行就得改。
Basis 依据
    project_form, department_framework；逐行以表内所印的评分标准为准。
How it is recomputed 怎样复算
    句子编译成算式（见“评分标准”一篇），各数按印出位数取区间，得分按方案的位数四舍五入。只有句子读法唯一、数都来自报告、
    算法也有原文的，才报错误；要用到没有原文的算法的、所写低于应得的，报警告（写了扣分原因的报提示）；有几种读法而所写的哪一种都不是的，报提示，各种读法都列出。
Left alone 不查什么
    要人评判的、缺数的、没有读懂的句子；执行率一行由 G306 查；得分超过分值由 G304 查；几行合用一个分值的。
Example 例子
    “满意度95%以上得10分，每低1个百分点扣1分”，满意度92%，得分 10：应为 7 分。
"""

from collections.abc import Iterator

from gouji.basis import documents
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.rows import blank, cell_of, only_digits_off, short
from gouji.model import Finding, RowScore, Severity, Text

META = CheckMeta(
    id="G307",
    title=Text("得分与所印评分标准不符", "A score is not what the printed rule gives"),
    severity="error",
    needs=("indicators", "sheets"),
    basis=("project_form", "department_framework"),
)


def check(case: Case) -> Iterator[Answer]:
    """The rows of each form that print their sentence."""
    elsewhere = {index for tie in case.graph.of_kind("rate_score") for index in tie.facts}
    for sheet in case.sheets:
        for row in sheet.rows:
            score = case.report.indicators[row.indicator].score
            if not row.printed or row.shared_with or score is None or score in elsewhere:
                continue
            if row.computed is None and not row.readings:
                if row.state == "cannot_compute":
                    yield Lacking(row.missing or (row.name,))
            elif row.state == "differs" and not _above(row) and not only_digits_off(case, row):
                yield _finding(case, row, score)
            else:
                yield HELD


def _above(row: RowScore) -> bool:
    return row.stated is not None and row.points is not None and row.stated > row.points


def _severity(row: RowScore, explained: bool) -> Severity:
    if row.computed is None or row.stated is None or row.readings or row.notes:
        return "notice"
    if row.stated < row.computed:
        return "notice" if explained else "warning"
    sure = row.confidence == "H" and any(given.facts for given in row.inputs)
    return "error" if sure else "warning"


def _finding(case: Case, row: RowScore, score: int) -> Finding:
    indicator = case.report.indicators[row.indicator]
    printed = case.printed(case.fact(score))
    readings = "；".join(f"{name}：{points}分" for name, points in row.readings if points is not None)
    due = f"{row.computed}分" if row.computed is not None else readings or f"{row.low}至{row.high}分"
    name = short(row.name)
    rule = cell_of(case, indicator, indicator.standard)
    given = "，".join(f"{one.name}{one.value}" for one in row.inputs)
    facts = dict.fromkeys(index for one in row.inputs for index in one.facts)
    return case.finding(
        META,
        Text(
            f"“{name}”{given}，按所印评分标准应为{due}，印为{printed}",
            f"“{name}”: {given}: by the printed rule {due}, printed {printed}",
        ),
        [
            *case.evidence("score", [score]),
            *case.evidence("input", facts),
            *([("rule", rule)] if rule is not None else []),
        ],
        computation="".join(row.trace) + f"{due} ≠ {printed}",
        severity=_severity(row, not blank(indicator.reason)),
        reported=printed,
        recomputed=due,
        changes_score=True,
        basis=[ground.id for ground in row.grounds if ground.id in documents()],
    )
