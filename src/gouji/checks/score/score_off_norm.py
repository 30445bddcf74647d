"""G308 A score is not what the general rule gives 得分与办法规定的计分不符

What it checks 查什么
    没有印评分标准的行，按适用方案（没有地方方案的按财预〔2020〕10号）算出的分数应是所写的得分：定量指标按完成比例，
    定性指标分三档，预算执行率按分值×执行率，指标值为0的有则不得分。
Why it matters 为什么重要
    自行扣分可以，但同样的完成情况各扣各的，分数就不能比较。
Basis 依据
    project_evaluation_2020_marking；适用方案的依据随每一项列出，注明可信度。
How it is recomputed 怎样复算
    各数按印出位数取区间，四舍五入到表上的位数、或所写的位数仍不相同的才列出。一张表报一次，只作提示：表上没有印这个算法。
Left alone 不查什么
    没有达到却得满分的（G309、G310）；执行率已由 G306 查的；读法不止一种、所写是其中一种的；超过分值的（G304）；
    整体支出自评中扣得比办法多的。
Example 例子
    指标值100%，实际92%，分值10，得分 6：按完成比例为 9.2 分。
"""

from collections.abc import Iterator

from gouji.basis import documents
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import only_digits_off, short
from gouji.model import Finding, RowScore, ScoreSheet, Text

META = CheckMeta(
    id="G308",
    title=Text("得分与办法规定的计分不符", "A score is not what the general rule gives"),
    severity="notice",
    needs=("indicators", "sheets"),
    basis=("project_evaluation_2020_marking",),
)
_SHOWN = 5


def check(case: Case) -> Iterator[Answer]:
    """The rows of each form that print no sentence of their own."""
    elsewhere = {index for tie in case.graph.of_kind("rate_score") for index in tie.facts}
    for sheet in case.sheets:
        rows = [row for row in sheet.rows if row.rule and not row.printed and not row.shared_with]
        rows = [row for row in rows if case.report.indicators[row.indicator].score not in elsewhere]
        odd = [
            row
            for row in rows
            if row.state == "differs" and not only_digits_off(case, row) and not _elsewhere(case, row)
        ]
        if odd:
            yield _finding(case, sheet, odd)
        elif any(row.state in ("agrees", "rounding") for row in rows):
            yield HELD


def _elsewhere(case: Case, row: RowScore) -> bool:
    """Whether another check speaks of it: full marks for a target that was missed, more than the points."""
    indicator = case.report.indicators[row.indicator]
    measured = indicator.target is not None and indicator.achieved is not None
    if row.stated is None or row.points is None:
        return True
    due = row.high if row.computed is None else row.computed
    if (case.report.form or "").startswith("department") and due is not None and row.stated < due:
        # The rule is for projects: a unit that took more off itself departs from none.
        return True
    return row.stated > row.points or (measured and row.stated == row.points)


def _due(row: RowScore) -> str:
    if row.computed is not None:
        return f"{row.computed}"
    possible = dict.fromkeys(points for _, points in row.readings if points is not None)
    return "或".join(str(points) for points in possible) or f"{row.low}—{row.high}"


def _finding(case: Case, sheet: ScoreSheet, odd: list[RowScore]) -> Finding:
    told = [f"“{short(row.name)}”所写{row.stated}分，应为{_due(row)}分" for row in odd[:_SHOWN]]
    told_en = [f"“{short(row.name)}” {row.stated}, by the rule {_due(row)}" for row in odd[:_SHOWN]]
    grounds = dict.fromkeys(ground for row in odd for ground in row.grounds)
    sure = "、".join(f"{ground.title}（{ground.confidence}）" for ground in grounds)
    places = []
    for row in odd:
        indicator = case.report.indicators[row.indicator]
        figures = [index for index in (indicator.score, indicator.target, indicator.achieved) if index is not None]
        places += case.evidence("score", figures[:1]) + case.evidence("input", figures[1:])
    return case.finding(
        META,
        Text(
            f"按{sheet.title}计分：{'；'.join(told)}。算法不是表上印的，依据：{sure}",
            f"by {sheet.scheme}: {'; '.join(told_en)}; the form does not print this rule",
        ),
        places,
        computation="；".join(f"{short(row.name)}：{''.join(row.trace)}≠ {row.stated}分" for row in odd[:_SHOWN]),
        reported=f"{odd[0].stated}分" if len(odd) == 1 else None,
        recomputed=f"{_due(odd[0])}分" if len(odd) == 1 else None,
        changes_score=True,
        basis=[ground.id for ground in grounds if ground.id in documents()],
    )
