"""What the vocabulary must hold, and that each concept can be said in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.basis import documents
from gouji.vocabulary import concepts, relations
from gouji.vocabulary.explain import GROUPS, formula, found_by, name, near, rows, ties_of, title

GOLD = Path(__file__).resolve().parents[3] / "shared/gold/CONCEPTS.txt"


def test_ids_of_the_annotation_stay() -> None:
    if not GOLD.exists():
        pytest.skip("the annotated reports are not here")
    assert set(GOLD.read_text("utf-8").split()) <= set(concepts())


def test_every_group_has_a_heading() -> None:
    assert {concept.group for concept in concepts().values()} == set(GROUPS)


def test_money_says_what_kind_of_number_it_is() -> None:
    """Stocks and flows are compared wherever they stand twice; what may occur many times says so."""
    for concept in concepts().values():
        if concept.unit in ("money", "人", "辆"):
            assert concept.nature in ("flow", "stock", "stock_opening", "work"), concept.id


def test_both_classifications_are_here() -> None:
    codes = {c.code for c in concepts().values() if c.code}
    assert {str(code) for code in (*range(201, 218), *range(219, 225), 227, *range(229, 235))} - {"218"} <= codes
    assert {"301", "302", "303", "307", "309", "310", "311", "312", "313", "399"} <= codes
    assert len([code for code in codes if code.startswith("3") and len(code) == 5]) >= 90


@pytest.mark.parametrize("concept", concepts().values(), ids=lambda concept: concept.id)
def test_a_concept_can_be_said(concept) -> None:  # type: ignore[no-untyped-def]
    said = list(rows(concept))
    assert said and all(label.zh and label.en and words.zh and words.en for label, words in said)
    assert concept.zh in title(concept).zh and concept.zh in title(concept).en
    assert not re.search(r"[㐀-鿿]", name(concept.id).en)
    assert concept in found_by(concept.id) and concept in found_by(concept.zh)


def test_a_relation_is_said_from_both_sides() -> None:
    for relation in relations().values():
        for member in (relation.whole, *relation.parts, *relation.optional):
            assert relation in ties_of(member)
            assert name(member).zh in formula(relation).zh and name(member).en in formula(relation).en
    assert formula(relations()["fixed_assets_net_value"]).zh == "固定资产净值 ＝ 固定资产原值 － 累计折旧"
    assert formula(relations()["execution"]).zh == "预算执行率 ＝ 支出合计 ÷ 全年预算数 × 100%"
    assert formula(relations()["basic_within_total"]).en == "basic expenditure ≤ total expenditure"


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("基本支出", ["basic_expenditure"]),
        ("住房公积金", ["housing_fund_contributions", "housing_fund_expenditure"]),
        ("2010301", ["administrative_operations"]),
        ("三公经费", ["sangong_total"]),
        ("“三公” 经费", ["sangong_total"]),
        ("Basic_Expenditure", []),
        ("2120399", ["other_of_group"]),
        ("2130999", []),
        ("", []),
    ],
)
def test_found_by_id_code_or_name(words: str, ids: list[str]) -> None:
    assert [concept.id for concept in found_by(words)] == ids


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("基本支处", "basic_expenditure"),
        ("basic_expenditur", "basic_expenditure"),
        ("2130999", "agriculture_forestry_water"),
    ],
)
def test_near(words: str, first: str) -> None:
    found = [concept.id for concept in near(words)]
    assert first in found[:2]


def test_nothing_is_near_nonsense() -> None:
    assert near("zzzzqqqq") == () and near("") == ()


def test_memory_is_marked_as_memory() -> None:
    recalled = [c for c in concepts().values() if documents()[c.source].confidence == "L"]
    assert recalled and all(concept.classification for concept in recalled)
    assert all(documents()[relation.basis].confidence != "L" for relation in relations().values())
