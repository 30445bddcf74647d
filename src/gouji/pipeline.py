"""The only module that knows every stage: read, extract, tie, score, check."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gouji.basis import parameters_set
from gouji.checks import pairing, run_checks
from gouji.errors import ExtractCrashed, GoujiError, ScoreCrashed, TieCrashed
from gouji.extract import extract as extract_report
from gouji.model import Accepted, Cause, CheckResult, Document, Other, OtherRole, Pairing, Report, ScoreSheet, TieGraph
from gouji.readers import read as read_document
from gouji.settings import Settings, applied, chosen
from gouji.ties import causes, confirmed, settle, tie, withhold

if TYPE_CHECKING:
    from gouji.schemes import Scheme


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was found out about one file; `pairings` in the order of the documents it was set against.

    `causes` are the figures behind findings, the worst first; `accepted` are findings that settings accept, which are
    in none of the results.
    """

    document: Document
    report: Report
    graph: TieGraph
    results: tuple[CheckResult, ...]
    pairings: tuple[Pairing, ...] = ()
    causes: tuple[Cause, ...] = ()
    accepted: tuple[Accepted, ...] = ()


def read(path: str | Path) -> Document:
    """The document in a file; ReadError when it cannot be read."""
    return read_document(path)


def extract(document: Document) -> Report:
    """The typed record of a document; ExtractCrashed when that fails, which is our fault and no finding."""
    try:
        return extract_report(document)
    except Exception as error:
        raise ExtractCrashed("extract", f"{document.name}: {error!r}") from error


def judge(path: str | Path, others: Sequence[Other] = (), settings: Settings | None = None) -> Judgement:
    """Read a file, tie its figures and run the checks."""
    document = read(path)
    report = extract(document)
    return check(document, report, others, settings)


def check(
    document: Document, report: Report, others: Sequence[Other] = (), settings: Settings | None = None
) -> Judgement:
    """Tie a report's figures and run the checks; `others` are documents to set it against.

    `settings` are those of `gouji.toml`; None runs every stable check as it stands. No file is looked for.
    """
    settings = settings or Settings()
    if report.fiscal_year is None and settings.year is not None:
        report = msgspec.structs.replace(report, fiscal_year=settings.year)
    report, graph = _tied(document, report)

    def sheets() -> tuple[ScoreSheet, ...]:
        return score(report, place=f"{place_of(document, report)} {settings.place}".rstrip())

    with parameters_set(settings.parameters):
        answers = run_checks(document, report, graph, chosen(settings), others=others, sheets=sheets)
    results, accepted = applied(settings, withhold(document, report, graph, answers), document.name)
    pairings = tuple(pairing(document, report, other) for other in others)
    return Judgement(
        document=document,
        report=report,
        graph=graph,
        results=results,
        pairings=pairings,
        causes=_caused(document, report, graph, results),
        accepted=accepted,
    )


def other(path: str | Path, role: OtherRole = "against") -> Other:
    """A document to set reports against: of the same year, or last year's ("previous")."""
    document = read(path)
    report, graph = _tied(document, extract(document))
    return Other(role=role, document=document, report=confirmed(document, report, graph))


def _tied(document: Document, report: Report) -> tuple[Report, TieGraph]:
    try:
        return settle(document, report, tie(report))
    except Exception as error:
        raise TieCrashed("tie", f"{document.name}: {error!r}") from error


def _caused(document: Document, report: Report, graph: TieGraph, results: tuple[CheckResult, ...]) -> tuple[Cause, ...]:
    try:
        return causes(document, report, graph, results)
    except Exception as error:
        raise TieCrashed("causes", f"{document.name}: {error!r}") from error


def score(
    report: Report, scheme: Scheme | str | None = None, *, place: str = "", values: Mapping[str, str] | None = None
) -> tuple[ScoreSheet, ...]:
    """One score sheet a form of the report, each row stated beside computed; () where it has no score table.

    `scheme` is a scheme, its id or the path of its TOML file; None chooses it by the table's shape, the place and the
    year. `place` is any text that names the place. `values` stand in for figures: {"三公经费变动率": "3%"}.
    """
    from gouji.schemes import score_sheets  # Schemes are read only for reports that have a score table.

    try:
        return score_sheets(report, scheme, place=place, values=values)
    except GoujiError:
        raise
    except Exception as error:
        raise ScoreCrashed("score", f"{report.organisation}: {error!r}") from error


def place_of(document: Document, report: Report) -> str:
    """Where the place may be named: the organisation, the file's name, the title."""
    title = next((line for line in document.text.splitlines() if line.strip()), "")
    return " ".join((report.organisation or "", Path(document.name).name, title[:100]))


# Importing the room `gouji.extract` puts the room where the package promises the function of that name.
setattr(sys.modules["gouji"], "extract", extract)  # noqa: B010
