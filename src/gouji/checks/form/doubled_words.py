"""G806 Words that stand twice 文字重复

What it checks 查什么
    连着写了两遍的词（“三务公开公开”），并列里相同的两项（“微信群、微信群”），“万元元”“的的”。
Why it matters 为什么重要
    是删改、粘贴留下的差错；并列里的重复往往是漏改了一项的名称。
Basis 依据
    document_drafting。
How it is recomputed 怎样复算
    二到四个字紧接着重复一遍；或者顿号前后相同的三个以上的字，其后不再有字。同一份报告归为一条。
Left alone 不查什么
    两个名称相接（“防汛项目项目支出”“住房保障支出支出决算”）、本来就叠用的词（form/wording.toml）不查；表格里的不查。
Example 例子
    “推进政务公开公开，监督效能提升”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import Piece, holding, matches
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import listed, shown
from gouji.model import Span, Text

META = CheckMeta(
    id="G806",
    title=Text("文字重复", "Words that stand twice"),
    severity="notice",
    needs=("text",),
    basis=("document_drafting",),
)

_TWICE = re.compile(r"([一-鿿]{2,4})[ \u3000]?\1")
_ITEM = re.compile(r"、([一-鿿]{3,20})(?![一-鿿])")
_SINGLE = re.compile(r"万元元|(?<!目)的的(?![士确])|(?<![〇零一二三四五六七八九十])一一是")
_WORDS = 6


def check(case: Case) -> Iterator[Answer]:
    """Words beside themselves."""
    places = sorted(
        {Span(max(piece.span.start, span.start - _WORDS), span.end) for piece, span in _doubled(case)},
        key=lambda span: span.start,
    )
    if not places:
        yield HELD
        return
    words = "、".join(f"“{shown(case, span)}”" for span in places[:4])
    yield case.finding(
        META,
        Text(f"文字重复{len(places)}处：{words}", f"{len(places)} place(s) where words stand twice: {words}"),
        [("stated", span) for span in places],
        computation="；".join(shown(case, span) for span in places[:5]),
    )


def _doubled(case: Case) -> Iterator[tuple[Piece, Span]]:
    meant = tuple(listed("form")["reduplicated"]["words"])
    yield from matches(case, _SINGLE, prose=True)
    for piece in holding(case, _TWICE, prose=True):
        for match in _TWICE.finditer(piece.text):
            if len(set(match[1])) > 1 and not match[1].endswith(meant):
                yield piece, Span(piece.span.start + match.start(), piece.span.start + match.end())
    for piece in holding(case, _ITEM, prose=True):
        for match in _ITEM.finditer(piece.text):
            if piece.text.endswith(match[1], 0, match.start()):
                start = match.start() - len(match[1])
                yield piece, Span(piece.span.start + start, piece.span.start + match.end())
