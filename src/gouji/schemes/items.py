"""Checklists: points with marks ①②③, and what is said behind the last of them."""

from __future__ import annotations

import re

from msgspec.structs import replace

from gouji.schemes.awards import WHOLE_ROW
from gouji.schemes.grammar import Reader
from gouji.schemes.records import Award, Clause, Every, InRange, Item, Note, Otherwise, Test, Tier, Unread, Words
from gouji.schemes.tokens import Token, normal, tokenize
from gouji.schemes.trims import label, slice_of

_TAIL = re.compile(
    r"^(?:以上|上述|全部|均|符合|满足|达到|其中|每|若|凡|如|有一|一项|缺|少|任|否则|没有|无|累计|合计|扣完|发现|出现|存在|具备|三者|四项|三项|五项|两项|各项|此项|本项|酌情|视|有\d|\d)"
)


def clauses(text: str) -> list[Clause]:
    """All clauses of a sentence; a checklist gives an `Item` a mark."""
    folded = normal(text)
    if folded.count("±") > 1:  # ±5%以内, 超过±5%不超过±10%: all of it is about how large the number is
        return [_of_size(clause) for clause in _clauses(folded.replace("±", " "))]
    return _clauses(folded)


def _of_size(clause: Clause) -> Clause:
    test = clause.test if isinstance(clause, Tier) else None
    if not isinstance(clause, Tier) or not isinstance(test, InRange) or "绝对值" in test.subject:
        return clause
    return replace(clause, test=replace(test, subject=f"{test.subject}的绝对值" if test.subject else ""))


def _clauses(folded: str) -> list[Clause]:
    tokens = tokenize(folded)
    marks = [i for i, token in enumerate(tokens) if token.kind == "mark"]
    if len(marks) < 2 or not _in_order([tokens[i].text for i in marks]):
        return Reader(folded, _unmarked(tokens)).read()
    out: list[Clause] = list(_lead(folded, tokens[: marks[0]]))
    ends = [*marks[1:], len(tokens)]
    for mark, end in zip(marks, ends, strict=True):
        body = tokens[mark + 1 : end]
        tail = _tail_of(folded, body) if end == len(tokens) else len(body)
        out.append(_item(folded, tokens[mark].text, body[:tail]))
        if tail < len(body):
            out += Reader(folded, body[tail:]).read()
    return out


def number_of(mark: str) -> int:
    """The number that a mark shows: ③, (3), 3., 三、, 三是 are 3; 0 for others."""
    if "①" <= mark[0] <= "⑳":
        return ord(mark[0]) - ord("①") + 1
    digits = re.search(r"\d+", mark)
    if digits:
        return int(digits[0])
    han = re.search("[一二三四五六七八九十]", mark)
    return "一二三四五六七八九十".index(han[0]) + 1 if han else 0


def _in_order(marks: list[str]) -> bool:
    return [number_of(mark) for mark in marks] == list(range(1, len(marks) + 1))


def _unmarked(tokens: list[Token]) -> list[Token]:
    """A single mark is only the number of the sentence."""
    return [token for token in tokens if token.kind != "mark"]


def _lead(text: str, tokens: list[Token]) -> list[Clause]:
    """What stands before the first mark: 评价要点： is only a heading, other words are read as clauses."""
    words = label(slice_of(text, tokens)) if tokens else ""
    if not words or (len(words) < 30 and not re.search(r"\d|扣|得[^到]|不得分", words)):
        return [Note(words)] if words else []
    return Reader(text, tokens).read()


def _tail_of(text: str, body: list[Token]) -> int:
    """Where the last item ends and the words about all items begin."""
    awarded = False
    for i, token in enumerate(body):
        if token.kind == "num" and token.unit == "分":
            awarded = True
        if token.kind != "punct" or token.text not in ",;。\n" or i + 1 >= len(body):
            continue
        following = body[i + 1]
        starts = following.kind in ("every", "floor", "judged", "effect") or _TAIL.match(slice_of(text, body[i + 1 :]))
        if token.text != "," and _vetoes(body[i + 1 :]):
            return i + 1
        if starts and (token.text != "," or awarded or following.kind == "every"):
            return i + 1
    return len(body)


def _vetoes(rest: list[Token]) -> bool:
    """未经批准出租出借的，本项不得分 behind the last item: what is lost is the whole row."""
    first = next((token for token in rest if token.kind in ("zero", "gain", "full", "deduct")), None)
    return first is not None and first.kind == "zero" and bool(WHOLE_ROW.match(first.text))


def _item(text: str, mark: str, body: list[Token]) -> Item:
    words = label(slice_of(text, body)) if body else ""
    inner = Reader(text, body).read() if body else []
    plain = [clause for clause in inner if not isinstance(clause, Note)]
    if len(plain) == 2 and _else_nothing(plain[1]):
        plain = plain[:1]
    if len(plain) == 1 and isinstance(tier := plain[0], Tier) and _only_words(tier.test):
        award = tier.award
        if isinstance(award, Award) and award.kind == "points":
            return Item(mark=mark, text=_said(tier.test), points=award.value)
    if all(isinstance(clause, Unread) for clause in plain) or not plain:
        return Item(mark=mark, text=words)
    return Item(mark=mark, text=words, inner=tuple(inner))


def _else_nothing(clause: Clause) -> bool:
    """否则不得分 behind a point: what a checklist means anyway."""
    if not isinstance(clause, Tier) or not isinstance(clause.test, Otherwise):
        return False
    return isinstance(clause.award, Award) and clause.award.kind == "zero"


def _only_words(test: Test) -> bool:
    return isinstance(test, Words) or (isinstance(test, Every) and all(_only_words(part) for part in test.tests))


def _said(test: Test) -> str:
    if isinstance(test, Every):
        return "，".join(_said(part) for part in test.tests)
    return test.text if isinstance(test, Words) else ""
