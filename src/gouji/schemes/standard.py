"""`compile_standard`: a printed scoring sentence as an object that scores, explains itself and names its own faults."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from typing import Literal, NamedTuple

import msgspec

from gouji.schemes.assemble import assemble
from gouji.schemes.evaluate import evaluate
from gouji.schemes.inputs import Value, assign, is_goal, opposed, value_of
from gouji.schemes.items import clauses
from gouji.schemes.program import Program
from gouji.schemes.quick import Quick, Sloped, quick, stepped
from gouji.schemes.run import BEGUN, EVEN, WHOLE, Interval, Run, Undefined
from gouji.schemes.wants import optional_names, required_names

Steps = Literal["whole", "even", "begun"]
_STEPS = {"whole": WHOLE, "even": EVEN, "begun": BEGUN}
_MOST_READINGS = 24


class Reading(NamedTuple):
    """One way to read the sentence, and its points; None where it leaves the case open."""

    name: str
    points: Decimal | None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A fault of the sentence itself: its kind, and a sentence in Chinese."""

    kind: str
    message: str


class Score:
    """What a sentence gives for some inputs.

    `points` is None where it is not decided: `low` to `high` are possible then (`bounds` is "[)" where the upper end
    is not reached), `readings` are the ways to read the text with their points, `missing` what was not entered.
    `by_default` is the reading of the house (whole steps), never to be taken for the text's own. `flags` are effects
    beyond the row. `trace` is made when it is asked for.
    """

    __slots__ = (
        "_explain",
        "_trace",
        "bounds",
        "by_default",
        "flags",
        "grade",
        "high",
        "low",
        "missing",
        "needs_judgement",
        "points",
        "readings",
    )

    def __init__(
        self,
        points: Decimal | None,
        low: Decimal,
        high: Decimal,
        readings: tuple[Reading, ...] = (),
        missing: tuple[str, ...] = (),
        flags: tuple[str, ...] = (),
        bounds: str = "[]",
    ) -> None:
        self.points = points
        self.low = low
        self.high = high
        self.needs_judgement = points is None
        self.readings = readings
        self.by_default = points if points is not None else readings[0].points if readings else None
        self.missing = missing
        self.flags = flags
        self.bounds = bounds
        self.grade: str | None = None
        if flags:
            self.grade = next((flag[3:] for flag in flags if flag.startswith("等级：")), None)
        self._trace: tuple[str, ...] | None = None
        self._explain: tuple[Standard, Mapping[str, object]] | None = None

    @property
    def trace(self) -> tuple[str, ...]:
        """How the points came about, in sentences that a reviewer can read aloud."""
        if self._trace is None:
            standard, inputs = self._explain or (None, {})
            self._trace = () if standard is None else standard.traced(inputs, self)
        return self._trace

    def __repr__(self) -> str:
        return f"Score(points={self.points}, low={self.low}, high={self.high}, readings={list(self.readings)})"


def hundredths(value: Fraction) -> Decimal:
    """Points to two decimals, half up (NORMS G12), without zeros at the end."""
    below = value.denominator
    return _decimal((200 * value.numerator + below) // (2 * below))


_DECIMALS: dict[int, Decimal] = {}


def _decimal(whole: int) -> Decimal:
    found = _DECIMALS.get(whole)
    if found is None:
        found = (Decimal(whole) / 100).normalize()
        if found == found.to_integral():
            found = found.quantize(Decimal(1))
        if len(_DECIMALS) < 100_000:
            _DECIMALS[whole] = found
    return found


class Standard:
    """A compiled scoring sentence. `understood` is False where words were left that no clause holds."""

    def __init__(self, text: str, program: Program, steps: Steps | None) -> None:
        self.text = text
        self.program = program
        self.settled = {"不足一步": _STEPS[steps]} if steps else {}
        self._top = hundredths(program.points)
        self.required = required_names(program)
        self.optional = optional_names(program)
        self._plans: dict[tuple[str, ...], dict[str, str]] = {}
        self._quick = quick(program, self.settled.get("不足一步"))

    @property
    def understood(self) -> bool:
        """Whether every word of the sentence has its place in a clause."""
        return not self.program.unread

    @property
    def points(self) -> Decimal:
        """The points of the row."""
        return hundredths(self.program.points)

    def score(self, inputs: Mapping[str, object]) -> Score:
        """The points for `inputs`: names as a person would call them, values with their units (103%, 3天, 是, 优)."""
        score = self._score(inputs)
        score._explain = (self, inputs)
        return score

    def _score(self, inputs: Mapping[str, object]) -> Score:
        top = self._top
        if self.program.unread:
            return Score(None, Decimal(0), top)
        given = {name: value_of(value) for name, value in inputs.items()}
        names = self._names(given)
        if self._quick is not None and len(given) == 1 and (short := self._shortly(self._quick, given, names)):
            return short
        run = Run(given, names, {}, self.settled, None)
        found = _outcome(self.program, run)
        unused = [name for name in given if name not in run.used]
        if unused and self._matters(run):
            return Score(None, Decimal(0), top, missing=tuple(f"没有用上：{name}" for name in unused))
        if not run.asked:
            return _plain(found, run, top)
        return self._readings(given, names, run, found, top)

    def _shortly(self, quick: Quick, given: dict[str, Value], names: dict[str, str]) -> Score | None:
        """The score by whole numbers, None where the case is not plain."""
        value = given.get(names.get(quick.name, ""))
        found = None if value is None else quick.cell(value)
        if found is None or value is None or value.number is None:
            return None
        if isinstance(found, Sloped):
            found = hundredths(min(max(value.number, Fraction(0)) * found.each, found.most))
        if isinstance(found, Decimal):
            return Score(found, found, found)
        read: dict[Decimal, str] = {}
        exact = stepped(found, value.number)
        distinct: dict[Fraction, str] = {}
        for name, points in exact:
            distinct.setdefault(points, name)
        readings = tuple(Reading(name, hundredths(points)) for points, name in distinct.items())
        for name, shown in readings:
            read.setdefault(shown or Decimal(0), name)
        if len(read) == 1:
            only = next(iter(read))
            return Score(only, only, only)
        return Score(None, min(read), max(read), readings)

    def _matters(self, run: Run) -> bool:
        """Whether values were left over while the sentence has conditions that nothing was entered for."""
        return any(name not in run.names for name in self.optional)

    def _names(self, given: dict[str, Value]) -> dict[str, str]:
        keys = tuple(given)
        plan = self._plans.get(keys)
        if plan is None:
            plan = _plan(self.required, self.optional, keys)
            if len(self._plans) > 500:
                self._plans.clear()
            self._plans[keys] = plan
        return plan

    def _readings(
        self, given: dict[str, Value], names: dict[str, str], first: Run, found: Interval | None, top: Decimal
    ) -> Score:
        """All readings of the questions that the case raises, each with its points; one score when they agree."""
        questions = dict(first.asked)
        results: dict[tuple[str, ...], Interval | None] = {}
        for options in islice(product(*questions.values()), _MOST_READINGS):
            if not results:  # the first options are those of the first run
                results[options] = found
                continue
            run = Run(given, names, dict(zip(questions, options, strict=True)), self.settled, None)
            results[options] = _outcome(self.program, run)
            for question, more in run.asked.items():
                if question not in questions:
                    questions[question] = more
                    return self._readings_of(given, names, questions, first, top)
        return self._gathered(results, first, top)

    def _readings_of(
        self,
        given: dict[str, Value],
        names: dict[str, str],
        questions: dict[str, tuple[str, ...]],
        first: Run,
        top: Decimal,
    ) -> Score:
        results: dict[tuple[str, ...], Interval | None] = {}
        for options in islice(product(*questions.values()), _MOST_READINGS):
            run = Run(given, names, dict(zip(questions, options, strict=True)), self.settled, None)
            results[options] = _outcome(self.program, run)
        return self._gathered(results, first, top)

    def _gathered(self, results: dict[tuple[str, ...], Interval | None], first: Run, top: Decimal) -> Score:
        distinct = set(results.values())
        if len(distinct) == 1:
            return _plain(distinct.pop(), first, top)
        seen: dict[Interval | None, str] = {}
        for options, found in results.items():
            seen.setdefault(found, "；".join(options))
        readings = tuple(
            Reading(name, None if found is None or found.low != found.high else hundredths(found.low))
            for found, name in seen.items()
        )
        values = {reading.points for reading in readings}
        if len(values) == 1 and None not in values:
            return _plain(next(iter(distinct)), first, top)
        defined = [found for found in seen if found is not None]
        low = hundredths(min(found.low for found in defined)) if None not in seen and defined else Decimal(0)
        high = hundredths(max(found.high for found in defined)) if None not in seen and defined else top
        return Score(None, low, high, readings, tuple(first.missing), tuple(first.flags))

    def traced(self, inputs: Mapping[str, object], score: Score) -> tuple[str, ...]:
        """The sentences of the trace; a second evaluation that writes down what it does."""
        lines: list[str] = []
        if self.program.unread:
            return (
                f"评分标准没有读懂（{'；'.join(self.program.unread)}），不计算，请人工评分（0至{self.points}分）。",
            )
        given = {name: value_of(value) for name, value in inputs.items()}
        run = Run(given, self._names(given), {}, self.settled, lines)
        _outcome(self.program, run)
        if score.points is not None:
            lines.append(f"本项得{score.points}分（满分{self.points}分）。")
        elif score.readings:
            said = "；".join(
                f"{name}，{'没有定' if points is None else f'{points}分'}" for name, points in score.readings
            )
            lines.append(f"句子有不止一种读法：{said}。请选定读法。")
        elif score.missing:
            lacking = dict.fromkeys(name.rpartition("：")[2] or "指标值" for name in score.missing)
            lines.append(f"还需要：{'、'.join(lacking)}；可能在{score.low}至{score.high}分之间。")
        else:
            lines.append(f"由评价人在{score.low}至{score.high}分之间确定。")
        return tuple(lines)

    def explain(self) -> str:
        """The sentence restated plainly in Chinese; it compiles to the same function."""
        from gouji.schemes.explain import restated

        return restated(self.program)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Faults of the sentence itself."""
        from gouji.schemes.linter import problems

        return problems(self.program)


def _outcome(program: Program, run: Run) -> Interval | None:
    try:
        return evaluate(program, run)
    except Undefined as open_case:
        run.say(f"{open_case}。")
        return None


def _plain(found: Interval | None, run: Run, top: Decimal) -> Score:
    if found is None:
        return Score(
            None, Decimal(0), top, (Reading("按字面（没有适用的条款）", None),), tuple(run.missing), tuple(run.flags)
        )
    if run.flags and any(flag.startswith("等级：") for flag in run.flags):
        graded = Score(None, Decimal(0), top, (), (), tuple(run.flags))
        graded.needs_judgement = False
        return graded
    if (found.low is found.high or found.low == found.high) and not run.missing:
        points = hundredths(found.low)
        return Score(points, points, points, (), (), tuple(run.flags))
    low, high = hundredths(found.low), hundredths(found.high)
    return Score(None, low, high, (), tuple(run.missing), tuple(run.flags), "[]" if found.closed else "[)")


def _plan(required: tuple[str, ...], optional: tuple[str, ...], keys: tuple[str, ...]) -> dict[str, str]:
    """Which entered name each name of the sentence has; the one left over goes to the one that is still open."""
    wanted = (*required, *optional)
    plain = tuple(name.split("：", 1)[-1] for name in wanted)
    found = assign(plain, keys)
    names = {name: found[bare] for name, bare in zip(wanted, plain, strict=True) if bare in found}
    taken = set(names.values())
    left = [key for key in keys if key not in taken]
    open_names = [name for name in required if name not in names]
    if len(open_names) == 1 and len(left) == 1 and not opposed(open_names[0], left[0]):
        names[open_names[0]] = left[0]
    elif len(open_names) == 2 and len(left) == 2:
        goals = [key for key in left if is_goal(key)]
        wanted_goals = [name for name in open_names if is_goal(name)]
        if len(goals) == 1 and len(wanted_goals) == 1:
            names[wanted_goals[0]] = goals[0]
            names[next(n for n in open_names if n not in wanted_goals)] = next(k for k in left if k not in goals)
    return names


def compile_standard(text: str, points: object, *, steps: Steps | None = None) -> Standard:
    """Compile a printed scoring sentence of a row with `points`.

    `steps` settles what part of a step counts for (whole, even, begun) where the sentence does not say; without it a
    case that depends on it gives all readings.
    """
    full = Fraction(str(points)) if not isinstance(points, Fraction) else points
    return Standard(text, assemble(clauses(text), full), steps)
