"""What is taken off or put on for each event, and for conditions that cost points."""

from __future__ import annotations

from fractions import Fraction

from gouji.schemes.choices import said_of, truth
from gouji.schemes.inputs import Value, name_key, split_item
from gouji.schemes.program import Counter, Program
from gouji.schemes.records import Award
from gouji.schemes.run import Run
from gouji.schemes.scales import rounded, taken
from gouji.schemes.shown import shown
from gouji.schemes.words import bare, says_none, yes_or_no

ZERO = Fraction(0)
ALL_OF_THEM, LAST_OF_THEM = "上限管各项合计", "上限只管最后一项"


# ---- what is taken off or put on


def less(program: Program, run: Run, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Points after the conditions that cost some; one that nothing was entered for has not occurred."""
    if program.less:  # 编报完整的不扣分
        run.used |= {name for name, value in run.given.items() if value.text and value.text in program.notes}
    for tier in program.less:
        award = tier.award
        if not isinstance(award, Award):
            continue
        said = truth(tier.test, run)
        if said is None:
            if run.trace is not None:
                run.say(f"没有提供“{tier.text}”的情况，按未发生计。")
            continue
        if said:
            off = award.value * program.points if award.kind == "less_share" else award.value
            most = award.high if award.kind == "less_between" else off
            if run.trace is not None:
                run.say(f"“{tier.text}”，扣{shown(off)}分。")
            low, high = low - most, high - off
    return low, high


def counters(program: Program, run: Run, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Points after all counters, and after the limits on what they come to together."""
    if not program.totals:
        for counter in program.counters:
            low, high = counted(program, counter, run, low, high)
        return low, high
    for sign in (-1, 1):
        first, last = low, high
        alike = [counter for counter in program.counters if counter.step.sign == sign]
        for counter in alike:
            last_low, last_high = low, high
            low, high = counted(program, counter, run, low, high)
        for total in program.totals:
            if total.sign != sign:
                continue
            bound = total.value
            whole = (max(low, first - bound), max(high, last - bound))
            whole = (min(whole[0], first + bound), min(whole[1], last + bound))
            if whole == (low, high):
                continue
            if not total.sure and run.pick("上限", (ALL_OF_THEM, LAST_OF_THEM)) == LAST_OF_THEM:
                low = min(max(low, last_low - bound), last_low + bound)
                high = min(max(high, last_high - bound), last_high + bound)
                continue
            if run.trace is not None:
                run.say(f"合计以{shown(bound)}分为限。")
            low, high = whole
    return low, high


def counted(program: Program, counter: Counter, run: Run, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """Points after the steps of one counter; without its number anything down to nothing is possible."""
    count = _count(counter, run)
    if count is None:
        run.missing.append(counter.name or "次数")
        if run.trace is not None:
            run.say(f"缺少“{counter.name or '次数'}”的数量，不能计算。")
        return (low, program.points) if counter.step.sign > 0 else (ZERO, high)
    step = counter.step
    if run.trace is not None:
        run.say(f"{counter.name or '次数'}{shown(count)}{step.unit}。")
    if step.sign > 0:
        added = taken(step, count / step.size, program.points, run)
        most = counter.limit
        more = [added.low, added.high] if most is None else [min(added.low, most), min(added.high, most)]
        return low + more[0], high + more[1]
    steps = count / step.size
    if steps.denominator != 1:
        steps = rounded(step, steps, run)
    each = step.amount * program.points if step.share else step.amount
    off, most = steps * each, steps * (step.high if step.high is not None else each)
    if counter.limit is not None or step.limit is not None:
        bound = counter.limit if counter.limit is not None else step.limit
        assert bound is not None
        off, most = min(off, bound), min(most, bound)
    if run.trace is not None:
        run.say(f"扣{shown(off)}分{f'至{shown(most)}分' if most != off else ''}。")
    return low - most, high - off


def _count(counter: Counter, run: Run) -> Fraction | None:
    if counter.after is not None and (spent := run.number(counter.rate, counter.step.unit)) is not None:
        return max(spent - counter.after, ZERO)
    rate = run.number(counter.rate, "%") if counter.rate and counter.after is None else None
    value = run.value("数：" + counter.name)
    if value is not None:
        if value.number is not None and (value.number == 0 or value.unit != "%" or counter.step.unit == "%"):
            return value.number
        if says_none(value.text) or yes_or_no(value.text) is False:
            return ZERO
    if rate is not None and rate >= 1:
        return ZERO
    ticked = _unmet(counter, run)
    if ticked is not None:
        return ticked
    for label in counter.labels:
        if says_none(label) and _none_entered(name_key(bare(label)), run):
            return ZERO
        if said_of(label, run) is True:
            return ZERO
    return None


def _none_entered(thing: str, run: Run) -> bool:
    """Whether 违规违纪 is entered as 0, where the sentence says 无违规违纪行为."""
    for name, value in run.given.items():
        key = name_key(name)
        if value.number == 0 and len(key) > 1 and key in thing:
            run.used.add(name)
            return True
    return False


def _unmet(counter: Counter, run: Run) -> Fraction | None:
    """Items of a list that are not met, or that are met when meeting them adds points."""
    if not counter.items:
        return None
    total = ZERO
    for item in counter.items:
        value = ticked_value(item, run)
        if value is None:
            return None
        if value.number is not None and value.unit not in ("", "%"):
            total += value.number
            continue
        said = yes_or_no(value.text)
        if said is None:
            return None
        total += said if counter.step.sign > 0 else not said
    return total


def ticked_value(item: str, run: Run) -> Value | None:
    """What was entered for an item, by its mark (①) or by its words."""
    mark, text = split_item(item)
    found = run.value(mark) if mark else None
    return found if found is not None else run.value(text)
