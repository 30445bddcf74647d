"""How much of synthetic reports is understood: python tools/recovery.py [--count N] [--seed S] [--form F] [--verbose]

Makes N reports of every form in turn, every other one with rounded figures, writes each as .txt and as .docx, reads and
extracts both, and compares what is found with what is true. Prints a table by form; `--verbose` adds the misses
grouped by sentence pattern or table column, with one example each, and the findings above notice, which are all false.
A fact is recovered when its figure is found, its value and concept are right, its period is, and its stage where the
words say one; a change, share or completion rate is recovered when a statement says so of the right figures.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import gouji
import gouji.vocabulary
from gouji.model import Change, Fact, Rate, Report, Share
from gouji.testing import FORMS, Mention, Synthetic, make_report, to_docx
from gouji.vocabulary import fold

FIELDS = (
    "found",
    "value",
    "unit",
    "concept",
    "period",
    "stage",
    "scope",
    "subject",
    "fund",
    "item",
    "measure",
    "relation",
)


@dataclass
class Measure:
    """Hits and wholes of every field, and each miss as (pattern, field) -> (count, one example)."""

    asked: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    misses: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)
    alarms: Counter[str] = field(default_factory=Counter)
    alarm_examples: dict[str, str] = field(default_factory=dict)

    def count_invented(self, report: Synthetic, printed: str, fact: Fact, text: str) -> None:
        """Count a figure that is named and that nobody meant: a date, a number of a document, a code."""
        self.misses["invented", "concept"] += 1
        context = text[max(fact.span.start - 60, 0) : fact.span.end + 12].replace("\n", "⏎").replace("\t", "⇥")
        example = f"[{printed}] expected nothing, came {fact.concept}; {report.name}: …{context}"
        self.examples.setdefault(("invented", "concept"), example)

    def add(self, other: Measure) -> None:
        """Take in another measure."""
        for name in ("asked", "met", "misses", "alarms"):
            getattr(self, name).update(getattr(other, name))
        self.examples = {**other.examples, **self.examples}
        self.alarm_examples = {**other.alarm_examples, **self.alarm_examples}


def measure_report(report: Synthetic, folder: Path, kind: str) -> Measure:
    """What is understood of one report as .txt or .docx."""
    path = folder / f"{report.name}.{kind}"
    path.write_bytes(to_docx(report) if kind == "docx" else report.text.encode())
    document = gouji.read(path)
    extracted = gouji.extract(document)
    found = Measure()
    offsets = _aligned(report.text, document.text)
    spans = {(fact.span.start, fact.span.end): fact for fact in extracted.facts}
    facts: dict[str, list[Fact]] = defaultdict(list)
    pairs: list[tuple[Mention, Fact | None]] = []
    for mention in report.mentions:
        fact = spans.get((offsets[mention.start], offsets[mention.end - 1] + 1))
        pairs.append((mention, fact))
        if fact is not None:
            facts[mention.key].append(fact)
    relations = _relations(extracted)
    told = {fact.id for _, fact in pairs if fact is not None}
    for fact in extracted.facts:
        if fact.concept is not None and fact.id not in told:
            found.count_invented(report, document.quote(fact.span), fact, document.text)
    for mention, fact in pairs:
        _judge(report, mention, fact, facts, relations, found)
    for result in gouji.check(document, extracted).results:
        for finding in result.findings:
            if finding.severity != "notice":
                found.alarms[f"{report.form} {finding.rule}"] += 1
                found.alarm_examples[f"{report.form} {finding.rule}"] = f"{path.name}: {finding.message.zh}"
    return found


def _aligned(text: str, read: str) -> list[int]:
    """For each character of the report's own text its offset in what was read of it; both say the same words."""
    places = [index for index, character in enumerate(read) if not character.isspace()]
    words = [index for index, character in enumerate(text) if not character.isspace()]
    if [text[index] for index in words] != [read[index] for index in places]:
        raise ValueError("the file does not read as it was written")
    offsets = [-1] * len(text)
    for index, place in zip(words, places, strict=True):
        offsets[index] = place
    return offsets


Relation = tuple[str, tuple[int | None, int | None], tuple[str | None, str | None]]


def _relations(report: Report) -> dict[int, Relation]:
    """Figure -> what a statement says it is, of which two figures, and of which two concepts where they stand apart."""
    found: dict[int, Relation] = {}
    for statement in report.statements:
        match statement:
            case Change():
                about = ("change", (statement.current, statement.previous), (statement.current_concept, None))
                figures = (statement.amount, statement.percent)
            case Share():
                about = ("share", (statement.part, statement.whole), (statement.part_concept, statement.whole_concept))
                figures = (statement.percent,)
            case Rate():
                about = ("completion", (statement.actual, statement.base), (None, statement.base_concept))
                figures = (statement.percent,)
            case _:
                continue
        found |= {figure: about for figure in figures if figure is not None}
    return found


def _judge(
    report: Synthetic,
    mention: Mention,
    fact: Fact | None,
    facts: dict[str, list[Fact]],
    relations: dict[int, Relation],
    found: Measure,
) -> None:
    """Compare one figure with its truth."""
    right = True
    for name, wanted, shown, met in _fields(mention, fact, facts, relations):
        found.asked[name] += 1
        found.met[name] += met
        if not met:
            right = right and name not in ("found", "value", "concept", "period", "stage", "relation")
            group = (mention.pattern, name)
            found.misses[group] += 1
            context = report.text[max(mention.start - 60, 0) : mention.end + 12].replace("\n", "⏎").replace("\t", "⇥")
            where = f"{report.name}: …{context}"
            found.examples.setdefault(group, f"[{mention.text}] expected {wanted}, came {shown}; {where}")
    found.asked["recovered"] += 1
    found.met["recovered"] += right


def _fields(
    mention: Mention, fact: Fact | None, facts: dict[str, list[Fact]], relations: dict[int, Relation]
) -> Iterator[tuple[str, object, object, bool]]:
    """Each thing that is true of a figure: its name, what is true, what came, whether that is it."""
    yield "found", True, fact is not None, fact is not None
    if fact is None:
        return
    value = fact.quantity.value
    yield "value", mention.value, value, value == mention.value
    if mention.unit != "分":
        yield "unit", mention.unit, fact.quantity.unit, fact.quantity.unit == mention.unit
    if mention.role != "value":
        relation = relations.get(fact.id)
        yield "relation", (mention.role, *mention.about), relation, _relates(mention, relation, facts)
        return
    yield "concept", mention.concept, fact.concept, _canonical(mention) == _canonical(fact)
    if mention.period is not None:
        yield "period", mention.period, fact.period, (fact.period or "").startswith(mention.period)
    for name in ("stage", "scope", "fund", "item", "measure"):
        wanted, shown = getattr(mention, name), getattr(fact, name)
        if wanted is not None and name not in _said_by(mention.concept) + _said_by(fact.concept):
            yield name, wanted, shown, shown in _ENOUGH.get(str(wanted), (wanted,))
    if (mention.subject and mention.concept is None) or (mention.subject and mention.unit == "元"):
        yield "subject", mention.subject, fact.subject, fold(mention.subject) in fold(fact.subject)


# 年初预算 of all money and 支出合计 at that stage are the same, and so are an appropriation and its fund.
_SAME = {
    ("total_expenditure", "original"): ("budget_initial",),
    ("total_expenditure", "final"): ("budget_adjusted",),
}
# A budget of which no stage is said may be taken for the original one; what was spent is of the outturn anyhow.
_ENOUGH = {"budget": ("budget", "original"), "outturn": ("outturn", None)}


def _canonical(said: Mention | Fact) -> object:
    """What a concept says together with its stage and fund."""
    if (said.concept, said.fund) == ("fiscal_appropriation", "government_fund"):
        return ("government_fund_appropriation",)
    return _SAME.get((said.concept, said.stage), (said.concept,))


def _said_by(concept: str | None) -> tuple[str, ...]:
    """Fields that the concept itself says, so that they need not be said again."""
    known = gouji.vocabulary.concepts().get(concept or "")
    if known is None:
        return ()
    return tuple(name for name in ("stage", "scope", "fund") if getattr(known, name, None))


def _relates(mention: Mention, relation: Relation | None, facts: dict[str, list[Fact]]) -> bool:
    """Whether a statement is of the right kind, and names no figure that is not one of those it is about."""
    kind = "change" if mention.role == "growth" else mention.role
    if relation is None or relation[0] != kind:
        return False
    named = [(figure, key) for figure, key in zip(relation[1], mention.about, strict=True) if figure is not None]
    return all(any(fact.id == figure for fact in facts[key]) for figure, key in named)


def _task(arguments: tuple[int, str, bool, str]) -> tuple[str, str, Measure]:
    seed, form, rounded, kind = arguments
    with tempfile.TemporaryDirectory() as folder:
        return form, kind, measure_report(make_report(seed, form, rounded), Path(folder), kind)


def measure(count: int, seed: int, forms: list[str], kinds: tuple[str, ...] = ("txt", "docx")) -> dict[str, Measure]:
    """Measures by form and format (`prose7 txt`) of so many reports, on all cores."""
    tasks = [
        (seed + index, forms[index % len(forms)], index // len(forms) % 2 == 1, kind)
        for index in range(count)
        for kind in kinds
    ]
    totals: dict[str, Measure] = defaultdict(Measure)
    with ProcessPoolExecutor() as pool:
        for form, kind, found in pool.map(_task, tasks, chunksize=8):
            totals[f"{form} {kind}"].add(found)
    return totals


def table(totals: dict[str, Measure]) -> str:
    """Shares by form and field, a row for all at the end."""
    every = Measure()
    for found in totals.values():
        every.add(found)
    names = (*FIELDS, "recovered")
    lines = [f"{'':22}{'figures':>9}" + "".join(f"{name:>10}" for name in names)]
    for form, found in [*sorted(totals.items()), ("all", every)]:
        cells = "".join(f"{_share(found, name):>10}" for name in names)
        lines.append(f"{form:22}{found.asked['found']:>9}{cells}")
    alarms = sum(every.alarms.values())
    lines.append(f"findings above notice (all false): {alarms}")
    lines.append(f"figures named that nobody meant: {every.misses['invented', 'concept']}")
    return "\n".join(lines)


def _share(found: Measure, name: str) -> str:
    return f"{found.met[name] * 100 / found.asked[name]:.2f}" if found.asked[name] else "-"


def details(totals: dict[str, Measure]) -> str:
    """The misses by form, pattern and field, most frequent first, and the false alarms."""
    every = Measure()
    for found in totals.values():
        every.add(found)
    lines = []
    for (pattern, name), count in every.misses.most_common():
        lines.append(f"{count:>6} {pattern} · {name}: {every.examples[(pattern, name)]}")
    for rule, count in every.alarms.most_common():
        lines.append(f"{count:>6} false alarm {rule}: {every.alarm_examples[rule]}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=list(FORMS))
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    forms = [arguments.form] if arguments.form else list(FORMS)
    totals = measure(arguments.count, arguments.seed, forms)
    print(table(totals))
    if arguments.verbose:
        print(details(totals))
    sys.exit(0)


if __name__ == "__main__":
    main()
