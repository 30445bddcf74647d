"""G329 A reason that gives no cause 偏差原因只写了措施

What it checks 查什么
    “偏差原因分析及改进措施”一栏，扣了分的行应写为什么没有达到，不应只写“加强管理”“提高服务质量”一类的措施。
Why it matters 为什么重要
    没有原因的措施对不上问题，下一年还会照样扣分。
Basis 依据
    project_form：表头是“偏差原因分析及改进措施”，先原因、后措施。
How it is recomputed 怎样复算
    得分低于分值；一栏里以“加强、提高、完善、进一步”等词开头，没有“因、受、未、不足、偏低、滞后”等说明原因的词。一张表报一次。
Left alone 不查什么
    表头只要措施的；没有扣分的；空着的由 G311 查。
Example 例子
    满意度得分 9、分值 10，原因写“进一步提升服务水平”。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import Row, blank, cell_of, heading, pattern, plain, scored, several, short
from gouji.model import Finding, Text

META = CheckMeta(
    id="G329",
    title=Text("偏差原因只写了措施", "A reason that gives no cause"),
    severity="notice",
    needs=("indicators",),
    basis=("project_form",),
)


def check(case: Case) -> Iterator[Answer]:
    """The reasons of the rows that lose points, a finding a table."""
    for table in scored(case):
        told = [row for row in table if row.score < row.points and not blank(row.indicator.reason)]
        if not told or heading(case, told[0].indicator.table, pattern("causes")) is None:
            continue
        bare = [row for row in told if _only_measures(row)]
        yield _finding(case, bare) if bare else HELD


def _only_measures(row: Row) -> bool:
    said = plain(row.indicator.reason or "")
    return bool(pattern("measure_first").search(said)) and not pattern("cause").search(said)


def _finding(case: Case, bare: list[Row]) -> Finding:
    told = several([f"{short(row.indicator.name)}：{short(row.indicator.reason or '')}" for row in bare])
    cells = [cell_of(case, row.indicator, row.indicator.reason or "") for row in bare]
    return case.finding(
        META,
        Text(f"扣了分，原因一栏只写措施：{told}", f"points are lost and only measures are given: {told}"),
        [
            *(("reason", cell) for cell in cells if cell is not None),
            *case.evidence("score", [row.score_fact.id for row in bare]),
        ],
        computation="；".join(
            f"{short(row.indicator.name)} {case.number(row.points_fact)}－{case.number(row.score_fact)}"
            f"={row.points - row.score}，原因？"
            for row in bare
        ),
        changes_score=False,
    )
