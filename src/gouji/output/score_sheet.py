"""A score sheet as a reviewer reads it: each row stated beside computed, why, the total, the grade; and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

import msgspec

from gouji.model import Confidence, Document, Ground, Language, Report, RowScore, RowState, ScoreSheet, Text
from gouji.output.heading import heading
from gouji.output.quotes import Style
from gouji.output.records import file_of, quoted, report_of
from gouji.output.wrap import wrap

STATES: dict[RowState, Text] = {
    "agrees": Text("一致", "agrees"),
    "rounding": Text("取整相同", "agrees when rounded"),
    "differs": Text("不同", "differs"),
    "needs_judgement": Text("要人评", "needs judgement"),
    "cannot_compute": Text("算不出", "cannot be computed"),
    "not_stated": Text("没有写得分", "not stated"),
    "not_applicable": Text("不适用", "not applicable"),
}
_COLOUR = {"agrees": "consistent", "rounding": "consistent", "differs": "error", "not_stated": "message"}
CONFIDENCES: dict[Confidence, Text] = {
    "H": Text("原文引自法规、官方页面或已公开的表", "quoted from a statute, an official page or a published form"),
    "M": Text("引自二手材料", "from a secondary copy"),
    "L": Text("凭记忆", "from memory"),
}
_NO_TABLE = Text("报告里没有印着分值或得分的表，无从计算", "no table with points or scores: nothing to compute")
_NAME = 36
_FORMULA = re.compile(r"（[^（＝]*＝.*）$")


def sheets_text(
    document: Document,
    report: Report,
    sheets: Sequence[ScoreSheet],
    *,
    language: Language,
    style: Style,
    width: int | None = None,
    explain: str | None = None,
) -> str:
    """The sheets of one file; `explain` names one row (its number or name) that is told in full instead."""
    lines = [heading(document, report, language, style)]
    if not sheets:
        lines.append(_NO_TABLE.said_in(language))
    for sheet in sheets:
        lines += [""] if sheet.form > 1 else []
        lines += [*_sheet_head(sheet, language, style), ""]
        if explain is not None:
            told = [row for row in sheet.rows if explain in (str(row.number), row.name)]
            for row in told:
                lines += _explained(document, row, language, style)
            continue
        lines += _table(sheet, language, style)
        lines += ["", *_totals(sheet, language, style)]
    return "\n".join(lines if width is None else [wrap(line, width) for line in lines])


def named_rows(sheets: Sequence[ScoreSheet], explain: str) -> bool:
    """Whether any sheet has the row that is to be explained."""
    return any(explain in (str(row.number), row.name) for sheet in sheets for row in sheet.rows)


def _sheet_head(sheet: ScoreSheet, language: Language, style: Style) -> Iterator[str]:
    if sheet.forms > 1:
        yield style(
            Text(f"第{sheet.form}张表，共{sheet.forms}张", f"form {sheet.form} of {sheet.forms}").said_in(language),
            "title",
        )
    label = Text("方案", "scheme").said_in(language)
    yield f"{style(label, 'place')}  {style(sheet.scheme, 'rule')}  {sheet.title}（{sheet.confidence}）"
    why = Text("；", "; ").said_in(language).join(text.said_in(language) for text in sheet.why)
    yield style(f"  {why}", "dim")


def _table(sheet: ScoreSheet, language: Language, style: Style) -> Iterator[str]:
    heads = Text("分值,所写,复算", "points,stated,computed").said_in(language).split(",")
    name_width = min(max((_columns(row.name) for row in sheet.rows), default=0), _NAME)
    yield style(f"{'':3}  {_padded('', name_width)}" + "".join(f"  {_right(head, 8)}" for head in heads), "dim")
    for row in sheet.rows:
        figures = (_points(row, language), _number(row.stated), _computed(row))
        cells = "".join(f"  {_right(figure, 8)}" for figure in figures)
        state = style(STATES[row.state].said_in(language), _COLOUR.get(row.state, "notice"))
        yield f"{row.number:3}  {_padded(row.name, name_width)}{cells}  {state}{_why_short(row, language)}"
        if row.state in ("differs", "rounding"):
            yield f"       {' '.join(row.trace)}"
            yield style(f"       {_weight(row, language)}", "dim")


def _why_short(row: RowScore, language: Language) -> str:
    """What keeps a row from being computed, or what is to be noted of it."""
    said = []
    if row.missing:
        # The formula behind a name is told when the row is explained.
        short = (_FORMULA.sub("", name) for name in row.missing)
        said.append(Text("缺", "lacks ").said_in(language) + "、".join(short))
    elif row.state == "needs_judgement" and row.readings:
        said.append("；".join(f"{name}：{_number(points)}" for name, points in row.readings))
    elif row.state == "needs_judgement" and row.trace:
        said.append(row.trace[-1].rstrip("。"))
    said += [note.said_in(language) for note in row.notes]
    return f"  {'；'.join(said)}" if said else ""


def _weight(row: RowScore, language: Language) -> str:
    """How firm the difference is: by a printed sentence, or by a rule that the form does not print."""
    rested = _grounds(row.grounds)
    if row.printed:
        return Text(f"算法印在表上{rested}", f"by the sentence that the form prints{rested}").said_in(language)
    return Text(f"提示：算法不是表上印的{rested}", f"notice: by a rule that the form does not print{rested}").said_in(
        language
    )


def _grounds(grounds: Sequence[Ground]) -> str:
    if not grounds:
        return ""
    return "；" + "；".join(f"{_cited(ground)}（{ground.confidence}）" for ground in grounds)


def _cited(ground: Ground) -> str:
    return f"{ground.title} {ground.article}".rstrip()


def _totals(sheet: ScoreSheet, language: Language, style: Style) -> Iterator[str]:
    low, high = _number(sheet.low), _number(sheet.high)
    possible = Text(f"只凭规则可能在{low}至{high}之间", f"by the rules alone {low} to {high}").said_in(language)
    yield "  ".join(
        [
            style(Text("总分", "total").said_in(language), "place"),
            Text("所写", "stated").said_in(language) + f" {_number(sheet.stated_total)}",
            Text("各行所写相加", "stated rows add up to").said_in(language) + f" {_rows_total(sheet, style)}",
            Text("复算", "recomputed").said_in(language) + f" {_number(sheet.recomputed_total)}",
            style(f"（{possible}）", "dim"),
        ]
    )
    if sheet.stated_grade or sheet.recomputed_grade:
        ground = f"（{sheet.grade_ground.title}，{sheet.grade_ground.confidence}）" if sheet.grade_ground else ""
        yield "  ".join(
            [
                style(Text("等级", "grade").said_in(language), "place"),
                Text("所写", "stated").said_in(language) + f" {sheet.stated_grade or '—'}",
                Text("所写总分应为", "of the stated total").said_in(language) + f" {sheet.grade_of_stated or '—'}",
                Text("复算", "recomputed").said_in(language) + f" {sheet.recomputed_grade or '—'}",
                style(ground, "dim"),
            ]
        )
    counts = sheet.counts()
    listed = "  ".join(f"{STATES[state].said_in(language)} {counts[state]}" for state in STATES if state in counts)
    yield f"{style(Text('各行', 'rows').said_in(language), 'place')}  {listed}"
    for note in (*sheet.notes, *sheet.departures):
        yield note.said_in(language)


def _rows_total(sheet: ScoreSheet, style: Style) -> str:
    said = _number(sheet.rows_total)
    unlike = None not in (sheet.rows_total, sheet.stated_total) and sheet.rows_total != sheet.stated_total
    return style(f"{said} ≠ {_number(sheet.stated_total)}", "error") if unlike else said


def _explained(document: Document, row: RowScore, language: Language, style: Style) -> Iterator[str]:
    """Everything of one row: the rule, the values and where they come from, the trace, what it rests on."""
    yield style(f"{row.number}  {' · '.join((*row.levels[:-1], row.name))}", "title")
    label = {
        "rule": Text("规则", "rule"),
        "values": Text("数", "values"),
        "trace": Text("算式", "trace"),
        "result": Text("结果", "result"),
        "missing": Text("缺", "lacks"),
        "set": Text("可设", "may be set"),
        "readings": Text("读法", "readings"),
        "basis": Text("依据", "basis"),
        "note": Text("注", "note"),
    }

    def said(kind: str, text: str) -> str:
        return f"  {style(label[kind].said_in(language), 'place')}  {text}"

    if row.rule:
        where = (
            Text("（表上所印）", " (printed in the form)") if row.printed else Text("（方案所定）", " (of the scheme)")
        )
        yield said("rule", " ".join(row.rule.split()) + where.said_in(language))
    for entry in row.inputs:
        how = "" if entry.how == entry.value else f"：{entry.how}"
        yield said("values", f"{entry.name}＝{entry.value}{how}（{entry.confidence}）")
    for line in row.trace:
        yield said("trace", line)
    for name, points in row.readings:
        yield said("readings", f"{name}：{_number(points)}")
    yield said("result", _result(row, language))
    if row.missing:
        yield said("missing", "；".join(row.missing))
    if row.asks:
        yield said("set", "  ".join(f"--set '{row.number}.{name}=…'" for name in row.asks))
    for ground in row.grounds:
        yield said(
            "basis",
            f"{_cited(ground)}（{ground.confidence}：{CONFIDENCES[ground.confidence].said_in(language)}）",
        )
    for note in row.notes:
        yield said("note", note.said_in(language))
    yield style(f"  {' | '.join(document.quote(row.span).split())}", "dim")


def _result(row: RowScore, language: Language) -> str:
    stated, computed = _number(row.stated), _computed(row)
    points = _points(row, language)
    return Text(
        f"分值 {points}，所写 {stated}，复算 {computed}：{STATES[row.state].zh}",
        f"points {points}, stated {stated}, computed {computed}: {STATES[row.state].en}",
    ).said_in(language)


def _points(row: RowScore, language: Language) -> str:
    return _number(row.points) if row.points is not None else Text("合并", "shared").said_in(language)


def _computed(row: RowScore) -> str:
    if row.computed is not None:
        return _number(row.computed)
    return f"{_number(row.low)}–{_number(row.high)}"


def _number(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:f}"


def _columns(text: str) -> int:
    return sum(1 + (east_asian_width(char) in "WF") for char in text)


def _padded(text: str, width: int) -> str:
    out, used = "", 0
    for char in text:
        size = 1 + (east_asian_width(char) in "WF")
        if used + size > width:
            return out[:-1] + "…" + " " * (width - _columns(out[:-1]) - 1)
        out, used = out + char, used + size
    return out + " " * (width - used)


def _right(text: str, width: int) -> str:
    return " " * max(width - _columns(text), 0) + text


def sheets_record(
    document: Document, report: Report, sheets: Sequence[ScoreSheet], *, version: str, language: Language
) -> dict[str, Any]:
    """The object that `gouji score --format json` prints for a file; points are decimal strings."""
    return {
        "gouji": version,
        "file": file_of(document),
        "report": report_of(report),
        "sheets": [_sheet_record(document, sheet, language) for sheet in sheets],
    }


def _sheet_record(document: Document, sheet: ScoreSheet, language: Language) -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(sheet)
    record["why"] = [text.said_in(language) for text in sheet.why]
    record["notes"] = [text.said_in(language) for text in sheet.notes]
    record["departures"] = [text.said_in(language) for text in sheet.departures]
    for row, made in zip(sheet.rows, record["rows"], strict=True):
        made["notes"] = [note.said_in(language) for note in row.notes]
        made["readings"] = [{"name": name, "points": _exact(points)} for name, points in row.readings]
        made["evidence"] = quoted(document, row.span)
        del made["span"]
    record["counts"] = sheet.counts()
    return record


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
