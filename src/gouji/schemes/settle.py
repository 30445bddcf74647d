"""The last decisions about a sentence: which words are numbers, what adds up to the row's points, what is redundant."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from gouji.schemes.layouts import inside
from gouji.schemes.program import Cases, Choice, Piece, Program, Scale
from gouji.schemes.records import Award, Compared, InRange, Range, Step, Tier, Words
from gouji.schemes.totals import fulls
from gouji.schemes.words import all_of, bare, count_of, is_late, rate_of, says_none, trend_of

if TYPE_CHECKING:
    from gouji.schemes.draft import Draft

_GENERIC = re.compile(r"^(?:发生|出现|发现|有|存在|每|发生事故|未完成)?$")
_TICKED = frozenset(["项", "条", "个", "点", "方面", "类", "种"])


def settle(draft: Draft, *, inner: bool) -> Program:
    """The program; what cannot be decided goes into `unread`, so that nothing is computed by a guess."""
    _counters_into_scales(draft)
    _ratio_beside_scale(draft)
    _words_into_scales(draft)
    _target_met(draft)
    _choices_beside_counters(draft)
    _deadline_beside_lateness(draft)
    _rates_beside_counters(draft)
    _unmarked_items(draft)
    _deadlines_of_events(draft)
    _vetoes(draft)
    _bases(draft)
    _standards(draft)
    signs = {counter.step.sign for counter in draft.counters}
    if len(signs) == 2 and not draft.parts:
        draft.unread.append("有加有扣，没有说明从多少分起算")
    if not draft.parts and not draft.counters and not draft.less and not draft.overrides and not draft.unread:
        draft.unread.append("没有说明怎样得分")
    points = fulls(draft, inner)
    return Program(
        points=points,
        parts=tuple(draft.parts),
        counters=tuple(draft.counters),
        totals=tuple(draft.totals),
        less=tuple(draft.less),
        overrides=tuple(draft.overrides),
        effects=tuple(draft.effects),
        absent=tuple(draft.absent),
        least=draft.least,
        most=draft.most,
        capped=draft.capped,
        unread=tuple(draft.unread),
        notes=tuple(draft.notes),
        doubts=tuple(draft.doubts),
    )


def _counters_into_scales(draft: Draft) -> None:
    """每件扣1分，3件及以上不得分: the counter and the tiers are of one number."""
    for counter in list(draft.counters):
        unit = counter.step.unit
        for i, part in enumerate(draft.parts):
            if not isinstance(part, Scale) or part.unit != unit or unit in ("", "%") or part.target:
                continue
            name = part.name if part.name and part.name not in counter.name else counter.name
            base = Fraction(0)
            for piece in part.pieces:
                if isinstance(piece.act, Award) and piece.act.kind in ("full", "points") and counter.step.sign < 0:
                    return
            step = replace(counter.step, way="up")
            draft.parts[i] = replace(part, name=name or part.name, steps=(*part.steps, step), base=base, event=True)
            draft.counters.remove(counter)
            break


def _ratio_beside_scale(draft: Draft) -> None:
    """按完成比例计分，完成率达到100%得满分，低于60%不得分: the proportion is for what the tiers leave."""
    ratios = [part for part in draft.parts if isinstance(part, Scale) and part.ratio]
    scales = [i for i, part in enumerate(draft.parts) if isinstance(part, Scale) and part.unit == "%" and part.pieces]
    scales = [i for i in scales if draft.parts[i] not in ratios]
    if len(ratios) != 1 or len(scales) != 1 or len(draft.parts) != 2:
        return
    scale, act = draft.parts[scales[0]], ratios[0].pieces[0].act
    assert isinstance(scale, Scale)
    if scale.otherwise is None and not scale.steps and isinstance(act, Award):
        draft.parts = [replace(scale, otherwise=act)]


def _words_into_scales(draft: Draft) -> None:
    """零投诉得5分 beside tiers of the number of complaints; 全部完成 beside tiers of the rate."""
    for choice in [part for part in draft.parts if isinstance(part, Choice)]:
        for i, part in enumerate(draft.parts):
            if isinstance(part, Scale) and _merged(draft, choice, part, i):
                draft.parts.remove(choice)
                break


def _merged(draft: Draft, choice: Choice, scale: Scale, at: int) -> bool:
    pieces: list[Piece] = []
    labels: list[tuple[str, Fraction]] = []
    overrides: list[Tier] = []
    for text, award in choice.cases:
        number = rate_of(text) if scale.unit == "%" else count_of(text) if scale.unit else None
        if number is None and scale.unit == "%":
            number = trend_of(text, scale.name)
        if number is None and scale.unit in _TICKED:
            number = all_of(text)
        if number is None and _says_no_deviation(text, scale):
            number = count_of("无")
        if number is None and is_late(scale.name) and len(choice.cases) == 1 and award.kind in ("full", "points"):
            number = count_of("无")  # 3月31日前报送得3分 beside 逾期10日以内得1.5分
        if number is None and says_none(text) and scale.event:
            number = count_of(text)
        counting = scale.event or (bool(scale.steps) and scale.unit != "%" and all(s.base == 0 for s in scale.steps))
        if number is None and counting and not scale.labels and award.kind in ("full", "points"):
            number = count_of("无")
        if number is None and award.kind == "zero":
            overrides.append(Tier(test=Words(text), award=award, text=text))
            continue
        if number is None:
            return False
        pieces.append(Piece(replace(number, unit=scale.unit), award))
        if number.low is not None and number.low == number.high:
            labels.append((text, number.low.value))
    if not pieces:
        return False
    name = scale.name or (bare(choice.cases[0][0]) if scale.unit != "%" else "")
    changed = replace(scale, name=name, pieces=(*pieces, *scale.pieces), labels=(*scale.labels, *labels))
    draft.parts[at] = changed
    draft.overrides += overrides
    return True


def _says_no_deviation(text: str, scale: Scale) -> bool:
    """未超支 beside steps on 成本超支率 from 0 on."""
    thing = bare(text).lstrip("不")
    from_zero = bool(scale.steps) and all(step.base == 0 for step in scale.steps)
    return from_zero and len(thing) > 1 and thing in scale.name and bool(re.match("未|没有|无|不", text))


def _target_met(draft: Draft) -> None:
    """每低于目标值2个百分点扣0.5分，达到目标值得满分: said again, for the steps start from the target."""
    gaps = [part for part in draft.parts if isinstance(part, Scale) and part.target and part.steps]
    for part in [part for part in draft.parts if isinstance(part, Cases) and len(part.cases) == 1]:
        test, award = part.cases[0]
        full = award.kind == "full" or (award.kind == "points" and award.value == draft.points)
        met = isinstance(test, Compared) and test.op in ("≥", "=") and len(gaps) == 1 and test.right == gaps[0].target
        if full and met and gaps[0].full is None and gaps[0].steps[0].way == "down":
            draft.parts.remove(part)


def _choices_beside_counters(draft: Draft) -> None:
    """全部符合得满分，每缺一项扣1分: the first is where the deduction starts; 未制定不得分 beside it is a veto."""
    deducting = [counter for counter in draft.counters if counter.step.sign < 0]
    if not deducting and not draft.less:
        return
    for part in [part for part in draft.parts if isinstance(part, Choice)]:
        if len(part.cases) > 1 and any(award.label == "不扣分" for _, award in part.cases):
            draft.notes += [text for text, award in part.cases if award.label == "不扣分"]  # what is not counted
            draft.parts.remove(part)
            part = replace(part, cases=tuple(case for case in part.cases if case[1].label != "不扣分"))
            draft.parts.append(part)
        starts = [
            text
            for text, award in part.cases
            if award.kind == "full" or (award.kind == "points" and award.value == draft.points)
        ]
        zeros = [text for text, award in part.cases if award.kind == "zero"]
        if len(starts) > 1 or len(starts) + len(zeros) != len(part.cases):
            continue
        draft.parts.remove(part)
        draft.overrides += [Tier(test=Words(text), award=Award(kind="zero", label="本项"), text=text) for text in zeros]
        for i, counter in enumerate(draft.counters):
            if counter.step.sign < 0 and starts:
                name = bare(starts[0]) if _GENERIC.match(counter.name) else counter.name
                draft.counters[i] = replace(counter, name=name, labels=(*counter.labels, *starts))


def _deadline_beside_lateness(draft: Draft) -> None:
    """2个工作日内公告得1分；每逾期1个工作日扣0.1分: what is beyond the deadline is what is late."""
    if len(draft.parts) != 1 or len(draft.counters) != 1 or not isinstance(scale := draft.parts[0], Scale):
        return
    counter = draft.counters[0]
    if not is_late(counter.name) or counter.step.sign > 0 or counter.step.unit != scale.unit or len(scale.pieces) != 1:
        return
    limits, act = scale.pieces[0].range, scale.pieces[0].act
    full = isinstance(act, Award) and (act.kind == "full" or (act.kind == "points" and act.value == draft.points))
    if full and limits.low is None and limits.high is not None and scale.name and not scale.steps:
        draft.counters = [replace(counter, rate=scale.name, after=limits.high.value)]
        draft.parts = []


def _rates_beside_counters(draft: Draft) -> None:
    """合格率100%得5分，每有1项不合格扣2分: the rate says that nothing happened, the count what is taken off."""
    demanded = (
        draft.standards[0] if len(draft.standards) == 1 and not draft.parts and len(draft.counters) == 1 else None
    )
    if demanded is not None and demanded.subject and demanded.range.unit == "%" and draft.counters[0].step.unit != "%":
        low = demanded.range.low
        if low is not None and low.value == 1 and draft.counters[0].name:
            draft.counters = [replace(draft.counters[0], rate=demanded.subject)]
            draft.standards = []
        return
    deducting = [i for i, counter in enumerate(draft.counters) if counter.step.sign < 0]
    counts = [part for part in draft.parts[1:] if isinstance(part, Scale) and part.event and part.steps]
    if len(draft.parts) != 1 + len(counts) or len(deducting) + len(counts) != 1:
        return
    if not isinstance(scale := draft.parts[0], Scale):
        return
    if scale.unit != "%" or scale.steps or len(scale.pieces) != 1 or scale.otherwise or scale.target or scale.ratio:
        return
    limits, act = scale.pieces[0].range, scale.pieces[0].act
    full = isinstance(act, Award) and (act.kind == "full" or (act.kind == "points" and act.value == draft.points))
    if not full or limits.low is None or limits.low.value != 1 or not scale.name:
        return
    if counts:
        draft.parts = [replace(counts[0], rate=scale.name, full=draft.points)]
    elif draft.counters[deducting[0]].name:
        draft.counters[deducting[0]] = replace(draft.counters[deducting[0]], rate=scale.name)
        draft.parts = []
    else:
        return
    draft.standards = [test for test in draft.standards if test.subject not in ("", scale.name)]


_DEADLINE = re.compile(
    r"^(?:每年|当年|次年|本年|于|应)?(?:春节|元旦|国庆|\d{1,2}月(?:底|末|份|中旬|上旬|下旬|\d{1,2}[日号])?|年底|年末|上半年|前?第?[一二三四]季度)(?:之?前|内|底|末|结束)?"
)
_BEHIND_TIME = re.compile("未按(?:照)?(?:要求|规定|计划)?(?:进度|时限|时间|期限|时序|节点|期|时)|逾期|超期")


def _deadlines_of_events(draft: Draft) -> None:
    """6月底前全部下达。每出现一个专项未按进度下达扣0.5分: the deadlines say what the events are measured by."""
    if draft.parts or not draft.counters or not all(_BEHIND_TIME.search(c.name) for c in draft.counters):
        return
    draft.notes += [text for text in draft.unread if _DEADLINE.match(text)]
    draft.unread = [text for text in draft.unread if not _DEADLINE.match(text)]
    draft.notes += [test.subject for test in draft.standards if _DEADLINE.match(test.subject)]
    draft.standards = [test for test in draft.standards if not _DEADLINE.match(test.subject)]


def _vetoes(draft: Draft) -> None:
    """每发现1起扣3分；涉及金额10万元以上的，不得分: a number that only ever costs the row."""
    for part in list(draft.parts):
        if not isinstance(part, Scale) or not part.pieces or part.steps or part.target or part.items or part.otherwise:
            continue
        zero = all(isinstance(piece.act, Award) and piece.act.kind == "zero" for piece in part.pieces)
        if zero and part.name and (len(draft.parts) > 1 or draft.counters or draft.less):
            draft.parts.remove(part)
            award = Award(kind="zero", label="本项")
            draft.overrides += [
                Tier(test=InRange(part.name, piece.range), award=award, text=part.name) for piece in part.pieces
            ]


def _unmarked_items(draft: Draft) -> None:
    """Items without points of their own: ticked for a deduction, counted by tiers, or not understood."""
    items = [item for item in draft.items if item.points is None and not item.inner]
    if not items or len(items) != len(draft.items):
        return
    texts = tuple(f"{item.mark}{item.text}" for item in items)
    if draft.counters:
        draft.counters = [
            replace(counter, items=texts if counter.step.unit in (*_TICKED, "例", "处", "次", "起", "") else ())
            for counter in draft.counters
        ]
        return
    scales = [i for i, part in enumerate(draft.parts) if isinstance(part, Scale) and part.unit in _TICKED]
    if len(scales) == 1 and len(draft.parts) == 1:
        scale = draft.parts[scales[0]]
        assert isinstance(scale, Scale)
        draft.parts[scales[0]] = replace(scale, items=texts)
        return
    draft.unread.append("各事项没有分值，也没有说明怎样扣分")


def _bases(draft: Draft) -> None:
    """Where the steps of each scale start: said in the step, the standard, or the bound of the full marks."""
    for i, part in enumerate(draft.parts):
        if not isinstance(part, Scale) or part.base is not None:
            continue
        steps = [*part.steps, *(piece.act for piece in part.pieces if isinstance(piece.act, Step))]
        if not steps:
            continue
        bases = {_base(draft, part, step) for step in steps}
        if len({base[0] for base in bases if base}) == 1 and None not in bases:
            bases = {min(base for base in bases if base)}
        if len(bases) != 1 or None in bases:
            draft.unread.append("扣分从哪里起算没有说明")
            continue
        part = _beyond_the_bound(part, steps)
        if _two_rules(part):
            draft.unread.append("有一档与满分的范围重叠")
            continue
        base, exact = bases.pop() or (Fraction(0), False)
        draft.parts[i] = replace(part, base=base, exact=exact)


def _base(draft: Draft, part: Scale, step: Step) -> tuple[Fraction, bool] | None:
    if step.base is not None:
        return step.base, False
    fulls = [
        piece.range
        for piece in part.pieces
        if isinstance(piece.act, Award) and piece.act.kind in ("full", "points", "between")
    ]
    ordered = sorted(
        (r for r in fulls if (r.high if step.way == "up" else r.low) is not None),
        key=lambda r: fulls.index(r),
    )
    if ordered:
        best = ordered[0]
        bound = best.high if step.way == "up" else best.low
        if step.way == "either" or bound is None:
            bound = best.low or best.high
        if bound is not None:
            return bound.value, best.low == best.high
    if draft.standard is not None:
        limits = draft.standard.range
        bound = limits.low if step.way == "down" else limits.high
        bound = bound or limits.low or limits.high
        if bound is not None:
            return bound.value, False
    if part.event and not fulls and step.way == "event" and step.sign < 0:
        return Fraction(0), False
    if fulls and (only := fulls[0]) and (only.low or only.high):
        bound = only.low or only.high
        return (bound.value, False) if bound is not None else None
    return None


def _beyond_the_bound(part: Scale, steps: list[Step]) -> Scale:
    """100%以内得满分，每超5%扣1分，超20%以上不得分: 20% beyond the bound, for within it are full marks."""
    fulls = [p.range.high for p in part.pieces if isinstance(p.act, Award) and p.act.kind in ("full", "points")]
    bound = next((high for high in fulls if high is not None), None)
    if bound is None or {step.way for step in steps} != {"up"} or part.unit != "%":
        return part
    pieces = tuple(
        replace(piece, range=replace(piece.range, low=replace(low, value=low.value + bound.value)))
        if isinstance(piece.act, Award)
        and piece.act.kind == "zero"
        and (low := piece.range.low) is not None
        and piece.range.high is None
        and low.value < bound.value
        else piece
        for piece in part.pieces
    )
    return replace(part, pieces=pieces)


def _two_rules(part: Scale) -> bool:
    """Tiers beside steps that claim the same numbers: 100%以内得5分 and 超20%以上不得分 are not of one number."""
    given = [p.range for p in part.pieces if isinstance(p.act, Award)]
    acts = [p.act for p in part.pieces if isinstance(p.act, Award)]
    return any(
        acts[i] != acts[j] and _overlap(given[i], given[j]) for i in range(len(given)) for j in range(i + 1, len(given))
    )


def _overlap(first: Range, second: Range) -> bool:
    """Whether two ranges share more than a bound, and neither lies in the other."""
    lows = [r.low.value for r in (first, second) if r.low is not None]
    highs = [r.high.value for r in (first, second) if r.high is not None]
    if lows and highs and max(lows) >= min(highs):
        return False
    return not inside(first, second) and not inside(second, first)


def _standards(draft: Draft) -> None:
    """A threshold that no tier and no step has to do with is a rule that was not understood."""
    bounds = {
        b.value for p in draft.parts if isinstance(p, Scale) for q in p.pieces for b in (q.range.low, q.range.high) if b
    }
    bounds |= {part.base for part in draft.parts if isinstance(part, Scale) and part.base is not None}
    for test in draft.standards:
        if not any(b is not None and b.value in bounds for b in (test.range.low, test.range.high)):
            draft.unread.append(f"{test.subject or '标准'}的界限与计分有什么关系")


# ---- what the parts can give
