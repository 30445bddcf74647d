"""Every file `tests/checks/<ID>/<case>.toml` is a test: a small report, and what one check must answer for it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gouji.checks import checks
from gouji.model import Document, Other, OtherRole
from gouji.output.words import ROLE
from gouji.pipeline import Judgement, check, extract
from gouji.readers import read_bytes
from gouji.settings import Settings

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.toml"))
KINDS = {"trips", "clean", "edge", "missing"}
KEYS = {"kind", "example", "status", "why", "outcome", "text", "also", "missing", "findings", "against", "previous"}
ROLES: tuple[OtherRole, ...] = ("against", "previous")
FINDING_KEYS = {"severity", "quotes", "reported", "recomputed", "changes_score", "roles", "computation", "message"}


@cache
def case_at(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def judged(case: dict[str, Any]) -> tuple[Judgement, dict[str | None, Document]]:
    """The judgement of a case's text, set against its other documents, and all documents by the name in evidence."""
    document = read_bytes(case["text"].encode(), "case.txt")
    beside = {role: read_bytes(case[role]["text"].encode(), f"{role}.txt") for role in ROLES if role in case}
    others = [Other(role=role, document=made, report=extract(made)) for role, made in beside.items()]
    judgement = check(document, extract(document), others, Settings(preview=True))
    return judgement, {None: document, **{made.name: made for made in beside.values()}}


def dense(text: str) -> str:
    return "".join(text.split())


def cases() -> list[Any]:
    made = []
    for path in FILES:
        case = case_at(path)
        known = case.get("status") == "known"
        marks = [pytest.mark.xfail(strict=True, reason=case["why"])] if known else []
        made.append(pytest.param(path, id=f"{path.parent.name}-{path.stem}", marks=marks))
    return made


@pytest.mark.parametrize("path", cases())
def test_case(path: Path) -> None:
    case = case_at(path)
    judgement, documents = judged(case)
    rule = path.parent.name
    answers = {result.rule: result for result in judgement.results}
    answer = answers[rule]
    said = [finding.message.zh for result in judgement.results for finding in result.findings]
    assert answer.outcome == case["outcome"], said
    if "missing" in case:
        assert set(case["missing"]) <= set(answer.missing)
    assert len(answer.findings) == len(case.get("findings", ())), said
    unmatched = list(answer.findings)
    for expected in case.get("findings", ()):
        held = [finding for finding in unmatched if fits(documents, finding, expected)]
        assert held, (expected, said)
        unmatched.remove(held[0])
    for finding in answer.findings:
        assert finding.message.zh and finding.message.en and finding.computation and finding.basis
        assert {evidence.role for evidence in finding.evidence} <= set(ROLE), "every role has its words"
        assert finding.own and all(documents[e.file].quote(e.span).strip() for e in finding.evidence)
    loud = {r.rule for r in judgement.results for f in r.findings if f.severity in ("error", "warning")}
    assert loud - {rule} == set(case.get("also", ())), said


def fits(documents: dict[str | None, Document], finding: Any, expected: dict[str, Any]) -> bool:
    """Whether a finding has the severity and values, and quotes every figure, that a case expects."""
    quoted = [dense(documents[e.file].quote(e.span)) for e in finding.evidence]
    said = {key: getattr(finding, key) for key in expected if key not in ("quotes", "roles", "message")}
    said |= {"message": finding.message.zh, "roles": list(dict.fromkeys(e.role for e in finding.evidence))}
    same = all(said[key] == value for key, value in expected.items() if key != "quotes")
    return same and all(any(dense(quote) in words for words in quoted) for quote in expected["quotes"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_case_is_well_formed(path: Path) -> None:
    case = case_at(path)
    assert path.parent.name in {registered.meta.id for registered in checks()}
    assert set(case) <= KEYS, "a key that the runner does not read"
    assert case["kind"] in KINDS
    assert case.get("status", "known") == "known"
    assert ("status" in case) == ("why" in case), "a known fault says what is wrong"
    assert (case["outcome"] == "found") == bool(case.get("findings"))
    for finding in case.get("findings", ()):
        assert {"severity", "quotes"} <= set(finding) <= FINDING_KEYS
        assert finding["quotes"]
        for quote in finding["quotes"]:
            assert quote in "".join((case["text"], *(case[role]["text"] for role in ROLES if role in case)))


@pytest.mark.parametrize("registered", checks(), ids=lambda registered: registered.meta.id)
def test_every_check_has_all_four_kinds(registered: Any) -> None:
    kinds = {case_at(path)["kind"] for path in FILES if path.parent.name == registered.meta.id}
    assert kinds == KINDS


@pytest.mark.parametrize("registered", checks(), ids=lambda registered: registered.meta.id)
def test_the_example_of_the_page_is_a_case(registered: Any) -> None:
    """The figures of the Example section, or the words that it quotes, stand in the case marked as the example."""
    example = registered.page.partition("Example 例子")[2]
    shown = [case_at(path) for path in FILES if path.parent.name == registered.meta.id and case_at(path).get("example")]
    assert len(shown) == 1, f"{registered.meta.id}: one case is marked `example = true`"
    assert shown[0].get("status") or {"message", "computation", "roles"} <= set(shown[0]["findings"][0])
    said = "".join((shown[0]["text"], *(shown[0][role]["text"] for role in ROLES if role in shown[0])))
    said += "".join(str(value) for finding in shown[0]["findings"] for value in finding.values())
    figures = set(re.findall(r"\d+(?:\.\d+)?", example))
    assert figures <= set(re.findall(r"\d+(?:\.\d+)?", said))
    if not figures:
        quoted = re.findall(r"“([^”]+)”", example)
        assert quoted and all(words in said for words in quoted)
