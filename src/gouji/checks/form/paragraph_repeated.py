"""G808 A paragraph that stands twice 整段重复

What it checks 查什么
    一段话一字不差地写了两遍。
Why it matters 为什么重要
    往往是粘贴时重复了，或者该写别的内容的地方照抄了前文。
Basis 依据
    document_drafting。
How it is recomputed 怎样复算
    去掉空格和引号后，不少于三十个字的段落在别处又出现。
Left alone 不查什么
    表格里的文字、标题（没有句号）和短句不查；页眉页脚不查（同一段出现四次以上）。
Example 例子
    “严格执行财务制度”一段在第二、第三章各出现一次。
"""

from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import passages
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Span, Text

META = CheckMeta(
    id="G808",
    title=Text("整段重复", "A paragraph that stands twice"),
    severity="notice",
    needs=("text",),
    basis=("document_drafting",),
)

_LEAST, _MOST = 30, 3


def check(case: Case) -> Iterator[Answer]:
    """Paragraphs by their words."""
    places: dict[str, list[Span]] = defaultdict(list)
    for piece in passages(case):
        if len(piece.dense) >= _LEAST and "。" in piece.dense:
            places[piece.dense].append(piece.span)
    if places and all(len(spans) == 1 for spans in places.values()):
        yield HELD
    for spans in places.values():
        if 1 < len(spans) <= _MOST:
            first = shown(case, spans[0])
            yield case.finding(
                META,
                Text(f"“{first}”一段写了{len(spans)}遍", f"the paragraph “{first}” stands {len(spans)} times"),
                [("stated", spans[0]), *(("other", span) for span in spans[1:])],
                computation=f"{first}×{len(spans)}",
            )
