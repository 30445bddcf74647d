"""G311 Points are lost without a reason 扣了分没有写原因

What it checks 查什么
    表里有“偏差原因分析及改进措施”“扣分原因”一栏的，得分低于分值的行应写原因。
Why it matters 为什么重要
    扣分不写原因，既看不出问题在哪里，也没有可以落实的改进措施；这一栏就是为扣分设的。
Basis 依据
    project_form：表式有“偏差原因分析及改进措施”一栏。
How it is recomputed 怎样复算
    得分小于分值，而原因一栏是空的，或者只有“无”“/”“—”。一张表报一次，列出各行。
Left alone 不查什么
    没有这一栏的表，只有“备注”的表；预算执行率（率本身就是原因）；几行合用一个分值的；
    实际完成值一格里说了原因的；上一行也扣分并写了原因的（可能是合并的一格）。正文另外写了扣分原因的，降为提示。
Example 例子
    分值 5，得分 4，原因一栏空着。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import Row, blank, heading, pattern, plain, scored, several, short
from gouji.model import Finding, Paragraph, Severity, Text

META = CheckMeta(
    id="G311",
    title=Text("扣了分没有写原因", "Points are lost without a reason"),
    severity="warning",
    needs=("indicators",),
    basis=("project_form",),
)

_EXECUTION = re.compile(r"执行率$")


def check(case: Case) -> Iterator[Answer]:
    """The rows of each table that lose points, against the column of reasons."""
    for table in scored(case):
        asked = [row for row in table if row.indicator.reason is not None and not _EXECUTION.search(row.indicator.name)]
        if not asked or heading(case, asked[0].indicator.table, pattern("reasons")) is None:
            continue
        silent = [row for row, above in zip(asked, [None, *asked], strict=False) if _silent(row, above)]
        yield _finding(case, silent) if silent else HELD


def _silent(row: Row, above: Row | None) -> bool:
    """Whether points are lost and nothing is said: in its cell, beside the result, or one row above."""
    if row.score >= row.points or not blank(row.indicator.reason):
        return False
    if pattern("because").search(plain(row.indicator.achieved_text)):
        return False
    return above is None or above.score >= above.points or blank(above.indicator.reason)


def _finding(case: Case, silent: list[Row]) -> Finding:
    names = several([short(row.indicator.name) for row in silent])
    lost = sum(row.points - row.score for row in silent)
    places = [row_place for row in silent for row_place in case.evidence("score", [row.score_fact.id])]
    places += [place for row in silent for place in case.evidence("points", [row.points_fact.id])]
    head = heading(case, silent[0].indicator.table, pattern("reasons"))
    severity: Severity = "notice" if _told_in_prose(case) else "warning"
    return case.finding(
        META,
        Text(
            f"{names}共扣{lost}分，原因一栏没有填写",
            f"{names} lose {lost} points, and the column of reasons is empty",
        ),
        [*places, *([("rule", head)] if head is not None else [])],
        computation="；".join(
            f"{short(row.indicator.name)} {case.number(row.points_fact)}－{case.number(row.score_fact)}"
            f"={row.points - row.score}"
            for row in silent
        ),
        severity=severity,
        reported="空白",
        recomputed="扣分原因和改进措施",
        changes_score=False,
    )


def _told_in_prose(case: Case) -> bool:
    paragraphs = (block for block in case.document.blocks if isinstance(block, Paragraph))
    return any(pattern("deducted").search(plain(case.document.text[block.start : block.end])) for block in paragraphs)
