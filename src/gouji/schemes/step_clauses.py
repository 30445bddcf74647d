"""Clauses that are steps: 每…扣…, with the condition or the subject that stands before them."""

from __future__ import annotations

import re

from msgspec.structs import replace

from gouji.schemes.conditions import condition
from gouji.schemes.phrases import BEYOND, GENERIC, Segment, segments
from gouji.schemes.records import Clause, Compared, Every, InRange, Otherwise, Standard, Step, Test, Tier, Words
from gouji.schemes.steps import step
from gouji.schemes.tokens import Token
from gouji.schemes.trims import clean, slice_of


class StepReader:
    """What all clause rules share, and the rules of steps; `out` are the clauses so far, `at` the segment."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.parts = segments(tokens)
        self.at = 0
        self.out: list[Clause] = []
        self.heading = ""

    def _steps(self) -> bool:
        tokens = list(self.parts[self.at].tokens)
        every = next((i for i, token in enumerate(tokens) if token.kind == "every"), None)
        taken = 1
        if every is None:
            if not self._unsaid_step(tokens, self.at):
                return False
            every = 0
        while step(self.text, tokens, every) is None and taken < 3 and self.parts[self.at + taken - 1].end == ",":
            if self.at + taken >= len(self.parts):
                return False
            tokens += self.parts[self.at + taken].tokens
            taken += 1
        found = step(self.text, tokens, every)
        if found is None:
            return False
        parsed, end = found
        before = tokens[:every]
        if self.at and self.parts[self.at - 1].end == ",":
            parsed = replace(parsed, joined=True)
        if not self._before_step(before, parsed):
            return False
        self.at += taken
        self._behind(tokens[end:], self.parts[self.at - 1].end)
        return True

    def _unsaid_step(self, tokens: list[Token], at: int) -> bool:
        """缺一项扣1分, 逾期一天扣0.5分: a step whose 每 is not said; one of several counts is a tier instead."""
        act = next((i for i, token in enumerate(tokens) if token.kind == "deduct"), None)
        if act is None:
            return False
        numbers = [token for token in tokens[:act] if token.kind == "num"]
        if (
            len(numbers) != 1
            or (numbers[0].value != 1 and numbers[0].unit != "%")
            or any(t.kind == "after" for t in tokens)
        ):
            return False
        if not re.match(r"^[一1]", numbers[0].text) or any(t.kind == "cmp" and t.op != ">" for t in tokens[:act]):
            return False
        following = self.parts[at + 1].tokens if at + 1 < len(self.parts) else []
        sibling = [token for token in following if token.kind == "num"]
        return not (len(sibling) > 1 and sibling[0].unit == numbers[0].unit and sibling[0].value > 1)

    def _before_step(self, before: list[Token], parsed: Step) -> bool:
        """What stands before 每 in its segment: a condition (变动率>0), or the subject of the step."""
        if not before:
            self.out.append(parsed)
            return True
        counted = parsed.way == "event" and not parsed.event and parsed.unit not in ("%", "元", "分")
        if any(token.kind == "num" for token in before) and not counted:
            test = condition(self.text, before)
            if not isinstance(test, InRange | Every):
                return False
            self.out.append(Tier(test=test, award=parsed))
            return True
        words = clean(slice_of(self.text, before))
        words = re.sub(
            r"^(?:以上|上述|以下)(?:各项|情况|情形|内容|要求|事项|各类|各条|指标|条件|问题|任务)*(?:中|内|里)?",
            "",
            words,
        )
        words = "" if BEYOND.match(words) else words
        self.out.append(_with_subject(parsed, words))
        return True

    def _stepped(self, tests: list[Test], at: int) -> bool:
        """Conditions before a step in the same sentence: 三公经费>0，每超过…扣; or the target that it starts from."""
        mark = len(self.out)
        self.at, first = at, self.at
        if not self._steps() or not isinstance(parsed := self.out[mark], Step):
            self.at = first
            del self.out[mark:]
            return False
        if len(tests) == 1 and isinstance(tests[0], InRange):
            limits = tests[0].range
            side = limits.low if parsed.way == "up" else limits.high
            beyond = side is not None and limits.low != limits.high
            if beyond and parsed.way in ("up", "down"):
                self.out[mark] = Tier(test=tests[0], award=parsed)
            else:
                self.out.insert(mark, Standard(tests[0]))
        elif all(
            isinstance(test, Otherwise) or (isinstance(test, Words) and BEYOND.match(test.text)) for test in tests
        ):
            pass
        elif len(tests) == 1 and isinstance(tests[0], Words) and parsed.way == "event" and GENERIC.match(parsed.event):
            self.out[mark] = _with_subject(parsed, tests[0].text)  # 应采未采的，每发现一起扣1分
        elif all(isinstance(test, Words | Compared) for test in tests):
            self.out[mark:mark] = [Standard(test) for test in tests]
        else:
            self.at = first
            del self.out[mark:]
            return False
        return True

    def _behind(self, tokens: list[Token], end: str) -> None:
        """Tokens behind an award in its own segment are read as a segment of their own."""
        if tokens and not (len(tokens) == 1 and tokens[0].text in ("的", "、")):
            self.at -= 1
            self.parts[self.at] = Segment(tokens, end)

    def _again(self, part: Segment, taken: int) -> None:
        if part.tokens[taken:]:
            self.at -= 1
            self.parts[self.at] = Segment(part.tokens[taken:], part.end)


def _with_subject(parsed: Step, words: str) -> Step:
    return replace(parsed, subject=words + parsed.subject) if words else parsed
