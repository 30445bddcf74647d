"""Rows that print no sentence but a target 指标值 and what was achieved: completion, limits, targets of 0, words."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from gouji.model import Ground, Indicator, Report, Text
from gouji.quantities import Quantity
from gouji.schemes.catalogue import ground
from gouji.schemes.catalogue_records import Band, Scheme
from gouji.schemes.inputs import compatible
from gouji.schemes.run import amount
from gouji.schemes.sheet_inputs import Known, known_of, percent
from gouji.schemes.sheet_trials import Trial, try_sentence

Direction = Literal["up", "down", "exact", "unknown"]
_UP = re.compile(r"正向|≥|≧|⩾|>|＞|不低于|不少于|不小于|以上|至少|达到|大于|高于|超过(?!.*以内)")
_DOWN = re.compile(r"反向|≤|≦|⩽|<|＜|不超过|不高于|不多于|不大于|以内|以下|之内|控制在|小于|低于|少于")
_ABOUT = re.compile(r"约|左右|上下|大概|近")
_EXACT = re.compile(r"^\s*[=＝]")
# What may be meant either way where no sign is printed: less can be better.
_EITHER = re.compile(
    r"成本|费用|支出|经费|控制率|投诉|事故|违规|违纪|超支|检举|举报|信访|案件|差错|超编|能耗|排放|时限|天数|工期|逾期|延迟|"
    r"变动率|结余|结转|流失|污染|死亡|发病|患病|失业|贫困|返贫|火灾|灾害|损失|隐患|违法|犯罪|超标|债务|欠|空置|闲置|浪费|"
    r"缺陷|上访|纠纷|误差|偏差|等待|距离"
)
_BETTER = re.compile(
    r"(?:及时|完成|合格|达标|办结|覆盖|满意|反馈|利用|准确|通过|落实|回复|执行|到位|入学|就业|治愈|普及|验收|优良|参与)率$"
)
_TIMES = ("天", "日", "工作日", "月", "个月", "小时", "分钟", "年", "周")
_REACHED = re.compile(
    r"^(?:已|均已|全部|全面|已全部|按期|按时|如期)*(?:完成|达成|达到|达标|实现)(?:目标|年度指标|预期指标|指标|任务)?$"
)


class Targeted(NamedTuple):
    """What such a row gives, with the rule that was used, what it rests on, and the input as it is said."""

    trial: Trial
    rule: str
    grounds: tuple[Ground, ...]
    how: str
    facts: tuple[int, ...] = ()
    notes: tuple[Text, ...] = ()
    judged: bool = False


def direction(row: Indicator, target: Quantity) -> Direction:
    """Whether more is better, by the sign at the target, then by the words of the name."""
    sign = (target.qualifier or "") + row.target_text
    if _EXACT.search(row.target_text):
        return "exact"
    up, down = bool(_UP.search(sign)), bool(_DOWN.search(sign))
    if up != down:
        return "up" if up else "down"
    if _BETTER.search(row.name):
        return "up"
    named = "".join(row.levels) + row.name
    if _EITHER.search(named) or target.unit in _TIMES:
        return "unknown"
    return "up"


def by_target(report: Report, scheme: Scheme, row: Indicator, points: Decimal, steps: str | None) -> Targeted | None:
    """A row with a target and an achieved value, by figures where both have one; None when it has neither."""
    target = report.facts[row.target].quantity if row.target is not None else None
    achieved = report.facts[row.achieved].quantity if row.achieved is not None else None
    if target is None or target.value is None or achieved is None:
        return _by_words(scheme, row, points)
    actual = known_of(achieved, f"实际完成值{achieved.text}", (row.achieved or 0,))
    goal = known_of(target, f"指标值{target.text}", (row.target or 0,))
    if actual is None or goal is None:
        return _by_words(scheme, row, points)
    if not compatible(actual.unit, goal.unit):
        return None
    if target.qualifier is not None and _ABOUT.search(target.qualifier):
        return _bounded(row, points, scheme, "指标值是约数")
    goal = goal._replace(low=goal.value, high=goal.value)
    if _open_and_short(achieved, actual, goal, direction(row, target)):
        return _bounded(row, points, scheme, "实际完成值只写了界限，看不出有没有达到指标值")
    how = f"指标值{row.target_text.strip()}，实际完成值{row.achieved_text.strip()}"
    facts = (*goal.facts, *actual.facts)
    if goal.value == 0:
        return _zero(scheme, actual, points, direction(row, target), how, facts)
    if goal.value < 0 or actual.value < 0:
        return _by_words(scheme, row, points)
    way = direction(row, target)
    made = _measured(scheme, way, goal, actual, points, steps, how, facts)
    if made is not None and way == "up" and actual.value < goal.value and not _signed(row, target):
        note = Text("指标值没有印方向，按越多越好计算", "the target has no sign: more is taken to be better")
        return made._replace(notes=(*made.notes, note))
    return made


def _signed(row: Indicator, target: Quantity) -> bool:
    """Whether the form, or the name of a rate that everyone reads alike, says that more is better."""
    return bool(_UP.search((target.qualifier or "") + row.target_text) or _BETTER.search(row.name))


def _open_and_short(achieved: Quantity, actual: Known, goal: Known, way: Direction) -> bool:
    """Whether the achieved value is only a bound (≥90%) that does not show the target (95%) to be met."""
    if achieved.low is not None and achieved.high is not None:
        return False
    if achieved.high is None and achieved.low is not None:
        return way != "up" or actual.value < goal.value
    return way != "down" or actual.value > goal.value


def _bounded(row: Indicator, points: Decimal, scheme: Scheme, why: str) -> Targeted:
    how = f"指标值{_short(row.target_text)}，实际完成值{_short(row.achieved_text)}"
    trial = Trial(None, Decimal(0), points, trace=(f"{how}：{why}。",))
    return Targeted(trial, "", (ground(scheme),), how, judged=True)


def _measured(
    scheme: Scheme,
    way: Direction,
    goal: Known,
    actual: Known,
    points: Decimal,
    steps: str | None,
    how: str,
    facts: tuple[int, ...],
) -> Targeted | None:
    """Points by one direction, or by each that is possible where the form does not say."""
    if way in ("up", "exact") or (way == "unknown" and actual.value == goal.value):
        made = _up(scheme, goal, actual, points, steps, how, facts)
        if way == "exact" and actual.value != goal.value and made is not None:
            doubt = Text(
                "指标值前印的是“=”，偏离怎样计分没有说明", "the target is printed with “=”; off it nothing is said"
            )
            trial = made.trial._replace(points=None, low=Decimal(0), high=points, trace=made.trial.trace[:1])
            return made._replace(trial=trial, notes=(*made.notes, doubt), judged=True)
        return made
    if way == "down":
        return _down(scheme, goal, actual, points, steps, how, facts)
    ups = _up(scheme, goal, actual, points, steps, how, facts)
    downs = _down(scheme, goal, actual, points, steps, how, facts)
    if ups is None or downs is None:
        return ups or downs
    readings = (
        *(_one("越多越好", ups.trial)),
        *(_one("越少越好", downs.trial)),
    )
    low, high = min(ups.trial.low, downs.trial.low), max(ups.trial.high, downs.trial.high)
    trial = Trial(None, low, high, readings=readings, trace=(*ups.trial.trace, *downs.trial.trace))
    note = Text("指标值没有印≥或≤，两个方向都算", "the target has no ≥ or ≤: both directions are computed")
    return Targeted(
        trial, ups.rule, (*ups.grounds, *downs.grounds), how, facts, (*ups.notes, *downs.notes, note), judged=True
    )


def _one(name: str, trial: Trial) -> tuple[tuple[str, Decimal | None], ...]:
    if trial.readings:
        return tuple((f"{name}，{reading}", points) for reading, points in trial.readings)
    return ((name, trial.points),)


def _up(
    scheme: Scheme, goal: Known, actual: Known, points: Decimal, steps: str | None, how: str, facts: tuple[int, ...]
) -> Targeted | None:
    rule = scheme.settings.reached
    if rule is None:
        return None
    ends = [number / goal.value for number in (actual.value, actual.low, actual.high)]
    done = Known(ends[0], min(ends), max(ends), "%", f"完成率{percent(ends[0])}", facts)
    trial = try_sentence(rule.value, points, steps, {"完成率": (done,)})
    said = f"完成率＝实际完成值÷指标值＝{_shown(actual)}÷{_shown(goal)}＝{percent(ends[0])}。"
    made = Targeted(trial._replace(trace=(said, *trial.trace[-1:])), rule.value, (ground(scheme, rule),), how, facts)
    return _far_above(scheme, made, ends[0], points)


def _far_above(scheme: Scheme, made: Targeted, ratio: Fraction, points: Decimal) -> Targeted:
    """Far above the target: a note, points that an evaluator may cut, or none, as the scheme has it."""
    over, effect = scheme.settings.over, scheme.settings.over_effect
    if over is None or effect is None or ratio * 100 < Fraction(over.value):
        return made
    grounds = (*made.grounds, ground(scheme, over), ground(scheme, effect))
    note = Text(
        f"完成率{percent(ratio)}，达到{over.value}%以上：须说明原因",
        f"{percent(ratio)} of the target, from {over.value}% on a reason is due",
    )
    trial = made.trial
    if effect.value == "zero":
        trial = Trial(
            Decimal(0), Decimal(0), Decimal(0), trace=(*trial.trace[:1], f"超过指标值的{over.value}%，不计分。")
        )
    elif effect.value == "judge":
        trial = trial._replace(low=Decimal(0), trace=(*trial.trace, "指标值明显偏低的，评价人可按偏离度调减。"))
    return made._replace(trial=trial, grounds=grounds, notes=(*made.notes, note), judged=effect.value == "judge")


def _down(
    scheme: Scheme, goal: Known, actual: Known, points: Decimal, steps: str | None, how: str, facts: tuple[int, ...]
) -> Targeted | None:
    """A limit kept gets full marks; beyond it the scheme's formulas, each a reading."""
    rules = scheme.settings.reverse or ()
    if actual.value > goal.value and not rules:
        return None
    # Below the limit the formulas give full marks, and may divide by nothing: they begin at the limit.
    beyond = actual._replace(**{end: max(getattr(actual, end), goal.value) for end in ("value", "low", "high")})
    tried = [try_sentence(rule.value, points, steps, {"指标值": (goal,), "实际完成值": (beyond,)}) for rule in rules]
    low, high = min((trial.low for trial in tried), default=points), max((t.high for t in tried), default=points)
    grounds = tuple(ground(scheme, rule) for rule in rules)
    if actual.value <= goal.value:
        within = f"实际完成值{_shown(actual)}，不超过指标值{_shown(goal)}。"
        kept = Trial(points, low, points, trace=(within, f"本项得{points}分（满分{points}分）。"))
        return Targeted(kept, "不超过指标值得满分", grounds[:1] or (ground(scheme),), how, facts)
    readings = tuple((rule.value, trial.points) for rule, trial in zip(rules, tried, strict=True))
    found = {trial.points for trial in tried}
    over = f"实际完成值{_shown(actual)}，超过指标值{_shown(goal)}。"
    trial = Trial(
        found.pop() if len(found) == 1 else None,
        low,
        high,
        readings=readings if len({points for _, points in readings}) > 1 else (),
        trace=(over, *(f"按“{rule}”得{got}分。" for rule, got in readings)),
    )
    said = "；".join(rule.value for rule in rules)
    return Targeted(trial, said, grounds, how, facts, judged=trial.points is None)


def _zero(
    scheme: Scheme, actual: Known, points: Decimal, way: Direction, how: str, facts: tuple[int, ...]
) -> Targeted | None:
    """A target of 0 (事故0起): none is full marks, any is none; never divided."""
    setting = scheme.settings.zero_target
    if setting is None or (way == "up" and actual.value > 0):
        return None
    got = points if actual.value <= 0 else Decimal(0)
    said = f"指标值为0，实际完成值{_shown(actual)}，{'得满分' if got else '不得分'}。"
    trial = Trial(got, got, got, trace=(said, f"本项得{got}分（满分{points}分）。"))
    return Targeted(trial, "指标值为0的，实际为0得满分，大于0不得分", (ground(scheme, setting),), how, facts)


def _by_words(scheme: Scheme, row: Indicator, points: Decimal) -> Targeted | None:
    """A described target: the evaluator picks inside a band; which band, only where the words say it."""
    if not scheme.bands or not row.target_text.strip() or not row.achieved_text.strip():
        return None
    band, why = _band(scheme.bands, row)
    how = f"指标值“{_short(row.target_text)}”，实际完成值“{_short(row.achieved_text)}”"
    listed = "；".join(f"{b.grade}{_share(b)}" for b in scheme.bands)
    grounds = (ground(scheme, band or scheme.bands[0]),)
    if band is None:
        trial = Trial(None, Decimal(0), points, trace=(f"定性指标分档：{listed}。", "属哪一档由评价人确定。"))
    else:
        low, high = (band.low * points / 100).normalize(), (band.high * points / 100).normalize()
        trial = Trial(
            None,
            low,
            high,
            "[]" if band.high_closed else "[)",
            trace=(f"{why}，属“{band.grade}”一档，在{_plain(low)}至{_plain(high)}分之间由评价人确定。",),
        )
    return Targeted(trial, listed, grounds, how, judged=True)


def _band(bands: tuple[Band, ...], row: Indicator) -> tuple[Band | None, str]:
    said = re.sub(r"\s", "", row.achieved_text)
    for band in bands:
        if said in band.words:
            return band, f"所写“{said}”"
    if said == re.sub(r"\s", "", row.target_text):
        return bands[0], "实际完成值与指标值文字相同"
    return (bands[0], f"所写“{said}”") if _REACHED.match(said) else (None, "")


def _share(band: Band) -> str:
    return f"{band.high}%—{band.low}%{'（含）' if band.low_closed else ''}的分值"


def _short(text: str) -> str:
    plain = re.sub(r"\s", "", text)
    return plain if len(plain) <= 20 else plain[:19] + "…"


def _shown(known: Known) -> str:
    return amount(known.value, known.unit)


def _plain(value: Decimal) -> str:
    return f"{value:f}"
