"""Compares what is understood of the two published disclosures with their annotation, figure by figure.

python tests/extract/disclosures/compare.py [-v] [budget_2025|accounts_2024]

prints, per document, how many of the expectations of each field are met; `-v` lists every difference.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import gouji
from gouji.model import Change, Document, Fact, Rate, Report, Share

HERE = Path(__file__).resolve().parent
REPORTS = HERE.parents[3] / "shared" / "reports" / "disclosures"
SOURCES = {"budget_2025": "pt_shangwu_2025_dept_budget.pdf", "accounts_2024": "pt_shegongbu_2024_juesuan.pdf"}
FIELDS = ("value", "unit", "concept", "item", "fund", "scope", "period", "stage", "role", "measure", "whole", "subject")


@dataclass(frozen=True)
class Difference:
    """One expectation that is not met; `field` is "listed" for a figure that is not found at all."""

    line: dict[str, Any]
    field: str
    expected: object
    shown: object

    def __str__(self) -> str:
        place = f"{self.line['n']:>4} {self.line['text']:<16} {self.line['where']:<44}"
        return f"{place} {self.field}: {self.expected} expected, {self.shown} found"


@dataclass(frozen=True)
class Comparison:
    """How many expectations each field has and meets; `extra` is what is listed and not expected."""

    asked: Counter[str]
    met: Counter[str]
    differences: list[Difference]
    extra: list[str]


@cache
def expected(name: str) -> tuple[dict[str, Any], ...]:
    """The lines of an annotation, in the order of the figures."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def understood(name: str) -> tuple[Document, Report]:
    document = gouji.read(REPORTS / SOURCES[name])
    return document, gouji.extract(document)


def roles(report: Report) -> dict[int, dict[str, Any]]:
    """What a figure is in its statement, by its fact: a change, a share or a rate, and of what."""
    facts = report.facts
    found: dict[int, dict[str, Any]] = {}

    def concept(index: int | None, stated: str | None) -> str | None:
        return stated if index is None else facts[index].concept

    for statement in report.statements:
        match statement:
            case Change(current=about, current_concept=stated):
                role = {"role": "change", "measure": concept(about, stated)}
                figures: tuple[int | None, ...] = (statement.amount, statement.percent)
            case Share(part=about, part_concept=stated):
                whole = concept(statement.whole, statement.whole_concept)
                role = {"role": "share", "measure": concept(about, stated), "whole": whole}
                figures = (statement.percent,)
            case Rate(actual=about, base_concept=stated):
                role = {"role": "rate", "measure": concept(about, stated)}
                figures = (statement.percent,)
            case _:
                continue
        role["item"] = None if about is None else facts[about].item
        found |= {figure: role for figure in figures if figure is not None}
    return found


def shown(fact: Fact, role: dict[str, Any] | None) -> dict[str, Any]:
    """A fact in the words of the annotation; a figure with a role is of the item of what it measures."""
    fields = {key: getattr(fact, key) for key in ("concept", "item", "fund", "scope", "period", "stage", "subject")}
    fields |= {"value": fact.quantity.value, "unit": fact.quantity.unit, "role": None, "measure": fact.measure}
    if role is not None:
        fields |= role | {"item": fact.item or role["item"]}
    return fields


def agrees(field: str, wanted: object, found: object) -> bool:
    if field == "value":
        return Decimal(str(wanted)) == found
    if field == "subject":
        return str(wanted) in str(found)
    return wanted == found


def paired(lines: tuple[dict[str, Any], ...], texts: list[str]) -> dict[int, int]:
    """Which figure stands for which line: both are in the order of the text, and either may lack some of the other."""
    matcher = SequenceMatcher(None, [line["text"] for line in lines], texts, autojunk=False)
    return {block.a + step: block.b + step for block in matcher.get_matching_blocks() for step in range(block.size)}


def asked(line: dict[str, Any], found: dict[str, Any] | None) -> Iterator[tuple[str, object, object, bool]]:
    """Each field that a line asks for: its name, what is expected, what is found, whether they agree."""
    if line.get("fact") is False:
        concept = None if found is None else found["concept"]
        yield "not_a_fact", None, concept, concept is None
        return
    yield "listed", True, found is not None, found is not None
    for field in FIELDS:
        if field in line:
            value = None if found is None else found.get(field)
            yield field, line[field], value, found is not None and agrees(field, line[field], value)


def compare(lines: tuple[dict[str, Any], ...], document: Document, report: Report) -> Comparison:
    """Every field of every line against the report; a figure that is not listed meets nothing."""
    texts = ["".join(document.quote(fact.span).split()) for fact in report.facts]
    pairs, role = paired(lines, texts), roles(report)
    result = Comparison(asked=Counter(), met=Counter(), differences=[], extra=[])
    for index, line in enumerate(lines):
        fact = report.facts[pairs[index]] if index in pairs else None
        fields = None if fact is None else shown(fact, role.get(fact.id))
        for field, wanted, value, agreed in asked(line, fields):
            result.asked[field] += 1
            result.met[field] += agreed
            if not agreed and (fact is not None or field == "listed"):
                result.differences.append(Difference(line, field, wanted, value))
    named = set(range(len(texts))) - set(pairs.values())
    result.extra.extend(f"{texts[i]} {report.facts[i].concept} ({report.facts[i].source})" for i in sorted(named))
    return result


def main(arguments: list[str]) -> None:
    names = [name for name in SOURCES if name in arguments] or list(SOURCES)
    for name in names:
        result = compare(expected(name), *understood(name))
        print(name)
        for field in ("listed", *FIELDS, "not_a_fact"):
            if result.asked[field]:
                print(f"  {field:<11}{result.met[field]:>4} of {result.asked[field]}")
        print(f"  listed and not expected: {len(result.extra)}")
        if "-v" in arguments:
            print(*result.differences, *(f"extra {text}" for text in result.extra), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
