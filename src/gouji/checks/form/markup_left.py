"""G804 Markup left in the text 正文残留排版标记

What it checks 查什么
    正文里有“**……**”“&nbsp;”“<br>”“#REF!”“错误！未找到引用源”、乱码方块一类的标记。
Why it matters 为什么重要
    说明文字是从别处转来的，没有清理；“未找到引用源”处的内容已经丢失。
Basis 依据
    document_drafting。
How it is recomputed 怎样复算
    找 form/wording.toml 列出的标记，同一份报告归为一条，逐处引出。
Left alone 不查什么
    单个星号、井号不查。
Example 例子
    “**加强档案保护。**”
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import matches
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import any_of, listing
from gouji.model import Text

META = CheckMeta(
    id="G804",
    title=Text("正文残留排版标记", "Markup left in the text"),
    severity="notice",
    needs=("text",),
    basis=("document_drafting",),
)


def check(case: Case) -> Iterator[Answer]:
    """Marks that are not words."""
    pattern = any_of("form", "markup")
    places = [span for _, span in matches(case, pattern)]
    if not places:
        yield HELD
        return
    yield listing(case, META, places, _said)


def _said(n: int, first: str) -> Text:
    return Text(f"残留排版标记{n}处，如“{first}”", f"{n} mark(s) of markup are left in the text, such as “{first}”")
