"""The facts of one report as an object of the document type https://xbrl.org/2021/xbrl-json."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any, Literal

from gouji.model import Document, Fact, Language, Report
from gouji.output.places import Places
from gouji.output.xbrl.names import CURRENCIES, NAMESPACE, ORGANISATIONS, SCHEMA, UNITS, entity, period_type, unit_of
from gouji.output.xbrl.values import number
from gouji.vocabulary import Concept, concepts

LeftOut = Literal["concept", "period", "unit", "value"]
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def xbrl_report(
    document: Document, report: Report, *, language: Language, folder: str = "taxonomy"
) -> tuple[dict[str, Any], Counter[LeftOut]]:
    """The report and, by what they lack, how many facts cannot stand in it.

    `concept`: the figure has no name; `period`: no year; `unit`: it is not of the unit that the concept has; `value`:
    a range. `folder` leads from the report to the taxonomy. The figure as printed and its place are extension
    properties of a fact. Two figures for one thing both stay: a contradiction is what XBRL software shall see.
    """
    places = Places(document, report)
    whose = entity(report.organisation or document.name)
    left: Counter[LeftOut] = Counter()
    facts: dict[str, Any] = {}
    for fact in report.facts:
        made = _fact(fact, whose)
        if isinstance(made, str):
            left[made] += 1
            continue
        made["gouji:text"] = document.quote(fact.span)
        made["gouji:place"] = places.said(fact.span.start, language)
        made["gouji:span"] = [fact.span.start, fact.span.end]
        facts[f"f{fact.id}"] = made
    namespaces = {
        "gouji": NAMESPACE,
        "iso4217": CURRENCIES,
        "organisation": ORGANISATIONS,
        "unit": UNITS,
        "xbrl": "https://xbrl.org/2021",
    }
    information = {
        "documentType": "https://xbrl.org/2021/xbrl-json",
        "namespaces": namespaces,
        "taxonomy": [f"{folder}/{SCHEMA}"],
        "gouji:file": {"name": document.name.encode("utf-8", "replace").decode(), "sha256": document.sha256},
    }
    return {"documentInfo": information, "facts": facts}, left


def _fact(fact: Fact, whose: str) -> dict[str, Any] | LeftOut:
    concept = concepts().get(fact.concept or "")
    if concept is None:
        return "concept"
    period = _period(fact.period, period_type(concept))
    if period is None:
        return "period"
    unit = unit_of(concept, fact.quantity.unit)
    if unit is None:
        return "unit"
    said = number(fact.quantity)
    if said is None:
        return "value"
    dimensions = {"concept": f"gouji:{concept.id}", "entity": whose, "period": period}
    if unit:
        dimensions["unit"] = unit
    dimensions |= _dimensions(fact, concept)
    decimals = {} if said.decimals is None else {"decimals": said.decimals}
    return {"value": said.value, **decimals, "dimensions": dimensions}


def _dimensions(fact: Fact, concept: Concept) -> dict[str, str]:
    """What else tells the fact from others of its concept; what the concept itself says is not said again."""
    quantity = fact.quantity
    said = {
        "Subject": fact.subject,
        "Stage": None if concept.stage else fact.stage,
        "Scope": None if concept.scope else fact.scope,
        "Fund": None if concept.fund else fact.fund,
        "Item": fact.item,
        "Limit": quantity.qualifier if quantity.low is None or quantity.high is None else None,
    }
    plain = {name: _plain(value) for name, value in said.items() if value}
    return {f"gouji:{name}": value for name, value in plain.items() if value}


def _plain(text: str) -> str:
    """A text as XML may hold it, on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _period(said: str | None, kind: str) -> str | None:
    """A year or a day as a period: stocks are measured at the end of the last day, flows over the whole year."""
    if said is None or not (_YEAR.fullmatch(said) or _DAY.fullmatch(said)):
        return None
    year = int(said[:4])
    try:
        last = date.fromisoformat(said) if len(said) > 4 else date(year, 12, 31)
        after = last + timedelta(days=1)
        if kind == "instant":
            return f"{after}T00:00:00"
        return f"{date(year, 1, 1)}T00:00:00/{date(year + 1, 1, 1)}T00:00:00"
    except (ValueError, OverflowError):
        return None
