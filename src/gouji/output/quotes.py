"""Quotes with the figures marked: the whole sentence, or whole clauses of a long one; a table row cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from gouji.model import Document, Paragraph, Span, Table
from gouji.output.places import Places

Style = Callable[[str, str], str]
_SENTENCE = re.compile(r"[。；;！!？?\n]+[”’）)]*")
_CLAUSE = re.compile(r"[，、：。；;！!？?\n]+[”’）)]*|(?<!\d)[,:]|[,:](?!\d)")
_ATOM = re.compile(r"[0-9A-Za-z.,%％]+")
# A code point that is no character, in place of a figure.
_HELD = "\ufdd0"
_WHOLE = 110
_ENOUGH = 56
_CELL = 24
_REACH = 128


def quote(places: Places, spans: Sequence[Span], style: Style) -> str:
    """The spans of one frame in their words, each marked."""
    text = places.document.text
    block = places.block_at(spans[0].start)
    marks = _apart(spans)
    if isinstance(block, Paragraph):
        return _windows(text, block.start, block.end, marks, style, _WHOLE)
    cell = None if block is None else places.cell_at(block, spans[0].start)
    if block is None or cell is None:
        return "…".join(style(_flat(text[span.start : span.end]), "figure") for span in marks)
    return _row(places.document, block, cell.row, marks, style)


def marked(places: Places, spans: Sequence[Span]) -> list[tuple[str, bool]]:
    """The same quote as stretches, each with whether it is a figure quoted; for outputs with marks of their own."""
    figures: list[str] = []

    def hold(text: str, name: str) -> str:
        del name
        figures.append(text)
        return _HELD

    plain = quote(places, spans, hold).split(_HELD)
    if len(plain) != len(figures) + 1:
        # The report itself holds the character that no text may hold.
        return [(quote(places, spans, lambda text, name: text), False)]
    stretches = [(plain[0], False)]
    for figure, after in zip(figures, plain[1:], strict=True):
        stretches += [(figure, True), (after, False)]
    return [(text, is_figure) for text, is_figure in stretches if text]


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, without those that another one covers."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not kept or not span.overlaps(kept[-1]):
            kept.append(span)
    return kept


def _row(document: Document, table: Table, row: int, marks: Sequence[Span], style: Style) -> str:
    """The cells of a row that hold something, merged ones too."""
    cells = [c for c in table.cells if c.row <= row < c.row + c.rowspan and document.text[c.start : c.end].strip()]
    said = []
    for cell in sorted(cells, key=lambda c: c.column):
        inside = [m for m in marks if cell.start <= m.start < cell.end]
        if inside:
            said.append(_windows(document.text, cell.start, cell.end, inside, style, _CELL * 2))
        else:
            said.append(_shortened(_flat(document.text[cell.start : cell.end])))
    return " | ".join(said)


def _shortened(text: str) -> str:
    if len(text) <= _CELL:
        return text
    return text[: _outside(text, _CELL - 1, -1)] + "…"


def _windows(text: str, low: int, high: int, marks: Sequence[Span], style: Style, whole: int) -> str:
    """The stretches around the marks, those that meet joined, those left out shown by dots."""
    windows: list[tuple[int, int]] = []
    for mark in marks:
        start, end = _window(text, low, high, mark, whole)
        if windows and start <= windows[-1][1]:
            windows[-1] = windows[-1][0], max(end, windows[-1][1])
        else:
            windows.append((start, end))
    said = []
    for start, end in windows:
        inside = [m for m in marks if start <= m.start < end]
        cuts = [start, *(at for m in inside for at in (m.start, m.end)), end]
        pieces = [
            style(_flat(text[a:b]), "figure") if number % 2 else _flat(text[a:b])
            for number, (a, b) in enumerate(pairwise(cuts))
        ]
        said.append("".join(pieces))
    first = "" if _starts_sentence(text, low, windows[0][0]) else "…"
    last = "" if _ends_sentence(text, high, windows[-1][1]) else "…"
    return first + "…".join(said).strip().rstrip("，、；：,;:") + last


def _window(text: str, low: int, high: int, mark: Span, whole: int) -> tuple[int, int]:
    """The sentence of a mark when it is short, else as many of its clauses as are needed to understand it."""
    start, end = _unit(_SENTENCE, text, low, high, mark.start, mark.end)
    if end - start <= whole:
        return start, end
    a, b = _unit(_CLAUSE, text, start, end, mark.start, mark.end)
    if b - a > whole:
        half = whole // 2
        return _outside(text, max(a, mark.start - half), -1), _outside(text, min(b, mark.end + half), 1)
    while b - a < min(_ENOUGH, whole):
        before = _unit(_CLAUSE, text, start, end, a - 1, a)[0] if a > start else a
        after = _unit(_CLAUSE, text, start, end, b, b + 1)[1] if b < end else b
        if before < a and b - before <= whole:
            a = before
        elif after > b and after - a <= whole:
            b = after
        else:
            break
    return a, b


def _unit(pattern: re.Pattern[str], text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The sentence or clause, or the run of them, that covers a range."""
    reach = _REACH
    while True:
        # A paragraph may be as long as a report: what ends before the range is looked for close to it first.
        begin = max(low, start - reach)
        first, last = low, high
        for match in pattern.finditer(text, begin, high):
            if match.end() <= start:
                first = match.end()
            elif match.end() >= end:
                last = match.end()
                break
        if first > low or begin == low:
            return first, last
        reach *= 4


def _outside(text: str, at: int, step: int) -> int:
    """A place to cut near `at` that is not inside a number or a word."""
    for match in _ATOM.finditer(text, max(at - 40, 0), min(at + 40, len(text))):
        if match.start() < at < match.end():
            return match.start() if step < 0 else match.end()
    return at


def _starts_sentence(text: str, low: int, at: int) -> bool:
    return not text[low:at].strip() or bool(_SENTENCE.search(text[max(low, at - 2) : at]))


def _ends_sentence(text: str, high: int, at: int) -> bool:
    return not text[at:high].strip() or bool(_SENTENCE.search(text[max(at - 2, 0) : at]))


def _flat(text: str) -> str:
    """A stretch of text on one line: line breaks between Chinese characters go, other white space becomes one space."""
    joined = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", text)
    return re.sub(r"\s+", " ", joined)
