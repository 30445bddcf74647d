"""Measures, rows left out and the comparison as text for a terminal; Chinese characters are two columns wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from unicodedata import east_asian_width

import msgspec

from gouji.ledger.compare import Comparison
from gouji.ledger.records import DOUBTS, REASONS, STANDINGS, Ledger, Measured, Span
from gouji.ledger.shown import printed, rounded, said_rows
from gouji.model import Language

Style = Callable[[str, str], str]
_RANGES = 6
_WIDEST = 36
_QUIET = frozenset(("filtered", "outside"))

_VERDICTS = {
    "agrees": ("一致", "agrees", "consistent"),
    "differs": ("不符", "differs", "contradictory"),
    "doubtful": ("存疑", "in doubt", "cannot_judge"),
    "other_unit": ("单位不同", "other unit", "cannot_judge"),
    "not_stated": ("未见", "not found", "dim"),
}


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A report beside the ledger: its name, year, and the comparisons with how each figure and its place are said."""

    name: str
    year: int | None
    comparisons: tuple[Comparison, ...]
    quotes: tuple[str, ...]
    places: tuple[str, ...]


def ledger_text(
    ledger: Ledger,
    measured: Sequence[Measured],
    period: Span,
    beside: Beside | None = None,
    *,
    language: Language = "zh",
    style: Style = lambda text, name: text,
) -> str:
    """The whole answer of `gouji ledger` for people."""
    page = _Page(ledger, language, style)
    lines = [*page.head(period), "", *page.measures(measured), *page.left_out(measured)]
    if beside is not None:
        lines += page.beside(beside, period)
    lines += page.notes()
    return "\n".join(lines)


def rows_text(
    ledger: Ledger, measured: Measured, *, language: Language = "zh", style: Style = lambda text, name: text
) -> str:
    """The rows behind one measure and those in doubt: place, how each stands, and the mapped columns."""
    page = _Page(ledger, language, style)
    table = [[page.say("位置", "place"), page.say("算作", "stands as"), *ledger.mapping.columns.values()]]
    for row, standing in measured.listed():
        said = (STANDINGS.get(standing) or REASONS[standing]).said_in(language)
        table.append([ledger.place(row), said, *map(_clean, row.cells)])
    title = f"{measured.measure.name}  {page.value(measured)}  {page.rows(len(measured.counted))}"
    return "\n".join([style(title, "title"), *page.table(table, right=())])


class _Page:
    def __init__(self, ledger: Ledger, language: Language, style: Style):
        self.ledger, self.language, self.style = ledger, language, style

    def say(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def rows(self, count: int) -> str:
        return self.say(f"{count} 行", f"{count} row{'' if count == 1 else 's'}")

    def head(self, period: Span) -> Iterator[str]:
        title = self.ledger.mapping.title or self.ledger.tables[0].file
        days = f"{period.first} {self.say('至', 'to')} {period.last}"
        yield f"{self.style(title, 'title')} · {days}"
        passed = [
            f"{REASONS[reason].said_in(self.language)} {len(rows)}"
            f"{self.say('（', ' (')}{said_rows(self.ledger, rows, _RANGES)}{self.say('）', ')')}"
            for reason, rows in self.ledger.passed.items()
        ]
        read = self.say(f"台账 {len(self.ledger.rows)} 行", f"{self.rows(len(self.ledger.rows))} of work")
        also = (
            self.say("；另有不是业务的行：", "; besides, rows that are no work: ") + self.comma(passed)
            if passed
            else ""
        )
        yield f"{read}{also}"

    def comma(self, parts: Sequence[str]) -> str:
        return self.say("，", ", ").join(parts)

    def value(self, measured: Measured) -> str:
        if measured.value is None:
            return self.say("不适用", "not applicable")
        return printed(measured.measure, measured.value)

    def how(self, measured: Measured) -> str:
        """How the value comes about: the fraction of a rate or a mean."""
        if measured.denominator is None:
            return ""
        if not measured.denominator:
            return self.say("分母为 0", "nothing to divide by")
        return f"{rounded(measured.numerator, 0)}/{rounded(measured.denominator, 0)}"

    def measures(self, measured: Sequence[Measured]) -> Iterator[str]:
        heads = (
            ("指标", "数值", "算法", "计入", "存疑行的上下限"),
            ("measure", "value", "from", "counted", "bounds"),
        )
        head = list(heads[0] if self.language == "zh" else heads[1])
        table = [head]
        for one in measured:
            table.append(
                [one.measure.name, self.value(one), self.how(one), self.rows(len(one.counted)), self.range(one)]
            )
        if not any(row[-1] for row in table[1:]):
            table = [row[:-1] for row in table]
        yield from self.table(table, right=(1, 2, 3))

    def range(self, one: Measured) -> str:
        if not one.doubtful:
            return ""
        if one.low is None or one.high is None:
            return self.say("不能确定", "not bounded")
        return f"{printed(one.measure, one.low)} ~ {printed(one.measure, one.high)}"

    def left_out(self, measured: Sequence[Measured]) -> Iterator[str]:
        """The rows that each measure leaves out: those in doubt with their places, the others by their number."""
        told = [one for one in measured if one.left]
        if not told:
            return
        yield ""
        yield self.style(self.say("没有计入的行", "Rows not counted"), "title")
        wide = max(_width(one.measure.name) for one in told)
        for one in told:
            said = []
            for reason, rows in sorted(one.left.items(), key=lambda item: list(REASONS).index(item[0])):
                places = "" if reason in _QUIET else f"（{said_rows(self.ledger, rows, _RANGES)}）"
                words = f"{REASONS[reason].said_in(self.language)} {len(rows)}{places}"
                said.append(self.style(words, "warning") if reason in DOUBTS else words)
            yield f"  {_padded(one.measure.name, wide)}  {self.comma(said)}"

    def beside(self, beside: Beside, period: Span) -> Iterator[str]:
        year = "" if beside.year is None else self.say(f"（{beside.year} 年度）", f" ({beside.year})")
        yield ""
        yield self.style(self.say("与报告核对：", "Beside the report: ") + beside.name + year, "title")
        if beside.year is not None and period != Span(date(beside.year, 1, 1), date(beside.year, 12, 31)):
            yield "  " + self.say(
                "报告的年度与台账的期间不同。", "The year of the report is not the period of the ledger."
            )
        for comparison, quote, place in zip(beside.comparisons, beside.quotes, beside.places, strict=True):
            zh, en, look = _VERDICTS[comparison.verdict]
            one = comparison.measured
            mark = self.style(self.say(zh, en), look)
            how = f"（{self.how(one)}）" if one.denominator else ""
            yield f"{mark}  {one.measure.name}{self.say('：台账 ', ': ledger ')}{self.value(one)}{how}" + (
                "" if comparison.fact is None else self.say("，报告 ", ", report ") + comparison.fact.quantity.text
            )
            if comparison.fact is None and comparison.text:
                yield "  " + self.say("报告没有写数：", "the report gives no figure: ") + _clean(comparison.text)
            if comparison.fact is not None:
                yield f"  {self.style(place, 'place')}"
                yield f"    {quote}"
            if comparison.verdict == "doubtful":
                rows = [row for row, _ in one.doubts]
                said = said_rows(self.ledger, rows, _RANGES)
                yield "  " + self.say(
                    f"取决于存疑的 {len(rows)} 行：{said}", f"hangs on {len(rows)} doubtful rows: {said}"
                )
        yield self.tally(beside)

    def tally(self, beside: Beside) -> str:
        counts = {verdict: sum(c.verdict == verdict for c in beside.comparisons) for verdict in _VERDICTS}
        said = [f"{self.say(*_VERDICTS[v][:2])} {count}" for v, count in counts.items() if count]
        return self.say("共：", "In all: ") + self.comma(said)

    def notes(self) -> Iterator[str]:
        if self.ledger.notes:
            yield ""
        for note in self.ledger.notes:
            yield self.style(self.say("注意 ", "Note: ") + note.said_in(self.language), "dim")

    def table(self, rows: Sequence[Sequence[str]], right: Sequence[int]) -> Iterator[str]:
        """Rows in columns two apart, the first row as head."""
        wide = [max(min(_width(row[at]), _WIDEST) for row in rows) for at in range(len(rows[0]))]
        for number, row in enumerate(rows):
            cells = [_padded(cell, wide[at], at in right) for at, cell in enumerate(row)]
            line = ("  " + "  ".join(cells)).rstrip()
            yield self.style(line, "dim") if not number else line


def _clean(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _width(text: str) -> int:
    return sum(1 + (east_asian_width(c) in "WF") for c in text)


def _padded(text: str, columns: int, right: bool = False) -> str:
    blank = " " * max(columns - _width(text), 0)
    return blank + text if right else text + blank
