"""G305 A grade is not that of its score 等级与得分不符

What it checks 查什么
    所写等级（优、良、中、差）应是总分所在的档次。
Why it matters 为什么重要
    等级决定结果应用，比分数更常被引用。
Basis 依据
    报告自己印的档次；没有印的用 grade_bands_form：90（含）以上优、80（含）以上良、60（含）以上中、60以下差。
How it is recomputed 怎样复算
    档次下限含本数；总分是准确数。“优秀”“良好”按优、良看。
Left alone 不查什么
    正文与表的总分不同时，只要有一个总分落在该档次就不报，分数之争由 G201 报。档次之间的空隙（89.5）不判断。
    档次不是报告自己印的，降为警告：各地档次可以不同。
Example 例子
    总分 89 分，等级“优”。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.basis import GradeBand, grade_bands
from gouji.checks.case import Case
from gouji.checks.passages import sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Finding, Grade, Span, Text

META = CheckMeta(
    id="G305",
    title=Text("等级与得分不符", "A grade is not that of its score"),
    severity="error",
    needs=("grades", "facts"),
    basis=("grade_bands_form",),
    parameters=("grade_bands",),
)


def check(case: Case) -> Iterator[Answer]:
    """Every stated grade against the bands of the report, or of the default."""
    if not case.report.grades:
        return
    scores = [f for f in case.facts_of("total_score") if f.quantity.value is not None]
    if not scores:
        yield Lacking(("total_score",))
        return
    own = [
        GradeBand(
            grade=b.grade,
            low=Decimal(b.low),
            high=Decimal(b.high),
            low_closed=b.low_closed,
            high_closed=b.high_closed,
        )
        for b in case.report.bands
    ]
    bands = own or list(grade_bands(case.year)[0])
    given = [_grade_of(bands, fact) for fact in scores]
    wrong: dict[str, list[Grade]] = {}
    for grade in case.report.grades:
        if grade.grade in given or _of_projects(case, grade):
            yield HELD
        elif None in given or grade.grade not in {band.grade for band in bands}:
            yield Lacking(("grade_bands",))
        else:
            wrong.setdefault(grade.grade, []).append(grade)
    for grades in wrong.values():
        yield _finding(case, grades, scores, given[0] or "", bool(own))


_PROJECTS = re.compile(r"\d+\s*个[^，,。]{0,8}项目[^。]*$")


def _of_projects(case: Case, grade: Grade) -> bool:
    """Whether a grade is counted: 5个项目评价等级为“优”，1个项目评价等级为“良”."""
    sentence = sentence_around(case, grade.span)
    return _PROJECTS.search(case.document.text[sentence.start : grade.span.start]) is not None


def _grade_of(bands: list[GradeBand], fact: Fact) -> str | None:
    value = fact.quantity.value
    return next((band.grade for band in bands if value is not None and band.holds(value)), None)


def _finding(case: Case, grades: list[Grade], scores: list[Fact], given: str, own: bool) -> Finding:
    grade = grades[0]
    printed = [Span(band.span.start, band.span.end) for band in case.report.bands if band.grade == given]
    score = case.printed(scores[0])
    return case.finding(
        META,
        Text(
            f"总分{score}按档次为“{given}”，所写等级为“{grade.grade}”",
            f"a score of {score} is graded “{given}”, the report says “{grade.grade}”",
        ),
        [
            *(("stated", stated.span) for stated in grades),
            *case.evidence("score", [fact.id for fact in scores]),
            *(("rule", span) for span in printed),
        ],
        computation=f"{score}→{given} ≠ {grade.grade}",
        severity="error" if own else "warning",
        reported=grade.grade,
        recomputed=given,
        changes_score=True,
    )
