"""The words that checks of completeness and form look for, kept as data beside them, and the chapters of a report."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from gouji.checks.case import Case, once
from gouji.checks.pieces import Piece, folded_text
from gouji.checks.registry import CheckMeta
from gouji.checks.rows import scored
from gouji.model import Fact, Finding, Section, Span, Table, Text
from gouji.vocabulary import fold

_CHAPTER, _MOST_CHAPTERS = 2, 3
_TITLE_ZONE = 60
_LISTED = 5
_ANNEX_LINE = re.compile(r"(?m)^[ \t\u3000]*附[件表]")
_REPORT = re.compile(r"(?:绩效|支出)(?:自评|评价|自我评价)(?:情况)?(?:报告|表)|自评报告|自评表")


@cache
def listed(family: str) -> dict[str, Any]:
    """The words of a family, `wording.toml` in its folder."""
    return tomllib.loads(files("gouji.checks").joinpath(family, "wording.toml").read_text("utf-8"))


@cache
def each_of(family: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns that a family lists under a name."""
    return tuple(re.compile(pattern) for pattern in listed(family)[name]["patterns"])


@cache
def any_of(family: str, name: str) -> re.Pattern[str]:
    """One pattern for the patterns that a family lists under a name."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in listed(family)[name]["patterns"]))


def first_line(case: Case, span: Span) -> Span:
    """The first line of a cell of several: what a note in the margin can hang on."""
    return Span(span.start, span.start + len(case.document.quote(span).split("\n", 1)[0].rstrip()))


def body_of(case: Case, section: Section) -> str:
    """What stands below a heading, without the space around it."""
    return case.document.quote(section.body).strip()


def prose_of(case: Case, section: Section) -> Piece:
    """The prose below a heading, up to the first table or annex."""
    tables = (block.start for block in case.document.blocks if isinstance(block, Table))
    end = min((start for start in tables if start >= section.body.start), default=section.body.end)
    text = case.document.text[section.body.start : min(end, section.body.end)]
    annex = _ANNEX_LINE.search(text)
    text = text[: annex.start()] if annex else text
    start = section.body.start + len(text) - len(text.lstrip())
    text = text.strip()
    return Piece(Span(start, start + len(text)), text, False, fold(text))


def shown(case: Case, span: Span, most: int = 30) -> str:
    """A quotation for a message: one line, no longer than so many characters."""
    words = "".join(case.document.quote(span).split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


@cache
def _headings(chapter: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, listed("completeness")["chapters"][chapter]["headings"]))


def listing(case: Case, meta: CheckMeta, places: Sequence[Span], say: Callable[[int, str], Text]) -> Finding:
    """One finding for all places of a kind; `say(how many, the first in words)` words it."""
    first = shown(case, places[0])
    return case.finding(
        meta,
        say(len(places), first),
        [("stated", span) for span in places],
        computation="；".join(shown(case, span) for span in places[:_LISTED]),
        reported=first,
    )


@once
def chapters_of(case: Case) -> dict[str, Section]:
    """The chapters of the outline that a report has, each with the heading that says so best."""
    found: dict[str, Section] = {}
    top = [section for section in case.report.sections if section.level == _CHAPTER]
    for name in listed("completeness")["chapters"]:
        fits = (section for heading in _headings(name) for section in top if heading.search(section.title))
        section = next(fits, None)
        if section is not None:
            found[name] = section
    return found


@once
def is_whole_report(case: Case) -> bool:
    """Whether a text is a self-evaluation report with most of its chapters, not an extract or another document."""
    form, text = case.report.form or "", folded_text(case)
    return (
        form.startswith(("department_", "project_"))
        and _REPORT.search(text) is not None
        and "情况说明" not in text[:_TITLE_ZONE]
        and len(chapters_of(case)) >= _MOST_CHAPTERS
    )


@once
def deductions(case: Case) -> list[Fact]:
    """The scores of indicators below their points."""
    return [row.score_fact for table in scored(case) for row in table if row.score < row.points]
