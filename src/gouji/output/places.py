"""Where something stands, as a person would say it: 二、（一）预算收支 第18行; 表1 第3行."""

from __future__ import annotations

from gouji.model import Cell, Document, Language, Place, Report, Section, Table, Text

_TITLE = 16


def said_place(document: Document, report: Report, start: int, language: Language) -> str:
    """The place of a character: its table and row, or the headings above it and its paragraph or line."""
    place = document.place_at(start)
    table = next(((i, t) for i, t in enumerate(document.tables(), 1) if t.start <= start < t.end), None)
    if table is not None:
        number, grid = table
        cell = cell_at(grid, start)
        parts = [Text(f"表{number}", f"table {number}")]
        if cell is not None:
            parts.append(Text(f"第{cell.row + 1}行", f"row {cell.row + 1}"))
        words = " ".join(part.said_in(language) for part in parts)
        in_file = _in_file(place, language, tabular=True)
        return f"{words}{Text('，', ', ').said_in(language)}{in_file}" if in_file else words
    heading = _headings(document, report, start, language)
    return " ".join(word for word in (heading, _in_file(place, language, tabular=False)) if word)


def cell_at(table: Table, start: int) -> Cell | None:
    """The cell that holds a character."""
    return next((cell for cell in table.cells if cell.start <= start < cell.end), None)


def _headings(document: Document, report: Report, start: int, language: Language) -> str:
    """The numbers of the headings above a place and the title of the nearest; a table in between is named instead."""
    held = [s for s in report.sections if s.heading.start <= start < s.body.end]
    # A heading that is itself the place quoted would only be said twice.
    held = [s for s in held if not s.heading.start <= start < s.heading.end]
    after = [i for i, t in enumerate(document.tables(), 1) if t.end <= start and (not held or _below(t, held[-1]))]
    if after:
        return Text(f"表{after[-1]}之后", f"after table {after[-1]}").said_in(language)
    if not held:
        return ""
    title = held[-1].title
    return "".join(s.number for s in held) + (title if len(title) <= _TITLE else title[: _TITLE - 1] + "…")


def _below(table: Table, section: Section) -> bool:
    return table.start >= section.heading.end


def _in_file(place: Place | None, language: Language, *, tabular: bool) -> str:
    if place is None:
        return ""
    parts: list[Text] = []
    if place.part in _PARTS:
        parts.append(_PARTS[place.part])
    if place.page is not None:
        parts.append(Text(f"第{place.page}页", f"page {place.page}"))
    if place.sheet is not None:
        parts.append(Text(f"{place.sheet}!{place.cell}", f"{place.sheet}!{place.cell}"))
    if place.paragraph is not None and not tabular:
        parts.append(Text(f"第{place.paragraph}段", f"paragraph {place.paragraph}"))
    if place.line is not None:
        parts.append(Text(f"{'文件' if tabular else ''}第{place.line}行", f"line {place.line}"))
    return " ".join(part.said_in(language) for part in parts)


_PARTS = {
    "footnote": Text("脚注", "footnote"),
    "endnote": Text("尾注", "endnote"),
    "textbox": Text("文本框", "text box"),
}
