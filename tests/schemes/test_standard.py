"""What a compiled sentence tells: names, units, readings, flags, ranges, the trace, the linter."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import gouji
from gouji.schemes import compile_standard
from gouji.schemes.inputs import Value

CONTROL = "在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。"


def test_the_trace_can_be_read_aloud() -> None:
    score = gouji.compile_standard(CONTROL, 5).score({"在职人员控制率": "103%"})
    assert score.points == Decimal("3.5")
    assert score.trace == (
        "在职人员控制率103%，偏离100% 3%，每1%一步，合3步。",
        "扣1.5分，余3.5分。",
        "本项得3.5分（满分5分）。",
    )


@pytest.mark.parametrize("name", ["在职人员控制率", "控制率", "人员控制率", "“在职人员”控制率"])
def test_names_as_people_write_them(name: str) -> None:
    assert compile_standard(CONTROL, 5).score({name: "102%"}).points == Decimal(4)


def test_reduced_is_one_word() -> None:
    """减少 is no 减 with 少 behind it."""
    standard = compile_standard("政府采购执行率等于100%的，得3分；\n每减少一个百分点，扣0.2分，扣完为止。", 3)
    assert standard.understood
    assert standard.score({"政府采购执行率": "97%"}).points == Decimal("2.4")


@pytest.mark.parametrize("text", ["完成率≥90%得5分，每低0个百分点扣1分。", "每发生0起扣1分，扣完为止。"])
def test_a_step_of_nothing_is_not_understood(text: str) -> None:
    standard = compile_standard(text, 5)
    assert not standard.understood
    assert standard.score({"完成率": "80%", "发生": "2起"}).points is None


def test_an_inclusion_before_a_sign_fails_nothing() -> None:
    score = compile_standard("5%（含）≤变动率得5分，其余不得分。", 5).score({"变动率": "6%"})
    assert score.points in (None, Decimal(5))


def test_an_exact_value_is_taken_as_it_is() -> None:
    """A share that has no end of decimals goes in as a fraction, not as its print."""
    third = Value(Fraction(1, 3), "%", "33.33%")
    assert compile_standard("得分＝分值×完成率", 30).score({"完成率": third}).points == Decimal(10)


def test_part_of_a_step_gives_all_readings() -> None:
    score = compile_standard(CONTROL, 5).score({"控制率": "103.5%"})
    assert score.points is None and score.needs_judgement
    assert [points for _, points in score.readings] == [Decimal("3.5"), Decimal("3.25"), Decimal(3)]
    assert (score.low, score.high, score.by_default) == (Decimal(3), Decimal("3.5"), Decimal("3.5"))


@pytest.mark.parametrize(("steps", "points"), [("whole", "3.5"), ("even", "3.25"), ("begun", "3")])
def test_the_step_is_a_setting(steps: str, points: str) -> None:
    standard = compile_standard(CONTROL, 5, steps=steps)  # type: ignore[arg-type]
    assert standard.score({"控制率": "103.5%"}).points == Decimal(points)


def test_a_unit_that_cannot_be_is_not_computed() -> None:
    score = compile_standard(CONTROL, 5).score({"控制率": "3天"})
    assert score.points is None and score.missing


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        compile_standard(CONTROL, 5).score({"控制率": 1.03})


def test_effects_beyond_the_row_are_flags() -> None:
    text = "事故死亡人数为0得满分；出现死亡的，该项不得分，且年度评价等级不得评为优秀。"
    standard = compile_standard(text, 10)
    assert standard.score({"死亡人数": "1人"}).flags
    assert not standard.score({"死亡人数": "0人"}).flags


def test_what_is_not_understood_is_not_computed() -> None:
    standard = compile_standard("满意度≥90%得10分，视领导批示另行处理后再定。", 10)
    score = standard.score({"满意度": "95%"})
    assert not standard.understood
    assert (score.points, score.low, score.high) == (None, Decimal(0), Decimal(10))


@pytest.mark.parametrize(
    ("text", "points", "kind"),
    [
        ("满意度≥90%得5分；70%（含）-80%得3分；低于70%不得分。", 5, "gap"),
        ("90%以上得5分，90%以下得3分。", 5, "bound_twice"),
        ("完成率≥90%得3分，低于90%不得分。", 5, "never_full"),
        ("完成率≥90%得满分。", 5, "never_loses"),
        (CONTROL, 5, "rounding"),
        ("①有制度，1分；②有台账，2分。", 5, "sum"),
        ("①有制度，4分；②有台账，2分。", 5, "not_understood"),
        ("60%-80%得3分，70%-90%得2分，90%以上得5分，60%以下不得分。", 5, "overlap"),
    ],
)
def test_the_linter_names_faults(text: str, points: int, kind: str) -> None:
    assert kind in {problem.kind for problem in compile_standard(text, points).problems}


def test_a_sound_sentence_has_no_problem() -> None:
    text = "满意度≥95%得5分；85%（含）-95%（不含）得3分；低于85%不得分。"
    assert compile_standard(text, 5).problems == ()
