"""The example: every planted fault of examples/README.md is found, and nothing else is called wrong."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import docx
import pytest

import gouji
from gouji.model import Finding

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = EXAMPLES / "示例自评报告.txt"
_ROW = re.compile(r"\| (?P<rules>G\d{3}(?:、G\d{3})*) \|[^|]*\| (?P<printed>[^|]+?) \|")
PLANTED = [
    (match["rules"].split("、"), match["printed"])
    for match in _ROW.finditer((EXAMPLES / "README.md").read_text("utf-8"))
]


def judged(name: str) -> list[tuple[Finding, list[str]]]:
    """The errors and warnings of a file, each with its quoted figures."""
    made = gouji.judge(EXAMPLES / name)
    return [
        (finding, [made.document.quote(evidence.span) for evidence in finding.evidence])
        for result in made.results
        for finding in result.findings
        if finding.severity != "notice"
    ]


@pytest.fixture(scope="module", params=["示例自评报告.txt", "示例自评报告.docx"])
def findings(request: pytest.FixtureRequest) -> list[tuple[Finding, list[str]]]:
    return judged(request.param)


def test_nine_faults_are_planted() -> None:
    assert len(PLANTED) == 9
    assert len({rules[0] for rules, _ in PLANTED}) == 9


@pytest.mark.parametrize(("rules", "printed"), PLANTED, ids=[rules[0] for rules, _ in PLANTED])
def test_each_planted_fault_is_found(findings: list[tuple[Finding, list[str]]], rules: list[str], printed: str) -> None:
    assert any(finding.rule == rules[0] and printed in quoted for finding, quoted in findings)


def test_nothing_else_is_called_wrong(findings: list[tuple[Finding, list[str]]]) -> None:
    others = [
        finding.message.zh
        for finding, quoted in findings
        if not any(finding.rule in rules and printed in quoted for rules, printed in PLANTED)
    ]
    assert others == []


def test_the_docx_is_what_its_script_makes_of_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.docx"
    path = Path(__file__).parents[2] / "tools" / "make_example.py"
    spec = importlib.util.spec_from_file_location("make_example", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr("sys.argv", [str(path), str(out)])
    module.main()
    made, kept = (docx.Document(str(file)).element.xml for file in (out, TEXT.with_suffix(".docx")))
    assert made == kept
