"""An Excel workbook of figures, indicators and gaps, for people: headings frozen, filters on.

A cell of Excel is a binary float of 15 digits. A value with more is written as text, and the figure as printed always
has a column of its own, so that nothing exact is lost. Texts are written as texts: none is ever computed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from gouji.model import Document, Language, Report, Text
from gouji.output.circumstances import fund_name, stage_name
from gouji.output.rows import Row, rows

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_DIGITS = 15
# What Excel holds: characters in a cell, rows below the headings of a sheet.
_LONGEST = 32_767
_ROWS = 1_048_575
_FONT = {"font_name": "等线", "font_size": 11, "valign": "top"}


class _Column(NamedTuple):
    """A column: its heading, its width in characters, and whether its texts are wrapped."""

    said: Text
    width: int
    wrapped: bool = False


# What is read first stands first; ids and offsets, for looking up and joining, stand last.
_FACTS = {
    "file": _Column(Text("文件", "file"), 24),
    "organisation": _Column(Text("单位", "organisation"), 20),
    "fiscal_year": _Column(Text("年度", "fiscal year"), 7),
    "name": _Column(Text("名称", "name"), 18),
    "subject": _Column(Text("对象", "subject"), 18),
    "text": _Column(Text("原文数字", "as printed"), 14),
    "value": _Column(Text("值", "value"), 16),
    "unit": _Column(Text("值的单位", "unit of the value"), 9),
    "period": _Column(Text("期间", "period"), 11),
    "stage": _Column(Text("预算阶段", "stage"), 10),
    "scope": _Column(Text("范围", "scope"), 10),
    "fund": _Column(Text("资金来源", "fund"), 14),
    "item": _Column(Text("科目", "item"), 11),
    "item_name": _Column(Text("科目名称", "name of the item"), 18),
    "place": _Column(Text("位置", "place"), 28),
    "quote": _Column(Text("原文", "quote"), 60, True),
    "qualifier": _Column(Text("限定词", "qualifier"), 8),
    "low": _Column(Text("下限", "low"), 16),
    "high": _Column(Text("上限", "high"), 16),
    "concept": _Column(Text("口径", "concept"), 22),
    "id": _Column(Text("编号", "id"), 6),
    "start": _Column(Text("起", "start"), 7),
    "end": _Column(Text("止", "end"), 7),
}
_INDICATORS = {
    "file": _Column(Text("文件", "file"), 24),
    "level1": _Column(Text("一级指标", "level 1"), 18),
    "level2": _Column(Text("二级指标", "level 2"), 14),
    "level3": _Column(Text("三级指标", "level 3"), 26),
    "name": _Column(Text("指标名称", "name"), 26),
    "target": _Column(Text("指标值", "target"), 20, True),
    "achieved": _Column(Text("实际完成值", "achieved"), 20, True),
    "points": _Column(Text("分值", "points"), 8),
    "score": _Column(Text("得分", "score"), 8),
    "standard": _Column(Text("评分标准", "standard"), 48, True),
    "reason": _Column(Text("偏差原因与改进措施", "reason"), 36, True),
    "start": _Column(Text("起", "start"), 7),
    "end": _Column(Text("止", "end"), 7),
}
_GAPS = {
    "file": _Column(Text("文件", "file"), 24),
    "kind": _Column(Text("类别", "kind"), 20),
    "message": _Column(Text("没有读到的", "not read"), 90, True),
}
_SHEETS = (
    (Text("数字", "facts"), _FACTS),
    (Text("指标", "indicators"), _INDICATORS),
    (Text("未读", "gaps"), _GAPS),
)


class Sheets:
    """The rows of the three sheets, gathered file by file."""

    def __init__(self, language: Language, *, unnamed: bool = False):
        self._language, self._unnamed = language, unnamed
        self._rows: tuple[list[Any], ...] = ([], [], [])

    def add(self, document: Document, report: Report) -> None:
        """Take in one file."""
        facts, indicators, gaps = self._rows
        facts += map(self._in_words, rows(document, report, language=self._language, unnamed=self._unnamed))
        indicators += _indicators(document, report)
        gaps += (
            {"file": document.name, "kind": gap.kind, "message": gap.message.said_in(self._language)}
            for gap in report.gaps
        )

    def _in_words(self, row: Row) -> Row:
        stage, fund = stage_name(row.stage, self._language), fund_name(row.fund, self._language)
        return msgspec.structs.replace(row, stage=stage, fund=fund)

    def encoded(self) -> bytes:
        """The bytes of the workbook; the same rows give the same bytes."""
        # Importing this costs as much as a whole check, so only those pay who write a workbook.
        from datetime import datetime

        from xlsxwriter import Workbook

        made = io.BytesIO()
        with Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
            book.set_properties({"author": "Gouji", "comments": "gouji facts", "created": datetime(2000, 1, 1)})
            page = _Page(book, self._language)
            for (name, columns), found in zip(_SHEETS, self._rows, strict=True):
                # What one sheet cannot hold goes on in the next one: 数字, 数字2.
                for part in range(max(-(-len(found) // _ROWS), 1)):
                    title = name.said_in(self._language) + (str(part + 1) if part else "")
                    page.write(title, columns, found[part * _ROWS : (part + 1) * _ROWS])
        return made.getvalue()


def _indicators(document: Document, report: Report) -> list[dict[str, Any]]:
    def value(index: int | None) -> Decimal | None:
        return None if index is None else report.facts[index].quantity.value

    return [
        {
            "file": document.name,
            **{f"level{n}": level for n, level in enumerate(indicator.levels[:3], 1)},
            "name": indicator.name,
            "target": indicator.target_text,
            "achieved": indicator.achieved_text,
            "points": value(indicator.points),
            "score": value(indicator.score),
            "standard": indicator.standard,
            "reason": indicator.reason,
            "start": indicator.span.start,
            "end": indicator.span.end,
        }
        for indicator in report.indicators
    ]


class _Page:
    """Writes sheets of one workbook in its formats."""

    def __init__(self, book: Workbook, language: Language):
        self._book, self._language = book, language
        self._head = book.add_format({**_FONT, "bold": True, "bg_color": "#DDEBF7", "bottom": 1, "text_wrap": True})
        self._plain = book.add_format(_FONT)
        self._wrapped = book.add_format({**_FONT, "text_wrap": True})
        self._right = book.add_format({**_FONT, "align": "right"})
        self._numbers: dict[str, Format] = {}

    def write(self, title: str, columns: dict[str, _Column], found: Sequence[Any]) -> None:
        sheet = self._book.add_worksheet(title)
        for at, column in enumerate(columns.values()):
            sheet.set_column(at, at, column.width, self._plain)
            sheet.write_string(0, at, column.said.said_in(self._language), self._head)
        for number, row in enumerate(found, 1):
            for at, (key, column) in enumerate(columns.items()):
                value = row.get(key) if isinstance(row, dict) else getattr(row, key)
                self._cell(sheet, number, at, value, column)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(found), 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Any, kind: _Column) -> None:
        if value is None or value == "":
            return
        if isinstance(value, str):
            shown = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
            sheet.write_string(row, column, shown, self._wrapped if kind.wrapped else self._plain)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self._plain)
        elif len(value.as_tuple().digits) > _DIGITS:
            sheet.write_string(row, column, f"{value:f}", self._right)
        else:
            sheet.write_number(row, column, value, self._number(value))

    def _number(self, value: Decimal) -> Format:
        """Thousands set apart, and as many decimals as the value has."""
        exponent = value.as_tuple().exponent
        shown = "#,##0" + ("." + "0" * -exponent if isinstance(exponent, int) and exponent < 0 else "")
        if shown not in self._numbers:
            self._numbers[shown] = self._book.add_format({**_FONT, "num_format": shown})
        return self._numbers[shown]
