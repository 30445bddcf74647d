"""G802 A number stands twice 序号重复

What it checks 查什么
    同一级里连着两个相同的序号：“（二）”之后又是“（二）”，“3.”之后又是“3.”。
Why it matters 为什么重要
    引用“（二）”时不知道是哪一个，也可能是从别处粘贴来的。
Basis 依据
    document_format_numbering。
How it is recomputed 怎样复算
    同一上级之下，后一个序号等于前一个。
Left alone 不查什么
    只有“一、”“1.”重复的不查（两份材料、两个列举）；被另一组同样的序号隔开、后来接着数的不查；表格里的不查。
Example 例子
    “（二）”之后又是“（二）”。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.numbers import steps
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Text

META = CheckMeta(
    id="G802",
    title=Text("序号重复", "A number stands twice"),
    severity="notice",
    needs=("text",),
    basis=("document_format_numbering",),
)

_TITLED = 2


def check(case: Case) -> Iterator[Answer]:
    """Neighbours in a list of numbers."""
    for step in steps(case):
        before, after = step.before, step.after
        if after.value == before.value + 1:
            yield HELD
        elif after.value == before.value and (after.value > 1 or after.level == _TITLED):
            yield case.finding(
                META,
                Text(
                    f"“{shown(case, before.opening, 20)}”和“{shown(case, after.opening, 20)}”用了同一个序号",
                    f"“{shown(case, before.opening, 20)}” and “{shown(case, after.opening, 20)}” have the same number",
                ),
                [("stated", before.opening), ("other", after.opening)],
                computation=f"{shown(case, before.label)} = {shown(case, after.label)}",
            )
