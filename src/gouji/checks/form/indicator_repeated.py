"""G815 One indicator under two headings 同一指标写在两类下

What it checks 查什么
    同一张表里，一项指标的内容和另一类指标的内容相同，或者是它的一部分：经济效益照抄社会效益。
Why it matters 为什么重要
    一件事算了两次分，而该类指标其实没有。
Basis 依据
    department_framework。
How it is recomputed 怎样复算
    去掉编号、标点后，不少于十二个字的指标内容整个出现在另一类（二级指标不同）的指标里。
Left alone 不查什么
    十二个字以下的名称（“问题解决率”“管理制度健全性”）可以相同，不查。
Example 例子
    “为读者营造安静整洁的阅览环境”既是社会效益，又是经济效益。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import cell_in_row, shown
from gouji.model import Indicator, Span, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G815",
    title=Text("同一指标写在两类下", "One indicator under two headings"),
    severity="notice",
    needs=("indicators",),
    basis=("department_framework",),
)

_LEAST = 12
_LABEL = re.compile(r"指标\d+[:、.]|[,。;:、.!]")


def check(case: Case) -> Iterator[Answer]:
    """The words of every indicator, looked for among those of its table."""
    tables: dict[int, list[tuple[str, Indicator]]] = defaultdict(list)
    for row in case.report.indicators:
        words = _LABEL.sub("", fold(_words(row)))
        if len(words) >= _LEAST:
            tables[row.table].append((words, row))
    for rows in tables.values():
        joined = "\n".join(words for words, _ in rows)
        starts = []
        at = 0
        for words, _ in rows:
            starts.append(at)
            at += len(words) + 1
        for index, (words, row) in enumerate(rows):
            place = joined.find(words)
            if place == starts[index]:
                place = joined.find(words, place + 1)
            if place < 0:
                yield HELD
                continue
            other = rows[max(i for i, start in enumerate(starts) if start <= place)][1]
            if _kind(other) != _kind(row):
                yield _finding(case, other, row)


def _words(row: Indicator) -> str:
    """What an indicator measures: its name, or its target where the name is only the class."""
    return row.name if row.name not in row.levels[:-1] and len(row.levels) > 2 else row.target_text or row.name


def _kind(row: Indicator) -> str:
    return row.levels[1] if len(row.levels) > 1 else row.levels[0]


def _finding(case: Case, one: Indicator, other: Indicator) -> Answer:
    spans: list[Span] = [cell_in_row(case, row.table, row.row, _words(row)) or row.span for row in (one, other)]
    return case.finding(
        META,
        Text(
            f"“{_kind(other)}”的“{shown(case, spans[1])}”与“{_kind(one)}”的内容相同",
            f"“{shown(case, spans[1])}” under {_kind(other)} is the same as under {_kind(one)}",
        ),
        [("stated", spans[1]), ("other", spans[0])],
        computation=f"{_kind(one)} = {_kind(other)}：{fold(_words(other))[:30]}",
    )
