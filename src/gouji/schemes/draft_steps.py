"""Steps put where they deviate: on a number with a bound, from a named target, or counted as events."""

from __future__ import annotations

import re
from fractions import Fraction

from msgspec.structs import replace

from gouji.schemes.draft_limits import Collected
from gouji.schemes.phrases import GENERIC
from gouji.schemes.program import Cases, Choice, Counter, Piece, Scale, same_event
from gouji.schemes.records import FIRM, Bound, Compared, Expr, Range, Step
from gouji.schemes.words import is_late

GIVEN_BOUND = re.compile(r"^(?:目标值|目标|标准|标准值|要求|规定|达标值|达标线|规定标准|该标准|基准|基准值|指标要求)$")
# 完成年度目标值的 and 完成 speak of one rate.
_OF_GOAL = re.compile(r"(?<=完成)(?:年度|预期|绩效)?(?:目标|计划|任务|指标)(?:值|数|量)?的?$")
ZERO = Range(Bound(Fraction(0), True, FIRM), Bound(Fraction(0), True, FIRM))


class StepDraft(Collected):
    """The steps of a sentence, and what they are steps of."""

    def definition(self, name: str) -> Expr | None:
        """The formula of a name, or of the one longer name that ends with it."""
        if name in self.definitions or not name:
            return self.definitions.get(name)
        longer = [expr for other, expr in self.definitions.items() if other.endswith(name)]
        return longer[0] if len(longer) == 1 else None

    def defined(self) -> str:
        """The first name that the sentence gives a formula for."""
        return next(iter(self.definitions), "")

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
        elif step.sign > 0 and step.unit == "%" and step.event and step.way in ("up", "down") and not step.target:
            rise = replace(step, way="up", base=Fraction(0), subject="", event="")
            name = step.subject + step.event
            self.parts.append(Scale(name=name, unit="%", base=Fraction(0), steps=(rise,)))
            self.last = "scale"
        elif self._gap(step):
            self.last = "scale"
        elif self._from_described(step):
            self.last = ""
        else:
            self.counters.append(
                Counter(
                    step=step,
                    name=_counted(step),
                    items=tuple(f"{i.mark}{i.text}" for i in self.items if i.points is None),
                )
            )
            self.last = "counter"

    def _from_described(self, step: Step) -> bool:
        """按时提交得1分，每迟交1天扣0.2分, where other rules give the rest: the deduction is from that one point."""
        last = self.parts[-1] if self.parts else None
        if not isinstance(last, Choice) or not step.joined or step.sign > 0 or step.way != "event" or step.share:
            return False
        text, award = last.cases[-1]
        if award.kind != "points" or award.value >= self.points or len(last.cases) > 1:
            return False
        self.parts[-1] = Scale(
            name=_counted(step),
            unit=step.unit,
            full=award.value,
            base=Fraction(0),
            steps=(replace(step, way="up", subject="", event=""),),
            labels=((text, Fraction(0)),),
            pieces=(Piece(ZERO, award),),
            event=True,
        )
        return True

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
        if step.target and GIVEN_BOUND.match(step.target) and self.parts and isinstance(part := self.parts[-1], Scale):
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
            if step.way != "event" and same_unit and not step.target and fits(part, step.subject, step.unit):
                return i
            if step.way != "event" and part.target and not step.target:
                return i
            if step.way == "event" and same_unit and step.unit not in ("%", "") and same_event(part, step):
                self.parts[i] = replace(part, event=True)
                return i
        if step.way == "event":
            return None
        if step.base is not None or (self.standard and not step.target):
            subject = step.subject or (self.standard.subject if self.standard else "") or self.defined()
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


def fits(part: Scale, subject: str, unit: str) -> bool:
    """Whether a subject can be the number of a scale: same name, a part of it, or not said at all."""
    if unit and part.unit and unit != part.unit and "" not in (unit, part.unit):
        return False
    if not subject or not part.name:
        return True
    names = (_OF_GOAL.sub("", name.replace("的绝对值", "")) or name for name in (subject, part.name))
    first, second = sorted(names, key=len)
    return second.endswith(first) or (second.startswith(first) and len(first) > 2)


def _counted(step: Step) -> str:
    if step.subject.startswith(("未按", "未及时", "未在")) and is_late(step.event):
        return step.event  # 未按期开工每推迟1个月
    words = step.subject + ("" if step.subject and GENERIC.match(step.event) else step.event)
    return re.sub(r"^(?:出现|发现|发生|存在|有|被|查出)+", "", words) or words
