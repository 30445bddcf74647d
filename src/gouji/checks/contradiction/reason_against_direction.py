"""G222 A reason points the other way 原因与增减的方向相反

What it checks 查什么
    “较上年减少……，主要原因是新增了……”“决算数小于预算数的原因是……增加”：增减的方向与后面的原因相反，原因里只有
    反方向的话。
Why it matters 为什么重要
    或是方向写反了，或是原因照抄了别处；读者仍不知道为什么变。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    原因里的词按一张词表分成“增”（增加、新增、提高、调入……）和“减”（减少、压减、节约、取消……）；
    “严格控制新增”“加大压减力度”算“减”。只有与增减方向相反的一类词，才算。
Left alone 不查什么
    原因里说到上年、一次性、基数、结转、口径、转列的：上年多，今年自然少。结余、人均数、收支倒算的数；
    原因里说退休增加（工资会因此减少）、说没有做成的。只作提示。
Example 例子
    项目支出“较上年减少 35 万元，主要是新增了国土绿化项目”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import any_of
from gouji.model import Explanation, Fact, Finding, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G222",
    title=Text("原因与增减的方向相反", "A reason points the other way"),
    severity="notice",
    needs=("statements", "text"),
    basis=("budget_law_rules_83",),
)

_FAR = 40


def check(case: Case) -> Iterator[Answer]:
    """Reasons of changes from last year and of departures from the budget, with the direction that the words say."""
    for said in case.report.statements:
        if not isinstance(said, Explanation) or said.reason is None:
            continue
        answer = _answer(case, said)
        if answer is not None:
            yield answer


def _answer(case: Case, said: Explanation) -> Answer | None:
    """None where the reason speaks of neither, or of more than a rise or a fall."""
    figure = said.actual if said.actual is not None else said.base
    if said.direction == 0 or figure is None or said.reason is None:
        return None
    changed = case.fact(figure)
    before = case.document.text[max(said.span.start, changed.span.start - _FAR) : changed.span.start]
    reason = fold(case.document.quote(said.reason))
    if _words("balance").search(before) or _words("tells_more").search(reason) or changed.quantity.value == 0:
        return None
    plain = _words("kept_down").sub("压减", reason)
    up, down = _words("rising").search(plain), _words("falling").search(plain)
    if up is None and down is None:
        return None
    against = up is None if said.direction > 0 else down is None
    return _finding(case, said, changed) if against else HELD


def _words(name: str) -> re.Pattern[str]:
    return any_of("contradiction", name)


def _finding(case: Case, said: Explanation, changed: Fact) -> Finding:
    assert said.reason is not None
    up = said.direction > 0
    if said.compared == "previous":
        turn = Text("增加", "a rise of") if up else Text("减少", "a fall of")
    else:
        turn = Text("高于预算，决算", "above budget at") if up else Text("低于预算，决算", "below budget at")
    reason = "".join(case.document.quote(said.reason).split())
    shown = reason if len(reason) <= _FAR else f"{reason[: _FAR - 1]}…"
    return case.finding(
        META,
        Text(
            f"{case.where(changed).zh}：{turn.zh}{case.printed(changed)}，原因却是“{shown}”，方向相反",
            f"{case.where(changed).en}: {turn.en} {case.printed(changed)}, but the reason given points the other "
            f"way: “{shown}”",
        ),
        [("stated", changed.span), ("reason", said.reason)],
        computation=f"{turn.zh}{case.printed(changed)}；“{shown}”",
        reported="增加" if up else "减少",
    )
