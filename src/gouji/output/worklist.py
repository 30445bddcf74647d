"""The reviewer's work list in Excel: a row a finding, worst first; a sheet of the files, a sheet of the rules.

Everything is written as text: nothing in a report can become a formula or a link.
"""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width

from gouji.basis import document as basis_document
from gouji.model import SEVERITIES, Finding, Language, Text
from gouji.output.causes import repairs_said, together
from gouji.output.coverage import coverage
from gouji.output.jsonl import verdict
from gouji.output.judged import Judged, Rule
from gouji.output.places import Places
from gouji.output.proof import Side, cited, sides
from gouji.output.quotes import marked
from gouji.output.words import FORM, SEVERITY, VERDICT, lacking, paired

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_LONGEST = 32_767
_LONGEST_LINK = 2_000
_MOST_LINKS = 60_000
"""What Excel takes: characters in a cell, characters of a link, links on a sheet."""

_LINE, _TALLEST = 13.5, 400
"""The height of a line and of the tallest row, in points."""

_RESERVED = re.compile(r'[%# "<>\[\]^`{}]')
"""What means something in a link, or may not stand in one."""

_STATUSES = Text("待复核,属实,不属实,已改正,已接受", "open,confirmed,not a fault,corrected,accepted")
_DONE = {"zh": ("不属实", "已改正", "已接受"), "en": ("not a fault", "corrected", "accepted")}
_FILL = {"error": ("#FBE3E1", "#8C1D18"), "warning": ("#FDF0D0", "#7A4B00"), "notice": ("#E4ECF7", "#1F3F6E")}
_ACCEPTED = "accepted"
_SHEETS = (Text("清单", "Findings"), Text("文件", "Files"), Text("规则", "Rules"))


class Column(NamedTuple):
    """A column: its heading and its width in characters."""

    said: Text
    width: int


FINDINGS = (
    Column(Text("程度", "severity"), 7),
    Column(Text("文件", "file"), 20),
    Column(Text("单位", "organisation"), 17),
    Column(Text("年度", "year"), 7),
    Column(Text("规则", "rule"), 7),
    Column(Text("问题", "problem"), 15),
    Column(Text("说明", "message"), 42),
    Column(Text("所印", "reported"), 12),
    Column(Text("复算", "recomputed"), 12),
    Column(Text("算式", "computation"), 28),
    Column(Text("改法", "repair"), 26),
    Column(Text("原文一处", "one side"), 42),
    Column(Text("原文另一处", "other sides"), 42),
    Column(Text("影响得分", "changes score"), 9),
    Column(Text("依据", "basis"), 24),
    Column(Text("编号", "id"), 10),
    Column(Text("状态", "status"), 10),
    Column(Text("复核意见", "remark"), 26),
)
FILES = (
    Column(Text("文件", "file"), 30),
    Column(Text("单位", "organisation"), 26),
    Column(Text("年度", "year"), 7),
    Column(Text("文种", "form"), 24),
    Column(Text("结论", "verdict"), 14),
    Column(Text("错误", "errors"), 7),
    Column(Text("警告", "warnings"), 9),
    Column(Text("提示", "notices"), 8),
    Column(Text("数字", "figures"), 8),
    Column(Text("对上", "tied"), 8),
    Column(Text("矛盾", "contradicting"), 8),
    Column(Text("无从核对", "unjudged"), 10),
    Column(Text("无从判断的检查", "checks that could not judge"), 36),
    Column(Text("没有读到的", "not read"), 44),
    Column(Text("对照的文件", "set against"), 40),
)
RULES = (
    Column(Text("规则", "rule"), 8),
    Column(Text("名称", "title"), 30),
    Column(Text("一般程度", "usual severity"), 10),
    Column(Text("本次发现", "found"), 10),
    Column(Text("依据", "basis"), 46),
    Column(Text("依据原文", "words of the basis"), 70),
)


class Link(NamedTuple):
    """A cell that opens a file."""

    target: str
    said: str


class Rich(NamedTuple):
    """A cell of stretches of text, each in the font of its kind: plain, place, figure."""

    stretches: tuple[tuple[str, str], ...]


class Shaded(NamedTuple):
    """A cell in the colours of a severity."""

    said: str
    severity: str


Value = str | int | None | Link | Rich | Shaded
Row = list[Value]


class _File(NamedTuple):
    """What the sheets say of one file: its own row, and for each severity the rows of its findings."""

    row: Row
    judged: bool
    findings: dict[str, list[Row]]

    def rank(self) -> tuple[int, ...]:
        """Files with the most errors first, then warnings, then notices."""
        return tuple(-len(self.findings.get(severity, ())) for severity in SEVERITIES)


class WorkList:
    """One workbook over all files of a run; links to the files are relative to `home`, where it will stand.

    Of each file only its rows are kept, so that a run may be long.
    """

    def __init__(self, rules: Sequence[Rule], *, home: Path, version: str, ruleset: str, language: Language):
        self._rules, self._home, self._language = rules, home, language
        self._made_by = f"Gouji {version} · {ruleset}"
        self._files: list[_File] = []
        self._found: Counter[str] = Counter()

    def add(self, judged: Judged) -> None:
        """Take in a file that was judged."""
        places = Places(judged.document, judged.report, judged.others)
        rows: dict[str, list[Row]] = {}
        said = repairs_said(judged.findings, judged.causes, places, judged.report)
        for finding in together(judged.findings, judged.causes):
            row = self._finding(finding, judged, places, said.get(finding.id))
            rows.setdefault(finding.severity, []).append(row)
        for exception in judged.accepted:
            row = self._finding(exception.finding, judged, places, None)
            status = Text("已接受", "accepted").said_in(self._language)
            rows.setdefault(_ACCEPTED, []).append([*row[:-2], status, f"{exception.reason} {exception.date}"])
        self._files.append(_File(self._judged(judged), True, rows))
        self._found.update(finding.rule for finding in judged.findings)

    def fail(self, path: str, reason: str) -> None:
        """Take in a file that could not be judged."""
        failed = Shaded(Text("没有检查成", "not checked").said_in(self._language), "error")
        row: Row = [self._link(path, path), None, None, None, failed, *[None] * (len(FILES) - 7), reason, None]
        self._files.append(_File(row, False, {}))

    def made(self) -> bytes:
        """The workbook."""
        import xlsxwriter

        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            title = _SHEETS[0].said_in(self._language)
            book.set_properties({"title": title, "author": "Gouji", "comments": self._made_by})
            files = sorted(self._files, key=_File.rank)
            rows = [row for kind in (*SEVERITIES, _ACCEPTED) for file in files for row in file.findings.get(kind, ())]
            self._sheet_of_findings(_Sheet(book, _SHEETS[0], FINDINGS, self._language), rows)
            listed = sorted(files, key=lambda file: file.judged)
            _Sheet(book, _SHEETS[1], FILES, self._language).fill([file.row for file in listed], frozen=1)
            _Sheet(book, _SHEETS[2], RULES, self._language).fill([self._rule(r) for r in self._rules], frozen=1)
        return stream.getvalue()

    def _sheet_of_findings(self, sheet: _Sheet, rows: list[Row]) -> None:
        nothing: Row = [Text("没有发现问题", "nothing found").said_in(self._language)]
        sheet.fill(rows or [nothing], frozen=2)
        if not rows:
            return
        status = len(FINDINGS) - 2
        choices = _STATUSES.said_in(self._language).split(",")
        sheet.page.data_validation(1, status, len(rows), status, {"validate": "list", "source": choices})
        done = ",".join(f'$Q2="{word}"' for word in _DONE[self._language])
        grey = sheet.format(font_color="#9A9A9A", bg_color="#F3F3F3")
        rule = {"type": "formula", "criteria": f"=OR({done})", "format": grey}
        sheet.page.conditional_format(1, 0, len(rows), len(FINDINGS) - 1, rule)

    def _finding(self, finding: Finding, judged: Judged, places: Places, cause: tuple[Text, Text] | None) -> Row:
        language = self._language
        shown, left = sides(places, finding, language)
        more = Text(f"另有 {left} 处", f"and {left} more").said_in(language) if left else ""
        changes = Text("是", "yes") if finding.changes_score else Text("否", "no")
        return [
            Shaded(SEVERITY[finding.severity].said_in(language), finding.severity),
            self._link(judged.document.name, Path(judged.document.name).name),
            judged.report.organisation,
            judged.report.fiscal_year,
            finding.rule,
            finding.title.said_in(language),
            finding.message.said_in(language),
            finding.reported,
            finding.recomputed,
            finding.computation,
            None if cause is None else f"{cause[0].said_in(language)}　{cause[1].said_in(language)}",
            _quoted(shown[:1], "" if shown[1:] else more),
            _quoted(shown[1:], more if shown[1:] else ""),
            None if finding.changes_score is None else changes.said_in(language),
            cited(finding.basis),
            finding.id,
            None,
            None,
        ]

    def _judged(self, judged: Judged) -> Row:
        language, report = self._language, judged.report
        decided = verdict(judged.findings, judged.graph)
        said = VERDICT[decided].said_in(language)
        shade = {"contradictory": "error", "cannot_judge": "warning"}.get(decided)
        counts = Counter(finding.severity for finding in judged.findings)
        lacks = Text(" 缺", " lacks ").said_in(language)
        undecided = [result for result in judged.results if result.outcome == "cannot_judge"]
        return [
            self._link(judged.document.name, judged.document.name),
            report.organisation,
            report.fiscal_year,
            FORM[report.form].said_in(language) if report.form in FORM else None,
            Shaded(said, shade) if shade else said,
            *(counts[severity] for severity in SEVERITIES),
            *coverage(report, judged.graph, judged.findings).values(),
            "\n".join(f"{result.rule}{lacks}{lacking(result, language)}" for result in undecided),
            "\n".join(gap.message.said_in(language) for gap in report.gaps),
            "\n".join(paired(judged.others, language)),
        ]

    def _rule(self, rule: Rule) -> Row:
        basis = [basis_document(name) for name in rule.basis]
        return [
            rule.id,
            rule.title.said_in(self._language),
            SEVERITY[rule.severity].said_in(self._language),
            self._found[rule.id],
            "\n".join(f"{entry.title} {entry.article}" for entry in basis),
            "\n".join(entry.quote for entry in basis),
        ]

    def _link(self, path: str, said: str) -> Link:
        try:
            relative = os.path.relpath(path, self._home)
        except ValueError:  # Another drive.
            relative = str(Path(path).absolute())
        return Link("external:" + _RESERVED.sub(lambda match: f"%{ord(match[0]):02X}", relative), said)


def _quoted(shown: Sequence[Side], more: str) -> Rich:
    """Sides with their places, one below the other, the figures marked."""
    stretches: list[tuple[str, str]] = []
    for side in shown:
        stretches.append((f"{side.role}  {side.place}\n", "place"))
        stretches += [(text, "figure" if figure else "plain") for text, figure in marked(side.places, side.spans)]
        stretches.append(("\n", "plain"))
    stretches.append((more, "place"))
    if not more and len(stretches) > 1:
        del stretches[-2:]
    return Rich(tuple(stretches))


class _Sheet:
    """A sheet with a heading row and rows below it."""

    def __init__(self, book: Workbook, name: Text, columns: Sequence[Column], language: Language):
        self._book, self._columns, self._links = book, columns, 0
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.page: Worksheet = book.add_worksheet(name.said_in(language))
        self._tall = 1
        head = self.format(bold=True, font_color="#FFFFFF", bg_color="#33475B", valign="vcenter")
        for index, column in enumerate(columns):
            self.page.set_column(index, index, column.width)
            self.page.write_string(0, index, column.said.said_in(language), head)
        self.page.set_row(0, 24)
        self._plain = self.format()

    def format(self, **properties: Any) -> Format:
        """A cell format; the same properties give the same one."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "等线", "font_size": 10, "valign": "top", "text_wrap": True}
            border = {"border": 1, "border_color": "#D5D9DE"}
            self._formats[key] = self._book.add_format({**base, **border, **properties})
        return self._formats[key]

    def severity(self, severity: str) -> Format:
        """The colours of a severity."""
        fill, ink = _FILL[severity]
        return self.format(bold=True, bg_color=fill, font_color=ink)

    def fill(self, rows: Sequence[Row], *, frozen: int) -> None:
        """All rows, a filter over them, frozen headings, and a page that prints."""
        for line, row in enumerate(rows, 1):
            self._tall = 1
            for column, value in enumerate(row):
                self._cell(line, column, value)
            # Excel finds the height of wrapped text itself, other programs take what the file says.
            self.page.set_row(line, min(_LINE * self._tall + 4, _TALLEST))
        self.page.autofilter(0, 0, max(len(rows), 1), len(self._columns) - 1)
        self.page.freeze_panes(1, frozen)
        self.page.repeat_rows(0)
        self.page.set_landscape()
        self.page.set_paper(8)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&L&A&R&P / &N")

    def _cell(self, line: int, column: int, value: Value) -> None:
        if isinstance(value, Link):
            self._link(line, column, value)
        elif isinstance(value, Rich):
            self._rich(line, column, value)
        elif isinstance(value, Shaded):
            self._text(line, column, value.said, self.severity(value.severity))
        elif isinstance(value, int):
            self.page.write_number(line, column, value, self._plain)
        else:
            self._text(line, column, value or "", self._plain)

    def _text(self, line: int, column: int, said: str, shape: Format) -> None:
        if said:
            self._measure(column, said)
            self.page.write_string(line, column, _fitting(said), shape)
        else:
            self.page.write_blank(line, column, None, shape)

    def _link(self, line: int, column: int, link: Link) -> None:
        target = _fitting(link.target)
        if len(target) > _LONGEST_LINK or self._links >= _MOST_LINKS:
            self._text(line, column, link.said, self._plain)
            return
        self._measure(column, link.said)
        shape = self.format(font_color="#1F4E79", underline=1)
        self.page.write_url(line, column, target, shape, _fitting(link.said))
        self._links += 1

    def _rich(self, line: int, column: int, rich: Rich) -> None:
        stretches = [(_fitting(text), kind) for text, kind in rich.stretches if text]
        whole = "".join(text for text, _ in stretches)
        if len(stretches) < 2 or len(whole) > _LONGEST:
            self._text(line, column, whole, self._plain)
            return
        self._measure(column, whole)
        font = {"font_name": "等线", "font_size": 10}
        fonts = {
            "plain": self._font(**font),
            "place": self._font(**font, font_color="#6B7785"),
            "figure": self._font(**font, bold=True, font_color="#8C1D18"),
        }
        pieces = [piece for text, kind in stretches for piece in (fonts[kind], text)]
        self.page.write_rich_string(line, column, *pieces, self._plain)

    def _measure(self, column: int, text: str) -> None:
        width = self._columns[column].width - 1
        used = (sum(1 + (east_asian_width(c) in "WF") for c in line) for line in text.split("\n"))
        self._tall = max(self._tall, sum(max(-(-wide // width), 1) for wide in used))

    def _font(self, **properties: Any) -> Format:
        key = (("font", True), *sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]


def _fitting(text: str) -> str:
    """A text that a cell holds: no code that is no text, no more than Excel takes."""
    clean = text.encode("utf-8", "replace").decode()
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"
