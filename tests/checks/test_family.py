"""Documents of one synthetic world agree; a figure changed in one of them is found, and nothing else."""

from __future__ import annotations

import random
from decimal import Decimal
from itertools import permutations

import pytest

from gouji.model import CheckResult, Finding, Other, OtherRole
from gouji.pipeline import check, extract
from gouji.readers import read_bytes
from gouji.testing import Synthetic, make_family, make_report

VERSIONS = ("prose12", "prose7", "accounts", "budget", "department", "city", "performance")
MONEY = ("basic", "project", "spent", "sangong", "reception")


def across(text: str, other: str, role: OtherRole = "against") -> dict[str, CheckResult]:
    """What the checks across documents answer for a text set against another."""
    own, its = (read_bytes(said.encode(), name) for said, name in ((text, "own.txt"), (other, "other.txt")))
    judgement = check(own, extract(own), [Other(role=role, document=its, report=extract(its))])
    assert judgement.pairings[0].fits, judgement.pairings[0].said
    return {result.rule: result for result in judgement.results if result.rule.startswith("G7")}


def findings(answers: dict[str, CheckResult]) -> list[Finding]:
    return [finding for answer in answers.values() for finding in answer.findings]


def changed(report: Synthetic, starts: set[int]) -> str:
    """The text with the first digit of some figures changed."""
    return "".join(str(int(sign) % 9 + 1) if at in starts else sign for at, sign in enumerate(report.text))


@pytest.mark.parametrize("rounded", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_a_family_agrees(seed: int, rounded: bool) -> None:
    family = make_family(seed, rounded)
    for one, two in permutations(family, 2):
        if family[one].form != family[two].form:
            said = [f.message.zh for f in findings(across(family[one].text, family[two].text))]
            assert said == [], (one, two)
    assert across(family["prose12"].text, family["accounts"].text)["G701"].outcome == "passed"


@pytest.mark.parametrize("seed", range(10))
def test_a_figure_changed_in_the_final_accounts_is_found(seed: int) -> None:
    family = make_family(seed)
    accounts = family["accounts"]
    key = random.Random(seed).choice([key for key in MONEY if accounts.variables[key].value])
    value = accounts.variables[key].value
    # The same amount under another name (all of it was appropriated) changes with it.
    starts = {m.start for m in accounts.mentions if m.value == value and m.text[0] in "123456789"}
    found = findings(across(family["prose12"].text, changed(accounts, starts)))
    named = [finding for finding in found if finding.rule == "G701"]
    stated = {m.text for m in family["prose12"].mentions if m.key == key}
    assert not stated or any(finding.reported in stated or _quotes(finding, family, value) for finding in named)
    assert len(found) == len(named)


def _quotes(finding: Finding, family: dict[str, Synthetic], value: object) -> bool:
    starts = {m.start for m in family["prose12"].mentions if m.value == value}
    return any(e.span.start in starts for e in finding.own)


@pytest.mark.parametrize("seed", range(14))
def test_a_figure_changed_in_another_version_is_found_and_no_other(seed: int) -> None:
    report, rng = make_report(seed, VERSIONS[seed % len(VERSIONS)]), random.Random(seed)
    mention = rng.choice([m for m in report.mentions if m.text[0] in "123456789"])
    (finding,) = findings(across(changed(report, {mention.start}), report.text))
    assert finding.rule == "G703"
    assert any(e.span.start <= mention.start < e.span.end for e in finding.own)


STATED = {
    "spent.prior": "全年支出",
    "basic.prior": "基本支出",
    "project.prior": "项目支出",
    "revenue.prior": "收入合计",
}


def last_year(report: Synthetic, **slips: Decimal) -> str:
    """A report of the year before that states what the world says of it; `slips` are added to its amounts, in 元."""
    year = report.fiscal_year - 1
    amounts = {key: report.variables[key].value + slips.get(key.split(".")[0], Decimal(0)) for key in STATED}
    said = "".join(f"{year}年{STATED[key]}{amount:,.2f}元。" for key, amount in amounts.items())
    return f"{year}年度{report.organisation}整体支出绩效自评报告\n一、收支情况\n{said}\n"


@pytest.mark.parametrize("rounded", [False, True])
@pytest.mark.parametrize("seed", range(24))
def test_values_of_last_year_agree_with_its_report(seed: int, rounded: bool) -> None:
    report = make_report(seed, VERSIONS[seed % len(VERSIONS)], rounded)
    assert [finding.message.zh for finding in findings(across(report.text, last_year(report), "previous"))] == []


def test_a_value_of_last_year_changed_in_its_report_is_found() -> None:
    hits = 0
    for seed in range(24):
        report = make_report(seed, "prose7")
        answers = across(report.text, last_year(report, project=Decimal(430_000)), "previous")
        found = findings(answers)
        assert all(finding.rule == "G705" and "项目支出" in finding.message.zh for finding in found)
        hits += bool(found)
        stated = any(mention.key == "project.prior" for mention in report.mentions)
        assert bool(found) or not stated
    assert hits > 0


def budget_of(report: Synthetic) -> str:
    """The budget of a world's year, as far as its other documents state it again."""
    year, known = report.fiscal_year, report.variables
    amount = {key: known[key].value for key in ("original", "basic.original", "project.original", "gp.original")}
    return (
        f"{report.organisation}{year}年部门预算\n一、收支预算总体情况\n"
        f"{year}年支出预算{amount['original']:,.2f}元，其中：基本支出{amount['basic.original']:,.2f}元，"
        f"项目支出{amount['project.original']:,.2f}元。\n"
        f"二、财政拨款支出预算\n{year}年一般公共预算财政拨款支出预算{amount['gp.original']:,.2f}元。\n"
    )


@pytest.mark.parametrize("rounded", [False, True])
@pytest.mark.parametrize("form", ["prose12", "prose7", "accounts", "department", "city", "performance"])
def test_an_original_budget_is_that_of_the_budget(form: str, rounded: bool) -> None:
    for seed in range(6):
        report = make_report(seed, form, rounded)
        assert [f.message.zh for f in findings(across(report.text, budget_of(report)))] == [], seed


def test_two_documents_that_differ_in_one_figure_give_two_findings() -> None:
    report = make_family(1)["prose12"]
    own = read_bytes(report.text.encode(), "own.txt")
    texts = (
        f"{report.organisation}{report.fiscal_year}年度部门决算\n本年支出合计{n}万元。\n" for n in ("1.01", "1.02")
    )
    made = [read_bytes(text.encode(), f"{number}.txt") for number, text in enumerate(texts)]
    judgement = check(own, extract(own), [Other(role="against", document=d, report=extract(d)) for d in made])
    (found,) = (result.findings for result in judgement.results if result.rule == "G701")
    assert {e.file for finding in found for e in finding.evidence if e.file} == {"0.txt", "1.txt"}
