"""A scoring sentence to clauses: segments between punctuation are read by small rules, one after another.

Every token belongs to a clause in the end: what no rule takes becomes `Unread`, and the sentence is not understood.
"""

from __future__ import annotations

import re

from gouji.schemes.awards import VERB, award_at, formula_at, sum_up
from gouji.schemes.conditions import condition
from gouji.schemes.expressions import expression, has_full
from gouji.schemes.limits import limit
from gouji.schemes.listed import ListReader
from gouji.schemes.phrases import (
    ASIDE,
    BEST,
    CONTEXT,
    DATE,
    GIVEN,
    HEAD,
    ITS_OWN,
    NOTHING,
    SOURCE,
    TOTAL,
    WEIGHTS,
    WHO,
    Segment,
)
from gouji.schemes.records import (
    Award,
    Clause,
    Definition,
    Effect,
    Every,
    Expr,
    Formula,
    Given,
    InRange,
    NotApplicable,
    Note,
    Standard,
    Test,
    Tier,
    Unread,
    Words,
)
from gouji.schemes.tokens import Token
from gouji.schemes.trims import clean, label, plain_of, slice_of, unquoted


class Reader(ListReader):
    """Reads clauses one after another; `subject` is the last one that was named."""

    def read(self) -> list[Clause]:
        """All clauses in order."""
        while self.at < len(self.parts):
            self._headed()
            if not self.parts[self.at].tokens:
                self.at += 1
                continue
            for rule in (
                self._standard,
                self._formula,
                self._context,
                self._steps,
                self._listed_before,
                self._rank,
                self._each,
                self._bands,
                self._tier,
            ):
                if rule():
                    break
            else:
                self._rest()
        return self.out

    # ---- what stands before a colon

    def _headed(self) -> None:
        part = self.parts[self.at]
        for i, token in enumerate(part.tokens[:6]):
            if token.kind == "punct" and token.text == ":":
                name = clean(slice_of(self.text, part.tokens[:i])) if i else ""
                if any(t.kind in ("deduct", "gain", "full", "zero") for t in part.tokens[:i]):
                    return
                if not HEAD.match(name):
                    self.heading = name
                    self.out.append(Note(name + "："))
                part.tokens = part.tokens[i + 1 :]
                return
            if token.kind not in ("word", "bracketed", "num", "cmp", "sign"):
                return

    # ---- 以100%为标准

    def _standard(self) -> bool:
        tokens = self.parts[self.at].tokens
        if tokens[0].kind != "standard":
            return False
        end = next((i for i, token in enumerate(tokens) if token.kind == "asbase"), None)
        if end is None:
            return False
        test = condition(self.text, tokens[1:end])
        if not isinstance(test, InRange) or clean(slice_of(self.text, tokens[end + 1 :]) if tokens[end + 1 :] else ""):
            return False
        self.out.append(Standard(test))
        self.at += 1
        return True

    # ---- X率=A÷B×100%, 得分=…

    def _formula(self) -> bool:
        tokens = self.parts[self.at].tokens
        equals = next((i for i, t in enumerate(tokens) if (t.kind == "cmp" and t.op == "=") or _says_formula(t)), None)
        if equals is None or (equals == 0 and not _says_formula(tokens[0])):
            return False
        right = tokens[equals + 1 :]
        if [token.text for token in right] in (["得分"], ["指标得分"], ["本项得分"]):  # 完成率×分值=得分
            tokens, right, equals = [*right, tokens[equals]], tokens[:equals], 1
        if not any(t.kind in ("sign", "dash") for t in right) or any(
            t.kind in ("gain", "full", "zero", "every", "nafull") for t in right
        ):
            return False
        name = clean(slice_of(self.text, tokens[:equals])) if equals else ""
        if _says_formula(tokens[equals]):
            name, right = "得分", _without_lead(tokens[equals], right)
        expr = expression(right)
        if expr is None:
            return False
        if any(t.kind == "num" for t in tokens[:equals]) and not _says_formula(tokens[equals]):
            return self._conditioned(tokens[:equals], expr)
        scores = has_full(expr) or bool(re.search(r"(?:得分|分数|指标分)$", name))
        self.out.append(Formula(expr, name) if scores else Definition(name, expr))
        self.at += 1
        return True

    def _conditioned(self, left: list[Token], expr: Expr) -> bool:
        """完成率<100%得分=完成率×分值: the condition stands in the same segment."""
        test = condition(self.text, left[:-1])
        if left[-1].text not in ("得分", "的得分") or not isinstance(test, InRange):
            return False
        self.out.append(Tier(test=test, award=Award(kind="formula", expr=expr)))
        self.at += 1
        return True

    # ---- words that change nothing

    def _context(self) -> bool:
        part = self.parts[self.at]
        words = clean(slice_of(self.text, part.tokens))
        if part.end == "," and self.at + 1 < len(self.parts) and (CONTEXT.match(words) or ASIDE.match(words)):
            self.out.append(Note(words))
            self.at += 1
            return True
        kinds = [token.kind for token in part.tokens]
        if kinds[-1] == "num" and len(kinds) > 1 and WEIGHTS.match(unquoted(slice_of(self.text, part.tokens[:-1]))):
            self.out.append(Note(words))
            self.at += 1
            return True
        if TOTAL.match(words) or BEST.match(words) or ITS_OWN.match(words) or (part.end == "," and DATE.match(words)):
            self.out.append(Note(words))
            self.at += 1
            return True
        if kinds == ["word"] and (SOURCE.match(words) and not GIVEN.search(words)) and part.end == ",":
            self.out.append(Note(words))
            self.at += 1
            return True
        return False

    # ---- a condition and what it gives

    def _tier(self) -> bool:
        tests: list[Test] = []
        at = self.at
        while at < len(self.parts):
            tokens = self.parts[at].tokens
            if tests and self.parts[at].end == "," and ASIDE.match(clean(slice_of(self.text, tokens))):
                at += 1
                continue
            if at > self.at and (formula := self._formula_of(tokens)) is not None:
                self.out.append(Tier(test=_all(tests), award=Award(kind="formula", expr=formula)))
                self.at = at + 1
                return True
            if (by := formula_at(self.text, tokens)) is not None:
                return self._formula_tier(tests, *by, at)
            got = None if at > self.at and any(t.kind == "every" for t in tokens) else self._award_in(tokens)
            if got is not None and not (at > self.at and self._unsaid_step(tokens, at)):
                where, award, end = got
                return self._finish_tier(tests, tokens, where, award, end, at)
            if at > self.at and (any(t.kind == "every" for t in tokens) or self._unsaid_step(tokens, at)):
                return self._stepped(tests, at)
            if self.parts[at].end != "," or any(t.kind in ("every", "floor", "limit", "cap", "begun") for t in tokens):
                return False
            if at - self.at > 5:
                return False
            test = condition(self.text, tokens)
            if test is None:
                return False
            tests.append(test)
            at += 1
        return False

    def _formula_tier(self, tests: list[Test], before: list[Token], award: Award, at: int) -> bool:
        """低于95%的，按实际执行率÷95%×分值计分."""
        test = condition(self.text, before) if before else None
        tests = tests if test is None else [*tests, test]
        if tests:
            self.out.append(Tier(test=_all(tests), award=award, text=_quote(self.text, self.parts, self.at, at)))
        elif award.expr is not None:
            self.out.append(Formula(award.expr, ""))
        self.at = at + 1
        return True

    def _formula_of(self, tokens: list[Token]) -> Expr | None:
        """得分=… behind a condition."""
        equals = next((i for i, t in enumerate(tokens) if t.kind == "cmp" and t.op == "="), None)
        if not equals or not re.search(r"(?:得分|分数)$", clean(slice_of(self.text, tokens[:equals]))):
            return None
        return expression(tokens[equals + 1 :])

    def _award_in(self, tokens: list[Token]) -> tuple[int, Award, int] | None:
        """The first award in a segment: its index, itself, the index behind it."""
        for i in range(len(tokens)):
            got = award_at(self.text, tokens, i)
            if got is not None:
                return i, got[0], got[1]
        return None

    def _finish_tier(self, tests: list[Test], tokens: list[Token], where: int, award: Award, end: int, at: int) -> bool:
        before, behind = tokens[:where], tokens[end:]
        if (
            len(before) == 1
            and before[0].text in ("除", "除了")
            and behind
            and behind[0].text in ("外", "以外", "之外")
        ):
            before, behind = [], behind[1:]  # 除本项不得分外，另在总分中扣2分
        if len(behind) == 1 and VERB.fullmatch(behind[0].text):
            behind = []  # 按10分计
        if before and not (len(before) == 1 and before[0].kind == "bracketed"):
            test = condition(self.text, before)
            if test is not None:
                tests = [*tests, test]
        if not tests and behind and tokens[where].kind == "bracketed":
            # （2分）制度健全: the points stand first.
            test = condition(self.text, behind)
            tests, behind = [test] if test is not None else [], []
        if not tests:
            return self._bare_award(award, behind, at)
        if self._exception(tests, award, tokens[where]):
            self.at = at + 1
            self._behind(behind, self.parts[at].end)
            return True
        self.out.append(Tier(test=_all(tests), award=award, text=_quote(self.text, self.parts, self.at, at)))
        self.at = at + 1
        self._behind(behind, self.parts[at].end)
        return True

    def _bare_award(self, award: Award, behind: list[Token], at: int) -> bool:
        """按完成比例计算得分, 不扣分: an award whose condition is the whole row."""
        if award.kind in ("proportion", "linear") or (award.kind in ("judged", "between") and at == self.at):
            self.out.append(Tier(test=Words(""), award=award))
            self.at = at + 1
            self._behind(behind, self.parts[at].end)
            return True
        return False

    def _exception(self, tests: list[Test], award: Award, token: Token) -> bool:
        if len(tests) != 1 or not isinstance(tests[0], Words) or award.kind not in ("full", "na"):
            return False
        found = NOTHING.match(tests[0].text)
        if found is not None and award.kind == "na":
            self.out.append(NotApplicable(thing=found[1], award=None))
            return True
        if found is None or not (
            (token.kind == "nafull" and token.text[0] in "按视") or WHO.search(tests[0].text) or token.text == "不扣分"
        ):
            return False
        self.out.append(NotApplicable(thing=found[1], award=award))
        return True

    # ---- what is left of a segment, and segments that no rule takes

    def _rest(self) -> None:
        part = self.parts[self.at]
        self.at += 1
        words = unquoted(slice_of(self.text, part.tokens))
        token = part.tokens[0]
        if not words or (token.text in ("的", "、") and len(part.tokens) == 1):
            return
        if limit_ := limit(token):
            self.out.append(limit_)
            self._again(part, 1)
        elif any(t.kind == "effect" for t in part.tokens):
            self._effect(part)
        elif token.kind == "na" and len(part.tokens) == 1 and self.out and isinstance(before := self.out[-1], Unread):
            found = NOTHING.match(before.text)
            if found:
                self.out[-1] = NotApplicable(thing=found[1], award=None)
            else:
                self.out.append(Unread(words))
        elif token.kind == "na" or part.tokens[-1].kind == "na":
            found = NOTHING.match(clean(slice_of(self.text, part.tokens[:-1])) if len(part.tokens) > 1 else "")
            self.out.append(NotApplicable(thing=found[1] if found else words, award=None))
        elif GIVEN.search(words) and not any(t.kind in ("every", "deduct") for t in part.tokens):
            self.out.append(Given(text=words))
        elif (
            (test := condition(self.text, part.tokens)) is not None
            and isinstance(test, InRange)
            and not re.search("[扣加减得]分|加倍|减半|翻倍", words)
        ):
            self.out.append(Standard(test))
        elif sum_up(words):
            self.out.append(Note(words))
        else:
            self.out.append(Unread(words))

    def _effect(self, part: Segment) -> None:
        at = next(i for i, token in enumerate(part.tokens) if token.kind == "effect")
        text = part.tokens[at].text
        behind = part.tokens[at + 1 :]
        words = slice_of(self.text, [part.tokens[at], *behind]) if behind else text
        test = condition(self.text, part.tokens[:at]) if at else None
        joined = self.at > 1 and self.parts[self.at - 2].end == ","  # 执行率低于60%的，评价等级不得高于中
        if test is None and joined and self.out and isinstance(before := self.out[-1], Standard):
            test = before.test
            self.out.pop()
        if test is None and self.out and isinstance(self.out[-1], Tier):
            test = self.out[-1].test
        while self.out and test is None and isinstance(aside := self.out[-1], Note) and ASIDE.match(aside.text):
            self.out.pop()  # 弄虚作假的，一经查实，总分计为0分
        while self.out and isinstance(self.out[-1], Unread) and test is None:
            test = Words(label(self.out.pop().text))  # type: ignore[union-attr]
        if re.search(r"(?<!总分)(?:得|计)\d", words):  # 等级一致的得5分 is a rule of the row
            self.out.append(Unread(plain_of(words)))
            return
        self.out.append(Effect(test=test, text=plain_of(words)))


def _quote(text: str, parts: list[Segment], first: int, last: int) -> str:
    return text[parts[first].tokens[0].start : parts[last].tokens[-1].end]


def _all(tests: list[Test]) -> Test:
    return tests[0] if len(tests) == 1 else Every(tuple(tests))


def _says_formula(token: Token) -> bool:
    """得分计算方法应用…, 得分按…: a formula without its sign of equality."""
    return token.kind == "word" and bool(re.search(r"(?:得分|分值)?计算(?:方法|公式|办法)(?:应用|为|是)?", token.text))


def _without_lead(token: Token, right: list[Token]) -> list[Token]:
    found = re.search(r"计算(?:方法|公式|办法)(?:应用|为|是)?", token.text)
    rest = token.text[found.end() :] if found else ""
    return [Token("word", rest, token.end - len(rest), token.end), *right] if rest else right
