"""Faults of one sentence: gaps, overlaps, bounds claimed twice, no full marks, no loss, unclear rounding, two rules."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gouji.schemes.layouts import layout
from gouji.schemes.program import Counter, Program, Scale
from gouji.schemes.records import Award, Step
from gouji.schemes.run import amount
from gouji.schemes.shown import shown

if TYPE_CHECKING:
    from gouji.schemes.standard import Problem


def problems(program: Program) -> tuple[Problem, ...]:
    """All faults of a program, most serious first."""
    from gouji.schemes.standard import Problem

    found: list[tuple[str, str]] = [("not_understood", f"没有读懂：{words}。") for words in program.unread]
    if not program.unread:
        for part in program.parts:
            if isinstance(part, Scale) and not part.ratio:
                found += _scale(part)
        found += _range_of_points(program)
        for counter in program.counters:
            found += _rounding(counter.step, counter.name)
        found += _doubled(program.counters)
    found += [("doubt", f"{doubt}。") for doubt in program.doubts if doubt not in ("never_full", "capped", "items_sum")]
    return tuple(Problem(kind=kind, message=message) for kind, message in dict.fromkeys(found))


def _scale(scale: Scale) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    name = scale.name or "指标值"
    laid = layout(scale.pieces)
    for i, bound in enumerate(laid.bounds):
        value = amount(bound, scale.unit)
        claims = [p for p in scale.pieces if p.range.holds(bound) and _ends(p, bound)]
        if len({p.act for p in claims}) > 1 and not any(p.range.low == p.range.high for p in claims):
            out.append(("bound_twice", f"{name}{value}这一界限有两档都包括。"))
        if not laid.at[i] and not _stepped_or_else(scale, bound) and 0 < i < len(laid.bounds) - 1:
            out.append(("gap", f"{name}等于{value}时没有档次。"))
    for i, claims_between in enumerate(laid.between):
        inner = 0 < i < len(laid.bounds)
        if len(claims_between) > 1:
            out.append(("overlap", f"{name}在{_stretch(laid.bounds, i, scale.unit)}之间有两条规则同时适用。"))
        if not claims_between and inner and not _stepped_or_else(scale, (laid.bounds[i - 1] + laid.bounds[i]) / 2):
            out.append(("gap", f"{name}在{_stretch(laid.bounds, i, scale.unit)}之间没有档次。"))
    if scale.pieces and not scale.otherwise and not scale.steps:
        out += _open_ends(scale, name)
    if len({step.way for step in scale.steps}) < len(scale.steps):
        out.append(("two_rules", f"{name}的同一方向有两条扣分规则。"))
    for step in (*scale.steps, *(p.act for p in scale.pieces if isinstance(p.act, Step))):
        out += _rounding(step, name)
    return out


def _ends(piece: object, bound: Fraction) -> bool:
    limits = piece.range  # type: ignore[attr-defined]
    return any(end is not None and end.value == bound for end in (limits.low, limits.high))


def _stretch(bounds: list[Fraction], i: int, unit: str) -> str:
    low = amount(bounds[i - 1], unit) if i else "最小"
    return f"{low}与{amount(bounds[i], unit) if i < len(bounds) else '最大'}"


def _stepped_or_else(scale: Scale, value: Fraction) -> bool:
    """Whether a step or 否则 covers a number that no tier names."""
    if scale.otherwise is not None:
        return True
    base = scale.base if scale.base is not None else Fraction(0)
    return any(
        step.way == "either" or (value > base if step.way in ("up", "event") else value < base) for step in scale.steps
    ) or (bool(scale.steps) and not scale.exact)


def _open_ends(scale: Scale, name: str) -> list[tuple[str, str]]:
    """Numbers below the lowest or above the highest bound that no tier holds, where they can occur."""
    laid = layout(scale.pieces)
    out = []
    low = laid.bounds[0] if laid.bounds else Fraction(0)
    if laid.bounds and not laid.between[0]:
        kind = "负数" if low == 0 else f"低于{amount(low, scale.unit)}"
        if low != 0 or scale.unit == "%":
            out.append(("gap", f"{name}为{kind}时没有档次。" if low == 0 else f"{name}{kind}时没有档次。"))
    top = laid.bounds[-1] if laid.bounds else Fraction(0)
    if (
        laid.bounds
        and not laid.between[-1]
        and not (scale.unit == "%" and top == 1)
        and not (scale.unit == "分" and top == 100)
    ):
        out.append(("gap", f"{name}高于{amount(top, scale.unit)}时没有档次。"))
    return out


def _rounding(step: Step, name: str) -> list[tuple[str, str]]:
    """A step of a measure says nothing about its part; steps of things that are counted have no parts."""
    if step.begun or step.whole or step.even or step.unit not in ("%", "元"):
        return []
    one = f"{shown(step.size * 100)}个百分点" if step.unit == "%" else amount(step.size, step.unit)
    return [("rounding", f"{name or '指标值'}不足{one}时怎样扣分没有说明。")]


def _range_of_points(program: Program) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    if "never_full" in program.doubts:
        out.append(("never_full", "按各档得不到本项满分。"))
    if "items_sum" in program.doubts:
        out.append(("sum", "各事项分值合计与本项分值不一致。"))
    if "capped" in program.doubts:
        out.append(("sum", "各部分的分值合计超过本项分值，按上限截止。"))
    awards = [p.act for part in program.parts if isinstance(part, Scale) for p in part.pieces]
    plain = [a for a in awards if isinstance(a, Award)]
    single = len(program.parts) == 1 and isinstance(program.parts[0], Scale)
    if single and plain and len(plain) == len(awards) and not program.counters and not program.less:
        scale = program.parts[0]
        assert isinstance(scale, Scale)
        loses = any(a.kind != "full" and not (a.kind == "points" and a.value == program.points) for a in plain)
        if not loses and not scale.steps and scale.otherwise is None:
            out.append(("never_loses", "没有说明达不到要求时怎样扣分。"))
    return out


def _doubled(counters: tuple[Counter, ...]) -> list[tuple[str, str]]:
    names = [counter.name for counter in counters if counter.step.sign < 0]
    twice = {name for name in names if name and names.count(name) > 1}
    return [("two_rules", f"“{name}”有两条扣分规则。") for name in sorted(twice)]
