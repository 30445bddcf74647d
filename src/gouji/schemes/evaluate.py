"""The points of a compiled sentence for given inputs, part by part, on exact fractions."""

from __future__ import annotations

from fractions import Fraction

from gouji.schemes.choices import choice_points, holds, truth
from gouji.schemes.counting import counters, less, ticked_value
from gouji.schemes.expressions import has_full, has_percent, names, value_of
from gouji.schemes.inputs import is_deviation, is_goal
from gouji.schemes.program import Cases, Choice, Computed, Named, Part, Places, Program, Scale, Sum
from gouji.schemes.quick import zero_bound
from gouji.schemes.records import Award, Expr, InRange
from gouji.schemes.run import Interval, Run, Undefined, amount, certain
from gouji.schemes.scales import award_points, points_on
from gouji.schemes.shown import shown
from gouji.schemes.words import says_none, yes_or_no

ZERO = Fraction(0)
WITHIN, BEYOND = "加分不超过本项分值", "加分可以超过本项分值"


def evaluate(program: Program, run: Run) -> Interval:
    """The points of a sentence; raises `Undefined` where no clause says what the case gets."""
    for absent in program.absent:
        if _absent(absent.thing, run):
            if run.trace is not None:
                run.say(f"没有“{absent.thing}”，本项不适用{'，按满分计。' if absent.award else '，不计入总分。'}")
            run.used |= set(run.names.values())
            if absent.award is None:
                raise Undefined("本项不适用")
            return certain(program.points)
    unknown = False
    for tier in program.overrides:
        said = truth(tier.test, run)
        if said is None and isinstance(tier.test, InRange):
            run.missing.append(tier.test.subject)
            unknown = True
        if said is True and isinstance(tier.award, Award):
            if run.trace is not None:
                run.say(f"出现“{tier.text}”。")
            run.used |= set(run.names.values())  # what it makes idle has its place in the sentence all the same
            return award_points(tier.award, program.points, run)
    low, high, closed = _parts(program, run)
    low, high = less(program, run, low, high)
    low, high = counters(program, run, low, high)
    low = min(low, ZERO) if unknown else low
    for effect in program.effects:
        if effect.test is None or truth(effect.test, run) is True:
            run.flags.append(effect.text)
            if run.trace is not None:
                run.say(f"另有规定：{effect.text}。")
    most = program.points if program.most is None else min(program.most, program.points)
    if high > program.points and program.most is None and not program.capped and _raises(program):
        run.say("加分后超过本项分值，句子没有说是否可以超过。")
        if run.pick("加分", (WITHIN, BEYOND)) == BEYOND:
            most = max(high, most)
    same = low is high or low == high
    low = _within(low, program.least, most)
    high = low if same else _within(high, program.least, most)
    return Interval(low, high, closed or high == most)


def _within(value: Fraction, least: Fraction, most: Fraction) -> Fraction:
    return most if value > most else least if value < least else value


def _raises(program: Program) -> bool:
    """Whether points are put on beside a rule that gives the row's points by itself."""
    steps = [step for part in program.parts if isinstance(part, Scale) for step in part.steps]
    return any(step.sign > 0 for step in steps) or (
        bool(program.parts) and any(c.step.sign > 0 for c in program.counters)
    )


def _absent(thing: str, run: Run) -> bool:
    value = run.value("无：" + thing)
    if value is None:
        return False
    return says_none(value.text) or value.text in ("无", "没有", "否", "不涉及", "不适用") or value.number == 0


def _parts(program: Program, run: Run) -> Interval:
    if not program.parts:
        grows = program.counters and all(counter.step.sign > 0 for counter in program.counters)
        return certain(ZERO if grows else program.points)
    if len(program.parts) == 1:
        return part_points(program.parts[0], run)
    low = high = ZERO
    closed = True
    for part in program.parts:
        one = part_points(part, run)
        low, high, closed = low + one.low, high + one.high, closed and one.closed
    if run.trace is not None:
        run.say(f"各部分合计{shown(low)}{'' if low == high else f'至{shown(high)}'}分。")
    return Interval(low, high, closed)


def part_points(part: Part, run: Run) -> Interval:
    """The points of one part."""
    if isinstance(part, Scale):
        return _scale_points(part, run)
    if isinstance(part, Choice):
        return choice_points(part, run)
    if isinstance(part, Sum):
        return _sum_points(part, run)
    if isinstance(part, Computed):
        return _computed(part, run)
    if isinstance(part, Cases):
        return _cases(part, run)
    if isinstance(part, Places):
        return _place(part, run)
    return _named(part, run)


# ---- one number


def _scale_points(scale: Scale, run: Run) -> Interval:
    full = scale.full if scale.full is not None else ZERO
    if scale.target:
        return _gap_points(scale, run, full)
    if scale.ratio:
        found = _ratio(scale, run)
        return run.lack(scale.name or "完成比例", full) if found is None else points_on(scale, found, run)
    value = _direct(scale, run)
    if value is None and scale.definition is not None:
        value = _defined(scale, run)
    if value is None and scale.items:
        value = _ticked(scale.items, run)
    if value is None:
        return run.lack(scale.name or "指标值", full)
    return points_on(scale, abs(value) if "绝对值" in scale.name else value, run)


def _direct(scale: Scale, run: Run) -> Fraction | None:
    unit = scale.unit or (scale.steps[0].unit if scale.steps else "")
    value = run.number(scale.name, unit, zero=zero_bound(scale))
    if value is not None:
        return value
    entered = run.value(scale.name)
    if entered is not None and entered.number is None:
        for text, number in scale.labels:
            if entered.text == text:
                return number
        if scale.event and (says_none(entered.text) or yes_or_no(entered.text) is False):
            return ZERO
    if scale.rate and (rate := run.number(scale.rate, "%")) is not None and rate >= 1 and value is None:
        return ZERO
    for text, number in scale.labels:
        if (said := run.value("词：" + text)) is not None and yes_or_no(said.text) is True:
            return number
    return None


def _defined(scale: Scale, run: Run) -> Fraction | None:
    assert scale.definition is not None
    values: dict[str, Fraction] = {}
    for name in names(scale.definition):
        found = run.value(name)
        if found is None or found.number is None:
            return None
        values[name] = found.number
    if not _same_measure(scale.definition, run):
        return None
    try:
        value = value_of(scale.definition, values, ZERO)
    except ZeroDivisionError:
        if run.trace is not None:
            run.say(f"计算{scale.name}的分母为0。")
        raise Undefined("分母为0，不能计算") from None
    if run.trace is not None:
        run.say(f"{scale.name}按所给数值计算为{amount(value, scale.unit or '%')}。")
    return value


def _same_measure(expr: object, run: Run) -> bool:
    """Amounts that are added or divided are all of one unit: 10万元 and a bare 10 are not."""
    units = {value.unit for name in names(expr) if (value := run.value(name)) is not None and value.number != 0}  # type: ignore[arg-type]
    return len(units) < 2 or (units <= {"%", ""} and "%" not in units)


def _ticked(items: tuple[str, ...], run: Run) -> Fraction | None:
    """How many items of a list are met; None when one is not said."""
    met = 0
    for item in items:
        value = ticked_value(item, run)
        said = None if value is None else yes_or_no(value.text)
        if said is None:
            return None
        met += said
    return Fraction(met)


def _gap_points(scale: Scale, run: Run, full: Fraction) -> Interval:
    """Deviation from a named target; entered as such (超预算: 0.3万元), or from actual and target."""
    over = run.value("偏离：超" + scale.target)
    if over is not None and over.number is not None:
        return points_on(scale, over.number if over.number >= 0 else ZERO, run, None)
    deviation = _entered_deviation(scale, run)
    if deviation is not None:
        return points_on(scale, deviation, run, None)
    actual, target = run.value(scale.name), run.value(scale.target)
    if actual is None or target is None or actual.number is None or target.number is None:
        return run.lack(f"{scale.name or '实际值'}、{scale.target}", full)
    if actual.unit != target.unit:
        run.say("两个数的单位不同，不能比较。")
        return run.lack(f"{scale.name or '实际值'}、{scale.target}（同一单位）", full)
    relative = None if actual.unit == "%" or scale.unit != "%" else target.number
    if run.trace is not None:
        run.say(
            f"{scale.name or '实际值'}{amount(actual.number, actual.unit)}，"
            f"{scale.target}{amount(target.number, target.unit)}。"
        )
    if relative == 0 and actual.number != target.number:
        raise Undefined("目标值为0，不能计算比率")
    return points_on(scale, actual.number - target.number, run, relative)


def _entered_deviation(scale: Scale, run: Run) -> Fraction | None:
    """A deviation in percent that was entered as such (超支比例 3%), where neither amount was."""
    if scale.unit != "%" or scale.name in run.names or scale.target in run.names or len(run.given) != 1:
        return None
    key, value = next(iter(run.given.items()))
    if value.number is None or value.unit != "%" or value.number < 0 or not is_deviation(key, scale.steps[0].way):
        return None
    run.used.add(key)
    return value.number if scale.steps[0].way != "down" else -value.number


def _ratio(scale: Scale, run: Run) -> Fraction | None:
    """Actual over target, or the rate itself when only that is entered."""
    given = [(key, value) for key, value in run.given.items() if value.number is not None]
    if len(given) == 1 and given[0][1].unit == "%":
        run.used.add(given[0][0])
        return given[0][1].number
    if len(given) != 2:
        return None
    goals = [pair for pair in given if is_goal(pair[0])]
    if len(goals) != 1 or given[0][1].unit != given[1][1].unit:
        return None
    goal, actual = goals[0][1], next(pair for pair in given if pair is not goals[0])[1]
    run.used |= {key for key, _ in given}
    if not goal.number or actual.number is None:
        raise Undefined("目标值为0，不能计算比例")
    if run.trace is not None:
        run.say(f"实际{amount(actual.number, actual.unit)}，目标{amount(goal.number, goal.unit)}。")
    return actual.number / goal.number


# ---- checklists, formulas, cases, ranks, points that are named


def _sum_points(part: Sum, run: Run) -> Interval:
    low = high = ZERO
    closed = True
    for item, inner in zip(part.items, part.inner or (None,) * len(part.items), strict=True):
        if inner is not None:
            one = evaluate(inner, run)
        else:
            points = item.points or ZERO
            value = run.value(item.mark) if item.mark and item.mark in run.names else run.value(item.text)
            said = None if value is None else yes_or_no(value.text)
            if value is not None and value.number is not None and value.unit == "分" and ZERO <= value.number <= points:
                one = certain(value.number)
            elif said is None:
                one = run.lack(item.mark or item.text, points)
            else:
                one = certain(points if said else ZERO)
                if run.trace is not None:
                    run.say(f"{item.mark}{item.text}：{'符合' if said else '不符合'}，得{shown(one.low)}分。")
        low, high, closed = low + one.low, high + one.high, closed and one.closed
    return Interval(low, high, closed)


def _computed(part: Computed, run: Run) -> Interval:
    full = part.full if part.full is not None else ZERO
    for test, award in part.before:
        if holds(test, run) is True:
            run.say("符合公式之外的规定。")
            return award_points(award, full, run)
    values: dict[str, Fraction] = {}
    for name in names(part.expr):
        found = run.value(name)
        number = found.number if found is not None else _by_definition(part, name, run)
        if number is None:
            return run.lack(name, full)
        values[name] = number
    try:
        points = value_of(part.expr, values, full)
    except ZeroDivisionError:
        run.say("公式的分母为0。")
        raise Undefined("公式的分母为0") from None
    if _unscaled(part, run, full):
        raise Undefined("公式算出的是比率，没有说乘以多少分")
    if run.trace is not None:
        run.say(
            f"按公式计算得{shown(points)}分" + ("。" if ZERO <= points <= full else f"，限于0至{shown(full)}分之间。")
        )
    return certain(min(max(points, ZERO), full))


def _by_definition(part: Computed, name: str, run: Run) -> Fraction | None:
    """A name of the formula by the formula that the sentence prints for it."""
    for defined, expr in part.definitions:
        if defined == name:
            values = {term: found.number for term in names(expr) if (found := run.value(term)) is not None}
            if len(values) == len(names(expr)) and None not in values.values() and _same_measure(expr, run):
                try:
                    return value_of(expr, values, ZERO)  # type: ignore[arg-type]
                except ZeroDivisionError:
                    raise Undefined("分母为0，不能计算") from None
    return None


def _unscaled(part: Computed, run: Run, full: Fraction) -> bool:
    """A formula of rates that does not come to the row's points when all of them are 100%."""
    if has_full(part.expr):
        return False
    rates = [name for name in names(part.expr) if (value := run.value(name)) is not None and value.unit == "%"]
    if not rates and not has_percent(part.expr):
        return False
    try:
        return value_of(part.expr, dict.fromkeys(names(part.expr), Fraction(1)), full) != full
    except ZeroDivisionError:
        return True


def _cases(part: Cases, run: Run) -> Interval:
    full = part.full if part.full is not None else ZERO
    unknown = False
    for test, award in part.cases:
        said = holds(test, run)
        if said is True and not unknown:
            run.say("符合其中一种情况。")
            if award.kind == "proportion" and isinstance(test, InRange) and test.expr is not None:
                return _in_proportion(test.expr, full, run)
            return award_points(award, full, run)
        unknown = unknown or said is None
    if unknown:
        return run.lack("、".join(dict.fromkeys(subjects(part))), full)
    if part.otherwise is not None:
        return award_points(part.otherwise, full, run)
    raise Undefined("没有适用的条款")


def _in_proportion(expr: Expr, full: Fraction, run: Run) -> Interval:
    """完成值/目标值＜100%按比例得分."""
    values = {name: found.number for name in names(expr) if (found := run.value(name)) and found.number is not None}
    share = min(max(value_of(expr, values, ZERO), ZERO), Fraction(1))
    if run.trace is not None:
        run.say(f"比例为{amount(share, '%')}，得{shown(share * full)}分。")
    return certain(share * full)


def subjects(part: Cases) -> list[str]:
    """What the conditions of a part ask for, by name."""
    from gouji.schemes.choices import asked

    out: list[str] = []
    for test, _ in part.cases:
        out += asked(test)
    return out


def _place(part: Places, run: Run) -> Interval:
    value = run.number(part.name, "名")
    if value is None:
        return run.lack(part.name or "排名", part.full or ZERO)
    index = value - part.first
    if index.denominator != 1 or not 0 <= index < len(part.points):
        if run.trace is not None:
            run.say(f"第{shown(value)}名不在所列名次之内。")
        raise Undefined("没有适用的条款")
    if run.trace is not None:
        run.say(f"第{shown(value)}名，得{shown(part.points[int(index)])}分。")
    return certain(part.points[int(index)])


def _named(part: Named, run: Run) -> Interval:
    full = part.full if part.full is not None else ZERO
    value = run.value(part.text)
    if value is None or value.number is None or value.unit not in ("分", ""):
        run.missing.append(part.text)
        if run.trace is not None:
            run.say(f"“{part.text}”不能由句子算出，请给出{shown(part.low)}至{shown(full)}分之间的分数。")
        return Interval(part.low, full)
    if not part.low <= value.number <= full:
        if run.trace is not None:
            run.say(f"给出的{amount(value.number, value.unit)}不在{shown(part.low)}至{shown(full)}分之间。")
        raise Undefined("给出的分数超出范围")
    if run.trace is not None:
        run.say(f"{part.text}：给出{shown(value.number)}分。")
    return certain(value.number)
