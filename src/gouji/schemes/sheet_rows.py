"""One row of a score table: which rule holds for it, which values go into it, and whether its stated score is that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gouji.model import Ground, Indicator, Input, Report, RowScore, Text
from gouji.schemes.catalogue import ground, grounded, rate_named, rates, weakest
from gouji.schemes.catalogue_records import Scheme, SchemeRow
from gouji.schemes.inputs import name_key
from gouji.schemes.program import Choice, Named, Sum
from gouji.schemes.run import amount
from gouji.schemes.sheet_inputs import NOT_APPLICABLE, Figures, Found, Known
from gouji.schemes.sheet_results import Result, row_of
from gouji.schemes.sheet_targets import Targeted, by_target
from gouji.schemes.sheet_trials import SCORES, Trial, compiled, try_sentence
from gouji.schemes.sheet_values import COMPLETION, Place, asks_for_completion, described, value_of_name, words_of_name
from gouji.schemes.standard import Standard

# What makes the heading of a column of scores a rule: 得分（分值×执行率）, not 得分 alone.
_FORMULA = re.compile(r"[×*xX%％]|\d")
_NEARLY = 0.9
_SATISFACTION = re.compile(r"满意[度率]")


class Rule(NamedTuple):
    """What scores a row: a sentence, printed in the form or of the scheme; "" where it goes by target."""

    text: str
    printed: bool
    grounds: tuple[Ground, ...]
    execution: bool = False


class Desk(NamedTuple):
    """What all rows of a form are scored with: the report, the scheme, its figures, the setting of steps."""

    report: Report
    scheme: Scheme
    figures: Figures

    @property
    def steps(self) -> str | None:
        """What part of a step counts for where a sentence does not say."""
        setting = self.scheme.settings.steps
        return setting.value if setting is not None else None


def score_row(desk: Desk, place: Place, prescribed: SchemeRow | None) -> RowScore:
    """One row, stated beside computed."""
    full = place.points if place.points is not None else place.shared
    if full is None and prescribed is not None:
        full = prescribed.points
    if full is None or full <= 0:
        return row_of(desk.scheme, place, _open("分值", Decimal(0)), Decimal(0))
    return row_of(desk.scheme, place, _result(desk, place, prescribed, full), full)


def _result(desk: Desk, place: Place, prescribed: SchemeRow | None, full: Decimal) -> Result:
    row = place.row
    skipped = desk.figures.words(row.name, str(place.number))
    if skipped is not None and skipped.text in NOT_APPLICABLE:
        return _not_applicable(desk.scheme, full, "设定为不适用")
    rule = _rule(desk.scheme, row, prescribed, full)
    if rule is None:
        by = by_target(desk.report, desk.scheme, row, full, desk.steps)
        return _targeted(by) if by is not None else _open(_lacking(desk.scheme, row), full)
    return _by_sentence(desk, place, rule, full, prescribed)


def _rule(scheme: Scheme, row: Indicator, prescribed: SchemeRow | None, full: Decimal) -> Rule | None:
    """The printed sentence before the scheme's; the execution rate and satisfaction have rules of their own."""
    execution = rate_named(row.name) == "execution_rate" and row.target is None
    text = row.standard.strip()
    if text and not (execution and not _FORMULA.search(text)):
        if prescribed is not None and _misprinted(text, prescribed.standard, full):
            return Rule(prescribed.standard, False, (ground(scheme, prescribed),))
        return Rule(text, True, (), execution)
    if prescribed is not None and prescribed.standard:
        return Rule(prescribed.standard, False, (ground(scheme, prescribed),))
    own = scheme.settings
    if execution and own.execution is not None:
        return Rule(own.execution.value, False, (ground(scheme, own.execution),), True)
    if own.satisfaction is not None and _SATISFACTION.search(row.name):
        return Rule(own.satisfaction.value, False, (ground(scheme, own.satisfaction),))
    return None


@lru_cache(maxsize=8192)
def _misprinted(text: str, known: str, full: Decimal) -> bool:
    """Whether a printed sentence that cannot be read is nearly the scheme's own: a sign was lost on the way."""
    if not known or compiled(text, full, None).understood or not compiled(known, full, None).understood:
        return False
    return SequenceMatcher(None, name_key(text), name_key(known), autojunk=False).ratio() >= _NEARLY


def _lacking(scheme: Scheme, row: Indicator) -> str:
    if scheme.settings.reached is None:
        return "评分标准"
    lacking = [
        name for name, text in (("指标值", row.target_text), ("实际完成值", row.achieved_text)) if not text.strip()
    ]
    return f"评分标准{'、'.join(['', *lacking])}" if lacking else "同一单位、可以比较的指标值和实际完成值"


def _open(missing: str, full: Decimal) -> Result:
    return Result(Trial(None, Decimal(0), full, missing=(missing,), trace=(f"缺{missing}，不能计算。",)), "", False, ())


def _targeted(by: Targeted) -> Result:
    confidence = weakest(*(entry.confidence for entry in by.grounds))
    inputs = (Input(name="完成情况", value=by.how, how=by.how, facts=by.facts, confidence=confidence),)
    return Result(by.trial, by.rule, False, by.grounds, inputs, (), by.notes, by.judged)


def _not_applicable(scheme: Scheme, full: Decimal, why: str) -> Result:
    """A row that does not apply: full marks, or left out, as the scheme has it; never 0%."""
    setting = scheme.settings.not_applicable
    grounds = () if setting is None else (ground(scheme, setting),)
    if setting is not None and setting.value == "full":
        trial = Trial(full, Decimal(0), full, trace=(f"{why}，本项不适用，按满分计{full}分。",))
    else:
        trial = Trial(None, Decimal(0), full, trace=(f"{why}，本项不适用，不计入，其余各项折算为百分制。",))
    return Result(trial, "", False, grounds, judged=True, not_applicable=True)


def _by_sentence(desk: Desk, place: Place, rule: Rule, full: Decimal, prescribed: SchemeRow | None) -> Result:
    standard = compiled(rule.text, full, desk.steps)
    names = standard.required + standard.optional + ((COMPLETION,) if asks_for_completion(standard) else ())
    found: dict[str, Found] = {}
    for name in names:
        value = value_of_name(desk.report, desk.figures, place, standard, name, prescribed, rule.execution)
        if value is not None:
            found[name] = value
    if any(value.nothing_to_divide for value in found.values()):
        return _not_applicable(desk.scheme, full, "分母为零")
    inputs = {name: value.values for name, value in found.items() if value.values}
    words = {name: said for name in names if (said := words_of_name(desk.figures, place, standard, name)) is not None}
    words |= _had_or_not(names, inputs, place)
    if not inputs and not words and (own := described(standard, place)) is not None:
        words[place.row.name] = own
    trial = _tried(rule.text, full, desk.steps, inputs, words)
    trial, doubts = _doubted(trial, inputs, full)
    lacking = () if trial.points is not None else _lacking_of(standard, found, {**inputs, **words}, place)
    judged = trial.points is None and (bool(doubts) or _human(standard, found, bool(trial.readings)))
    if not standard.understood:
        lacking = ("怎样计分的规则（这里只写了怎样设置指标）",) if judged else ("读得懂的评分标准",)
    given = tuple(_input(name, known, place) for name, values in inputs.items() for known in values)
    trace = trial.trace
    if trial.points is None and not trial.readings and not doubts:
        trace = _open_trace(standard, trial, lacking, judged)
    return Result(
        trial._replace(trace=(*_derived(given), *trace), missing=lacking),
        rule.text,
        rule.printed,
        (*rule.grounds, *_grounds(desk.scheme, inputs, trial)),
        given,
        tuple(dict.fromkeys(_plain(name, place) for name in standard.required if name not in inputs)),
        (*doubts, *_contradictions(inputs), *(_execution_notes(desk.scheme, place, inputs) if rule.execution else ())),
        judged,
    )


def _doubted(trial: Trial, inputs: Mapping[str, tuple[Known, ...]], full: Decimal) -> tuple[Trial, tuple[Text, ...]]:
    """A completion of 100% that may not be the rate itself decides nothing but full marks."""
    if trial.points in (None, full) or not any(known.doubtful for values in inputs.values() for known in values):
        return trial, ()
    note = Text(
        "完成情况写的100%，可能是比率，也可能是说指标已经完成",
        "the 100% in the column of completion may be the rate, or that its target was met",
    )
    return trial._replace(points=None, high=full), (note,)


def _had_or_not(names: tuple[str, ...], inputs: Mapping[str, tuple[Known, ...]], place: Place) -> dict[str, object]:
    """无结余, 有结余 where the amount itself is known: 0 is none, more is some."""
    out: dict[str, object] = {}
    for name in names:
        kind, _, plain = name.rpartition("：")
        values = inputs.get(plain[1:]) or (inputs.get("") if plain[1:] in place.row.name else None)
        if kind == "词" and plain[:1] in ("有", "无") and values is not None and len(values) == 1:
            out[name] = "是" if (values[0].value > 0) == (plain[0] == "有") else "否"
    return out


def _input(name: str, known: Known, place: Place) -> Input:
    return Input(
        name=_plain(name, place),
        value=amount(known.value, known.unit),
        how=known.how,
        facts=known.facts,
        confidence=known.confidence,
    )


def _derived(given: tuple[Input, ...]) -> tuple[str, ...]:
    """How the values came about, said before the sentence is applied to them."""
    told = ("报告", "指标表")
    return tuple(
        f"{entry.how}。"
        for entry in given
        if "＝" in entry.how or entry.how.startswith(told) or entry.how.endswith("（设定）") or len(given) > 1
    )


def _open_trace(standard: Standard, trial: Trial, lacking: tuple[str, ...], judged: bool) -> tuple[str, ...]:
    if not standard.understood and not judged:
        return trial.trace
    what = "由评价人确定" if judged else "不能计算"
    needed = f"：需要{'、'.join(lacking)}" if lacking else ""
    return (f"{what}{needed}；可能在{trial.low}至{trial.high}分之间。",)


def _tried(
    text: str, full: Decimal, steps: str | None, inputs: dict[str, tuple[Known, ...]], words: Mapping[str, object]
) -> Trial:
    """The sentence on its values; words (是, 优) that were entered go in as they are."""
    if not words or any(len(values) > 1 for values in inputs.values()):
        return try_sentence(text, full, steps, inputs)
    standard = compiled(text, full, steps)
    given = {name: known[0].values()[0] for name, known in inputs.items()}
    score = standard.score({**given, **words})
    return Trial(
        score.points, score.low, score.high, score.bounds, score.readings, score.missing, score.trace, score.flags
    )


def _plain(name: str, place: Place) -> str:
    plain = name.rpartition("：")[2]
    return plain or place.row.name


def _lacking_of(
    standard: Standard, found: Mapping[str, Found], inputs: Mapping[str, object], place: Place
) -> tuple[str, ...]:
    """What the sentence still asks for, in words; a name that says part of another is said once."""
    numbers = any("：" not in name for name in standard.required)
    out: list[str] = []
    for name in standard.required:
        kind, _, plain = name.rpartition("：")
        if name in inputs or (kind == "词" and numbers):
            continue
        known = found.get(name)
        if known is not None and known.missing:
            out += known.missing
        else:
            called = plain if len(plain) > (kind == "数") else place.row.name
            out.append(_counted(standard, called) if kind == "数" else called)
    if not out and asks_for_completion(standard):
        out.append("完成比例（完成比例＝实际完成值÷指标值）")
    return tuple(dict.fromkeys(m for m in out if not any(m != other and m in other for other in out)))


def _counted(standard: Standard, plain: str) -> str:
    listed = any(counter.items for counter in standard.program.counters)
    return "清单各项不符合的次数" if listed else f"{plain}的次数"


def _human(standard: Standard, found: Mapping[str, Found], readings: bool) -> bool:
    """Whether people decide: a checklist, a described value, another body's score, or several readings."""
    program = standard.program
    if not standard.understood:
        return not SCORES.search(standard.text)
    if readings:
        return True
    if any(known.missing for known in found.values()):
        return False
    counted = any(counter.items for counter in program.counters)
    decided = all(isinstance(part, Sum | Choice | Named) for part in program.parts)
    return bool(program.parts or counted) and decided and (not program.counters or counted)


def _grounds(scheme: Scheme, inputs: dict[str, tuple[Known, ...]], trial: Trial) -> tuple[Ground, ...]:
    """What the values rest on, and the setting of steps where it decided."""
    out: list[Ground] = []
    for name, values in inputs.items():
        rate = rate_named(name) if name else None
        ways = rates()[rate].ways if rate in rates() else ()
        if ways and any("÷" in known.how for known in values):
            out.append(grounded(ways[0].basis, weakest(*(known.confidence for known in values))))
    steps = scheme.settings.steps
    if trial.readings and trial.points is not None and steps is not None:
        out.append(ground(scheme, steps))
    return tuple(dict.fromkeys(out))


def _contradictions(inputs: dict[str, tuple[Known, ...]]) -> tuple[Text, ...]:
    return tuple(
        Text(
            f"报告里这个数有{len(values)}个值：{'、'.join(known.how for known in values)}",
            f"the report gives {len(values)} values for this: {', '.join(known.how for known in values)}",
        )
        for values in inputs.values()
        if len(values) > 1
    )


def _execution_notes(scheme: Scheme, place: Place, inputs: Mapping[str, tuple[Known, ...]]) -> tuple[Text, ...]:
    """An execution rate above 100% is capped and one that is low needs a reason, where the scheme says so."""
    own, out = scheme.settings, []
    values = [known for known, *_ in inputs.values() if known.unit == "%"]
    if own.execution_above is not None and any(known.low > 1 for known in values):
        sure = ground(scheme, own.execution_above).confidence
        out.append(
            Text(
                f"执行率超过100%：得分不超过分值（{sure}），属超支，应说明",
                f"above 100%: no more than its points ({sure}); overspending needs a reason",
            )
        )
    below = own.explain_below
    if below is not None and any(known.high * 100 < Fraction(below.value) for known in values) and not place.row.reason:
        out.append(Text(f"执行率低于{below.value}%，须说明原因", f"below {below.value}% a reason is due"))
    return tuple(out)
