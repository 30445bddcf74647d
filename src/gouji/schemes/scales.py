"""Points by one number: the ranges of a scale laid out without overlap, and the value of a number on it.

The layout lists the bounds in order, with the piece for each bound and for each stretch between two of them. Which of
two claims to one bound wins follows NORMS section 7, G2 and G3; two equal claims of bare dashes are two readings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from fractions import Fraction
from math import ceil, floor

from gouji.schemes.expressions import names, value_of
from gouji.schemes.layouts import ends_at, layout, passed
from gouji.schemes.program import Piece, Scale
from gouji.schemes.records import Award, Expr, Range, Step
from gouji.schemes.run import ABSOLUTE, BEGUN, LITERAL, STEPS, WHOLE, Interval, Run, Undefined, amount, certain
from gouji.schemes.shown import shown

BY_RATE, BY_TARGET, BY_LINE = "按实际比率计", "按与达标值之比计", "在区间内按直线计"
NEXT = "按字面归下一档"
CAPPED, EARLIER, LATER = "超出部分按满分计", "边界归前一档", "边界归后一档"
FIRST, SECOND = "按先写的一档", "按后写的一档"
NO_RULE, NOTHING = LITERAL, "未达到的不得分"
_MEASURED_STEP = "%"


# ---- the points of a number


def points_on(scale: Scale, value: Fraction, run: Run, relative: Fraction | None = None) -> Interval:
    """The points of `value` on a scale; `relative` is what a relative step is measured against."""
    full = scale.full if scale.full is not None else Fraction(0)
    found = layout(scale.pieces).find(value)
    if len(found) > 1:
        found = (_chosen(found, value, run, scale),)
    if found and (point := passed(scale.pieces, found[0], value)) is not None:
        if run.trace is not None:
            run.say(
                f"{amount(value, scale.unit)}超过了{described(point.range, scale.unit)}，句子没有说超过的归哪一档。"
            )
        found = (point,) if run.pick("超过", (CAPPED, NEXT)) == CAPPED else found
    if found:
        return _raised(scale, _act(scale, found[0], value, run, full, relative), value, run, full, relative)
    if scale.steps:
        stepped = _outside(scale, value, run, full, relative)
        if stepped is not None:
            return stepped
    return _uncovered(scale, value, run, full, relative)


def _chosen(found: tuple[Piece, ...], value: Fraction, run: Run, scale: Scale) -> Piece:
    if run.trace is not None:
        run.say(f"{amount(value, scale.unit)}同时落在两档，句子没有说归哪一档。")
    name = "边界" if all(ends_at(p, value) for p in found) else "重叠"
    options = (EARLIER, LATER) if name == "边界" else (FIRST, SECOND)
    return found[0] if run.pick(name, options) == options[0] else found[-1]


def _outside(scale: Scale, value: Fraction, run: Run, full: Fraction, relative: Fraction | None) -> Interval | None:
    """A number that no tier names: steps beyond their start, full marks on its good side."""
    base = _nearest(scale, value)
    step = scale.steps[0]
    further = [s for s in scale.steps if beyond(s, value, base)]
    if further:
        if further[0].sign > 0 and scale.pieces and not _from_nothing(further[0]):
            return None
        return _stepped(scale, further[0], value, base, run, full, relative)
    if step.sign > 0 and value <= base:
        return certain(Fraction(0)) if not scale.pieces else None
    if beside(scale, value):
        return None
    if scale.exact and value != base:
        if run.trace is not None:
            run.say(f"句子只说等于{amount(base, scale.unit)}得满分，没有说{amount(value, scale.unit)}怎样计分。")
        if run.pick("超过标准", (CAPPED, LITERAL)) == LITERAL:
            raise Undefined("没有适用的条款")
    if run.trace is not None:
        run.say(
            f"{_named(scale)}{amount(value, scale.unit)}，没有偏离标准{amount(base, scale.unit)}，得{shown(full)}分。"
        )
    return certain(full)


def _from_nothing(step: Step) -> bool:
    """每完成10%得1分: points from 0 on, and not on top of a tier."""
    return step.sign > 0 and step.base == 0


def _between_ends(scale: Scale) -> Range | None:
    """The range with two ends that gets full marks (95%-105%, ±5%), None when it is open to one side."""
    for piece in scale.pieces:
        limits = piece.range
        if isinstance(piece.act, Award) and piece.act.kind in ("full", "points") and limits.low and limits.high:
            return limits if limits.low != limits.high else None
    return None


def _nearest(scale: Scale, value: Fraction) -> Fraction:
    """Where the deviation starts: for 偏离 from a range, the end of it that is nearer."""
    base = scale.base or Fraction(0)
    if scale.steps[0].way != "either":
        return base
    limits = _between_ends(scale)
    if limits is None or limits.low is None or limits.high is None:
        return base
    return limits.low.value if value <= limits.low.value else limits.high.value


def beside(scale: Scale, value: Fraction) -> bool:
    """On the side of a full range that no step speaks of: no rule says what that gets."""
    limits = _between_ends(scale)
    return limits is not None and not limits.holds(value) and scale.steps[0].way != "either"


def _raised(
    scale: Scale, got: Interval, value: Fraction, run: Run, full: Fraction, relative: Fraction | None
) -> Interval:
    """达到85%得4分，每高1个百分点加0.2分: what the number earns above its tier."""
    if not scale.steps or all(step.sign < 0 for step in scale.steps):
        return got
    base = scale.base or Fraction(0)
    rising = [s for s in scale.steps if s.sign > 0 and beyond(s, value, base) and not _from_nothing(s)]
    if not rising:
        return got
    more = _stepped(scale, rising[0], value, base, run, full, relative)
    return Interval(got.low + more.low, got.high + more.high, got.closed)


def beyond(step: Step, value: Fraction, base: Fraction) -> bool:
    """Whether a number lies on the side of the base that a step speaks of."""
    if step.way in ("up", "event"):
        return value > base
    return value < base if step.way == "down" else value != base


def _stepped(
    scale: Scale, step: Step, value: Fraction, base: Fraction, run: Run, full: Fraction, relative: Fraction | None
) -> Interval:
    deviation = abs(value - base)
    if relative is not None and step.unit == "%":
        if relative == 0:
            raise Undefined("目标值为0，不能计算比率")
        deviation = deviation / abs(relative)
    count = deviation / step.size
    unit = step.unit or scale.unit
    # 变动率≦0: a bound of 0 has no unit of its own.
    measured = unit if base == 0 and not scale.unit else scale.unit
    if run.trace is not None:
        run.say(
            f"{_named(scale)}{amount(value, measured)}，偏离{amount(base, measured)} {amount(deviation, unit)}，"
            f"每{amount(step.size, unit)}一步，合{shown(count)}步。"
        )
    return taken(step, count, full, run)


def taken(step: Step, count: Fraction, full: Fraction, run: Run) -> Interval:
    """What is left of `full` after `count` steps, or added to it; parts of a step by the reading in force."""
    if count.denominator != 1:
        count = rounded(step, count, run)
    each = step.amount * full if step.share else step.amount
    most = step.high if step.high is not None else each
    low, high = (count * each, count * most)
    if step.limit is not None:
        low, high = min(low, step.limit), min(high, step.limit)
    if step.sign > 0:
        if run.trace is not None:
            run.say(f"{shown(count)}步，得{shown(low)}分。")
        return Interval(low, high)
    if run.trace is not None:
        run.say(
            f"扣{shown(low)}分{f'至{shown(high)}分' if high != low else ''}，"
            f"余{shown(max(full - high, Fraction(0)))}分。"
        )
    return Interval(max(full - high, Fraction(0)), max(full - low, Fraction(0)))


def rounded(step: Step, count: Fraction, run: Run) -> Fraction:
    """Steps that count: those that are complete, a part in proportion, or a begun one as whole."""
    if step.begun:
        return Fraction(ceil(count))
    if step.whole:
        return Fraction(floor(count))
    if step.even:
        return count
    reading = run.pick("不足一步", STEPS)
    if reading == WHOLE:
        return Fraction(floor(count))
    return Fraction(ceil(count)) if reading == BEGUN else count


def _uncovered(scale: Scale, value: Fraction, run: Run, full: Fraction, relative: Fraction | None) -> Interval:
    if scale.otherwise is not None:
        if run.trace is not None:
            run.say(f"{_named(scale)}{amount(value, scale.unit)}，属于其余情况。")
        if scale.otherwise.kind == "proportion":
            return proportional(scale, Piece(Range(None, None, scale.unit), scale.otherwise), value, run, full)
        return award_points(scale.otherwise, full, run)
    lows = [b.value for p in scale.pieces for b in (p.range.low, p.range.high) if b is not None]
    if value < 0 and lows and min(lows) >= 0:
        if run.trace is not None:
            run.say(f"{amount(value, scale.unit)}为负，句子没有说负数怎样计分。")
        if run.pick("负数", (ABSOLUTE, LITERAL)) == ABSOLUTE:
            return points_on(scale, -value, run, relative)
        raise Undefined("没有适用的条款")
    if _only_floor(scale, value):
        run.say("句子只说了达到的得分，没有说未达到的怎样计分。")
        if run.pick("未达到", (NOTHING, LITERAL)) == NOTHING:
            return certain(Fraction(0))
    whole = _between_whole(scale, value)
    if whole is not None:
        run.say("各档只写到整数，这个数落在两档之间。")
        if run.pick("整数档", ("先四舍五入取整", LITERAL)) != LITERAL:
            return points_on(scale, whole, run, relative)
    if run.trace is not None:
        run.say(f"{_named(scale)}{amount(value, scale.unit)}，没有适用的条款。")
    raise Undefined("没有适用的条款")


def _between_whole(scale: Scale, value: Fraction) -> Fraction | None:
    """A number that lies between bands of whole numbers (80-89, 90-100), rounded half up; None elsewhere."""
    unit = Fraction(1, 100) if scale.unit == "%" else Fraction(1)
    bounds = layout(scale.pieces).bounds
    i = bisect_left(bounds, value)
    if 0 < i < len(bounds) and bounds[i] - bounds[i - 1] == unit and (bounds[i] / unit).denominator == 1:
        return Fraction(floor(value / unit + Fraction(1, 2))) * unit
    return None


def _only_floor(scale: Scale, value: Fraction) -> bool:
    """Only one threshold is said, and the number does not reach it."""
    if len(scale.pieces) != 1 or scale.steps:
        return False
    limits = scale.pieces[0].range
    if limits.low is not None and limits.high is None:
        return value <= limits.low.value
    return limits.high is not None and limits.low is None and value >= limits.high.value


def _act(scale: Scale, piece: Piece, value: Fraction, run: Run, full: Fraction, relative: Fraction | None) -> Interval:
    act = piece.act
    if isinstance(act, Step):
        base = scale.base if scale.base is not None else Fraction(0)
        return _stepped(scale, act, value, base, run, full, relative)
    if act.kind in ("proportion", "proportion_less"):
        return proportional(scale, piece, value, run, full)
    if act.kind.startswith("less") and piece.range.low is None and value <= 0:
        raise Undefined("没有偏离时怎样计分没有说明")
    if act.kind == "linear":
        return _linear(scale, piece, value, run, full)
    if run.trace is not None:
        run.say(f"{_named(scale)}{amount(value, _unit(scale))}，符合“{described(piece.range, scale.unit)}”。")
    return award_points(act, full, run)


def _unit(scale: Scale) -> str:
    """The unit that a number is shown in: that of the steps where all bounds are 0 and have none (变动率≤0)."""
    acts = (*scale.steps, *(piece.act for piece in scale.pieces if isinstance(piece.act, Step)))
    return scale.unit or next((step.unit for step in acts), "%" if scale.name.endswith("率") else "")


def award_points(act: Award, full: Fraction, run: Run) -> Interval:
    """The points of an award that needs no number."""
    kind = act.kind
    if kind == "points":
        found = certain(act.value)
    elif kind == "full":
        found = certain(full)
    elif kind == "zero":
        found = certain(Fraction(0))
    elif kind == "share":
        found = certain(act.value * full)
    elif kind == "less":
        found = certain(max(full - act.value, Fraction(0)))
    elif kind == "less_share":
        found = certain(full - act.value * full)
    elif kind == "between":
        factor = full if act.share else Fraction(1)
        found = Interval(act.value * factor, act.high * factor, not act.open_high)
    elif kind == "less_between":
        found = Interval(max(full - act.high, Fraction(0)), max(full - act.value, Fraction(0)))
    elif kind == "judged":
        found = Interval(Fraction(0), full)
    elif kind == "formula" and act.expr is not None:
        found = _by_formula(act.expr, full, run)
    elif kind == "na":
        raise Undefined("本项不适用")
    elif kind == "grade":
        run.flags.append(f"等级：{act.label}")
        found = certain(Fraction(0))
    else:
        raise Undefined("句子没有说按什么计算")
    if run.trace is not None:
        span = shown(found.low) if found.low == found.high else f"{shown(found.low)}至{shown(found.high)}"
        run.say(f"得{span}分。" if found.low == found.high else f"在{span}分之间由评价人确定。")
    return found


def _by_formula(expr: Expr, full: Fraction, run: Run) -> Interval:
    values: dict[str, Fraction] = {}
    for name in names(expr):
        value = run.value(name)
        if value is None or value.number is None:
            return run.lack(name, full)
        values[name] = value.number
    try:
        points = value_of(expr, values, full)
    except ZeroDivisionError:
        raise Undefined("公式的分母为0") from None
    return certain(min(max(points, Fraction(0)), full))


def proportional(scale: Scale, piece: Piece, value: Fraction, run: Run, full: Fraction) -> Interval:
    """按比例计分: the rate itself, unless full marks begin elsewhere than at 100%; then two readings."""
    tops = [
        p.range.low.value
        for p in scale.pieces
        if isinstance(p.act, Award) and p.act.kind in ("full", "points") and p.range.low is not None
    ]
    value = max(value, Fraction(0))
    target = min(tops, default=Fraction(1))
    options = [BY_RATE] if scale.unit == "%" else []
    if target not in (1, 0) or not options:
        options.append(BY_TARGET)
    act = piece.act
    assert isinstance(act, Award)
    if options and re.search("率|程度|百分比", act.label) and "比例" not in act.label.replace("完成比例", ""):
        options = [BY_RATE]
    if act.value:
        full = act.value
    floor_at = piece.range.low
    if len(options) < 2 and act.label and "率" in act.label:
        floor_at = None
    if floor_at is not None and floor_at.value > 0 and piece.range.high is not None:
        options.append(BY_LINE)
    if not tops and scale.unit != "%":
        raise Undefined("句子没有说按什么比例")
    reading = run.pick("比例", tuple(options)) if len(options) > 1 else options[0]
    if reading == BY_LINE and floor_at is not None and piece.range.high is not None:
        share = (value - floor_at.value) / (piece.range.high.value - floor_at.value)
    elif target == 0:
        raise Undefined("达标值为0，不能计算比例")
    else:
        share = value if reading == BY_RATE else value / target
    points = min(share, Fraction(1)) * full
    if run.trace is not None:
        run.say(f"{_named(scale)}{amount(value, scale.unit)}，按比例计{shown(points)}分。")
    return certain(points)


def _linear(scale: Scale, piece: Piece, value: Fraction, run: Run, full: Fraction) -> Interval:
    """Straight line between the awards of the neighbouring tiers at the ends of the range."""
    low, high = piece.range.low, piece.range.high
    if low is None or high is None or low.value == high.value:
        raise Undefined("插值区间没有两端")
    first, last = _neighbour(scale, piece, low.value, full), _neighbour(scale, piece, high.value, full)
    if first is None or last is None:
        raise Undefined("插值区间两端的分值没有说明")
    points = first + (last - first) * (value - low.value) / (high.value - low.value)
    if run.trace is not None:
        run.say(
            f"{_named(scale)}{amount(value, scale.unit)}，在{amount(low.value, scale.unit)}（{shown(first)}分）与"
            f"{amount(high.value, scale.unit)}（{shown(last)}分）之间插值，得{shown(points)}分。"
        )
    return certain(points)


def _neighbour(scale: Scale, piece: Piece, value: Fraction, full: Fraction) -> Fraction | None:
    for other in scale.pieces:
        if other is piece or not isinstance(other.act, Award) or not ends_at(other, value):
            continue
        kind = other.act.kind
        if kind in ("full", "zero", "points", "share"):
            return {"full": full, "zero": Fraction(0), "points": other.act.value, "share": other.act.value * full}[kind]
    return None


def _named(scale: Scale) -> str:
    return scale.name or "指标值"


def described(limits: Range, unit: str) -> str:
    """A range as people write it: ≥95%, 85%（含）至95%（不含）, =0."""
    low, high = limits.low, limits.high
    if low is not None and high is not None:
        if low.value == high.value:
            return f"={amount(low.value, unit)}"
        if low.value == -high.value and low.closed and high.closed:
            return f"±{amount(high.value, unit)}以内"
        marks = ["（含）" if bound.closed else "（不含）" for bound in (low, high)]
        return f"{amount(low.value, unit)}{marks[0]}-{amount(high.value, unit)}{marks[1]}"
    if low is not None:
        return f"{'≥' if low.closed else '>'}{amount(low.value, unit)}"
    if high is not None:
        return f"{'≤' if high.closed else '<'}{amount(high.value, unit)}"
    return "任何数"
