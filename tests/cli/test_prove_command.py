"""gouji prove: a card for every finding of every rule, whole, and the same at every call."""

from __future__ import annotations

import hashlib
import json
import shlex
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from gouji.checks import checks, worst_first
from gouji.cli import main
from gouji.cli.finding_ids import finding_called
from gouji.errors import UnknownFinding
from gouji.output.proof_card import recomputed
from gouji.pipeline import judge

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/示例自评报告.docx"
TRIPS: dict[str, dict[str, Any]] = {}
for path in sorted((ROOT / "tests/checks").glob("*/*.toml")):
    case = tomllib.loads(path.read_text("utf-8"))
    if case.get("kind") == "trips" and "text" in case and case.get("status") != "known":
        TRIPS.setdefault(path.parent.name, case)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["prove", *map(str, arguments), "--no-isolation"])


def card(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def test_a_card_for_every_finding_of_a_report() -> None:
    made = judge(EXAMPLE)
    findings = worst_first(made.results)
    assert len(findings) >= 9
    for finding in findings:
        proof = card(EXAMPLE, finding.id)
        assert proof["file"]["sha256"] == hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()
        assert proof["finding"]["id"] == finding.id and proof["ruleset"] and proof["gouji"]
        for item in proof["evidence"]:
            assert made.document.text[item["start"] : item["end"]] == item["text"]
            assert "".join(item["text"].split())[:8] in "".join(item["context"].split())
        assert proof["formula"]["rule"] and proof["basis"] and proof["redo"]["steps"]
        text = run(EXAMPLE, finding.id, "--lang", "zh").stdout
        assert finding.message.zh in text and proof["file"]["sha256"] in text and finding.computation in text
        for basis in proof["basis"]:
            assert basis["quote"] in text


@pytest.mark.parametrize("rule", sorted(TRIPS))
def test_a_card_for_every_rule(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    case = TRIPS[rule]
    (tmp_path / "a.txt").write_text(case["text"], "utf-8")
    beside = []
    for role in ("against", "previous"):
        if role in case:
            (tmp_path / f"{role}.txt").write_text(case[role]["text"], "utf-8")
            beside += [f"--{role}", f"{role}.txt"]
    checked = CliRunner().invoke(main, ["check", "a.txt", "--format", "json", "--preview", "--no-isolation", *beside])
    identity = next(f["id"] for f in json.loads(checked.stdout)["findings"] if f["rule"] == rule)
    proof = card("a.txt", identity, "--preview", *beside)
    assert proof["finding"]["rule"] == rule and proof["formula"]["rule"]
    again = shlex.split(proof["redo"]["command"])
    assert again[:4] == ["gouji", "prove", "a.txt", identity]
    for language in ("zh", "en"):
        assert identity in run("a.txt", identity, "--preview", "--lang", language, *beside).stdout


def test_the_command_on_the_card_gives_the_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    proof = card("examples/示例自评报告.docx", "2427")
    program, *arguments = shlex.split(proof["redo"]["command"])
    assert program == "gouji"
    again = CliRunner().invoke(main, [*arguments, "--format", "json", "--no-isolation"])
    assert json.loads(again.stdout) == proof


def test_intervals_are_those_of_the_printed_figures() -> None:
    proof = card(EXAMPLE, "2427a094")
    assert [(f["text"], f["low"], f["high"]) for f in proof["figures"]][:1] == [("742.36万元", "7423550", "7423650")]
    (tie,) = proof["formula"]["ties"]
    assert (tie["left"], tie["operator"], tie["right"]) == ("7423600", "=", "6551800＋781800")
    assert (tie["left_interval"], tie["right_interval"]) == (["7423550", "7423650"], ["7333500", "7333700"])
    assert "[742.355, 742.365]万元" in run(EXAMPLE, "2427", "--lang", "zh").stdout


@pytest.mark.parametrize("asked", ["ffffffff", "", "2"])
def test_an_unknown_id_is_said_with_those_there_are(asked: str) -> None:
    result = run(EXAMPLE, asked, "--lang", "zh")
    assert result.exit_code == 2 and result.stdout == ""
    assert "2427a094 G101" in result.stderr and result.stderr.count("\n") == 1


def test_an_id_that_several_begin_with() -> None:

    (first, second, *_) = worst_first(judge(EXAMPLE).results)
    alike = [msgspec.structs.replace(f, id=f"abc{n}0000") for n, f in enumerate((first, second))]
    assert finding_called("ABC1", alike, "a.txt") is alike[1]
    with pytest.raises(UnknownFinding) as raised:
        finding_called("abc", alike, "a.txt")
    assert raised.value.known == ["abc00000", "abc10000"] and "abc00000" in raised.value.zh


def test_a_report_without_findings_and_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("某县水利局2023年度自评报告\n", "utf-8")
    result = run(tmp_path / "a.txt", "2427", "--only", "G101", "--lang", "zh")
    assert result.exit_code == 2 and "没有发现问题" in result.stderr
    result = run(tmp_path / "nowhere.txt", "2427")
    assert result.exit_code == 2 and result.stderr.count("\n") == 1


def test_an_accepted_finding_is_still_proven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gouji.toml").write_text(
        '[[accepted]]\nfinding = "2427a094"\nreason = "已核对"\ndate = 2026-11-21\n', "utf-8"
    )
    assert card(EXAMPLE, "2427")["finding"]["id"] == "2427a094"


def test_every_check_says_how_it_recomputes() -> None:
    for check in checks():
        assert recomputed(check.page), check.meta.id
