"""G318 An achieved value is only a bound 实际完成值只写了界限

What it checks 查什么
    实际完成值应是结果（96%、251个），不应是“≥95%”“不低于90%”。
Why it matters 为什么重要
    写界限的多半是照抄指标值，看不出实际完成了多少。
Basis 依据
    project_form：实际完成值一栏填完成的数。
How it is recomputed 怎样复算
    看一格的开头有没有“≥”“≤”“不低于”等，或者结尾是“以上”“以内”。一张表报一次。
Left alone 不查什么
    约数（余、近）；句子里提到界限的。
Example 例子
    指标值“95%”，实际完成“≥95%”。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of, pattern, plain, several, short, tables_of
from gouji.model import Text

META = CheckMeta(
    id="G318",
    title=Text("实际完成值只写了界限", "An achieved value is only a bound"),
    severity="notice",
    needs=("indicators",),
    basis=("project_form",),
)


def check(case: Case) -> Iterator[Answer]:
    """The cells of achieved values, a finding a table."""
    for rows in tables_of(case.report.indicators).values():
        known = [row for row in rows if row.achieved is not None]
        odd = [row for row in known if pattern("bound").search(plain(row.achieved_text))]
        if not odd:
            if known:
                yield HELD
            continue
        cells = [(row, cell_of(case, row, row.achieved_text)) for row in odd]
        yield case.finding(
            META,
            Text(
                f"{several([short(row.name) for row in odd])}的实际完成值只写了界限，没有写实际的数",
                f"{several([short(row.name) for row in odd])}: the achieved value is only a bound",
            ),
            [
                *(("stated", place) for _, place in cells if place is not None),
                *case.evidence("target", [row.target for row in odd if row.target is not None]),
            ],
            computation="；".join(f"{short(row.name)}：{short(row.achieved_text)}" for row in odd),
            changes_score=None,
        )
