"""Conditions of a tier from its tokens: ranges on a subject, one amount against another, or words.

A mark （含） binds to the number before it (NORMS G2); 以上, 以下, 以内 include the number (G1, Civil Code art. 1259).
"""

from __future__ import annotations

import re
from fractions import Fraction

from gouji.schemes.comparisons import comparison
from gouji.schemes.expressions import expression
from gouji.schemes.records import BARE, FIRM, WORDED, Bound, Every, InRange, Otherwise, Range, Test, Words
from gouji.schemes.tokens import Token, numeral
from gouji.schemes.trims import clean, label, plain_of, slice_of, unquoted

_OTHERWISE = re.compile(
    r"^(?:(?:每个|各个|各|任一|相应)?(?:时点|阶段|节点|时间节点|季度))?(?:否则|其他|其它|其余|其他情况|其它情况|其余情况|反之|除此之外|其他情形|此外|以外|未达到|达不到|未达标|未达到上述要求|未达到要求|未达到目标|未达到标准|达不到要求|"
    r"超出(?:该|此|上述)?(?:区间|范围)|超过(?:该|此|上述)(?:区间|范围)|不在(?:该|此|上述)(?:区间|范围)(?:以)?内?|(?:该|此|上述)?(?:区间|范围)(?:之|以)?外|均不符合|都不符合|全部不符合|均未达到|都未达到|均不满足|均不具备|不符合|不符合要求|未符合|未满足|不满足|没有达到|未实现)(?:的|者|时)*$"
)
_HAPPENS = re.compile("^(?:有|出现|发现|发生|存在|查出)?$")
_DURATIONS = ("天", "工作日", "小时", "分钟", "月", "周", "年")
FLIP = {"≥": "≤", ">": "<", "≤": "≥", "<": ">", "=": "="}


def is_otherwise(text: str) -> bool:
    """Whether words only say that nothing named before holds."""
    return bool(_OTHERWISE.match(text))


def scaled(token: Token, other: Token) -> Fraction:
    """The value of a number that takes its unit from its neighbour: 10 in 10-20% is a tenth."""
    if token.unit or not other.unit:
        return token.value
    suffix = re.sub(r"^[\d.,\s]+", "", other.text.removeprefix("第"))
    return numeral(token.text + suffix)[0]


def _inclusion(tokens: list[Token], at: int) -> tuple[bool | None, int]:
    """（含） or （不含） at a place: True, False or None, and where it ends."""
    if at < len(tokens) and tokens[at].kind == "incl":
        return "不" not in tokens[at].text, at + 1
    return None, at


def range_at(tokens: list[Token], at: int) -> tuple[Range, int] | None:
    """The range that begins at a token, and the index behind it."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind == "cmp" and following is not None and following.kind == "num":
        if (dashed := _dashed(tokens, at + 1)) is not None:
            return dashed
        return _after_sign(tokens, at)
    if token.kind == "num":
        return _dashed(tokens, at) or _with_word(tokens, at)
    return None


def _after_sign(tokens: list[Token], at: int) -> tuple[Range, int]:
    op, number = tokens[at].op, tokens[at + 1]
    closed, end = _inclusion(tokens, at + 2)
    if end < len(tokens) and tokens[end].kind == "after":
        # 达到90%以上, 控制在5%以内, 低于60%以下: the sign has said it.
        late, end = _inclusion(tokens, end + 1)
        closed = late if closed is None else closed
    return _one_sided(op, number, closed, FIRM), end


def _one_sided(op: str, number: Token, closed: bool | None, firm: int) -> Range:
    if op == "=":
        bound = Bound(number.value, True, FIRM)
        return Range(bound, bound, number.unit)
    bound = Bound(number.value, op in "≥≤" if closed is None else closed, firm if closed is None else FIRM)
    return Range(bound, None, number.unit) if op in "≥>" else Range(None, bound, number.unit)


def _dashed(tokens: list[Token], at: int) -> tuple[Range, int] | None:
    """80%（含）-90%, 0-10%（含）, 60分至80分之间."""
    first = tokens[at]
    low_mark, i = _inclusion(tokens, at + 1)
    if i + 1 >= len(tokens) or tokens[i].kind != "dash" or tokens[i + 1].kind != "num":
        return None
    second = tokens[i + 1]
    high_mark, end = _inclusion(tokens, i + 2)
    if end < len(tokens) and tokens[end].kind == "after":
        if tokens[end].text in ("之间", "区间", "之内") or tokens[end].text == "以内":
            late, end = _inclusion(tokens, end + 1)
            high_mark = high_mark if late is None else late
        else:
            return None
    low, high = scaled(first, second), scaled(second, first)
    unit = second.unit or first.unit
    marks = _marks_by_number(tokens[i + 2 : end], (low, high), second) or [low_mark, high_mark]
    if low > high:  # 100%-80%（含）: printed downwards
        low, high, marks = high, low, [high_mark, low_mark]
    lower, upper = (_end(value, marks[k], marks[1 - k]) for k, value in enumerate((low, high)))
    return Range(lower, upper, unit), end


def _marks_by_number(tokens: list[Token], ends: tuple[Fraction, Fraction], unit: Token) -> list[bool | None] | None:
    """90%-100%之间（含90%）: a mark that names its number belongs to that end, wherever it stands."""
    for token in tokens:
        if token.kind == "incl" and token.op:
            value = token.value if token.unit else scaled(Token("num", token.op, 0, 0, token.value), unit)
            if value in ends and ends[0] != ends[1]:
                return ["不" not in token.text if end == value else None for end in ends]
    return None


def _end(value: Fraction, mark: bool | None, other: bool | None) -> Bound:
    """An end of a dashed range: its own mark, else the opposite of the other's （含）, else nothing is said."""
    if mark is not None:
        return Bound(value, mark, FIRM)
    return Bound(value, other is not True, BARE)


def _with_word(tokens: list[Token], at: int) -> tuple[Range, int] | None:
    """90%以上, 90%（含）以上, 75%（不含）以下, 3件及以上, 5%以内; also 0≤变动率≤5% and the bare number."""
    number = tokens[at]
    closed, end = _inclusion(tokens, at + 1)
    if end < len(tokens) and tokens[end].kind == "after" and tokens[end].text not in ("之间", "区间"):
        word = tokens[end].text
        late, end = _inclusion(tokens, end + 1)
        closed = late if closed is None else closed
        if word == "以后":
            return _one_sided(">", number, None, FIRM), end
        if "及" in word or "或" in word:
            closed = True if closed is None else closed
        return _one_sided("≥" if "上" in word else "≤", number, closed, WORDED), end
    if end + 1 < len(tokens) and tokens[end].kind == "cmp" and tokens[end + 1].kind != "num":
        return _around_subject(tokens, at, end)
    return Range(Bound(number.value, True, FIRM), Bound(number.value, True, FIRM), number.unit), end


def _around_subject(tokens: list[Token], at: int, sign: int) -> tuple[Range, int] | None:
    """0≤变动率≤5%: the low end stands before the subject; the rest is read as its own range."""
    flipped = FLIP.get(tokens[sign].op)
    return None if flipped is None else (_one_sided(flipped, tokens[at], None, FIRM), sign + 1)


_RULES = frozenset(
    [
        "every",
        "deduct",
        "add",
        "gain",
        "floor",
        "cap",
        "limit",
        "begun",
        "whole",
        "even",
        "effect",
        "proportion",
        "linear",
        "judged",
        "na",
        "nafull",
        "full",
        "zero",
        "half",
        "standard",
        "grade",
        "bracketed",
        "share",
    ]
)


def condition(text: str, tokens: list[Token]) -> Test | None:
    """The condition that tokens state, all of them; None when there are none."""
    if not tokens or any(token.kind in _RULES for token in tokens):
        return None
    plain = unquoted(slice_of(text, tokens))
    if _OTHERWISE.match(plain):
        return Otherwise()
    if any(token.kind == "num" for token in tokens):
        found = _ranges(text, tokens)
        if found is not None:
            return found
    return comparison(text, tokens) or Words(label(plain))


def _ranges(text: str, tokens: list[Token]) -> Test | None:
    """One or several ranges with their subjects; None when the numbers are only part of words."""
    found: list[tuple[str, str, Range, list[Token]]] = []
    pending: list[Token] = []
    i = 0
    while i < len(tokens):
        ranged = range_at(tokens, i)
        if ranged is None or _part_of_words(tokens, i, ranged[1], bool(found)):
            pending.append(tokens[i])
            i += 1
            continue
        raw = plain_of(slice_of(text, pending))
        if (special := _before_number(raw, tokens, i)) is not None:
            ranged = special
        found.append((raw, clean(raw.rstrip("前±") if special else raw), ranged[0], pending))
        pending, i = [], ranged[1]
    if not found:
        return None
    rest = clean(slice_of(text, pending)) if pending else ""
    if rest and rest not in ("的", "者"):
        either = re.match("(?:,)?或", plain_of(slice_of(text, pending))) and len(rest) > 1
        if either:
            return Every((_joined(found), Words(label(rest))), some=True)
        if len(found) == 1 and not found[0][1]:
            found = [(found[0][0], rest, found[0][2], pending)]
        elif len(found) == 1 and _verb_behind(pending, found[0][2]):
            found = [(found[0][0], found[0][1] + rest, found[0][2], [])]
        elif len(found) == 1 and _HAPPENS.match(found[0][1]) and _counts(found[0][2]):
            found = [("", rest, found[0][2], [])]
        elif re.match("(?:,)?(?:且|并且|同时|但|而)", plain_of(slice_of(text, pending))):
            return Every((_joined(found), Words(label(rest))))
        elif re.fullmatch(r"(?:得分|个数|数量|左右)?", rest) is None:
            return Words(label(slice_of(text, tokens)))
    return _joined(found)


def _counts(limits: Range) -> bool:
    """有2项及以上不合格: how many of what is named behind."""
    return limits.low != limits.high and limits.unit not in ("%", "元", "分", *_DURATIONS)


def _verb_behind(pending: list[Token], limits: Range) -> bool:
    """收到资金后30日以内下达: what is done within a stretch of time belongs to the name of the number."""
    plain = len(pending) == 1 and pending[0].kind == "word" and len(pending[0].text) <= 8
    return plain and limits.unit in _DURATIONS and not re.search("[不未且并或]", pending[0].text)


def _before_number(raw: str, tokens: list[Token], at: int) -> tuple[Range, int] | None:
    """排名前3名 (up to the third), ±5%以内 (both ways): what stands right before the number changes the range."""
    token = tokens[at]
    if token.kind != "num":
        return None
    behind = at + 2 if at + 1 < len(tokens) and tokens[at + 1].kind == "after" else at + 1
    if raw.endswith("±"):
        return Range(Bound(-token.value, True, FIRM), Bound(token.value, True, FIRM), token.unit), behind
    placed = token.unit in ("名", "位") or (not token.unit and re.search("排名|名次|位次|位列|位居|列", raw))
    if raw.endswith("前") and placed and not raw.endswith("以前"):
        return Range(None, Bound(token.value, True, FIRM), token.unit), behind
    if re.search("(?:排名|名次|位次|位列|位居|居|列|处于)前$", raw) and token.unit == "%":
        return Range(None, Bound(token.value, True, FIRM), token.unit), behind
    return None


def _part_of_words(tokens: list[Token], at: int, end: int, found: bool) -> bool:
    """A bare number in the midst of words (完成2个试点) is part of them; one that ends them is a value."""
    if tokens[at].kind != "num" or end != at + 1:
        return False
    del found
    if end < len(tokens) and re.match("且|并|但|而|或|同时|、", tokens[end].text):
        return False
    return end < len(tokens) and tokens[end].kind in ("word", "num") and tokens[end].text not in ("的", "者", "时")


def _joined(found: list[tuple[str, str, Range, list[Token]]]) -> Test:
    tests: list[InRange] = []
    some = False
    subject = ""
    for raw, name, limits, tokens in found:
        if (tests and not raw.lstrip(",")) or (tests and _same(subject, name)):
            last = tests[-1]
            if re.match(r"^(?:、|,)?或", raw) is None:
                tests[-1] = InRange(last.subject or name, _narrowed(last.range, limits), last.expr)
                subject = last.subject or name
                continue
        some = some or bool(re.match(r"^(?:、|,)?或", raw))
        expr = expression(tokens) if any(token.kind == "sign" for token in tokens) else None
        tests.append(InRange(name or subject, limits, expr))
        subject = name or subject
    if len(tests) == 1 and (each := _each_of(found[0][0], tests[0])) is not None:
        return each
    return tests[0] if len(tests) == 1 else Every(tuple(tests), some)


def _each_of(raw: str, test: InRange) -> Every | None:
    """项目数量和资金均完成90%以上: one range for each of several names."""
    shared = re.match(r"^(.{2,40}?)(?:均|都)(?:应|要|能|须|需)?(?:达到|完成|实现|控制在|保持在|为|在)?$", raw)
    names = [name for name in re.split("[、和与及]|以及", clean(shared[1])) if name] if shared else []
    if len(names) < 2 or test.expr is not None or any(len(name) < 2 for name in names):
        return None
    return Every(tuple(InRange(name, test.range) for name in names))


def _same(first: str, second: str) -> bool:
    return not second or not first or first == second or first.endswith(second)


def _narrowed(first: Range, second: Range) -> Range:
    """Both ranges at once: 小于90%且大于等于80%."""
    low = second.low if first.low is None or (second.low and second.low.value > first.low.value) else first.low
    high = second.high if first.high is None or (second.high and second.high.value < first.high.value) else first.high
    return Range(low, high, first.unit or second.unit)
