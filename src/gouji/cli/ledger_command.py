"""`gouji ledger LEDGER…`: what an office's work records count, the rows behind it, and a report beside it."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec

from gouji.cli.common import BAD_INPUT, default_language, language_option, style, width
from gouji.cli.isolation_options import isolated, isolation_options
from gouji.errors import BadMapping, LedgerError, ReadError
from gouji.ledger import (
    Beside,
    Comparison,
    Grid,
    Ledger,
    LedgerMapping,
    Measured,
    compare,
    draft_mapping,
    grid_of_csv,
    grid_of_document,
    grid_of_rows,
    ledger_csv,
    ledger_record,
    ledger_text,
    load_mapping,
    measure_all,
    parse_period,
    read_ledger,
    rows_csv,
    rows_record,
    rows_text,
)
from gouji.model import Document, Language, Report
from gouji.output.places import Places
from gouji.output.quotes import quote
from gouji.output.wrap import wrap
from gouji.pipeline import extract, read
from gouji.readers import MAX_FILE_BYTES, sniff
from gouji.readers.xlsx_rows import read_xlsx_rows
from gouji.vocabulary import concepts


class _Figures(NamedTuple):
    document: Document
    report: Report


@click.command("ledger", short_help="用工作台账追溯指标的完成值。")
@click.argument("ledgers", nargs=-1, required=True, type=click.Path())
@click.option("--init", "init", is_flag=True, help="按台账的表头起草映射文件，打印出来。")
@click.option("--mapping", type=click.Path(), help="映射文件（TOML）：各栏的含义和要数的指标。")
@click.option("--period", help="期间：2024、2024-Q1、2024-01..2024-06。")
@click.option("--as-of", "as_of", help="截止日：到这一天仍未办结且已到期的算逾期。默认期间的最后一天。")
@click.option("--report", "report", type=click.Path(), help="与这份报告里的指标和正文核对。")
@click.option("--rows", "rows", help="列出这一项指标背后的每一行（id 或名称）。")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="输出格式。")
@language_option
@isolation_options
def command(ledgers: tuple[str, ...], form: str, lang: Language | None, **options: Any) -> None:
    """从工作台账（Excel 或 CSV）数出指标的完成值，列出背后的每一行，并与报告核对。个人信息的栏不读。

    Exit status: 0 nothing differs, 1 the report states another figure, 2 a file could not be read or bad usage.
    """
    language = lang or default_language()
    if not options["init"] and not (options["mapping"] and options["period"]):
        raise click.UsageError("要有 --mapping 和 --period；还没有映射文件的，先用 --init 起草。")
    try:
        with isolated(_grid, Grid, ledgers, language, options) as grid_isolated:
            grids = [grid_isolated(path) for path in ledgers]
        if options["init"]:
            click.echo(draft_mapping(grids[0]), nl=False)
            return
        sys.exit(_measured(grids, form, language, options))
    except (LedgerError, ReadError) as error:
        click.echo(error.zh if language == "zh" else error.en, err=True)
        sys.exit(BAD_INPUT)


def _measured(grids: list[Grid], form: str, language: Language, options: dict[str, Any]) -> int:
    """Measure, print, and give the exit status."""
    mapping = _mapping(options["mapping"])
    period = parse_period(options["period"])
    as_of = parse_period(options["as_of"]).last if options["as_of"] else None
    ledger = read_ledger(grids, mapping)
    # Cells of unmapped columns are needed no longer.
    grids.clear()
    measured = measure_all(ledger, period, as_of)
    if options["rows"]:
        _echo(_rows(ledger, _named(measured, options["rows"]), form, language))
        return 0
    comparisons: tuple[Comparison, ...] = ()
    beside = None
    if options["report"]:
        with isolated(_figures, _Figures, [options["report"]], language, options) as figures:
            document, report = figures(options["report"])
        comparisons = compare(report, measured, period)
        beside = _beside(document, report, comparisons, language)
    if form == "json":
        _echo(msgspec.json.encode(ledger_record(ledger, measured, period, beside)) + b"\n")
    elif form == "csv":
        _echo(ledger_csv(ledger, measured, beside, language))
    else:
        _echo(_wrapped(ledger_text(ledger, measured, period, beside, language=language, style=style)) + "\n")
    return int(any(comparison.verdict == "differs" for comparison in comparisons))


def _rows(ledger: Ledger, measured: Measured, form: str, language: Language) -> str | bytes:
    if form == "json":
        return msgspec.json.encode(rows_record(ledger, measured)) + b"\n"
    if form == "csv":
        return rows_csv(ledger, measured)
    return rows_text(ledger, measured, language=language, style=style) + "\n"


def _wrapped(text: str) -> str:
    """The text within the columns of the terminal."""
    columns = width()
    return text if columns is None else "\n".join(wrap(line, columns) for line in text.splitlines())


def _echo(said: str | bytes) -> None:
    click.echo(said, nl=False)


def _mapping(path: str) -> LedgerMapping:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        zh = f"{path}：打不开映射文件（{reason}）。请检查路径，并存为 UTF-8。"
        raise BadMapping(path, zh, f"{path}: the mapping cannot be read ({reason}); save it as UTF-8.") from error
    return load_mapping(text, path, concepts())


def _named(measured: tuple[Measured, ...], wanted: str) -> Measured:
    for one in measured:
        if wanted in (one.measure.id, one.measure.name):
            return one
    raise click.UsageError(f"映射里没有“{wanted}”这一项：{'、'.join(one.measure.id for one in measured)}。")


def _grid(path: str) -> Grid:
    """The sheets of a ledger: text as CSV, workbooks row by row, tables of what else the readers read."""
    try:
        file = Path(path)
        data = file.read_bytes() if file.is_file() and file.stat().st_size <= MAX_FILE_BYTES else b""
    except (OSError, ValueError):
        data = b""
    kind = sniff(data) if data else ""
    if kind == "txt":
        return grid_of_csv(data, path)
    if kind == "xlsx":
        sheets, gaps = read_xlsx_rows(data, path)
        rows = ((sheet.name, sheet.rows, sheet.merges) for sheet in sheets)
        return grid_of_rows(path, hashlib.sha256(data).hexdigest(), rows, gaps)
    # What is absent, empty or too large is said by the readers.
    return grid_of_document(read(path))


def _figures(path: str) -> _Figures:
    document = read(path)
    return _Figures(document, extract(document))


def _beside(document: Document, report: Report, comparisons: tuple[Comparison, ...], language: Language) -> Beside:
    places = Places(document, report)
    facts = [comparison.fact for comparison in comparisons]
    return Beside(
        name=document.name,
        year=report.fiscal_year,
        comparisons=comparisons,
        quotes=tuple("" if fact is None else quote(places, [fact.span], style) for fact in facts),
        places=tuple("" if fact is None else places.said(fact.span.start, language) for fact in facts),
    )
