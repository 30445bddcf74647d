"""`gouji check`: the contract of its JSON, its exit status and its languages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
CONTRACT = {
    "gouji": str,
    "ruleset": str,
    "file": {"name": str, "sha256": str, "format": str},
    "report": {"organisation": str | None, "fiscal_year": int | None, "form": str | None},
    "verdict": str,
    "coverage": {"figures": int, "tied": int, "contradicting": int, "unjudged": int},
    "findings": list,
    "checks": list,
    "gaps": list,
    "causes": list,
    "accepted": list,
}
FINDING = {
    "id": str,
    "rule": str,
    "severity": str,
    "title": str,
    "message": str,
    "computation": str,
    "reported": str | None,
    "recomputed": str | None,
    "changes_score": bool | None,
    "basis": list,
    "evidence": list,
    "cause": str | None,
}
EVIDENCE = {"role": str, "text": str, "start": int, "end": int, "place": dict | None}


def assert_shape(record: dict[str, Any], shape: dict[str, Any]) -> None:
    assert list(record) == list(shape)
    for key, kind in shape.items():
        if isinstance(kind, dict):
            assert_shape(record[key], kind)
        else:
            assert isinstance(record[key], kind), key


def checked(result: Result) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(result.stdout)
    return record


def test_json_has_the_shape_of_the_contract(gouji: Run, example: Path) -> None:
    result = gouji("check", example, "--format", "json")
    assert result.exit_code == 1 and result.stderr == ""
    assert result.stdout.count("\n") == 1
    record = checked(result)
    assert_shape(record, CONTRACT)
    assert record["file"] == {
        "name": str(example),
        "sha256": hashlib.sha256(example.read_bytes()).hexdigest(),
        "format": "txt",
    }
    assert record["report"]["organisation"] == "青河县水利服务中心" and record["report"]["fiscal_year"] == 2023
    assert record["verdict"] == "contradictory"
    coverage = record["coverage"]
    assert coverage["figures"] == coverage["tied"] + coverage["contradicting"] + coverage["unjudged"]


def test_findings_have_the_shape_of_the_contract(gouji: Run, example: Path) -> None:
    text = example.read_text("utf-8")
    findings = checked(gouji("check", example, "--format", "json"))["findings"]
    assert findings
    for finding in findings:
        assert_shape(finding, FINDING)
        assert finding["severity"] in ("error", "warning", "notice")
        assert finding["basis"] and finding["evidence"]
        for basis in finding["basis"]:
            assert_shape(basis, {"id": str, "title": str, "article": str})
        for evidence in finding["evidence"]:
            assert_shape(evidence, EVIDENCE)
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
            assert evidence["place"]["line"] == text.count("\n", 0, evidence["start"]) + 1
    assert len({finding["id"] for finding in findings}) == len(findings)


def test_every_check_answers(gouji: Run, example: Path) -> None:
    checks = checked(gouji("check", example, "--format", "json"))["checks"]
    for answer in checks:
        assert_shape(answer, {"rule": str, "outcome": str, "missing": list})
        assert answer["outcome"] in ("passed", "found", "not_applicable", "cannot_judge")
        assert bool(answer["missing"]) == (answer["outcome"] == "cannot_judge")
    catalogue = [line.split()[0] for line in gouji("rules").stdout.splitlines() if line.startswith("  ")]
    assert [answer["rule"] for answer in checks] == catalogue


def test_worst_first(gouji: Run, example: Path) -> None:
    order = ["error", "warning", "notice"]
    findings = checked(gouji("check", example, "--format", "json"))["findings"]
    ranks = [order.index(finding["severity"]) for finding in findings]
    assert ranks == sorted(ranks)


def test_a_clean_report(gouji: Run, clean: Path) -> None:
    result = gouji("check", clean, "--format", "json")
    assert result.exit_code == 0
    record = checked(result)
    assert record["verdict"] == "consistent" and record["findings"] == []


def test_a_text_without_figures_cannot_be_judged(gouji: Run, tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("关于开展绩效自评工作的通知\n各单位要高度重视。\n", encoding="utf-8")
    result = gouji("check", path, "--format", "json")
    assert result.exit_code == 0 and checked(result)["verdict"] == "cannot_judge"


def test_one_line_of_json_a_file(gouji: Run, example: Path, clean: Path) -> None:
    result = gouji("check", example, clean, "--format", "json")
    assert result.exit_code == 1
    names = [json.loads(line)["file"]["name"] for line in result.stdout.splitlines()]
    assert names == [str(example), str(clean)]


def test_the_same_json_each_time(gouji: Run, example: Path) -> None:
    assert gouji("check", example, "--format", "json").stdout == gouji("check", example, "--format", "json").stdout


def test_text_marks_the_figures_and_gives_both_sides(gouji: Run, example: Path) -> None:
    result = gouji("check", example)
    assert result.exit_code == 1 and "\x1b" not in result.stdout
    lines = result.stdout.splitlines()
    assert "青河县水利服务中心 · 2023年度" in lines[0] and lines[1].startswith("有矛盾")
    assert any("人员经费【655.18万元】，公用经费【78.18万元】。" in line for line in lines)
    assert any("检测水样 | ≥240份 | 【258份】 | 5 | 5" in line for line in lines)
    assert any(line.startswith("  依据  预算法实施条例第") for line in lines)
    assert result.stdout.count("gouji prove") == 1 and "中华人民共和国" not in result.stdout


def test_files_are_set_apart(gouji: Run, clean: Path) -> None:
    once = gouji("check", clean).stdout
    assert gouji("check", clean, clean).stdout == f"{once}\n{once}"


@pytest.mark.parametrize(
    ("environment", "english"),
    [
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": ""}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, False),
    ],
)
def test_the_locale_chooses_the_language(
    gouji: Run, example: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], english: bool
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert gouji("check", example).stdout.splitlines()[1].startswith("contradictory") is english
    assert gouji("check", "无.txt").stderr.startswith("无.txt: " if english else "无.txt：")


def test_lang_wins_over_the_locale(gouji: Run, example: Path) -> None:
    english = gouji("check", "--lang", "en", example).stdout
    assert "error G303" in english and "figures " in english and "line " in english
    titles = [
        finding["title"] for finding in checked(gouji("check", "--lang", "en", "--format", "json", example))["findings"]
    ]
    assert all(title.isascii() or "元" in title for title in titles)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--format", "odt", "a.txt"],
        ["check", "--lang", "fr", "a.txt"],
        ["prove", "a.txt"],
        ["--nonsense"],
    ],
)
def test_what_does_not_exist_yet_is_bad_usage_in_one_line(gouji: Run, arguments: list[str]) -> None:
    result = gouji(*arguments)
    assert result.exit_code == 2 and result.stdout == ""
    assert result.stderr.count("\n") == 1 and "--help" in result.stderr


def test_help_and_version(gouji: Run) -> None:
    assert gouji("--help").exit_code == 0 and "check" in gouji("--help").stdout
    assert gouji("--version").stdout.startswith("gouji, version ")
    assert gouji("check", "-h").exit_code == 0
