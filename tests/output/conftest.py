"""Judgements to write out: of the example report, of a clean one, and of texts made up by a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.checks import worst_first
from gouji.output import Judged
from gouji.pipeline import Judgement, check, extract, judge
from gouji.readers.reading import read_bytes

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


def _judged(made: Judgement) -> Judged:
    """A judgement as the outputs take it."""
    found = tuple(worst_first(made.results))
    return Judged(made.document, made.report, made.graph, made.results, found, (), made.causes, made.accepted)


@pytest.fixture(scope="session")
def judged() -> Callable[[Path], Judged]:
    """The judgement of a file, by its path."""

    def of(path: Path) -> Judged:
        return _judged(judge(path))

    return of


@pytest.fixture(scope="session")
def judged_text() -> Callable[[str, str], Judged]:
    """The judgement of a text, under a file name."""

    def of(text: str, name: str = "报告.txt") -> Judged:
        document = read_bytes(text.encode("utf-8"), name)
        return _judged(check(document, extract(document)))

    return of


@pytest.fixture(scope="session")
def example(judged: Callable[[Path], Judged]) -> Judged:
    """The example report as docx: nine faults, one table."""
    return judged(EXAMPLES / "示例自评报告.docx")


@pytest.fixture(scope="session")
def plain(judged: Callable[[Path], Judged]) -> Judged:
    """The example report as txt."""
    return judged(EXAMPLES / "示例自评报告.txt")
