"""Values and points that are listed together: ranks, 优、良、差分别得5分、3分、0分, bands of a grade."""

from __future__ import annotations

import re
from fractions import Fraction

from gouji.schemes.bands import bands, listed_words
from gouji.schemes.conditions import condition
from gouji.schemes.distributed import distributed
from gouji.schemes.phrases import Segment
from gouji.schemes.records import Award, InRange, Rank, Tier, Words
from gouji.schemes.step_clauses import StepReader
from gouji.schemes.tokens import points_of
from gouji.schemes.trims import label, slice_of, unquoted


class ListReader(StepReader):
    """The rules of lists."""

    # ---- 排名1-5名的依次赋予60分、57分

    def _rank(self) -> bool:
        part = self.parts[self.at]
        gain = next(
            (i for i, t in enumerate(part.tokens) if t.kind == "gain" and ("依次" in t.text or "分别" in t.text)), None
        )
        if gain is None:
            return False
        points = [t for t in part.tokens[gain + 1 :] if t.kind == "num"]
        others = [t for t in part.tokens[gain + 1 :] if t.kind != "num" and t.text != "、"]
        test = condition(self.text, part.tokens[:gain])
        if others or len(points) < 2:
            return False
        if isinstance(test, InRange) and test.range.low and test.range.high:
            first, last = test.range.low.value, test.range.high.value
            if last - first + 1 != len(points) or first.denominator != 1:
                return False
            self.out.append(Rank(test.subject, int(first), tuple(point.value for point in points)))
            self.at += 1
            return True
        return self._listed(part, gain, [point.value for point in points])

    def _listed_before(self) -> bool:
        """分为好、较好、一般、差四个档次，分别得5分、4分、2分、0分: the values stand in the segment before."""
        if self.parts[self.at].end != "," or self.at + 1 >= len(self.parts):
            return False
        following = self.parts[self.at + 1].tokens
        if following[0].kind != "gain" or "分别" not in following[0].text:
            return False
        points = [points_of(t.text) for t in following[1:] if t.kind in ("num", "zero")]
        if len(points) + sum(t.text == "、" for t in following[1:]) != len(following) - 1:
            return False
        labels = listed_words(unquoted(slice_of(self.text, self.parts[self.at].tokens)))
        if len(labels) != len(points):
            return False
        awards = [Award(kind="points", value=value) if value else Award(kind="zero") for value in points]
        self.out += [Tier(test=Words(word), award=award) for word, award in zip(labels, awards, strict=True)]
        self.at += 2
        return True

    def _listed(self, part: Segment, gain: int, points: list[Fraction]) -> bool:
        """优、良、中、差分别得5分、4分、3分、0分."""
        labels: list[str] = []
        for token in part.tokens[:gain]:
            if token.kind == "punct" and token.text == "、":
                continue
            labels += [label(word) for word in re.split("[、和与及]", token.text) if label(word)]
        labels = [re.sub(r"(?:的|等次|等级|等)+$", "", word) or word for word in labels]
        if len(labels) != len(points):
            return False
        self.out += [
            Tier(test=Words(word), award=Award(kind="points", value=value))
            for word, value in zip(labels, points, strict=True)
        ]
        self.at += 1
        return True

    def _each(self) -> bool:
        """会议费、培训费均下降的各得1分: the same for each."""
        part = self.parts[self.at]
        at = next((i for i, token in enumerate(part.tokens) if token.kind == "gain" and token.text[0] in "各"), None)
        if at is None or at + 2 != len(part.tokens) or part.tokens[at + 1].unit != "分":
            return False
        before = part.tokens[:at]
        if (
            not at
            and self.at
            and self.parts[self.at - 1].end == ","
            and self.out
            and not isinstance(self.out[-1], Tier)
        ):
            before = self.parts[self.at - 1].tokens  # A率、B率分别达到100%的，各得1分
            self.out.pop()
        if not before:
            return False
        found = distributed(self.text, before, Award(kind="points", value=part.tokens[at + 1].value))
        if found is None:
            return False
        self.out += found
        self.at += 1
        return True

    def _bands(self) -> bool:
        """达成、部分达成、未达成三档，分别按100%-80%（含）、80%-60%（含）、60%-0%合理确定分值."""
        found = bands(self.text, self.parts, self.at)
        if found is None:
            return False
        clauses, self.at = found
        self.out += clauses
        return True
