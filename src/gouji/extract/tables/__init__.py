"""Tables to facts: one module for each shape of region; a form is read region by region."""

from __future__ import annotations

from gouji.extract.context import Context
from gouji.extract.tables.funds import is_funds, read_funds
from gouji.extract.tables.grid import Grid, printed_unit
from gouji.extract.tables.indicators import Scores, close_scores, is_indicators, read_indicators
from gouji.extract.tables.named import read_named
from gouji.extract.tables.regions import regions
from gouji.extract.tables.units import infer_units
from gouji.model import Indicator, Paragraph, Span, Statement

__all__ = ["infer_units", "read_tables"]


def read_tables(context: Context) -> tuple[list[Statement], list[Indicator]]:
    """Name the figures of all tables; the statements that their shapes make, and their indicators."""
    statements: list[Statement] = []
    scores = Scores()
    last_unit: str | None = None
    for frame, block in enumerate(context.document.blocks):
        if isinstance(block, Paragraph):
            text = context.document.text[block.start : block.end]
            if len(text) <= 60:
                last_unit = printed_unit(text) or last_unit
            continue
        grid = Grid(context, block, frame)
        for region in regions(grid, last_unit):
            if is_funds(region):
                made, indicators = read_funds(context, region)
                statements += made
                scores.indicators += indicators
            elif is_indicators(region):
                read_indicators(context, region, scores)
            else:
                statements += read_named(context, region)
    if scores.indicators:
        first, last = scores.indicators[0].span, scores.indicators[-1].span
        close_scores(scores, Span(first.start, last.end))
    return statements + scores.statements, scores.indicators
