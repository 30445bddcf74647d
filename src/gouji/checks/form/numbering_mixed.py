"""G803 Two kinds of numbers in one list 一组列举用了两种序号

What it checks 查什么
    同一组列举里序号的写法变了：“6、”之后是“7.”；或者“5.”一项里又写“六是”，前面并没有“一是”。
Why it matters 为什么重要
    往往是从两份材料拼来的，或者漏改了一处。
Basis 依据
    document_format_numbering。
How it is recomputed 怎样复算
    前后两个序号数值相连而标点不同；或者以阿拉伯数字编号的一段里，第一个“几是”正好是下一个序号。
Left alone 不查什么
    全角和半角的点不算两种；“1.”下面分“一是、二是”的不查。
Example 例子
    “6、”之后是“7.”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.numbers import chinese_value, numbered
from gouji.checks.pieces import Piece, pieces
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Span, Text

META = CheckMeta(
    id="G803",
    title=Text("一组列举用了两种序号", "Two kinds of numbers in one list"),
    severity="notice",
    needs=("text",),
    basis=("document_format_numbering",),
)

_LINE = re.compile(r"(?m)^[ \t\u3000]*(?P<label>(?P<value>\d{1,2})(?P<mark>[、.．]))(?!\d)\S")
_ORDER = re.compile(r"(?<![一二三四五六七八九十之])([一二三四五六七八九十]{1,2})是")
_WORDS = 24


def check(case: Case) -> Iterator[Answer]:
    """Lines in a row by the mark after their number, and items that go on in words."""
    before: tuple[int, str, Span] | None = None
    for piece in pieces(case):
        for match in _LINE.finditer(piece.text):
            value, mark = int(match["value"]), match["mark"].replace("．", ".")
            start = piece.span.start + match.start("label")
            line = Span(start, start + len(piece.text[match.start("label") :].split("\n", 1)[0][:_WORDS].rstrip()))
            if before is not None and value == before[0] + 1:
                if mark == before[1]:
                    yield HELD
                else:
                    yield _finding(case, before[2], line)
            before = value, mark, line
    for item in numbered(case):
        if item.level > 2:
            yield from _in_words(case, item.value, item.label, item.piece)


def _in_words(case: Case, value: int, label: Span, piece: Piece) -> Iterator[Answer]:
    """The item after a numbered one, if it goes on in its paragraph as 六是."""
    match = _ORDER.search(piece.text)
    if match is not None and value > 1 and chinese_value(match[1]) == value + 1:
        start = piece.span.start + match.start()
        yield _finding(
            case, Span(label.start, min(label.end + _WORDS, start)), Span(start, min(start + _WORDS, piece.span.end))
        )


def _finding(case: Case, first: Span, second: Span) -> Answer:
    one, other = shown(case, first, 16), shown(case, second, 16)
    return case.finding(
        META,
        Text(f"“{one}”之后写作“{other}”，序号的写法不一", f"“{one}” is followed by “{other}”: two kinds of numbers"),
        [("stated", first), ("other", second)],
        computation=f"{one} → {other}",
    )
