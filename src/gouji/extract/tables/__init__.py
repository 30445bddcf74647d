"""Tables to facts: one module for each shape of region; a form is read region by region."""

from __future__ import annotations

import re

from gouji.extract.context import Context
from gouji.extract.tables.account_sums import sums_down
from gouji.extract.tables.accounts import Accounts
from gouji.extract.tables.funds import is_funds, read_funds
from gouji.extract.tables.grid import Grid, printed_unit
from gouji.extract.tables.identifiers import identifiers
from gouji.extract.tables.indicators import Scores, close_levels, is_indicators, read_indicators
from gouji.extract.tables.learned import read_learned
from gouji.extract.tables.named import read_named
from gouji.extract.tables.regions import regions
from gouji.extract.tables.units import infer_units
from gouji.extract.tables.years import year_like_cells
from gouji.model import Indicator, Paragraph, Statement, Table
from gouji.vocabulary import fold, roles_of

_PAGE_NUMBER = re.compile(r"[\s—–\-第]*\d{0,4}[\s—–\-页]*")
_CONTINUED = re.compile(r"\(?续表?\d*\)?")
_ROW = re.compile(r"\d{3}(?:\s?\d\d){0,2}\s*[\u4e00-\u9fff(（].*\d\.\d\d\s*$")
_CAPTION_LENGTH = 60
_CAPTION_LINES = 3

__all__ = ["identifiers", "infer_units", "read_tables", "year_like_cells"]


def read_tables(context: Context) -> tuple[list[Statement], list[Indicator]]:
    """Name the figures of all tables; the statements that their shapes make, and their indicators."""
    statements: list[Statement] = []
    scores = Scores()
    parts: list[Accounts] = []
    last_unit: str | None = None
    projects = _projects(context)
    context.project = next(iter(projects.values())) if len(set(projects.values())) == 1 else ""
    for frame, block in enumerate(context.document.blocks):
        if isinstance(block, Paragraph):
            text = context.document.text[block.start : block.end]
            if len(text) <= _CAPTION_LENGTH:
                last_unit = printed_unit(text) or last_unit
            continue
        grid = Grid(context, block, frame)
        table = Accounts(context, grid, _caption(context, frame), last_unit, _following(context, frame))
        if table.known():
            statements += table.read()
            parts.append(table)
            if not (table.goes_on() or _is_cut(context, frame)):
                statements += sums_down([part.lists for part in parts])
            if not table.goes_on():
                parts = []
        else:
            # What it went on in could not be read: then its totals are of rows that we do not have.
            parts = []
        if table.known() or table.unsure:
            continue
        said: list[Statement] = []
        plain = True
        for region in regions(grid, last_unit, projects.get(frame, ""), table.title):
            if is_funds(region):
                made, indicators = read_funds(context, region)
                said += made
                scores.begin_form()
                scores.indicators += indicators
            elif is_indicators(region):
                read_indicators(context, region, scores)
                plain = False
            else:
                said += read_named(context, region)
        statements += said + (list(read_learned(grid, said)) if plain else [])
    close_levels(scores)
    return statements + scores.statements, scores.indicators


def _caption(context: Context, frame: int) -> str:
    """The short lines right above a table: its title, its unit, who made it."""
    lines: list[str] = []
    for block in reversed(context.document.blocks[max(frame - _CAPTION_LINES, 0) : frame]):
        text = fold(context.document.text[block.start : block.end]) if isinstance(block, Paragraph) else ""
        if not text or len(text) > _CAPTION_LENGTH or text.startswith(("注:", "说明:")):
            break
        lines.append(text)
    return "".join(reversed(lines))


def _projects(context: Context) -> dict[int, str]:
    """Block number -> name of the project that a form is about, where the form or the report is of projects."""
    found: dict[int, str] = {}
    for frame, block in enumerate(context.document.blocks):
        if not isinstance(block, Table):
            continue
        at = {(cell.row, cell.column): cell for cell in block.cells}
        for cell in block.cells:
            other = at.get((cell.row, cell.column + cell.colspan))
            if other is None or "project_name" not in roles_of(context.document.text[cell.start : cell.end]):
                continue
            name = context.document.text[other.start : other.end]
            if not roles_of(name):
                # Beside the heading of a list of projects stands another heading.
                found[frame] = fold(name)
            break
    if len(set(found.values())) == 1 and not (context.form or "").startswith("project_"):
        return {}
    return found


def _is_cut(context: Context, frame: int) -> bool:
    """Whether lines behind a table are rows of it that its reader has not found: a code and an amount."""
    behind = context.document.blocks[frame + 1 : frame + 1 + _CAPTION_LINES]
    texts = [context.document.text[block.start : block.end] for block in behind if isinstance(block, Paragraph)]
    return any(_ROW.match(text) for text in texts)


def _following(context: Context, frame: int) -> Table | None:
    """The table behind a block, with nothing between them but a page number, or the same title again （续）."""
    title = _caption(context, frame)
    for block in context.document.blocks[frame + 1 : frame + 2 + _CAPTION_LINES]:
        if isinstance(block, Table):
            return block
        text = fold(context.document.text[block.start : block.end])
        place = context.document.place_at(block.start)
        of_sheet = place is not None and place.sheet is not None and place.cell is None
        again = _CONTINUED.sub("", text) in title or printed_unit(text) is not None
        if not (_PAGE_NUMBER.fullmatch(text) or of_sheet or (again and len(text) <= _CAPTION_LENGTH)):
            return None
    return None
