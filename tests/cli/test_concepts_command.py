"""`gouji concepts`: the catalogue, a page each, JSON, and what is said of unknown names."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.vocabulary import concepts
from gouji.vocabulary.explain import GROUPS


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["concepts", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lists_all_by_group(lang: str) -> None:
    code, out, err = run("--lang", lang)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) == len(concepts()) + len(GROUPS)
    assert all(any(line.split()[0] == concept for line in lines) for concept in concepts())
    heading = GROUPS["economic"].zh if lang == "zh" else GROUPS["economic"].en
    assert any(line.startswith(heading) for line in lines)


def test_explains_one() -> None:
    code, out, _ = run("基本支出", "--lang", "zh")
    assert code == 0
    assert out.startswith("基本支出（basic_expenditure）\n  为保障机构")
    for said in (
        "单位：金额",
        "等于：基本支出 ＝ 人员经费 ＋ 公用经费",
        "大小：基本支出 ≤ 支出合计",
        "budget_law_rules_5",
    ):
        assert said in out


def test_explains_in_english() -> None:
    code, out, _ = run("30101", "--lang", "en")
    assert code == 0
    assert out.startswith("basic salary (基本工资)\n")
    assert "part of: 301 wages and welfare expenditure" in out


def test_a_name_of_two_gives_both() -> None:
    code, out, _ = run("住房公积金", "--lang", "zh")
    assert code == 0 and "30113" in out and "2210201" in out


def test_json_is_a_line_a_concept() -> None:
    code, out, _ = run("--format", "json")
    assert code == 0
    read = [json.loads(line) for line in out.splitlines()]
    assert [entry["id"] for entry in read] == list(concepts())
    (entry,) = [entry for entry in read if entry["id"] == "sangong_total"]
    assert entry["fund"] == "fiscal_appropriation"
    assert {relation["id"] for relation in entry["relations"]} >= {"sangong_parts", "reception_within_sangong"}
    assert "＝" in entry["relations"][0]["formula"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "没有叫“基本支处”的口径；相近的有：basic_expenditure 基本支出"),
        ("en", "there is no concept '基本支处'; similar:"),
    ],
)
def test_unknown_names_are_refused_with_near_ones(lang: str, said: str) -> None:
    code, out, err = run("基本支处", "公用经费", "--lang", lang)
    assert code == 2
    assert err.startswith(said) and err.count("\n") == 1
    assert "基本支出中用于机构日常运转的部分。" in out


def test_unknown_without_any_near() -> None:
    code, out, err = run("zzzzqqqq", "--lang", "zh")
    assert (code, out) == (2, "")
    assert err == "没有叫“zzzzqqqq”的口径，用 gouji concepts 看全部\n"
