"""G622 A score left blank 有分值没有得分

What it checks 查什么
    评分表、自评表里大多数行填了得分，个别行有分值而得分空白。
Why it matters 为什么重要
    漏了一行，总分就算不出来。
Basis 依据
    project_form。
How it is recomputed 怎样复算
    同一张表里有分值的行，一半以上有得分，其余没有得分的逐行列出。
Left alone 不查什么
    整张表都没有得分（还没有自评）的不查；合并单元格共用一个得分的不查。
Example 例子
    三项指标分值 10、10、10，得分 10、10、空白。
"""

from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Indicator, Text

META = CheckMeta(
    id="G622",
    title=Text("有分值没有得分", "A score left blank"),
    severity="notice",
    needs=("indicators",),
    basis=("project_form",),
)


def check(case: Case) -> Iterator[Answer]:
    """Rows with points by their scores, table by table."""
    tables: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in case.report.indicators:
        if indicator.points is not None:
            tables[indicator.table].append(indicator)
    for rows in tables.values():
        blank = [row for row in rows if row.score is None]
        if not blank and rows:
            yield HELD
        elif len(blank) * 2 < len(rows):
            names = "、".join(row.name[:14] for row in blank)
            yield case.finding(
                META,
                Text(
                    f"{len(rows)}项有分值的指标里，{len(blank)}项没有得分：{names}",
                    f"of {len(rows)} indicators with points, {len(blank)} have no score: {names}",
                ),
                case.evidence("points", [row.points for row in blank if row.points is not None]),
                computation=f"{len(rows)}－{len(blank)}={len(rows) - len(blank)}项有得分",
                changes_score=True,
            )
