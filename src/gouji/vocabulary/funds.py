"""Kinds of money and the funds they are of: 一般公共预算财政拨款 and 支出合计 together are 一般公共预算支出."""

from __future__ import annotations

from functools import cache

from gouji.vocabulary.compact import fold
from gouji.vocabulary.loader import by_fund, concepts, named_concepts

_APPROPRIATION = "fiscal_appropriation"
_BUDGETS = ("general_public_budget", "government_fund", "state_capital", _APPROPRIATION)


def of_fund(concept: str | None, fund: str | None) -> tuple[str | None, str | None]:
    """The concept and fund of money of a kind and fund; a fund that the concept itself says is left out."""
    entry = concepts().get(concept or "")
    if concept is None or fund is None or entry is None:
        return concept, fund
    if concept in ("total_revenue", _APPROPRIATION) and fund in _BUDGETS:
        own = by_fund().get((_APPROPRIATION, fund))
        return own or _APPROPRIATION, None if own or fund == _APPROPRIATION else fund
    base = entry.base if entry.fund and entry.base else concept
    together = by_fund().get((base, fund))
    if together is not None:
        return together, None
    return concept, None if entry.fund else fund


def concept_within(whole: str, label: str) -> str | None:
    """The concept of a short label under the heading of its whole: 购置费 under 公务用车购置及运行维护费."""
    return _short_labels().get((whole, fold(label)))


@cache
def _short_labels() -> dict[tuple[str, str], str]:
    return {
        (concept.within, fold(label)): concept.id
        for concept in named_concepts().values()
        if concept.within
        for label in concept.labels
    }
