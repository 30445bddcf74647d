"""The object of `gouji facts --format json`: figures, indicators, tables, statements, claims, sections and gaps.

Its shape is `schemas/facts.json`; decimals are strings, offsets are code points of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from gouji.model import Claim, Document, Fact, Indicator, Language, Remainder, Report, Section, Statement, Table
from gouji.output.records import file_of, gaps_of, quoted, report_of
from gouji.vocabulary import claims


def facts_record(document: Document, report: Report, *, language: Language, unnamed: bool = False) -> dict[str, Any]:
    """The object for a file; `unnamed`: `facts` holds only those without a concept, under the ids that they have."""
    return {
        "file": file_of(document),
        "report": report_of(report),
        "text": document.text,
        "facts": [_fact(document, fact) for fact in report.facts if not (unnamed and fact.concept)],
        "indicators": [_indicator(report, indicator) for indicator in report.indicators],
        "tables": [_table(document, table) for table in document.tables()],
        "statements": list(_statements(report)),
        "claims": [_claim(document, s) for s in report.statements if isinstance(s, Claim)],
        "sections": [_section(section) for section in report.sections],
        "gaps": gaps_of(report, language),
    }


def _fact(document: Document, fact: Fact) -> dict[str, Any]:
    quantity = fact.quantity
    return {
        "id": fact.id,
        "concept": fact.concept,
        "measure": fact.measure,
        "subject": fact.subject or None,
        "value": _decimal(quantity.value),
        "unit": quantity.unit,
        "printed_unit": quantity.printed_unit,
        "qualifier": quantity.qualifier,
        "low": _decimal(quantity.low),
        "high": _decimal(quantity.high),
        "period": fact.period,
        "scope": fact.scope,
        "stage": fact.stage,
        "fund": fact.fund,
        "item": fact.item,
        "source": fact.source,
        **quoted(document, fact.span),
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _indicator(report: Report, indicator: Indicator) -> dict[str, Any]:
    def value(index: int | None) -> str | None:
        return None if index is None else _decimal(report.facts[index].quantity.value)

    return {
        "levels": list(indicator.levels),
        "name": indicator.name,
        "target": indicator.target_text or None,
        "achieved": indicator.achieved_text or None,
        "points": value(indicator.points),
        "score": value(indicator.score),
        "standard": indicator.standard or None,
        "reason": indicator.reason,
        "facts": {
            "target": indicator.target,
            "achieved": indicator.achieved,
            "points": indicator.points,
            "score": indicator.score,
        },
        "start": indicator.span.start,
        "end": indicator.span.end,
    }


def _table(document: Document, table: Table) -> dict[str, Any]:
    return {
        "rows": table.rows,
        "columns": table.columns,
        "start": table.start,
        "end": table.end,
        "cells": [
            {
                "row": cell.row,
                "column": cell.column,
                "rowspan": cell.rowspan,
                "colspan": cell.colspan,
                "text": document.text[cell.start : cell.end],
                "start": cell.start,
                "end": cell.end,
            }
            for cell in table.cells
        ],
    }


def _statements(report: Report) -> Iterator[dict[str, Any]]:
    """Each statement about figures: its kind, the facts in their roles by id, and where it stands."""
    for statement in report.statements:
        if not isinstance(statement, Claim):
            yield _statement(statement)


def _statement(statement: Statement) -> dict[str, Any]:
    fields = msgspec.to_builtins(statement)
    span, kind = fields.pop("span"), fields.pop("type")
    if isinstance(statement, Remainder):
        # `start` is where the words begin, in every record.
        fields = {"initial": fields.pop("start"), **fields}
    return {"kind": kind, **fields, "start": span["start"], "end": span["end"]}


def _claim(document: Document, claim: Claim) -> dict[str, Any]:
    form = claims().get(claim.kind)
    return {"kind": claim.kind, "name": None if form is None else form.zh, **quoted(document, claim.span)}


def _section(section: Section) -> dict[str, Any]:
    return {
        "level": section.level,
        "number": section.number,
        "title": section.title,
        "start": section.heading.start,
        "end": section.body.end,
    }
