"""The changelog of the ruleset: every check stands in it once, with the version it came; what went is retired."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

import ruleset as tool
from gouji.checks import RULESET, checks, registry, rulesets, run_checks, runner
from gouji.checks.registry import Check
from gouji.pipeline import extract
from gouji.readers import read_bytes
from gouji.settings import Settings, applying, chosen
from gouji.ties import tie


def test_every_check_stands_in_it_with_the_version_it_came() -> None:
    came = {check: entry.version for entry in rulesets() for check in entry.added}
    assert tool.missing() == [], "run make docs"
    for check in checks():
        assert came[check.meta.id] == check.meta.since, check.meta.id


def test_nothing_stands_in_it_twice_or_without_a_check() -> None:
    added = [check for entry in rulesets() for check in entry.added]
    assert len(set(added)) == len(added)
    states = {check.meta.id: check.meta.status for check in checks()}
    assert set(added) == set(states)
    retired = {check for entry in rulesets() for check in entry.retired}
    assert retired == {identity for identity, state in states.items() if state == "retired"}
    assert {change.check for entry in rulesets() for change in entry.changed} <= set(states)


def test_the_newest_is_the_one_that_runs() -> None:
    assert rulesets()[0].id == RULESET
    assert len({entry.id for entry in rulesets()}) == len(rulesets())


def test_a_new_check_is_added_and_the_rest_stays() -> None:
    text = tool.CHANGELOG.read_text("utf-8")
    made = tool.completed(text, [*rulesets()[0].added, "G999"])
    data = tomllib.loads(made)
    assert data["ruleset"][0]["added"] == sorted([*rulesets()[0].added, "G999"])
    assert made.partition("added")[0] == text.partition("added")[0]
    assert max(map(len, made.splitlines())) <= 120


def in_state(state: str) -> Check:
    check = next(check for check in checks() if check.meta.id == "G101")
    meta = msgspec.structs.replace(check.meta, status=state)
    return msgspec.structs.replace(check, meta=meta)


@pytest.mark.parametrize(
    ("state", "plain", "preview"), [("stable", True, True), ("preview", False, True), ("retired", False, False)]
)
def test_states_are_kept_to(state: str, plain: bool, preview: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def only() -> tuple[Check, ...]:
        return (in_state(state),)

    monkeypatch.setattr(applying, "checks", only)
    monkeypatch.setattr(runner, "checks", only)
    assert bool(chosen(Settings())) is plain and bool(chosen(Settings(preview=True))) is preview
    document = read_bytes("支出合计3万元，其中基本支出1万元，项目支出1万元。\n".encode(), "a.txt")
    report = extract(document)
    assert bool(run_checks(document, report, tie(report))) is plain
    assert bool(run_checks(document, report, tie(report), [in_state(state)])) is (state != "retired")


def test_the_states_are_those_of_the_registry() -> None:
    assert {check.meta.status for check in checks()} <= set(registry.Status.__args__)
    assert Path(tool.CHANGELOG).name == "changelog.toml"
