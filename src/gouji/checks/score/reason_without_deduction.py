"""G312 A shortfall is explained but costs no points 写了没完成的原因却没有扣分

What it checks 查什么
    原因一栏写着“未完成”“受……影响”“进度滞后”一类没有做到的原因，这一行的得分却等于分值。
Why it matters 为什么重要
    要么得分偏高，要么原因填错了行，都应改一处。
Basis 依据
    project_form：偏差原因与得分在同一行；project_evaluation_2020_marking。
How it is recomputed 怎样复算
    得分等于分值，而原因里有表示没有做到的词。一张表报一次。
Left alone 不查什么
    解释超额完成的、写“无偏差”“已完成”的；只写改进措施、没有说哪里没做到的。
Example 例子
    分值 10，得分 10，原因“受汛期影响，验收滞后”。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import Row, blank, cell_of, pattern, plain, scored, several, short
from gouji.model import Finding, Text

META = CheckMeta(
    id="G312",
    title=Text("写了没完成的原因却没有扣分", "A shortfall is explained but costs no points"),
    severity="notice",
    needs=("indicators",),
    basis=("project_form", "project_evaluation_2020_marking"),
)


def check(case: Case) -> Iterator[Answer]:
    """The rows of each table that give a reason, against their score."""
    for table in scored(case):
        told = [row for row in table if not blank(row.indicator.reason)]
        if told:
            odd = [row for row in told if row.full and _of_shortfall(row.indicator.reason or "")]
            yield _finding(case, odd) if odd else HELD


def _of_shortfall(reason: str) -> bool:
    said = plain(reason)
    return bool(pattern("shortfall").search(said)) and not pattern("no_shortfall").search(said)


def _finding(case: Case, odd: list[Row]) -> Finding:
    names = several([short(row.indicator.name) for row in odd])
    reasons = [(row, cell_of(case, row.indicator, row.indicator.reason or "")) for row in odd]
    return case.finding(
        META,
        Text(f"{names}写了没有做到的原因，得分却是满分", f"{names}: a shortfall is explained, yet full marks"),
        [
            *(("reason", place) for _, place in reasons if place is not None),
            *case.evidence("score", [row.score_fact.id for row in odd]),
        ],
        computation="；".join(
            f"{short(row.indicator.name)}：{short(row.indicator.reason or '')}，{case.printed(row.score_fact)}＝满分"
            for row in odd
        ),
        changes_score=True,
    )
