"""CSV and Excel: every figure a row, nothing exact lost, nothing computed that was only written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from gouji.cli import main
from gouji.output.rows import Row, item_name
from gouji.output.separated import MARK, csv_head, csv_rows

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "示例自评报告.docx"
Run = Callable[..., Result]


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `gouji facts` in this process, in Chinese."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, ["facts", "--no-isolation", *(str(argument) for argument in arguments)])

    return run


@pytest.fixture
def tricky(tmp_path: Path) -> Path:
    """Figures of many digits, and texts that a spreadsheet would take for formulas."""
    path = tmp_path / "难.txt"
    path.write_text(
        "某县水利局2023年度部门整体支出绩效自评报告\n\n"
        "2023年支出123456789012.34567万元。\n=SUM(A1) 3个，项目支出-5.2万元，完成率-5.2%。\n@甲 4个。\n",
        encoding="utf-8",
    )
    return path


def table(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(MARK) and content.count(MARK) == 1
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_for_every_figure(facts: Run) -> None:
    rows = table(facts(EXAMPLE, "--format", "csv").stdout_bytes)
    record = json.loads(facts(EXAMPLE, "--format", "json").stdout)
    assert len(rows) == len(record["facts"]) > 100
    for row, fact in zip(rows, record["facts"], strict=True):
        assert {key: row[key] or None for key in ("concept", "value", "unit", "low", "high", "period", "subject")} == {
            key: fact[key] for key in ("concept", "value", "unit", "low", "high", "period", "subject")
        }
        assert row["text"] == " ".join(fact["text"].split())
        assert record["text"][int(row["start"]) : int(row["end"])] == fact["text"]
    basic = next(row for row in rows if row["concept"] == "basic_expenditure")
    assert (basic["organisation"], basic["fiscal_year"], basic["name"]) == ("青河县水利服务中心", "2023", "基本支出")
    assert (basic["value"], basic["unit"], basic["text"]) == ("7423600", "元", "742.36万元")
    assert basic["place"].startswith("二、（一）") and "742.36万元" in basic["quote"]


def test_names_of_columns_are_the_same_in_every_language(facts: Run) -> None:
    heads = {facts(EXAMPLE, "--format", "csv", "--lang", language).stdout.splitlines()[0] for language in ("zh", "en")}
    assert heads == {csv_head().decode().strip()}


def test_several_files_are_one_table(facts: Run) -> None:
    content = facts(EXAMPLE, EXAMPLE.with_suffix(".txt"), "--format", "csv").stdout_bytes
    rows = table(content)
    assert len(rows) > 200 and {Path(row["file"]).suffix for row in rows} == {".docx", ".txt"}
    assert not any(row["file"] == "file" for row in rows)


def test_csv_computes_nothing(facts: Run, tricky: Path) -> None:
    rows = table(facts(tricky, "--format", "csv").stdout_bytes)
    assert rows[0]["value"] == "1234567890123456.7"
    quotes = [row["quote"] for row in rows]
    assert any(quote.startswith("'=SUM") for quote in quotes) and any(quote.startswith("'@甲") for quote in quotes)
    assert ("-5.2", "-5.2%") in {(row["value"], row["text"]) for row in rows}


def row_of(**known: Any) -> Row:
    empty: dict[str, Any] = dict.fromkeys(Row.__struct_fields__)
    return Row(**{**empty, "file": "a", "id": 0, "text": "1", "place": "", "quote": "", "start": 0, "end": 1, **known})


@given(st.text(), st.text(), st.decimals(allow_nan=False, allow_infinity=False))
def test_csv_gives_back_what_went_in(subject: str, quote: str, value: Decimal) -> None:
    content = csv_head() + csv_rows([row_of(subject=subject, quote=quote, value=value)])
    (row,) = table(content)
    for given_text, read in ((subject, row["subject"]), (quote, row["quote"])):
        plain = given_text.encode("utf-8", "replace").decode()
        assert read in (plain, f"'{plain}")
        assert not read.startswith(("=", "@", "\t", "\r"))
    assert Decimal(row["value"]) == value


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+甲", "'+甲"),
        ("-甲", "'-甲"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-5.2%", "-5.2%"),
        ("-1,234.50", "-1,234.50"),
        ("-1+1", "'-1+1"),
        ("甲=乙", "甲=乙"),
    ],
)
def test_a_formula_gets_an_apostrophe_and_a_figure_none(text: str, cell: str) -> None:
    (row,) = table(csv_head() + csv_rows([row_of(text=text)]))
    assert row["text"] == cell


def sheets(path: Path) -> dict[str, list[dict[str, Any]]]:
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref is not None
        heads, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(map(str, heads), row, strict=True)) for row in rows]
    return found


def test_the_workbook(facts: Run, tmp_path: Path) -> None:
    out = tmp_path / "数字.xlsx"
    assert facts(EXAMPLE, "--format", "xlsx", "--output", out).exit_code == 0
    found = sheets(out)
    assert list(found) == ["数字", "指标", "未读"]
    assert len(found["数字"]) == len(table(facts(EXAMPLE, "--format", "csv").stdout_bytes))
    basic = next(row for row in found["数字"] if row["口径"] == "basic_expenditure")
    assert (basic["值"], basic["值的单位"], basic["原文数字"]) == (7423600, "元", "742.36万元")
    sample = next(row for row in found["指标"] if row["指标名称"] == "检测水样")
    assert (sample["一级指标"], sample["指标值"], sample["实际完成值"]) == ("产出指标(50分)", "≥240份", "258份")
    assert (sample["分值"], sample["得分"]) == (5, 5)
    assert [path.name for path in tmp_path.iterdir()] == ["数字.xlsx"]


def test_the_workbook_loses_no_digit_and_computes_nothing(facts: Run, tricky: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    facts(tricky, "--format", "xlsx", "-o", out)
    book = openpyxl.load_workbook(out)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    whole = sheets(out)["数字"][0]
    assert whole["值"] == "1234567890123456.7" and whole["原文数字"] == "123456789012.34567万元"


def test_the_same_input_gives_the_same_workbook(facts: Run, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        facts(EXAMPLE, "--format", "xlsx", "-o", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_one_sheet_cannot_hold_goes_on_in_the_next(
    facts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gouji.output.workbook._ROWS", 50)
    out = tmp_path / "a.xlsx"
    facts(EXAMPLE, "--format", "xlsx", "-o", out)
    found = sheets(out)
    assert list(found)[:3] == ["数字", "数字2", "数字3"] and len(found["数字2"]) == 50
    ids = [row["编号"] for title, rows in found.items() if title.startswith("数字") for row in rows]
    assert ids == list(range(len(ids))) and len(ids) > 100


def test_gaps_have_a_sheet(facts: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text('<p>支出5万元。</p><div style="display:none">隐藏的3个</div>', encoding="utf-8")
    facts(path, "--format", "xlsx", "-o", tmp_path / "a.xlsx")
    gaps = sheets(tmp_path / "a.xlsx")["未读"]
    assert [gap["类别"] for gap in gaps] == ["hidden"]


def test_unnamed_in_every_form(facts: Run, tmp_path: Path) -> None:
    whole = table(facts(EXAMPLE, "--format", "csv").stdout_bytes)
    rows = table(facts(EXAMPLE, "--format", "csv", "--unnamed").stdout_bytes)
    assert rows == [row for row in whole if not row["concept"]] != []
    facts(EXAMPLE, "--format", "xlsx", "--unnamed", "-o", tmp_path / "a.xlsx")
    assert len(sheets(tmp_path / "a.xlsx")["数字"]) == len(rows)
    head, *lines = facts(EXAMPLE, "--unnamed").stdout.splitlines()
    assert f"{len(whole)} 个数，其中 {len(rows)} 个没有名称" in head and len(lines) == len(rows)
    assert all(line.count("\t") == 1 and line.count("【") == 1 for line in lines)
    assert any("全年维修养护小型水库【36座】，疏浚灌溉渠道126.5公里" in line for line in lines)
    assert f"{len(whole)} figures, {len(rows)} without a name" in facts(EXAMPLE, "--unnamed", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("201", "一般公共服务支出"),
        ("2013901", "行政运行"),
        ("2013999", "其他社会工作事务支出"),
        ("30101", "基本工资"),
        ("9999999", None),
        ("甲/乙", None),
        ("", None),
        (None, None),
    ],
)
def test_items_have_the_names_of_the_classification(item: str | None, name: str | None) -> None:
    assert item_name(item) == name
