"""G616 A goal answered with one word 总体目标只用一个词答复

What it checks 查什么
    “预期目标”写了几项或一段，“实际完成情况”只有“已完成”一类的词。
Why it matters 为什么重要
    完成到什么程度、有什么结果，没有交代。
Basis 依据
    project_form。
How it is recomputed 怎样复算
    同一行（或表头下一行）的预期目标不少于 30 个字，而完成情况不超过 8 个字且没有数字。
Left alone 不查什么
    预期目标本身只有一句短话的不查。
Example 例子
    三项目标，完成情况“已完成”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.grids import grid, headed, words
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import first_line
from gouji.model import Cell, Span, Table, Text

META = CheckMeta(
    id="G616",
    title=Text("总体目标只用一个词答复", "A goal answered with one word"),
    severity="notice",
    needs=("tables",),
    basis=("project_form",),
)

_LONG, _SHORT = 30, 8
_DONE = "实际完成"
_GOAL = re.compile(r"目标\d|[一二三四五六七八九]是|(?:^|[;。])\d[、.]")


def check(case: Case) -> Iterator[Answer]:
    """The cells below 预期目标 and 实际完成情况."""
    for table, heads in headed(case):
        expected = heads.get("expected_goal")
        if expected is None:
            continue
        beside = (cell for cell in table.cells if cell.row == expected.row and words(case, cell) == _DONE)
        actual = heads.get("actual_goal") or next(beside, None)
        if actual is not None and actual.row == expected.row:
            yield from _below(case, table, expected, actual)


def _below(case: Case, table: Table, expected: Cell, actual: Cell) -> Iterator[Answer]:
    at = grid(case, table)
    row = expected.row + expected.rowspan
    goal, answer = at.get((row, expected.column)), at.get((row, actual.column))
    if goal is None or answer is None or not words(case, answer):
        return
    said = words(case, answer)
    if len(words(case, goal)) < _LONG or len(said) > _SHORT or re.search(r"\d", said):
        yield HELD
        return
    count = len(_GOAL.findall(words(case, goal))) or 1
    yield case.finding(
        META,
        Text(
            f"{count}项预期目标（{len(words(case, goal))}字），实际完成情况只写“{said}”",
            f"{count} goal(s) in {len(words(case, goal))} characters are answered with “{said}” alone",
        ),
        [("budget", first_line(case, Span(goal.start, goal.end))), ("actual", Span(answer.start, answer.end))],
        computation=f"预期目标{len(words(case, goal))}字 → 完成情况{len(said)}字",
    )
