"""What is collected while clauses are read in order: parts, counters, what is taken off, what overrides."""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec.structs import replace

from gouji.schemes.draft_limits import Collected
from gouji.schemes.expressions import names, substituted
from gouji.schemes.program import (
    Cases,
    Choice,
    Computed,
    Counter,
    Named,
    Piece,
    Scale,
    Sum,
    last_expr,
    last_subject,
    same_event,
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

_GIVEN_BOUND = re.compile(r"^(?:目标值|目标|标准|标准值|要求|规定|达标值|达标线|规定标准|该标准|基准|基准值|指标要求)$")


_OF_TARGET = re.compile(
    r"^(?:达到|完成|实现|为)*(?:年度|预期|绩效|设定|当年)*(?:目标值|目标|指标值|计划数|计划|任务数|任务|预算数|预算)(?:值|的)?$"
)


class Draft(Collected):
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
        else:
            self._case(test, award)

    def _resolved(self, test: Test) -> Test:
        """A condition with what it leaves unsaid: the amount of the one before, its list of conditions."""
        if isinstance(test, Compared):
            self.left = test.left or self.left
            return test if test.left else Compared(self.left, test.op, test.right)
        if (tallied := tally(test, self.joint)) is not None:
            return tallied
        if isinstance(test, Every):
            tests = tuple(self._resolved(part) for part in test.tests)
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
        at = self._scale(test.subject, test.range.unit)
        scale = self.parts[at]
        assert isinstance(scale, Scale)
        unit = scale.unit or test.range.unit
        if isinstance(award, Award):
            award = _of_itself(award, scale.name)
        self.parts[at] = replace(scale, unit=unit, pieces=(*scale.pieces, Piece(test.range, award)))

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
            if isinstance(part, Scale) and not part.target and _fits(part, subject, unit):
                if len(subject) > len(part.name):
                    self.parts[i] = replace(part, name=subject)
                return i
        if subject and _OF_TARGET.match(subject):
            subject = "完成率"
        name = subject or (self.standard.subject if self.standard else "") or self._defined()
        self.parts.append(Scale(name=name, unit=unit, definition=self.definition(name)))
        return len(self.parts) - 1

    def definition(self, name: str) -> Expr | None:
        """The formula of a name, or of the one longer name that ends with it."""
        if name in self.definitions or not name:
            return self.definitions.get(name)
        longer = [expr for other, expr in self.definitions.items() if other.endswith(name)]
        return longer[0] if len(longer) == 1 else None

    def _defined(self) -> str:
        return next(iter(self.definitions), "")

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
            and (number := count_of(text)) is not None
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

    # ---- steps

    def step(self, step: Step) -> None:
        """Put a step on the number that it deviates on, or make it a counter."""
        if self.says_again(step):
            return
        at = self._deviating(step)
        if at is not None:
            part = self.parts[at]
            assert isinstance(part, Scale)
            self.parts[at] = replace(part, steps=(*part.steps, step))
            self.last = "scale"
        elif self._gap(step):
            self.last = "scale"
        else:
            self.counters.append(
                Counter(
                    step=step,
                    name=_counted(step),
                    items=tuple(f"{i.mark}{i.text}" for i in self.items if i.points is None),
                )
            )
            self.last = "counter"

    def says_again(self, step: Step) -> bool:
        """每少一项扣1分 behind items of 1分 each says the same again (NORMS G8)."""
        if not self.items or any(item.points is None for item in self.items) or any(item.inner for item in self.items):
            return False
        if (
            step.sign > 0
            or step.share
            or not re.search(r"少|缺|未|不符合|不满足|没有|不", step.event + step.way.replace("down", "少"))
        ):
            return False
        if re.search(r"[处次起笔例]", step.unit) and not re.search(r"少|缺", step.event):
            return False
        if any(item.points != step.amount for item in self.items):
            self.doubts.append("各项分值与“每少一项扣分”不一致")
        return True

    def _deviating(self, step: Step) -> int | None:
        """The scale that a step deviates on; 目标值 in the step is then the bound that the text has given."""
        if step.target and _GIVEN_BOUND.match(step.target) and self.parts and isinstance(part := self.parts[-1], Scale):
            bounded = any(piece.range.low or piece.range.high for piece in part.pieces)
            if bounded and part.unit == step.unit:
                return len(self.parts) - 1
        return self._deviating_unnamed(step)

    def _deviating_unnamed(self, step: Step) -> int | None:
        """The scale that a step deviates on: its unit fits, and it has somewhere to start."""
        for i in range(len(self.parts) - 1, -1, -1):
            part = self.parts[i]
            if not isinstance(part, Scale) or part.ratio:
                continue
            same_unit = part.unit == step.unit or (not part.unit and step.unit == "%")
            if step.way != "event" and same_unit and not step.target and _fits(part, step.subject, step.unit):
                return i
            if step.way != "event" and part.target and not step.target:
                return i
            if step.way == "event" and same_unit and step.unit not in ("%", "") and same_event(part, step):
                self.parts[i] = replace(part, event=True)
                return i
        if step.way == "event":
            return None
        if step.base is not None or (self.standard and not step.target):
            subject = step.subject or (self.standard.subject if self.standard else "") or self._defined()
            unit = step.unit
            self.parts.append(Scale(name=subject, unit=unit, definition=self.definitions.get(subject)))
            return len(self.parts) - 1
        return None

    def _gap(self, step: Step) -> bool:
        """A step from a named target: 每超过预算1万元, or from a comparison: 决算数≤预算数 … 每超过1个百分点."""
        if step.way == "event":
            return False
        compared = self.compared
        if self.parts and isinstance(cases := self.parts[-1], Cases) and len(cases.cases) == 1:
            test, award = cases.cases[0]
            alike = compared is None or (isinstance(test, Compared) and compared.right == test.right)
            if isinstance(test, Compared) and alike and award.kind in ("full", "points"):
                compared = test
                self.parts.pop()
                full = award.value if award.kind == "points" else None
                self.parts.append(_gap_scale(compared, step, full))
                return True
        if compared is not None:
            self.parts.append(_gap_scale(compared, step, None))
            return True
        if step.target or step.unit == "%":
            target = step.target or "目标值"
            self.parts.append(Scale(name=step.subject, target=target, unit=step.unit, base=Fraction(0), steps=(step,)))
            return True
        return False


def _gap_scale(compared: Compared, step: Step, full: Fraction | None) -> Scale:
    return Scale(
        name=compared.left,
        target=compared.right,
        unit=step.unit,
        base=Fraction(0),
        full=full,
        steps=(step,),
        exact=compared.op == "=",
    )


_ANY_INDICATOR = re.compile(r"^(?:该|本|定量|数量|质量|时效|成本|效益|产出|各项)*(?:指标|指标值)(?:值)?$")
_OWN = re.compile(r"^(?:完成|执行|支出)?(?:进度|率|比例|值|数|情况)$|^(?:完成|执行)(?:率|数|值|比例)$|^(?:得分)$")


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


def _fits(part: Scale, subject: str, unit: str) -> bool:
    """Whether a subject can be the number of a scale: same name, a part of it, or not said at all."""
    if unit and part.unit and unit != part.unit and "" not in (unit, part.unit):
        return False
    if not subject or not part.name:
        return True
    first, second = sorted((name.replace("的绝对值", "") for name in (subject, part.name)), key=len)
    return second.endswith(first) or (second.startswith(first) and len(first) > 2)


def _counted(step: Step) -> str:
    words = step.subject + step.event
    return re.sub(r"^(?:出现|发现|发生|存在|有|被|查出)+", "", words) or words
