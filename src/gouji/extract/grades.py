"""Stated grades 等级 and the bands of scores that the report itself prints."""

from __future__ import annotations

import re

from gouji.model import Band, Document, Grade, Span, Table
from gouji.vocabulary import compact, fold, roles_of

_GRADE = r"(优秀|良好|优|良|中等|中|合格|差|较差|不合格|一般)"
_STATED = re.compile(
    r"(?:(?:评价|自评|绩效|综合|评定)?(?:等级|等次)(?:评定|结果)?|(?:评价|自评|评定|考评)结果)(?:(?:为|是|:|结果|确定)+[“\"]?|[“\"]|(?=(?:优|良|中|差)秀?好?等?[。;)）]))"
    + _GRADE
    + r"(?![，、,]?(?:良|中|差))(?=$|[,。;、)）\s]|等|级|[^\w])"
)
# 得分86.3分，等级“良”: no word stands between.
_BARE = re.compile(r"(?:等级|等次)(优秀|良好|优|良)(?![、,]?(?:良|中|差))(?=$|[,。;)(])")
_SPOKEN_OF = re.compile(r"等\s*[级次]|结\s*果")
_ALONE = re.compile(_GRADE)
_BAND = re.compile(
    r"(\d{1,3})分?(\(含\)|\(不含\))?(?:-|—|–|~|至|到)+(\d{1,3})分?(\(含\)|\(不含\))?(?:为|得|:|,)*" + _GRADE
)
_BELOW = re.compile(r"(\d{1,3})分?(\(含\)|\(不含\))?以下(?:为|得|:)*" + _GRADE)
_ABOVE = re.compile(r"(\d{1,3})分?(\(含\)|\(不含\))?(?:及)?以上(?:为|得|:)*" + _GRADE)
CANONICAL = {
    "优秀": "优",
    "良好": "良",
    "中等": "中",
    "一般": "中",
    "合格": "中",
    "较差": "差",
    "不合格": "差",
}


def grades(document: Document) -> tuple[Grade, ...]:
    """The grades stated in the text, in tables and after a label."""
    found: list[Grade] = []
    for start, end in _stretches(document):
        dense = compact(document.text, start, end)
        for match in (*_STATED.finditer(dense.text), *_BARE.finditer(dense.text)):
            first, last = dense.original(*match.span(1))
            found.append(Grade(grade=_canonical(match.group(1)), span=Span(first, last)))
    for table in document.tables():
        found += _labelled(document, table)
    unique = {grade.span: grade for grade in found}
    return tuple(unique[span] for span in sorted(unique, key=lambda span: span.start))


def _canonical(grade: str) -> str:
    return CANONICAL.get(grade, grade)


def _stretches(document: Document) -> list[tuple[int, int]]:
    """Paragraphs and cells that speak of a grade at all."""
    found: list[tuple[int, int]] = []
    for block in document.blocks:
        ranges = [(c.start, c.end) for c in block.cells] if isinstance(block, Table) else [(block.start, block.end)]
        for start, end in ranges:
            if _SPOKEN_OF.search(document.text, start, end):
                found.append((start, end))
    return found


def _labelled(document: Document, table: Table) -> list[Grade]:
    """A grade in the cell to the right of 评价等次."""
    at = {(cell.row, cell.column): cell for cell in table.cells}
    found = []
    for cell in table.cells:
        if "grade" not in roles_of(document.text[cell.start : cell.end]):
            continue
        other = at.get((cell.row, cell.column + cell.colspan))
        match = _ALONE.fullmatch(fold(document.text[other.start : other.end])) if other else None
        if match and other:
            found.append(Grade(grade=_canonical(match.group(1)), span=Span(other.start, other.end)))
    return found


def bands(document: Document) -> tuple[Band, ...]:
    """The bands that a note prints: 90分（含）—100分为优，80分（含）—90分为良，…，60分以下为差."""
    for start, end in _stretches(document):
        dense = compact(document.text, start, end)
        found = [
            _band(dense.original(*m.span()), m.group(5), m.group(1), m.group(3), m.group(2), m.group(4))
            for m in _BAND.finditer(dense.text)
        ]
        if len(found) < 2:
            continue
        for m in _BELOW.finditer(dense.text):
            found.append(_band(dense.original(*m.span()), m.group(3), "0", m.group(1), None, m.group(2) or "(不含)"))
        for m in _ABOVE.finditer(dense.text):
            found.append(_band(dense.original(*m.span()), m.group(3), m.group(1), "100", None, None))
        return _close_bounds(found)
    return ()


def _band(place: tuple[int, int], grade: str, low: str, high: str, low_mark: str | None, high_mark: str | None) -> Band:
    return Band(
        grade=_canonical(grade),
        low=low,
        high=high,
        low_closed=low_mark != "(不含)",
        high_closed=high_mark != "(不含)",
        span=Span(*place),
    )


def _close_bounds(found: list[Band]) -> tuple[Band, ...]:
    """A bound that two bands share belongs to the upper one, as its 含 says."""
    lows = {band.low for band in found if band.low_closed}
    return tuple(
        Band(
            grade=band.grade,
            low=band.low,
            high=band.high,
            low_closed=band.low_closed,
            high_closed=band.high_closed and band.high not in lows,
            span=band.span,
        )
        for band in found
    )
