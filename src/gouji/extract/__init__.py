"""Document to typed records: organisation, year, sections, facts, indicators, and what the text says about them.

Prose goes through one stream (figures, names, relation words) and a small grammar with one file a kind of
statement; tables are read region by region by the headings above them. `extract` is the door.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from gouji.extract.context import Context, Draft
from gouji.extract.grades import bands, grades
from gouji.extract.identity import fiscal_year, form, organisation
from gouji.extract.inherit import inherit_from_heading, inherit_funds, set_apart_projects
from gouji.extract.items import announcements, divisions
from gouji.extract.naming import name_mentions
from gouji.extract.scores import scores_in_prose
from gouji.extract.sentences import Mention, Sentence, Shadow, sentences, shadow
from gouji.extract.stages import settle_stages, settle_zeros
from gouji.extract.statements import FINDERS, find_claims, find_explanations, name_respectively
from gouji.extract.structure import Passage, parents, structure
from gouji.extract.tables import identifiers, infer_units, read_tables, year_like_cells
from gouji.extract.totals import settle_totals
from gouji.extract.zeros import zeros
from gouji.model import Cell, Document, Report, Section, Statement, Table
from gouji.quantities import Quantity, find_periods, find_quantities
from gouji.vocabulary import roles_of

__all__ = ["extract"]

_PROSE_CELL = re.compile(r"[，。；]")
_PROSE_CELL_LENGTH = 20
# What a zero in words and a claim begin with.
_SPEAKS = re.compile(
    r"[无没未超]|大于|执行(?:率|进度|[缓较偏滞])|[出付]进度|支付[缓较]|[减降]不[增升]|零增长|连年|逐年|"
    r"[标离](?:绩效|全部|均)|全[部面]完成|完成了(?:全部|各项)"
)
# Columns whose cells hold rules or plans, not statements about what happened.
_NO_PROSE = ("standard", "target")


def extract(document: Document) -> Report:
    """Everything understood of a document; its facts are all its figures, in order, named or not."""
    sections, passages = structure(document)
    named = identifiers(document)
    quantities = [quantity for quantity in find_quantities(document.text) if quantity.start not in named]
    shadows = _shadows(document, passages, [quantity.start for quantity in quantities])
    context = _context(document, sections, quantities, shadows)
    context.announcements = announcements(document.text, passages, sections)
    context.divisions = divisions(document.text, passages)
    statements, indicators = read_tables(context)
    for shadowed in shadows:
        statements += _read_passage(context, shadowed)
    statements += scores_in_prose(context, shadows)
    infer_units(context)
    settle_stages(context)
    settle_zeros(context)
    settle_totals(context)
    inherit_from_heading(context)
    inherit_funds(context)
    set_apart_projects(context)
    return Report(
        organisation=context.organisation,
        fiscal_year=context.fiscal_year,
        form=context.form,
        facts=tuple(draft.fact() for draft in context.drafts),
        indicators=tuple(indicators),
        statements=tuple(statements),
        sections=sections,
        grades=grades(document),
        bands=bands(document),
        gaps=document.gaps,
    )


def _shadows(document: Document, passages: list[Passage], figures: list[int]) -> list[Shadow]:
    """The passages that can say anything about figures: those that hold one, or a word of denial or excess."""
    frames = {block.start: index for index, block in enumerate(document.blocks)}
    framed = [(passage, frames.get(passage.start, 0)) for passage in passages] + _prose_cells(document)
    return [
        shadow(document.text, passage, frame)
        for passage, frame in framed
        if bisect_left(figures, passage.start) < bisect_left(figures, passage.end)
        or _SPEAKS.search(document.text, passage.start, passage.end)
    ]


def _context(
    document: Document, sections: tuple[Section, ...], quantities: list[Quantity], shadows: list[Shadow]
) -> Context:
    """All figures of the document as drafts, in order, with whose report it is."""
    periods = list(find_periods(document.text))
    stated: list[tuple[Quantity, str | None]] = [(quantity, None) for quantity in quantities]
    unit = organisation(document)
    for shadowed in shadows:
        stated += zeros(document.text, shadowed, unit)
    stated += [(quantity, None) for quantity in year_like_cells(document)]
    stated.sort(key=lambda pair: pair[0].start)
    drafts = []
    for index, (quantity, concept) in enumerate(stated):
        draft = Draft(index, quantity)
        if concept is not None:
            draft.source, draft.concept = "words", concept
        drafts.append(draft)
    return Context(
        document=document,
        sections=sections,
        drafts=drafts,
        periods=periods,
        organisation=unit,
        fiscal_year=fiscal_year(document, periods),
        form=form(document, _roles(document)),
        parents=parents(sections),
        starts=[draft.quantity.start for draft in drafts],
    )


def _prose_cells(document: Document) -> list[tuple[Passage, int]]:
    """Cells that hold sentences."""
    found = []
    for frame, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        skipped = _columns_without_prose(document, block)
        for cell in block.cells:
            text = document.text[cell.start : cell.end]
            if len(text) > _PROSE_CELL_LENGTH and cell.column not in skipped and _PROSE_CELL.search(text):
                found.append((Passage(cell.start, cell.end, None), frame))
    return found


def _columns_without_prose(document: Document, table: Table) -> set[int]:
    return {
        column
        for cell in table.cells
        if any(role in _NO_PROSE for role in roles_of(document.text[cell.start : cell.end]))
        for column in range(cell.column, cell.column + cell.colspan)
    }


def _roles(document: Document) -> set[str]:
    """The roles of all headings in the document's tables."""
    return {role for cell in _cells(document) for role in roles_of(document.text[cell.start : cell.end])}


def _cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables() for cell in table.cells if cell.end - cell.start <= 24]


_BUDGETS = ("budget_initial", "budget_adjusted")
_PLANNED = ("original", "final", "budget")
_SPENT = re.compile(r"(?:全年|本年|实际|已)*(?:执行|支出)(?:数|总额)?(?:为|是|:)?")


def _read_passage(context: Context, shadowed: Shadow) -> list[Statement]:
    """The statements of a passage; the whole that one sentence sets is known to the next."""
    found: list[Statement] = []
    carried: Mention | None = None
    before: Sentence | None = None
    for sentence in sentences(context, shadowed):
        if not sentence.mentions:
            found += find_claims(sentence, carried)
            found += find_explanations(sentence, before)
            continue
        name_mentions(context, sentence, carried)
        name_respectively(context, sentence)
        for find in FINDERS:
            found += find(sentence, carried)
        found += find_explanations(sentence, before)
        carried, before = _carry(sentence, carried), sentence
    return found


def _carry(sentence: Sentence, carried: Mention | None) -> Mention | None:
    """The amount that later sentences may divide: the first of the sentence, unless it only goes on dividing.

    年初预算a万元，全年支出b万元，执行率c%。其中……: behind a budget it is what was spent that is divided.
    """
    divides = sentence.text.startswith("其中") or any(m.role == "share" for m in sentence.mentions)
    amounts = [m for m in sentence.mentions if m.role == "value" and m.draft.quantity.unit == "元"]
    if divides or not amounts:
        return carried
    first = amounts[0].draft
    budgeted = first.concept in _BUDGETS or first.stage in _PLANNED
    spent = (m for m in amounts if _is_spent(m.draft, first) or _SPENT.fullmatch(m.left))
    return next(spent, amounts[0]) if budgeted else amounts[0]


def _is_spent(draft: Draft, budget: Draft) -> bool:
    """Whether a figure is what was spent of a budget: of the unit as a whole, or of the same kind of money."""
    same = draft.concept == budget.concept and draft.stage not in _PLANNED
    return draft.concept == "total_expenditure" or (same and draft.concept is not None)
