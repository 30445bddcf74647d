"""G814 Wide and narrow digits in one figure 一个数里全角、半角混用

What it checks 查什么
    一个数里有的数字是全角、有的是半角：“１2.5万元”。
Why it matters 为什么重要
    机器会把它读成两个数，查找和汇总都会漏掉。
Basis 依据
    document_drafting。
How it is recomputed 怎样复算
    连在一起的数字里既有全角又有半角。同一份报告归为一条。
Left alone 不查什么
    整个数都是全角的，小数点、千分号是全角的，不查。
Example 例子
    “１2.5万元”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import holding
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Span, Text

META = CheckMeta(
    id="G814",
    title=Text("一个数里全角、半角混用", "Wide and narrow digits in one figure"),
    severity="notice",
    needs=("text",),
    basis=("document_drafting",),
)

_FIGURE = re.compile(r"[0-9０-９][0-9０-９.．,，]*[0-9０-９](?:亿元|万元|元|[%％])?")
_WIDE, _NARROW = re.compile(r"[０-９]"), re.compile(r"[0-9]")


def check(case: Case) -> Iterator[Answer]:
    """Runs of digits by their width."""
    mixed = [
        Span(piece.span.start + match.start(), piece.span.start + match.end())
        for piece in holding(case, _WIDE)
        for match in _FIGURE.finditer(piece.text)
        if _WIDE.search(match.group()) and _NARROW.search(match.group())
    ]
    if not mixed:
        if _FIGURE.search(case.document.text):
            yield HELD
        return
    first = shown(case, mixed[0])
    yield case.finding(
        META,
        Text(
            f"{len(mixed)}个数全角、半角混用，如“{first}”",
            f"{len(mixed)} figure(s) mix wide and narrow digits, such as “{first}”",
        ),
        [("stated", span) for span in mixed],
        computation="；".join(shown(case, span) for span in mixed[:5]),
    )
