"""The figures of a report as rows of a flat table: what CSV and Excel show, one row a fact."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from gouji.model import Document, Fact, Language, Report, Span
from gouji.output.places import Places
from gouji.output.quotes import quote
from gouji.vocabulary import account, classification_of, concepts, parent_of


class Row(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One fact and its report. Decimals are exact and in the base unit (元, %); what is not known is None.

    `concept` is an id of the vocabulary and `name` its Chinese name; `text` is the figure as printed, `low` and `high`
    bound what it stands for (None beside a `qualifier` such as ≥: unbounded); `item_name` is what the classification
    calls the code in `item`; `place` and `quote` say in words where it stands and what is said there; `start` and
    `end` are code points of the text that `gouji text` prints.
    """

    file: str
    organisation: str | None
    fiscal_year: int | None
    id: int
    concept: str | None
    name: str | None
    subject: str | None
    value: Decimal | None
    unit: str | None
    text: str
    qualifier: str | None
    low: Decimal | None
    high: Decimal | None
    period: str | None
    stage: str | None
    scope: str | None
    fund: str | None
    item: str | None
    item_name: str | None
    place: str
    quote: str
    start: int
    end: int


def rows(document: Document, report: Report, *, language: Language, unnamed: bool = False) -> Iterator[Row]:
    """The rows in the order of the text; `unnamed`: only the figures that have no concept."""
    places = Places(document, report)
    for fact in report.facts:
        if not (unnamed and fact.concept):
            yield _row(places, report, fact, language)


def _row(places: Places, report: Report, fact: Fact, language: Language) -> Row:
    quantity, entry = fact.quantity, concepts().get(fact.concept or "")
    return Row(
        file=places.document.name,
        organisation=report.organisation,
        fiscal_year=report.fiscal_year,
        id=fact.id,
        concept=fact.concept,
        name=None if entry is None else entry.zh,
        subject=fact.subject or None,
        value=quantity.value,
        unit=quantity.unit,
        text=" ".join(places.document.quote(fact.span).split()),
        qualifier=quantity.qualifier,
        low=quantity.low,
        high=quantity.high,
        period=fact.period,
        stage=fact.stage,
        scope=fact.scope,
        fund=fact.fund,
        item=fact.item,
        item_name=item_name(fact.item),
        place=places.said(fact.span.start, language),
        quote=said_around(places, fact.span),
        start=fact.span.start,
        end=fact.span.end,
    )


def said_around(places: Places, span: Span) -> str:
    """The sentence or the row of the table around a figure, nothing marked in it."""
    return quote(places, [span], lambda text, _: text)


def item_name(item: str | None) -> str | None:
    """What the classification of revenue and expenditure calls a code; None without a code that it knows.

    2013999 is 其他社会工作事务支出: an item that every group has takes the name of its group.
    """
    classification = classification_of(item or "")
    found = account(classification, item) if classification and item else None
    if found is None or classification is None:
        return None
    shared = next((label for label in found.labels if "{}" in label), None)
    group = account(classification, parent_of(item or "") or "")
    return found.zh if shared is None or group is None else shared.replace("{}", group.zh.removesuffix("支出"))
