"""`gouji facts`, `gouji text` and `gouji rules`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
CONTRACT = ("concept", "value", "unit", "qualifier", "low", "high", "period", "scope", "text", "start", "end", "place")
DECIMAL = re.compile(r"-?\d+(\.\d+)?")


def record_of(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0 and result.stdout.count("\n") == 1
    record: dict[str, Any] = json.loads(result.stdout)
    return record


def test_json_has_the_shape_of_the_contract(gouji: Run, example: Path) -> None:
    record = record_of(gouji("facts", example, "--format", "json"))
    assert {"text", "facts", "indicators", "tables"} <= set(record)
    assert record["text"] == example.read_text("utf-8")
    for fact in record["facts"]:
        assert set(CONTRACT) <= set(fact)
        assert record["text"][fact["start"] : fact["end"]] == fact["text"]
        assert isinstance(fact["place"]["line"], int)
        for key in ("value", "low", "high"):
            assert fact[key] is None or DECIMAL.fullmatch(fact[key]), fact
        for key in ("concept", "unit", "qualifier", "period", "scope"):
            assert fact[key] is None or isinstance(fact[key], str), fact


def test_money_is_in_yuan_and_its_interval_that_of_the_printed_digits(gouji: Run, example: Path) -> None:
    facts = record_of(gouji("facts", example, "--format", "json"))["facts"]
    basic = next(fact for fact in facts if fact["concept"] == "basic_expenditure")
    assert (basic["unit"], Decimal(basic["value"])) == ("元", Decimal("7423600"))
    assert (Decimal(basic["low"]), Decimal(basic["high"])) == (Decimal("7423550"), Decimal("7423650"))
    rate = next(fact for fact in facts if fact["text"] == "105.20%")
    assert (rate["unit"], Decimal(rate["value"])) == ("%", Decimal("105.2"))


def test_every_number_of_the_text_is_listed(gouji: Run, example: Path) -> None:
    record = record_of(gouji("facts", example, "--format", "json"))
    covered = {at for fact in record["facts"] for at in range(fact["start"], fact["end"])}
    decimals = list(re.finditer(r"\d+\.\d+", record["text"]))
    assert len(decimals) > 60
    assert [match.group() for match in decimals if match.start() not in covered] == []
    assert any(fact["concept"] is None for fact in record["facts"])


def test_indicators_and_tables(gouji: Run, example: Path) -> None:
    record = record_of(gouji("facts", example, "--format", "json"))
    names = [indicator["name"] for indicator in record["indicators"]]
    assert "检测水样" in names and len(names) >= 14
    sample = record["indicators"][names.index("检测水样")]
    assert (sample["target"], sample["achieved"], sample["points"], sample["score"]) == ("≥240份", "258份", "5", "5")
    (table,) = record["tables"]
    for cell in table["cells"]:
        assert record["text"][cell["start"] : cell["end"]] == cell["text"]


def test_offsets_of_a_docx_read_back_its_text(gouji: Run, example: Path) -> None:
    path = example.with_suffix(".docx")
    text = gouji("text", path).stdout
    record = record_of(gouji("facts", path, "--format", "json"))
    assert record["text"] == text
    for fact in record["facts"]:
        assert text[fact["start"] : fact["end"]] == fact["text"]


def test_a_line_for_people_names_figure_concept_and_place(gouji: Run, example: Path) -> None:
    lines = gouji("facts", example).stdout.splitlines()
    assert lines[0].startswith("青河县水利服务中心 · 2023")
    assert any(line.startswith("742.36万元\t基本支出\t\t2023\t\t二、（一）") for line in lines)
    assert any("\tbasic_expenditure\t" in line for line in gouji("facts", "--lang", "en", example).stdout.splitlines())


@pytest.mark.parametrize("text", ["支出665.85万元。\n", "末行没有换行", "两种\r\n换行\n都有\r\n", "\t制表\t符\n"])
def test_text_is_exactly_that_of_the_file(gouji: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert gouji("text", path).stdout_bytes == text.encode()


def test_text_of_a_gb18030_file(gouji: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("基本支出614.84万元，项目支出51万元。".encode("gb18030"))
    assert gouji("text", path).stdout == "基本支出614.84万元，项目支出51万元。"


def test_the_catalogue_and_one_page_of_it(gouji: Run) -> None:
    listed = gouji("rules")
    assert listed.exit_code == 0 and "  G101  分项之和不等于合计" in listed.stdout.splitlines()
    page = gouji("rules", "g101")
    assert page.exit_code == 0
    assert page.stdout.startswith("G101 ") and "Example 例子" in page.stdout and "来源：" in page.stdout
    assert "Parts do not add up" in gouji("rules", "--lang", "en").stdout


@pytest.mark.parametrize(("language", "word"), [("zh", "没有编号为 G999 的检查"), ("en", "there is no check G999")])
def test_an_unknown_rule(gouji: Run, language: str, word: str) -> None:
    result = gouji("rules", "G999", "--lang", language)
    assert result.exit_code == 2 and result.stdout == ""
    assert word in result.stderr and result.stderr.count("\n") == 1
