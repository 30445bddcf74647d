"""G807 Quotation marks or brackets that do not match 引号、括号不成对

What it checks 查什么
    有后引号没有前引号，有“（”没有“）”，书名号缺一半。
Why it matters 为什么重要
    名称从哪里起、说明到哪里止，读者看不出来。
Basis 依据
    punctuation_usage。
How it is recomputed 怎样复算
    每段（每格）里按先后配对“”、（）、《》、〔〕、【】；全角、半角的括号算一种。前后文相同的几处归为一条。
Left alone 不查什么
    “1）”“a）”“一）”这样的序号、“[80,90）”这样的区间不查；跨页断开的，前后两段里能配上的不查。
Example 例子
    “网络文明示范社区”创建”缺前引号。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import Piece, pieces
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Span, Text

META = CheckMeta(
    id="G807",
    title=Text("引号、括号不成对", "Quotation marks or brackets that do not match"),
    severity="notice",
    needs=("text",),
    basis=("punctuation_usage",),
)

_PAIRS = {"“": "”", "（": "）", "《": "》", "〔": "〕", "【": "】"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_NAMES = {"“": "前引号", "”": "后引号", "（": "左括号", "）": "右括号", "《": "左书名号", "》": "右书名号"}
_WIDE = str.maketrans("()", "（）")
_CLOSED = re.compile(f"(?:[(（][)）]|{'|'.join(map(''.join, _PAIRS.items()))})*")
_MARK = re.compile(f"[(){''.join(_PAIRS)}{''.join(_CLOSING)}]")
_NOT_PAIRED = re.compile(
    r"(?:(?<=^)|(?<=[\s。；;，,：:、]))[0-9一二三四五六七八九十a-zA-Z]{1,3}）|[\[（]\d[^\[\]（）]{0,12}[,，~～—-][^\[\]（）]{0,12}[\]）]"
)
_BEFORE, _AFTER, _NEAR = 12, 8, 2


def check(case: Case) -> Iterator[Answer]:
    """Marks without their other half, piece by piece."""
    parts = list(pieces(case))
    loose = [_loose(piece) for piece in parts]
    kinds = [{mark for mark, _ in marks} for marks in loose]
    groups: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for index, marks in enumerate(loose):
        for mark, at in marks:
            if not _paired_nearby(parts, kinds, index, mark):
                piece = parts[index]
                start = max(piece.text.rfind("\n", max(0, at - _BEFORE), at) + 1, at - _BEFORE, 0)
                end = at + 1 if mark in _CLOSING else at + len(piece.text[at : at + _AFTER].split("\n", 1)[0])
                around = re.sub(r"\s", "", piece.text[max(0, at - 4) : at + 3])
                groups[mark, around].append(Span(piece.span.start + start, piece.span.start + end))
    if not groups:
        yield HELD
    for (mark, _), places in groups.items():
        lacking = _PAIRS.get(mark) or _CLOSING[mark]
        name, words = _NAMES.get(lacking, f"“{lacking}”"), shown(case, places[0])
        yield case.finding(
            META,
            Text(f"“{words}”缺{name}", f"“{words}” lacks its “{lacking}”"),
            [("stated", span) for span in places],
            computation=f"{mark}：缺{lacking}",
        )


def _loose(piece: Piece) -> list[tuple[str, int]]:
    """The marks of a piece that have no other half in it, with their places."""
    marks = "".join(_MARK.findall(piece.text))
    if not marks or _CLOSED.fullmatch(marks):
        return []
    text = piece.text.translate(_WIDE)
    return _unpaired(text) and _unpaired(_NOT_PAIRED.sub(lambda match: " " * len(match.group()), text))


def _unpaired(text: str) -> list[tuple[str, int]]:
    waiting: dict[str, list[int]] = defaultdict(list)
    found = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark in _PAIRS:
            waiting[mark].append(at)
        elif waiting[_CLOSING[mark]]:
            waiting[_CLOSING[mark]].pop()
        else:
            found.append((mark, at))
    return found + [(mark, at) for mark, places in waiting.items() for at in places]


def _paired_nearby(parts: list[Piece], kinds: list[set[str]], index: int, mark: str) -> bool:
    """Whether the other half stands in a paragraph next to this one: a page has cut it."""
    other = _PAIRS.get(mark) or _CLOSING[mark]
    step = 1 if mark in _PAIRS else -1
    near = range(index + step, index + step * (_NEAR + 1), step)
    return any(0 <= at < len(parts) and parts[at].cell == parts[index].cell and other in kinds[at] for at in near)
