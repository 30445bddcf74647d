"""G628 What was done is not what was planned 实际完成情况没有对应预期目标

What it checks 查什么
    自评表的“实际完成情况”写了一段，讲的却是预期目标以外的事，预期目标一项也没有提到。
Why it matters 为什么重要
    目标完成了没有，表里看不出来。
Basis 依据
    project_form。
How it is recomputed 怎样复算
    把预期目标按句号、分号分开；每一句里相连两个字的词组，在实际完成情况里出现的不到五分之一，算没有提到；各句都没有提到的报出。
Left alone 不查什么
    预期目标或完成情况不到二十个字的不查（一个词的答复由 G616 查）；写“全面完成”“均已完成”“见”某处的不查。
Example 例子
    预期目标是“扫描民生档案”，实际完成情况写的是“开展学习教育”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.grids import grid, headed, words
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import first_line, shown
from gouji.model import Cell, Span, Table, Text
from gouji.vocabulary import roles_of

META = CheckMeta(
    id="G628",
    title=Text("实际完成情况没有对应预期目标", "What was done is not what was planned"),
    severity="notice",
    needs=("tables",),
    basis=("project_form",),
)

_LEAST, _SENTENCE = 20, 8
_PART = 5
_ALL = re.compile(
    r"(?:全部|全面|均|都|已|圆满|较好|按时|按期|如期)[^。;]{0,6}完成|完成[^。;]{0,8}(?:任务|目标|工作)|详?见|达到预期"
)


def check(case: Case) -> Iterator[Answer]:
    """The goals of a form against what is said to have been done."""
    for table, heads in headed(case):
        expected, actual = heads.get("expected_goal"), heads.get("actual_goal")
        if expected is None or actual is None or expected.row != actual.row or expected.column == actual.column:
            continue
        goals, answers = _below(case, table, expected), _below(case, table, actual)
        goal, answer = ("".join(words(case, cell) for cell in cells) for cells in (goals, answers))
        if len(goal) < _LEAST or len(answer) < _LEAST or _ALL.search(answer):
            continue
        sentences = [part for part in re.split(r"[。;]", goal) if len(part) >= _SENTENCE]
        if not sentences or any(_mentioned(sentence, answer) for sentence in sentences):
            yield HELD
        else:
            yield _finding(case, goals, answers, len(sentences))


def _below(case: Case, table: Table, head: Cell) -> list[Cell]:
    """The cells below a heading, down to the heading of the indicators."""
    heads = (cell.row for cell in table.cells if "level1" in roles_of(words(case, cell)))
    end = min((row for row in heads if row > head.row), default=table.rows)
    at = grid(case, table)
    places = ((row, head.column) for row in range(head.row + head.rowspan, end))
    return list(dict.fromkeys(at[place] for place in places if place in at))


def _mentioned(sentence: str, answer: str) -> bool:
    pairs = {sentence[at : at + 2] for at in range(len(sentence) - 1)}
    return sum(pair in answer for pair in pairs) * _PART >= len(pairs)


def _finding(case: Case, goals: list[Cell], answers: list[Cell], count: int) -> Answer:
    goal, answer = (Span(cells[0].start, cells[-1].end) for cells in (goals, answers))
    return case.finding(
        META,
        Text(
            f"预期目标“{shown(case, goal)}”共{count}句，实际完成情况“{shown(case, answer)}”一句也没有提到",
            f"none of the {count} sentence(s) of the goal “{shown(case, goal)}” is taken up in “{shown(case, answer)}”",
        ),
        [("budget", _opening(case, goal)), ("actual", _opening(case, answer))],
        computation=f"预期目标{count}句，提到0句",
    )


def _opening(case: Case, span: Span) -> Span:
    """The first sentence of a cell."""
    line = first_line(case, span)
    return Span(line.start, line.start + len(case.document.quote(line).split("。", 1)[0]))
