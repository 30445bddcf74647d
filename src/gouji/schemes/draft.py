"""What is collected while clauses are read in order: parts, counters, what is taken off, what overrides."""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec.structs import replace

from gouji.schemes.program import (
    Cases,
    Choice,
    Computed,
    Counter,
    Named,
    Part,
    Piece,
    Scale,
    last_expr,
    last_subject,
    same_event,
    subjects,
)
from gouji.schemes.records import (
    Award,
    Compared,
    Effect,
    Expr,
    InRange,
    Item,
    Limit,
    NotApplicable,
    Otherwise,
    Range,
    Step,
    Test,
    Tier,
    Words,
)
from gouji.schemes.words import bare, count_of, stands_for

_GIVEN_BOUND = re.compile(r"^(?:目标值|目标|标准|标准值|要求|规定|达标值|达标线|规定标准|该标准|基准|基准值|指标要求)$")


_OF_TARGET = re.compile(
    r"^(?:达到|完成|实现|为)*(?:年度|预期|绩效|设定|当年)*(?:目标值|目标|指标值|计划数|计划|任务数|任务|预算数|预算)(?:值|的)?$"
)


class Draft:
    """What is collected while the clauses are read in order."""

    def __init__(self, points: Fraction) -> None:
        self.points = points
        self.parts: list[Part] = []
        self.counters: list[Counter] = []
        self.less: list[Tier] = []
        self.overrides: list[Tier] = []
        self.effects: list[Effect] = []
        self.absent: list[NotApplicable] = []
        self.definitions: dict[str, Expr] = {}
        self.standard: InRange | None = None
        self.standards: list[InRange] = []
        self.compared: Compared | None = None
        self.least = Fraction(0)
        self.most: Fraction | None = None
        self.total: Fraction | None = None
        self.capped = False
        self.unread: list[str] = []
        self.notes: list[str] = []
        self.doubts: list[str] = []
        self.last: str = ""
        self.items: list[Item] = []

    # ---- tiers

    def tier(self, tier: Tier) -> None:
        """Put a tier where its condition belongs."""
        test, award = tier.test, tier.award
        if isinstance(test, Otherwise):
            self._otherwise(award)
        elif isinstance(award, Award) and award.kind in ("less", "less_share", "less_between") and not _numeric(test):
            self.less.append(tier)
        elif isinstance(test, InRange) and test.expr is None:
            self._scale_tier(test, award)
        elif isinstance(award, Step):
            self.unread.append(tier.text or "条件加扣分步")
        elif isinstance(test, Words):
            self._word_tier(test.text, award)
        else:
            self._case(test, award)

    def _otherwise(self, award: Award | Step) -> None:
        if not isinstance(award, Award):
            self.unread.append("否则")
            return
        if award.kind in ("less", "judged", "between"):
            self.unread.append("其他情况")
            return
        for i, part in enumerate(self.parts):
            if isinstance(part, Scale | Choice | Cases) and part.otherwise is None:
                self.parts[i] = replace(part, otherwise=award)

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
        self.parts.append(Scale(name=name, unit=unit, definition=self._definition(name)))
        return len(self.parts) - 1

    def _definition(self, name: str) -> Expr | None:
        """The formula of a name, or of the one longer name that ends with it."""
        if name in self.definitions or not name:
            return self.definitions.get(name)
        longer = [expr for other, expr in self.definitions.items() if other.endswith(name)]
        return longer[0] if len(longer) == 1 else None

    def _defined(self) -> str:
        return next(iter(self.definitions), "")

    def _word_tier(self, text: str, award: Award | Step) -> None:
        assert isinstance(award, Award)
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
        elif (number := stands_for(text)) is not None and isinstance(last, Scale):
            self.parts[-1] = replace(last, pieces=(*last.pieces, Piece(number, award)))
        elif (
            isinstance(last, Scale)
            and last.unit != "%"
            and _same_thing(text, last.name)
            and (number := count_of(text)) is not None
        ):
            self.parts[-1] = replace(last, pieces=(*last.pieces, Piece(replace(number, unit=last.unit), award)))
        elif isinstance(last, Scale) and award.kind == "zero":
            self.overrides.append(Tier(test=Words(text), award=award, text=text))
        else:
            self.parts.append(Choice(cases=((text, award),)))

    def _case(self, test: Test, award: Award | Step) -> None:
        assert isinstance(award, Award)
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

    # ---- limits

    def limit(self, limit: Limit) -> None:
        """Put a limit on what it was said of."""
        kind, value = limit.kind, limit.value
        if kind in ("floor", "cap"):
            self.capped = self.capped or kind == "cap"
            return
        if kind in ("begun", "whole", "even"):
            self._on_steps(kind)
        elif kind in ("most_off", "most_on") and self.counters and value is not None and self.last == "counter":
            sign = -1 if kind == "most_off" else 1
            at = next((i for i in reversed(range(len(self.counters))) if self.counters[i].step.sign == sign), None)
            if at is None:
                self.unread.append("上限")
            else:
                self.counters[at] = replace(self.counters[at], limit=value)
        elif kind in ("most_off", "most_on") and value is not None:
            self._limit_scale(value, -1 if kind == "most_off" else 1)
        elif kind == "least" and value is not None:
            self.least = value
        elif kind == "most" and value is not None:
            self.most = value
        elif kind == "total" and value is not None:
            self.total = value
        else:
            self.unread.append("上限")

    def _limit_scale(self, value: Fraction, sign: int) -> None:
        for i in range(len(self.parts) - 1, -1, -1):
            part = self.parts[i]
            if isinstance(part, Scale) and part.steps and part.steps[-1].sign == sign:
                self.parts[i] = replace(part, steps=(*part.steps[:-1], replace(part.steps[-1], limit=value)))
                return
        self.unread.append("扣分上限")

    def _on_steps(self, kind: str) -> None:
        change = {kind: True}
        if self.counters and self.last == "counter":
            self.counters[-1] = replace(self.counters[-1], step=replace(self.counters[-1].step, **change))
            return
        for i in range(len(self.parts) - 1, -1, -1):
            part = self.parts[i]
            if not isinstance(part, Scale):
                continue
            pieces = tuple(
                replace(piece, act=replace(piece.act, **change)) if isinstance(piece.act, Step) else piece
                for piece in part.pieces
            )
            self.parts[i] = replace(part, pieces=pieces, steps=tuple(replace(s, **change) for s in part.steps))
            return
        self.unread.append("不足一步的算法")

    # ---- steps

    def step(self, step: Step) -> None:
        """Put a step on the number that it deviates on, or make it a counter."""
        if self._checklist_step(step):
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

    def _checklist_step(self, step: Step) -> bool:
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
