"""G801 A number is skipped 序号跳号

What it checks 查什么
    同一级的序号不连续：“一、”之后是“三、”，“1.”之后是“3.”。
Why it matters 为什么重要
    跳号的地方往往漏了一章或一项内容。
Basis 依据
    document_format_numbering。
How it is recomputed 怎样复算
    同一上级之下，后一个序号应是前一个加一。
Left alone 不查什么
    两个序号之间的文字里出现了缺的序号（写在同一段里）的不查；从一重新开始的不查；被另一组同样的序号隔开、
    后来接着数的不查；表格里的序号不查。
Example 例子
    “一、”之后是“三、”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.numbers import Step, steps, written
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Text

META = CheckMeta(
    id="G801",
    title=Text("序号跳号", "A number is skipped"),
    severity="notice",
    needs=("text",),
    basis=("document_format_numbering",),
)

_MOST = 5


def check(case: Case) -> Iterator[Answer]:
    """Neighbours in a list of numbers."""
    for step in steps(case):
        gap = step.after.value - step.before.value
        if gap == 1:
            yield HELD
        elif 1 < gap <= _MOST and not _inside(case, step):
            yield _finding(case, step)


def _inside(case: Case, step: Step) -> bool:
    """Whether the number that is skipped is printed somewhere between the two."""
    missing = written(step.before.value + 1, step.after.level)
    between = case.document.text[step.before.label.end : step.after.label.start]
    return re.search(rf"(?<![\d一二三四五六七八九十]){missing}(?:[、．.）)](?!\d)|是|要)", between) is not None


def _finding(case: Case, step: Step) -> Answer:
    before, after = shown(case, step.before.label), shown(case, step.after.label)
    missing = "、".join(written(value, step.after.level) for value in range(step.before.value + 1, step.after.value))
    return case.finding(
        META,
        Text(
            f"“{shown(case, step.before.opening, 20)}”之后是“{shown(case, step.after.opening, 20)}”，缺序号{missing}",
            f"“{before}” is followed by “{after}”; {missing} is missing",
        ),
        [("stated", step.before.opening), ("other", step.after.opening)],
        computation=f"{before} → {after}",
    )
