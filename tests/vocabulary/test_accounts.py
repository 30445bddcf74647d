"""Codes and labels of the classifications, funds in titles, and the shares of a fund."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.vocabulary import (
    account,
    account_named,
    by_base,
    by_fund,
    classification_of,
    concept_named,
    concept_within,
    concepts,
    find_names,
    fund_named,
    funds,
    parent_of,
)

CODED = [concept for concept in concepts().values() if concept.code and concept.classification]


@pytest.mark.parametrize("concept", CODED, ids=lambda concept: concept.code)
def test_every_account_is_found_by_code_and_by_label(concept) -> None:  # type: ignore[no-untyped-def]
    assert account(concept.classification, concept.code) is concept
    assert classification_of(concept.code) == concept.classification
    within = parent_of(concept.code) or ""
    for label in (concept.zh, *concept.labels):
        assert account_named(concept.classification, label, within) == concept.code


@pytest.mark.parametrize(
    ("classification", "label", "within", "code"),
    [
        ("economic", "住房公积金", "", "30113"),
        ("functional", "住房公积金", "", "2210201"),
        ("functional", "行政运行", "20103", "2010301"),
        ("functional", "行政运行（项）", "20199", "2019901"),
        ("functional", "行政运行", "", None),
        ("functional", "行政运行", "201", None),
        ("functional", "事业运行", "20139", "2013950"),
        ("functional", "事业运行", "21301", "2130104"),
        ("functional", "一、一般公共服务支出", "", "201"),
        ("functional", "（一）社会保障和就业支出(类)", "", "208"),
        ("functional", "2. 卫生健康 支出", "", "210"),
        ("functional", "医疗卫生与计划生育支出", "", "210"),
        ("functional", "其他支出", "", "229"),
        ("functional", "其他支出", "229", "22999"),
        ("functional", "其他支出", "22999", "2299999"),
        ("functional", "其他群众团体事务支出", "20129", "2012999"),
        ("functional", "其他群众团体事务支出", "20113", None),
        ("functional", "其他共产党事务支出", "20136", "2013699"),
        ("functional", "其他教育支出", "205", "20599"),
        ("functional", "其他教育支出", "20599", "2059999"),
        ("functional", "行政单位医疗", "208", None),
        ("economic", "其中：基本工资", "", "30101"),
        ("economic", "维修(护)费", "", "30213"),
        ("economic", "公务接待费", "302", "30217"),
        ("economic", "公务用车购置", "", None),
        ("economic", "公务用车购置", "310", "31013"),
        ("economic", "资本性支出（基本建设）", "", "309"),
        ("economic", "其他资本性支出", "310", "31099"),
        ("economic", "其他支出", "399", "39999"),
        ("economic", "会议费", "302", "30215"),
        ("economic", "行政运行", "301", None),
        ("economic", "", "", None),
        ("functional", "合计", "", None),
    ],
)
def test_labels(classification, label, within, code) -> None:  # type: ignore[no-untyped-def]
    assert account_named(classification, label, within) == code


@pytest.mark.parametrize(
    ("code", "concept"),
    [
        ("2010301", "administrative_operations"),
        ("2013902", "general_administration"),
        ("2013950", "institutional_operations"),
        ("2013999", "other_of_group"),
        ("2080599", "other_public_institution_pensions"),
        ("2050201", "preschool_education"),
        ("2110301", "air_pollution"),
        ("2120301", None),
        ("2130150", None),
        ("2999999", None),
        ("20", None),
        ("", None),
    ],
)
def test_shared_items(code: str, concept: str | None) -> None:
    found = account("functional", code)
    assert (found.id if found else None) == concept


@pytest.mark.parametrize(
    ("code", "classification"),
    [
        ("2130999", "functional"),
        ("21399", "functional"),
        ("301", "economic"),
        ("3019901", None),
        ("2010", None),
        ("501", None),
        ("208０5", None),
        ("2 1", None),
        ("", None),
    ],
)
def test_classification_of(code: str, classification: str | None) -> None:
    assert classification_of(code) == classification


@given(st.text(max_size=12), st.text(alphabet="0123456789", max_size=7))
def test_any_text_is_answered(label: str, within: str) -> None:
    for classification in ("economic", "functional"):
        code = account_named(classification, label, within)
        assert code is None or (code.startswith(within) and classification_of(code) == classification)
        account(classification, label)
    fund_named(label)


@pytest.mark.parametrize(
    ("text", "fund"),
    [
        ("2024年度一般公共预算财政拨款支出决算表", "general_public_budget"),
        ("一般公共 预算支出表", "general_public_budget"),
        ("政府性基金预算财政拨款收入支出决算表", "government_fund"),
        ("国有资本经营预算支出表", "state_capital"),
        ("财政拨款收入支出决算总表", "fiscal_appropriation"),
        ("使用非财政拨款结余", None),
        ("部门收支总表", None),
        ("", None),
    ],
)
def test_funds_in_titles(text: str, fund: str | None) -> None:
    assert fund_named(text) == fund


def test_every_name_of_a_fund_names_it() -> None:
    for fund in funds().values():
        assert all(fund_named(f"2024年{name}表") == fund.id for name in fund.names)


def test_shares_of_a_fund_are_no_stages() -> None:
    assert by_fund()["total_expenditure", "general_public_budget"] == "general_public_budget_expenditure"
    assert by_base()["vehicles_other", "purchase"] == "vehicles_to_buy_other"
    assert ("total_expenditure", "") not in by_base()


def test_labels_count_in_their_place_only() -> None:
    assert concept_named("奖金") is None and concept_named("手续费") is None
    assert list(find_names("发放奖金和手续费")) == []
    assert concept_within("vehicles_to_buy_total", "其他用车") == "vehicles_to_buy_other"
    assert concept_within("performance_tracking_projects", "涉及预算金额") == "performance_tracking_budget"


def test_accounts_are_read_when_asked_for() -> None:
    """A report without tables by classification does not pay for them."""
    program = (
        "from gouji.vocabulary import concept_named, concepts, find_names, loader\n"
        "list(find_names('基本支出')), concept_named('基本支出'), concepts()['basic_expenditure'], concepts().get('')\n"
        "print(loader._accounts.cache_info().misses)\n"
        "concepts()['basic_salary']\n"
        "print(loader._accounts.cache_info().misses)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]


def test_the_mapping_is_whole() -> None:
    assert len(concepts()) == len(list(concepts())) >= 250
    assert "basic_salary" in concepts() and "no_such" not in concepts()
    assert concepts().get("no_such") is None
    with pytest.raises(KeyError):
        concepts()["no_such"]
