"""What is collected while clauses are read in order: parts, counters, what is taken off, what overrides."""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec.structs import replace

from gouji.schemes.draft_steps import GIVEN_BOUND, ZERO, StepDraft, fits
from gouji.schemes.expressions import names, substituted
from gouji.schemes.program import (
    Cases,
    Choice,
    Computed,
    Named,
    Piece,
    Scale,
    Sum,
    last_expr,
    last_subject,
    subjects,
)
from gouji.schemes.records import (
    Award,
    Compared,
    Every,
    Expr,
    InRange,
    NotApplicable,
    Otherwise,
    Range,
    Step,
    Test,
    Tier,
    Words,
)
from gouji.schemes.tallies import tally
from gouji.schemes.words import bare, count_of, says_none, stands_for, trend_of

_OF_TARGET = re.compile(
    r"^(?:达到|完成|实现|为)*(?:年度|预期|绩效|设定|当年)*(?:目标值|目标|指标值|计划数|计划|任务数|任务|预算数|预算)(?:值|的)?$"
)


class Draft(StepDraft):
    """What is collected while the clauses are read in order."""

    # ---- tiers

    def tier(self, tier: Tier) -> None:
        """Put a tier where its condition belongs."""
        test, award = self._resolved(tier.test), tier.award
        if isinstance(award, Award) and award.kind == "na":
            self.overrides.append(replace(tier, test=test))
        elif isinstance(test, Otherwise):
            self._otherwise(award)
        elif isinstance(award, Award) and award.kind in ("less", "less_share", "less_between") and not _numeric(test):
            self.less.append(replace(tier, test=test))
        elif isinstance(test, InRange) and test.expr is None:
            self._scale_tier(test, award)
        elif isinstance(award, Step):
            self.unread.append(tier.text or "条件加扣分步")
        elif isinstance(test, Words):
            self._word_tier(test.text, award)
        elif _nothing_either_way(test, award):
            for part in test.tests:  # type: ignore[union-attr]
                self.tier(Tier(test=part, award=award, text=tier.text))
        else:
            self._case(test, award)

    def _resolved(self, test: Test) -> Test:
        """A condition with what it leaves unsaid: the amount of the one before, its list of conditions."""
        if isinstance(test, Compared):
            self.left, self.right = test.left or self.left, test.right
            return test if test.left else Compared(self.left, test.op, test.right)
        if isinstance(test, Words) and self.left and (found := _LEVEL.match(test.text)) and found[1] == self.right:
            return Compared(self.left, "=", self.right)
        if (tallied := tally(test, self.joint)) is not None:
            return tallied
        if isinstance(test, Every):
            tests = tuple(self._resolved(part) for part in test.tests)
            if len(tests) == 2 and (goal := _goal_met(*tests)) is not None:
                return goal
            numbers = not test.some and all(isinstance(part, InRange | Compared) for part in tests)
            self.joint = tests if numbers else self.joint
            return Every(tests, test.some)
        return test

    def _otherwise(self, award: Award | Step) -> None:
        if not isinstance(award, Award):
            self.unread.append("否则")
            return
        if award.kind in ("less", "judged", "between"):
            self.unread.append("其他情况")
            return
        open_parts = [
            i
            for i, part in enumerate(self.parts)
            if isinstance(part, Scale | Choice | Cases) and not part.otherwise and not getattr(part, "ratio", False)
        ]
        if len(open_parts) > 1 and award.kind != "zero":
            self.unread.append("否则")
        for i in open_parts:
            part = self.parts[i]
            assert isinstance(part, Scale | Choice | Cases)
            own = _of_itself(award, part.name) if isinstance(part, Scale) else award
            self.parts[i] = replace(part, otherwise=own)

    def _scale_tier(self, test: InRange, award: Award | Step) -> None:
        if isinstance(self.parts[-1] if self.parts else None, Computed):
            self._before_formula(test, award)
            return
        if self.parts and isinstance(cases := self.parts[-1], Cases):
            subject = test.subject if test.subject in subjects(cases) else "" if test.subject else last_subject(cases)
            if subject and isinstance(award, Award):
                self.parts[-1] = replace(
                    cases, cases=(*cases.cases, (InRange(subject, test.range, last_expr(cases)), award))
                )
                return
        if self._far_off(test, award):
            return
        at = self._scale(test.subject, test.range.unit)
        scale = self.parts[at]
        assert isinstance(scale, Scale)
        unit = scale.unit or test.range.unit
        if isinstance(award, Award):
            award = _of_itself(award, scale.name)
        self.parts[at] = replace(scale, unit=unit, pieces=(*scale.pieces, Piece(test.range, award)))

    def _far_off(self, test: InRange, award: Award | Step) -> bool:
        """每偏离100%5个百分点扣1分，偏离超过20个百分点不得分: beyond on either side of where the steps start."""
        last = self.parts[-1] if self.parts else None
        if (
            not re.match("^偏(?:离|差)(?:度|值|率|幅度)?$", test.subject)
            or not isinstance(last, Scale)
            or not last.steps
        ):
            return False
        step, low = last.steps[-1], test.range.low
        if step.way != "either" or step.base is None or low is None or test.range.high is not None:
            return False
        above = Range(replace(low, value=step.base + low.value), None, last.unit)
        below = Range(None, replace(low, value=step.base - low.value), last.unit)
        self.parts[-1] = replace(last, pieces=(*last.pieces, Piece(above, award), Piece(below, award)))
        return True

    def _before_formula(self, test: Test, award: Award | Step) -> None:
        part = self.parts[-1]
        assert isinstance(part, Computed)
        if not isinstance(award, Award):
            self.unread.append("公式后的扣分步")
            return
        self.parts[-1] = replace(part, before=(*part.before, (test, award)))

    def _scale(self, subject: str, unit: str) -> int:
        """The index of the scale on this subject, made when there is none."""
        for i in range(len(self.parts) - 1, -1, -1):
            part = self.parts[i]
            if isinstance(part, Scale) and not part.target and fits(part, subject, unit):
                if len(subject) > len(part.name):
                    self.parts[i] = replace(part, name=subject)
                return i
        if subject and _OF_TARGET.match(subject):
            subject = "完成率"
        name = subject or (self.standard.subject if self.standard else "") or self.defined()
        self.parts.append(Scale(name=name, unit=unit, definition=self.definition(name)))
        return len(self.parts) - 1

    def _word_tier(self, text: str, award: Award | Step) -> None:
        assert isinstance(award, Award)
        if award.kind in ("proportion", "proportion_less") and not self.parts and _ANY_INDICATOR.match(text):
            text = ""  # 数量指标按完成比例计分
        if not text and award.kind in ("proportion", "proportion_less"):
            self.parts.append(Scale(name="", ratio=True, unit="%", pieces=(Piece(Range(None, None, "%"), award),)))
            return
        if not text:
            if award.kind in ("judged", "between"):
                low = award.value if award.kind == "between" else Fraction(0)
                full = award.high if award.kind == "between" else None
                self.parts.append(Named(text="酌情评分", full=full, low=low))
                return
            self.unread.append(award.label or "得分")
            return
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Computed):
            self._before_formula(Words(text), award)
        elif isinstance(last, Choice):
            self.parts[-1] = replace(last, cases=(*last.cases, (text, award)))
        elif isinstance(last, Cases):
            self.parts[-1] = replace(last, cases=(*last.cases, (Words(text), award)))
        elif isinstance(last, Scale) and (number := trend_of(text, last.name) or stands_for(text)) is not None:
            point = number.low if number.low == number.high else None
            labels = last.labels if point is None else (*last.labels, (text, point.value))
            self.parts[-1] = replace(last, pieces=(*last.pieces, Piece(number, award)), labels=labels)
        elif (
            isinstance(last, Scale)
            and last.unit != "%"
            and _same_thing(text, last.name)
            and (number := count_of(text) or _none_of(text, last.name)) is not None
        ):
            self.parts[-1] = replace(last, pieces=(*last.pieces, Piece(replace(number, unit=last.unit), award)))
        elif award.kind == "zero" and (isinstance(last, Scale) or (isinstance(last, Sum) and award.label)):
            self.overrides.append(Tier(test=Words(text), award=award, text=text))
        else:
            self.parts.append(Choice(cases=((text, award),)))

    def _case(self, test: Test, award: Award | Step) -> None:
        assert isinstance(award, Award)
        if (rest := self._without_guard(test)) is not None:
            self.tier(Tier(test=rest, award=award))
            return
        if self.parts and isinstance(self.parts[-1], Computed):
            self._before_formula(test, award)
            return
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Cases):
            self.parts[-1] = replace(last, cases=(*last.cases, (test, award)))
            return
        cases: list[tuple[Test, Award]] = []
        if isinstance(last, Choice) and _about_same(last, test):
            self.parts.pop()
            cases = [(Words(text), case) for text, case in last.cases]
        self.parts.append(Cases(cases=(*cases, (test, award))))

    def _without_guard(self, test: Test) -> Test | None:
        """无采购的得满分；有采购的，执行率100%得2分: the second condition says again what the first excludes."""
        last = self.parts[-1] if self.parts else None
        if not isinstance(test, Every) or test.some or not isinstance(guard := test.tests[0], Words):
            return None
        if not isinstance(last, Choice) or len(last.cases) != 1 or last.cases[0][1].kind != "full":
            return None
        thing = bare(last.cases[0][0])
        if (
            not guard.text.startswith(("有", "存在", "涉及"))
            or bare(guard.text) != thing
            or not says_none(last.cases[0][0])
        ):
            return None
        self.parts.pop()
        self.absent.append(NotApplicable(thing=thing, award=last.cases[0][1]))
        return test.tests[1] if len(test.tests) == 2 else Every(test.tests[1:])


_LEVEL = re.compile(r"^(?:与|同|和)(.{1,10}?)(?:持平|一致|相等|相同)$")
_ANY_INDICATOR = re.compile(r"^(?:该|本|定量|数量|质量|时效|成本|效益|产出|各项)*(?:指标|指标值)(?:值)?$")
_OWN = re.compile(r"^(?:完成|执行|支出)?(?:进度|率|比例|值|数|情况)$|^(?:完成|执行)(?:率|数|值|比例)$|^(?:得分)$")


def _goal_met(first: Test, second: Test) -> InRange | None:
    """目标值100场，完成目标值得满分: at least that many."""
    if not isinstance(first, InRange) or not isinstance(second, Words) or not _OF_TARGET.match(second.text):
        return None
    low = first.range.low
    if not GIVEN_BOUND.match(first.subject) or low is None or low != first.range.high:
        return None
    return InRange("", Range(low, None, first.range.unit))


def _nothing_either_way(test: Test, award: Award | Step) -> bool:
    """超过30日或未公开的不得分: two conditions that each cost the row."""
    if not isinstance(test, Every) or not test.some or len(test.tests) != 2:
        return False
    zero = isinstance(award, Award) and award.kind == "zero"
    return zero and isinstance(test.tests[0], InRange) and isinstance(test.tests[1], Words)


def _of_itself(award: Award, name: str) -> Award:
    """A formula that calls the number of its tier 实际进度 or by the end of its name, with its own name."""
    if award.expr is None or not name:
        return award
    known: dict[str, Expr] = {}
    for term in names(award.expr):
        plain = re.sub(r"^(?:本|该|当年|年度)?实际(?:的)?", "", term)
        if not plain or name.endswith(plain) or plain.endswith(name) or (plain != term and _OWN.match(plain)):
            known[term] = Expr("name", name=name)
    return replace(award, expr=substituted(award.expr, known))


def _none_of(text: str, name: str) -> Range | None:
    """未完成 beside 完成1-2项: none."""
    return ZERO if re.match("未|没有|无", text) and name.endswith(bare(text)) and len(bare(text)) > 1 else None


def _same_thing(text: str, name: str) -> bool:
    """Whether words speak of what a scale counts: 出现死亡 of 死亡人数."""
    thing = bare(text)
    return len(thing) > 1 and thing in name


def _numeric(test: Test) -> bool:
    return isinstance(test, InRange)


def _about_same(choice: Choice, test: Test) -> bool:
    """无结余 before 有结余但不超过上年结转: words and comparisons of one thing."""
    del test
    return bool(choice.cases)
