"""G905 A column of the official form is absent 自评表缺规定的栏

What it checks 查什么
    分产出、效益、满意度的自评表应有“年度指标值”“实际完成值”“偏差原因分析及改进措施”三栏。
Why it matters 为什么重要
    没有指标值和实际完成值，得分无从核对；没有原因一栏，扣了分也不知道为什么。
Basis 依据
    project_form：表式所列各栏。
How it is recomputed 怎样复算
    看有得分的各行有没有这几栏（整栏没有字的也算没有）。一张表报一次。
Left alone 不查什么
    印着评分标准的表（投入、过程、产出、效果表另有格式）；另有“存在问题”“改进措施”栏的；不足三行的；
    整体支出自评里没有预算执行率的表（单位自己的表）。
Example 例子
    表里只有“年度指标值”“实际完成值”“分值”“得分”，5 行都没有“偏差原因分析及改进措施”一栏。
"""

from collections.abc import Iterator

from gouji.basis import parameter
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import Row, heading, pattern, plain, scored
from gouji.model import Text

META = CheckMeta(
    id="G905",
    title=Text("自评表缺规定的栏", "A column of the official form is absent"),
    severity="notice",
    needs=("indicators",),
    basis=("project_form",),
    parameters=("rows_of_a_form",),
)


def check(case: Case) -> Iterator[Answer]:
    """The columns of each score table in the national layout."""
    for table in scored(case):
        rows = [row for row in table if row.indicator.levels and pattern("official").search(row.indicator.levels[0])]
        if len(rows) < parameter("rows_of_a_form", case.year) or any(row.indicator.standard.strip() for row in rows):
            continue
        if (case.report.form or "").startswith("department") and not any("执行率" in r.indicator.name for r in table):
            continue
        absent = _absent(case, rows)
        if not absent:
            yield HELD
            continue
        yield case.finding(
            META,
            Text(f"表里没有“{'”“'.join(absent)}”一栏", f"the form has no column {', '.join(absent)}"),
            case.evidence("score", [row.score_fact.id for row in rows]),
            computation=f"{len(rows)}行没有：{'、'.join(absent)}",
            recomputed="、".join(absent),
            changes_score=None,
        )


def _absent(case: Case, rows: list[Row]) -> list[str]:
    out = []
    if not any(plain(row.indicator.target_text) for row in rows):
        out.append("年度指标值")
    if not any(plain(row.indicator.achieved_text) for row in rows):
        out.append("实际完成值")
    told = any(row.indicator.reason is not None for row in rows)
    tables = {row.indicator.table for row in rows}
    if not told and not any(heading(case, table, pattern("measures")) for table in tables):
        out.append("偏差原因分析及改进措施")
    return out
