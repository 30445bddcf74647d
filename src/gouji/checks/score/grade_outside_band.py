"""G305 A grade is not that of its score 等级与得分不符

What it checks 查什么
    所写等级（优、良、中、差）应是总分所在的档次；项目汇总表里每一行的得分与等级也是。
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
from gouji.checks.passages import facts_within, sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Finding, Grade, Span, Text
from gouji.vocabulary import fold, roles_of

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
    bands, own = _bands(case)
    yield from _listed(case, bands, own)
    if not case.report.grades:
        return
    scores = [f for f in case.facts_of("total_score") if f.quantity.value is not None and not _is_bound(case, f)]
    if not scores:
        yield Lacking(("total_score",))
        return
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
        yield _finding(case, grades, scores, given[0] or "", own)


def _bands(case: Case) -> tuple[list[GradeBand], bool]:
    """The bands that the report prints, else those of the national form; and whether they are the report's own."""
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
    return own or list(grade_bands(case.year)[0]), bool(own)


# 综合得分90分（含）以上为优 says a bound of a band, not what was scored.
_BOUND = re.compile(r"\s*分?\s*(?:[（(]?\s*不?含\s*[)）]?)?\s*(?:分?\s*(?:及)?以[上下]|[-—–~至]\s*\d)")


def _is_bound(case: Case, fact: Fact) -> bool:
    return _BOUND.match(case.document.text, fact.quantity.end) is not None


def _listed(case: Case, bands: list[GradeBand], own: bool) -> Iterator[Answer]:
    """A list of projects with a score and a grade in each row."""
    for table in case.document.tables():
        words = {(cell.row, cell.column): case.document.quote(Span(cell.start, cell.end)) for cell in table.cells}
        headed = {role: at for at, text in words.items() for role in roles_of(text) if role in ("score", "grade")}
        if len(headed) < len(("score", "grade")) or headed["score"][0] != headed["grade"][0]:
            continue
        for cell in table.cells:
            if cell.column != headed["grade"][1] or cell.row <= headed["grade"][0]:
                continue
            grade = fold(words[cell.row, cell.column])
            grade = {"优秀": "优", "良好": "良"}.get(grade, grade)
            score = next(
                (c for c in table.cells if (c.row, c.column) == (cell.row, headed["score"][1]) and c.end > c.start),
                None,
            )
            facts = facts_within(case, Span(score.start, score.end)) if score is not None else ()
            right = _grade_of(bands, facts[0]) if len(facts) == 1 else None
            if right is None or grade not in {band.grade for band in bands}:
                continue
            if right == grade:
                yield HELD
            else:
                stated = Grade(grade=grade, span=Span(cell.start, cell.end))
                yield _finding(case, [stated], list(facts), right, own)


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
