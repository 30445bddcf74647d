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
from gouji.output.coverage import coverage
from gouji.output.jsonl import verdict
from gouji.output.judged import Judged, Rule
from gouji.output.places import Places
from gouji.output.proof import Side, cited, sides
from gouji.output.quotes import marked
from gouji.output.words import FORM, SEVERITY, VERDICT, lacking

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

_STATUSES = Text("待复核,属实,不属实,已改正", "open,confirmed,not a fault,corrected")
_DONE = {"zh": ("不属实", "已改正"), "en": ("not a fault", "corrected")}
_FILL = {"error": ("#FBE3E1", "#8C1D18"), "warning": ("#FDF0D0", "#7A4B00"), "notice": ("#E4ECF7", "#1F3F6E")}
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
)
RULES = (
    Column(Text("规则", "rule"), 8),
    Column(Text("名称", "title"), 30),
    Column(Text("一般程度", "usual severity"), 10),
    Column(Text("本次发现", "found"), 10),
    Column(Text("依据", "basis"), 46),
    Column(Text("依据原文", "words of the basis"), 70),
)


class _File(NamedTuple):
    """What the sheets say of one file."""

    path: str
    judged: Judged | None
    failure: str
    counts: Counter[str]

    def rank(self) -> tuple[int, ...]:
        """Files with the most errors first, then warnings, then notices."""
        return tuple(-self.counts[severity] for severity in SEVERITIES)


class WorkList:
    """One workbook over all files of a run; links to the files are relative to `home`, where it will stand."""

    def __init__(self, rules: Sequence[Rule], *, home: Path, version: str, ruleset: str, language: Language):
        self._rules, self._home, self._language = rules, home, language
        self._made_by = f"Gouji {version} · {ruleset}"
        self._files: list[_File] = []

    def add(self, judged: Judged) -> None:
        """Take in a file that was judged."""
        counts: Counter[str] = Counter(finding.severity for finding in judged.findings)
        self._files.append(_File(judged.document.name, judged, "", counts))

    def fail(self, path: str, reason: str) -> None:
        """Take in a file that could not be judged."""
        self._files.append(_File(path, None, reason, Counter()))

    def made(self) -> bytes:
        """The workbook."""
        import xlsxwriter

        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            title = _SHEETS[0].said_in(self._language)
            book.set_properties({"title": title, "author": "Gouji", "comments": self._made_by})
            files = sorted(self._files, key=_File.rank)
            self._findings(_Sheet(book, _SHEETS[0], FINDINGS, self._language), files)
            self._of_files(_Sheet(book, _SHEETS[1], FILES, self._language), files)
            self._of_rules(_Sheet(book, _SHEETS[2], RULES, self._language), files)
        return stream.getvalue()

    def _findings(self, sheet: _Sheet, files: Sequence[_File]) -> None:
        rows = [
            (finding, file.judged, Places(file.judged.document, file.judged.report))
            for severity in SEVERITIES
            for file in files
            if file.judged is not None
            for finding in file.judged.findings
            if finding.severity == severity
        ]
        for finding, judged, places in rows:
            self._finding(sheet, finding, judged, places)
        if not rows:
            sheet.row()
            sheet.write(Text("没有发现问题", "nothing found").said_in(self._language))
        sheet.finish(len(rows), frozen=2)
        if not rows:
            return
        status = len(FINDINGS) - 2
        choices = _STATUSES.said_in(self._language).split(",")
        sheet.page.data_validation(1, status, len(rows), status, {"validate": "list", "source": choices})
        done = ",".join(f'$P2="{word}"' for word in _DONE[self._language])
        grey = sheet.format(font_color="#9A9A9A", bg_color="#F3F3F3")
        rule = {"type": "formula", "criteria": f"=OR({done})", "format": grey}
        sheet.page.conditional_format(1, 0, len(rows), len(FINDINGS) - 1, rule)

    def _finding(self, sheet: _Sheet, finding: Finding, judged: Judged, places: Places) -> None:
        language = self._language
        sheet.row()
        sheet.write(SEVERITY[finding.severity].said_in(language), sheet.severity(finding.severity))
        sheet.link(self._link(judged.document.name), Path(judged.document.name).name)
        sheet.write(judged.report.organisation)
        sheet.write(judged.report.fiscal_year)
        sheet.write(finding.rule)
        sheet.write(finding.title.said_in(language))
        sheet.write(finding.message.said_in(language))
        sheet.write(finding.reported)
        sheet.write(finding.recomputed)
        sheet.write(finding.computation)
        shown, left = sides(places, finding, language)
        more = Text(f"另有 {left} 处", f"and {left} more").said_in(language) if left else ""
        sheet.quotes(places, shown[:1], "" if shown[1:] else more)
        sheet.quotes(places, shown[1:], more)
        changes = {True: Text("是", "yes"), False: Text("否", "no")}.get(bool(finding.changes_score))
        sheet.write("" if finding.changes_score is None or changes is None else changes.said_in(language))
        sheet.write(cited(finding.basis))
        sheet.write(finding.id)
        sheet.write("")
        sheet.write("")

    def _of_files(self, sheet: _Sheet, files: Sequence[_File]) -> None:
        language = self._language
        for file in sorted(files, key=lambda file: file.judged is not None):
            sheet.row()
            sheet.link(self._link(file.path), file.path)
            if file.judged is None:
                for value in ("", "", "", Text("没有检查成", "not checked").said_in(language)):
                    sheet.write(value, sheet.severity("error") if value else None)
                sheet.column = len(FILES) - 1
                sheet.write(file.failure)
                continue
            judged = file.judged
            report, decided = judged.report, verdict(judged.findings, judged.graph)
            form = FORM[report.form].said_in(language) if report.form in FORM else None
            shade = {"contradictory": "error", "cannot_judge": "warning"}.get(decided)
            sheet.write(report.organisation)
            sheet.write(report.fiscal_year)
            sheet.write(form)
            sheet.write(VERDICT[decided].said_in(language), sheet.severity(shade) if shade else None)
            for severity in SEVERITIES:
                sheet.write(file.counts[severity])
            for number in coverage(report, judged.graph, judged.findings).values():
                sheet.write(number)
            colon = Text(" 缺", " lacks ").said_in(language)
            open_checks = [r for r in judged.results if r.outcome == "cannot_judge"]
            sheet.write("\n".join(f"{r.rule}{colon}{lacking(r, language)}" for r in open_checks))
            sheet.write("\n".join(gap.message.said_in(language) for gap in report.gaps))
        sheet.finish(len(files), frozen=1)

    def _of_rules(self, sheet: _Sheet, files: Sequence[_File]) -> None:
        found = Counter(finding.rule for file in files if file.judged for finding in file.judged.findings)
        for rule in self._rules:
            basis = [basis_document(name) for name in rule.basis]
            sheet.row()
            sheet.write(rule.id)
            sheet.write(rule.title.said_in(self._language))
            sheet.write(SEVERITY[rule.severity].said_in(self._language))
            sheet.write(found[rule.id])
            sheet.write("\n".join(f"{entry.title} {entry.article}" for entry in basis))
            sheet.write("\n".join(entry.quote for entry in basis))
        sheet.finish(len(self._rules), frozen=1)

    def _link(self, path: str) -> str:
        try:
            relative = os.path.relpath(path, self._home)
        except ValueError:  # Another drive.
            relative = str(Path(path).absolute())
        return "external:" + _RESERVED.sub(lambda match: f"%{ord(match[0]):02X}", relative)


class _Sheet:
    """A sheet with a heading row, filled cell by cell from the left."""

    def __init__(self, book: Workbook, name: Text, columns: Sequence[Column], language: Language):
        self._book, self._columns, self._links = book, columns, 0
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.page: Worksheet = book.add_worksheet(name.said_in(language))
        self.line, self.column, self._tall = 0, 0, 1
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

    def row(self) -> None:
        """Begin the next row."""
        self._set_height()
        self.line, self.column, self._tall = self.line + 1, 0, 1

    def _set_height(self) -> None:
        # Excel finds the height of wrapped text itself, other programs take what the file says.
        if self.line:
            self.page.set_row(self.line, min(_LINE * self._tall + 4, _TALLEST))

    def _measure(self, text: str) -> None:
        width = self._columns[self.column].width - 1
        used = (sum(1 + (east_asian_width(c) in "WF") for c in line) for line in text.split("\n"))
        self._tall = max(self._tall, sum(max(-(-wide // width), 1) for wide in used))

    def write(self, value: str | int | None, shape: Format | None = None) -> None:
        """The next cell of the row."""
        shape = shape or self._plain
        if isinstance(value, int):
            self.page.write_number(self.line, self.column, value, shape)
        elif value:
            self._measure(value)
            self.page.write_string(self.line, self.column, _fitting(value), shape)
        else:
            self.page.write_blank(self.line, self.column, None, shape)
        self.column += 1

    def link(self, target: str, said: str) -> None:
        """The next cell: a name that opens a file, as long as Excel takes the link."""
        target = _fitting(target)
        if len(target) > _LONGEST_LINK or self._links >= _MOST_LINKS:
            self.write(said)
            return
        self._measure(said)
        shape = self.format(font_color="#1F4E79", underline=1)
        self.page.write_url(self.line, self.column, target, shape, _fitting(said))
        self._links, self.column = self._links + 1, self.column + 1

    def quotes(self, places: Places, shown: Sequence[Side], more: str) -> None:
        """The next cell: sides with their places, the figures in bold."""
        stretches: list[tuple[str, str]] = []
        for side in shown:
            stretches.append(("\n" if stretches else "", "plain"))
            stretches.append((f"{side.role}  {side.place}\n", "place"))
            stretches += [(text, "figure" if figure else "plain") for text, figure in marked(places, side.spans)]
        stretches.append((f"\n{more}" if more and stretches else more, "place"))
        self._rich([(_fitting(text), name) for text, name in stretches if text])

    def _rich(self, stretches: Sequence[tuple[str, str]]) -> None:
        whole = "".join(text for text, _ in stretches)
        if len(stretches) < 2 or len(whole) > _LONGEST:
            self.write(whole)
            return
        font = {"font_name": "等线", "font_size": 10}
        fonts = {
            "plain": self._font(**font),
            "place": self._font(**font, font_color="#6B7785"),
            "figure": self._font(**font, bold=True, font_color="#8C1D18"),
        }
        self._measure(whole)
        pieces = [piece for text, name in stretches for piece in (fonts[name], text)]
        self.page.write_rich_string(self.line, self.column, *pieces, self._plain)
        self.column += 1

    def _font(self, **properties: Any) -> Format:
        key = (("font", True), *sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def finish(self, rows: int, *, frozen: int) -> None:
        """Filter, frozen headings, and a page that prints."""
        self._set_height()
        self.page.autofilter(0, 0, max(rows, 1), len(self._columns) - 1)
        self.page.freeze_panes(1, frozen)
        self.page.repeat_rows(0)
        self.page.set_landscape()
        self.page.set_paper(8)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&L&A&R&P / &N")


def _fitting(text: str) -> str:
    """A text that a cell holds: no code that is no text, no more than Excel takes."""
    clean = text.encode("utf-8", "replace").decode()
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"
