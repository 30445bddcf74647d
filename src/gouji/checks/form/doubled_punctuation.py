"""G805 Doubled punctuation 标点重复或连用

What it checks 查什么
    “。。”“，，”“、、”“；。”“，。”这样重复或连用的点号。
Why it matters 为什么重要
    往往是删改时留下的，中间可能漏了字。
Basis 依据
    punctuation_usage。
How it is recomputed 怎样复算
    两个点号（，。、；：）紧挨着。同一份报告归为一条。
Left alone 不查什么
    省略号、三个以上的点（目录的引线）不查；引号、括号与点号相连不查。
Example 例子
    “完成馆藏数字化。。”
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import matches
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import listing
from gouji.model import Span, Text

META = CheckMeta(
    id="G805",
    title=Text("标点重复或连用", "Doubled punctuation"),
    severity="notice",
    needs=("text",),
    basis=("punctuation_usage",),
)

_DOUBLED = re.compile(r"(?:[，、；：](?<![，。、；：].)[，。、；：]|。(?<![，。、；：].)[，、；。])(?![，。、；：])")
_WORDS = 8


def check(case: Case) -> Iterator[Answer]:
    """Two marks side by side."""
    places = [Span(max(piece.span.start, span.start - _WORDS), span.end) for piece, span in matches(case, _DOUBLED)]
    if not places:
        yield HELD
        return
    yield listing(case, META, places, _said)


def _said(n: int, first: str) -> Text:
    return Text(f"标点重复或连用{n}处，如“{first}”", f"{n} place(s) with two marks side by side, such as “{first}”")
