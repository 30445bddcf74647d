"""Deduction and bonus steps from their tokens: 每超过预算1万元扣0.5分, 每出现一例不符合要求的扣1分, 缺一项扣1分."""

from __future__ import annotations

import re
from fractions import Fraction

from gouji.schemes.inputs import GOAL
from gouji.schemes.records import Step
from gouji.schemes.tokens import Token, points_of
from gouji.schemes.trims import clean, slice_of

_UP = re.compile(r"(?:超过|超出|超额|高于|高出|大于|增加|上升|提高|增长|上浮|多于|突破|超|多|高|升)")
_DOWN = re.compile(r"(?:低于|少于|小于|减少|减(?!排)|降低|下降|下滑|不足|未达到|落后|短缺|低|少|差|降)")
_EITHER = re.compile(r"(?:偏离|偏差|相差|误差|浮动|变动)")
_EVENT = re.compile(
    r"(?:超标|超支|超编|超范围|超标准|逾期|延迟|延期|超期|超时|迟|晚|拖|滞后|推迟|超限|出现|发现|发生|存在|有|缺|未|违|漏|不|查出|完成|获|受|被|新增|举办|开展|组织|引进|推出|建成|投诉|举报)"
)
_RISES = re.compile(r"^(?:较上年|比上年)?(?:提高|增长|上升|增加|提升|降低|下降|减少)$")
# Rates that say themselves how far something is off: 成本超支率每1个百分点扣….
_BY_ITSELF = re.compile(
    r"(?:超支|超标|超编|超概|偏差|偏离|差错|误差|流失|闲置|违约|逾期|投诉|空置|损毁)(?:率|度|比例|幅度)$"
)
_EARNS = re.compile(r"^(?:完成|压减|压缩|节约|节支|缩减|削减|盘活)")
_MODIFIERS = ("begun", "whole", "even")
_HEAD_KINDS = frozenset(("word", "num", "cmp", "dash"))
_ACTS = frozenset(("deduct", "add", "gain", "judged", "zero"))


def amount_at(tokens: list[Token], at: int) -> tuple[dict[str, object], int] | None:
    """扣0.5分, 扣0.5-1分, 扣权重分的5%, 加1分 at a place: the fields of a step, and the index behind it."""
    if at >= len(tokens):
        return None
    act = tokens[at]
    if act.kind == "judged":
        return None
    if act.kind not in ("deduct", "add", "gain") or at + 1 >= len(tokens):
        return None
    fields: dict[str, object] = {"sign": -1 if act.kind == "deduct" else 1}
    following = tokens[at + 1]
    if following.kind == "share":
        return fields | {"amount": following.value, "share": True}, at + 2
    if following.kind != "num":
        return None
    if following.unit == "%":
        return fields | {"amount": following.value, "share": True}, at + 2
    if at + 3 < len(tokens) and tokens[at + 2].kind == "dash" and tokens[at + 3].kind == "num":
        return fields | {"amount": _points(following), "high": _points(tokens[at + 3])}, at + 4
    if following.unit != "分" and "分" not in act.text:
        return None
    return fields | {"amount": _points(following)}, at + 2


def _points(token: Token) -> Fraction:
    return points_of(token.text) if "分" in token.text else token.value


def step(text: str, tokens: list[Token], every: int) -> tuple[Step, int] | None:
    """The step whose 每 (or first word, where 每 is not said) is token `every`, and the index behind it."""
    act = next((i for i in range(every, len(tokens)) if tokens[i].kind in _ACTS), None)
    if act is None:
        return None
    got = amount_at(tokens, act)
    if got is None:
        return None
    fields, end = got
    head = [token for token in tokens[every:act] if token.kind not in ("every", "punct", *_MODIFIERS)]
    for token in tokens[every:act]:
        if token.kind in _MODIFIERS:
            fields[token.kind] = True
            head = [t for t in head if not (t.kind == "sign" and t.text in "()")]
    if any(token.kind not in _HEAD_KINDS for token in head):
        return None
    described = _head(text, head) if head else _each(tokens[every])
    if fields["sign"] == 1 and described is not None and described.get("unit") == "%":
        described = _earned(clean(slice_of(text, head[:-1])) if len(head) > 1 else "", described)
    if described is not None and described["way"] == "event" and described.get("unit") == "%":
        described = _by_words_before(text, tokens[:every], described)
    return None if described is None else (Step(**(described | fields)), end)  # type: ignore[arg-type]


def _each(every: Token) -> dict[str, object] | None:
    """每个扣1分: what is counted stands before, if at all."""
    return {"way": "event", "size": Fraction(1), "unit": "个"} if every.text.endswith("个") else None


def _earned(words: str, described: dict[str, object]) -> dict[str, object]:
    """每压减1%得0.1分, 每完成任务的10%得1分: a rate that earns points from 0 on."""
    if not _EARNS.match(words):
        return described | {"event": words} if described["way"] in ("up", "down") and _RISES.match(words) else described
    subject = "完成率" if words.startswith("完成") else words
    return described | {"way": "up", "base": Fraction(0), "subject": subject, "event": "", "target": ""}


def _by_words_before(text: str, before: list[Token], described: dict[str, object]) -> dict[str, object] | None:
    """高于2%的每1个百分点: which way a step of percent goes is said before 每; None when it is not said at all."""
    words = clean(slice_of(text, before)) if before else ""
    if _BY_ITSELF.search(words):
        return described | {"way": "up", "base": Fraction(0)}
    for way, pattern in (("up", _UP), ("down", _DOWN)):
        if pattern.search(words):
            return described | {"way": way}
    return None


def _head(text: str, head: list[Token]) -> dict[str, object] | None:
    """What a step counts: its way, size, unit, where it starts, the words of the event."""
    numbers = [i for i, token in enumerate(head) if token.kind == "num"]
    if len(numbers) > 2:
        return None
    words = clean(slice_of(text, head)) if head else ""
    if not numbers:
        return {"way": "event", "event": words} if words else None
    size = head[numbers[-1]]
    if size.value <= 0:  # 每超过0个百分点 counts nothing.
        return None
    fields: dict[str, object] = {"size": size.value, "unit": size.unit}
    before = head[: numbers[-1]]
    if len(numbers) == 2:
        base = head[numbers[0]]
        # 每低于100%一个百分点; a number among words (每完成2个试点中的1个) is nothing that we know.
        if numbers[1] != numbers[0] + 1 and clean(slice_of(text, head[numbers[0] + 1 : numbers[1]])):
            return None
        fields["base"] = base.value
        before = head[: numbers[0]]
    verb = clean(slice_of(text, before)) if before else ""
    after = clean(slice_of(text, head[numbers[-1] + 1 :])) if head[numbers[-1] + 1 :] else ""
    way, target, event = _way(verb, after, size.unit)
    return fields | {"way": way, "target": target, "event": event}


def _way(verb: str, after: str, unit: str) -> tuple[str, str, str]:
    """Way of the deviation, the named target that it starts from, the words of an event."""
    plain = re.sub(r"^(?:再|比|较|与|以|按)", "", verb)
    if (event := _EVENT.match(plain)) and event[0] not in ("不",):
        return "event", "", clean(plain) + after
    for way, pattern in (("either", _EITHER), ("up", _UP), ("down", _DOWN)):
        found = pattern.search(plain)
        if found is None:
            continue
        target = plain[found.end() :] or plain[: found.start()]
        named = re.sub(r"^(?:了|出|的|比|较|于|过|到)+", "", target)
        if (after or (named and not GOAL.search(named))) and unit not in ("%", "元"):
            return "event", "", plain + after
        return way, re.sub(r"^(?:了|出|的|比|较|于|过|到)+", "", target), after
    if not plain and (found := re.match(r"(?:超|高|多|低|少|偏|差)", after)) and unit != "%":
        return "event", "", after
    return "event", "", plain + after
