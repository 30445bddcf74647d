"""The linter finds each fault that a change of the data can bring in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.basis import documents
from gouji.errors import DefinitionError
from gouji.vocabulary import check_vocabulary, concepts, funds, relations
from gouji.vocabulary.linter import Vocabulary, problems

REAL = Vocabulary(concepts=dict(concepts()), relations=relations(), funds=funds(), basis=frozenset(documents()))
# Codes that others stand below, so that taking them away is a fault.
PARENTS = sorted({c.code[:-2] for c in REAL.concepts.values() if c.code is not None and len(c.code) > 3})


def with_concept(concept: str, **changes: Any) -> Vocabulary:
    """The vocabulary with one concept changed."""
    entry = msgspec.structs.replace(REAL.concepts[concept], **changes)
    return msgspec.structs.replace(REAL, concepts={**REAL.concepts, concept: entry})


def with_relation(relation: str, **changes: Any) -> Vocabulary:
    """The vocabulary with one relation changed."""
    entry = msgspec.structs.replace(REAL.relations[relation], **changes)
    return msgspec.structs.replace(REAL, relations={**REAL.relations, relation: entry})


def said(vocabulary: Vocabulary) -> str:
    return "\n".join(problems(vocabulary))


def test_the_data_has_no_fault() -> None:
    assert list(problems(REAL)) == []
    check_vocabulary(frozenset(documents()))


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(DefinitionError) as caught:
        check_vocabulary(frozenset())
    assert len(caught.value.problems) >= len(concepts())


any_concept = st.sampled_from(sorted(REAL.concepts))
any_relation = st.sampled_from(sorted(REAL.relations))


@given(any_concept, st.sampled_from(["source", "fund", "base", "within", "share_of"]))
def test_a_dangling_reference_is_found(concept: str, field: str) -> None:
    value: Any = ("no_such", "no_such") if field == "share_of" else "no_such"
    found = said(with_concept(concept, **{field: value}))
    assert f"[{concept}]" in found and "'no_such'" in found


@given(any_relation, st.sampled_from(["whole", "parts", "basis"]))
def test_a_dangling_member_is_found(relation: str, field: str) -> None:
    value: Any = ("no_such", "no_such") if field == "parts" else "no_such"
    assert f"[{relation}]" in said(with_relation(relation, **{field: value}))


@given(any_concept, st.sampled_from([c.id for c in REAL.concepts.values() if c.names]))
def test_a_name_of_two_concepts_is_found(concept: str, other: str) -> None:
    name = REAL.concepts[other].names[0]
    found = said(with_concept(concept, names=(*REAL.concepts[concept].names, name)))
    assert (concept == other) == ("names" not in found)


@given(st.sampled_from([c.id for c in REAL.concepts.values() if c.code]), st.sampled_from(PARENTS))
def test_a_code_twice_is_found(concept: str, code: str) -> None:
    found = said(with_concept(concept, code=code))
    fault = f"code {code} is of" in found or "is of a class of the other classification" in found
    assert fault == (REAL.concepts[concept].code != code)


@given(st.sampled_from([c.id for c in REAL.concepts.values() if c.code in PARENTS]))
def test_a_child_without_its_parent_is_found(concept: str) -> None:
    rest = {key: entry for key, entry in REAL.concepts.items() if key != concept}
    code = REAL.concepts[concept].code
    assert f"no concept has the code {code} above" in said(msgspec.structs.replace(REAL, concepts=rest))


@given(any_concept, st.sampled_from(["{}。", "{}", "指{}的支出。", "。", "{}经费。", "“{}”。"]))
def test_a_definition_that_says_nothing_is_found(concept: str, shape: str) -> None:
    definition = shape.format(REAL.concepts[concept].zh)
    assert f"[{concept}].definition" in said(with_concept(concept, definition=definition))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: with_concept("basic_salary", code="3010"), "is no code of the economic classification"),
        (lambda: with_concept("basic_salary", code="301X1"), "is no code of the economic classification"),
        (lambda: with_concept("basic_salary", classification=None), "go together"),
        (lambda: with_concept("basic_salary", suffix="01"), "go together"),
        (lambda: with_concept("bonuses", labels=("津贴补贴",)), "labels allowances_and_subsidies and bonuses"),
        (lambda: with_concept("basic_expenditure", labels=("基本",)), "they count nowhere"),
        (lambda: with_concept("government_fund_expenditure", fund="state_capital"), "are both total_expenditure ×"),
        (lambda: with_concept("headcount_actual_subordinate", scope="本级"), "are both headcount_actual × 本级"),
        (lambda: with_concept("budget_initial", stage=None), "without a stage, scope or fund"),
        (lambda: with_concept("administrative_operations", under=("20502",)), "code 2050201 is of"),
        (lambda: with_concept("administrative_operations", under=("29999",)), "no concept has the code 29999 above"),
        (lambda: with_concept("vehicles_other", base="vehicles_to_buy_other", stage="outturn"), "is made of itself"),
        (lambda: with_relation("sangong_parts", kind="product"), "no kind 'product'"),
        (lambda: with_relation("execution", parts=("total_expenditure",)), "a rate needs 2 parts"),
        (lambda: with_relation("sangong_parts", parts=("sangong_total",)), "sangong_total is a part of itself"),
        (lambda: with_relation("vehicle_parts", optional=("sangong_total",)), "vehicle_total is a part of itself"),
        (lambda: with_relation("basic_within_total", whole="personnel_funding"), "is a part of itself"),
    ],
)
def test_each_fault_of_structure_is_found(make: Callable[[], Vocabulary], expected: str) -> None:
    assert expected in said(make())


def test_a_name_may_be_the_label_of_another() -> None:
    """The table of a classification decides: 公务接待费 is 30217 there and a part of 三公 elsewhere."""
    assert "公务接待费" in REAL.concepts["official_reception_expense"].names
    assert REAL.concepts["official_reception_account"].zh == "公务接待费"
    assert said(with_concept("bonuses", labels=("会议费",))) == ""
