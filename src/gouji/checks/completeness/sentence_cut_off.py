"""G621 A sentence cut off before a heading 话没说完就到了下一个标题

What it checks 查什么
    一段话以逗号、顿号或“其中”“主要用于”“由于”等词结尾，下面就是标题、表格或文件的末尾。
Why it matters 为什么重要
    有内容漏掉了。
Basis 依据
    document_drafting。
How it is recomputed 怎样复算
    段落最后的字是逗号、顿号或连接的词；下一段是有编号的标题，或者没有下一段，或者下面是表格。
Left alone 不查什么
    下一段接着说的（换页、换行）不查；目录和短标题不查；以冒号结尾的不查。
Example 例子
    “全年支出 20.5 万元，其中”的下一行是“三、绩效情况”。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import pieces
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import any_of, shown
from gouji.model import Span, Text

META = CheckMeta(
    id="G621",
    title=Text("话没说完就到了下一个标题", "A sentence cut off before a heading"),
    severity="notice",
    needs=("text", "sections"),
    basis=("document_drafting",),
)

_LEAST = 12
_QUOTED = 24


def check(case: Case) -> Iterator[Answer]:
    """Paragraphs that end openly, right before a chapter, a table or the end."""
    headings = {section.heading.start for section in case.report.sections if section.level <= 3}
    pattern = any_of("completeness", "cut_off")
    parts = list(pieces(case))
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if part.cell or len(part.text) < _LEAST:
            continue
        if pattern.search(part.text) is None:
            yield HELD
        elif following is None or following.cell or following.span.start in headings:
            end = Span(max(part.span.start, part.span.end - _QUOTED), part.span.end)
            after = shown(case, following.span, 20) if following else "（文末）"
            yield case.finding(
                META,
                Text(
                    f"“{shown(case, end)}”没有说完，下面就是“{after}”",
                    f"“{shown(case, end)}” breaks off; what follows is “{after}”",
                ),
                [("stated", end)],
                computation=f"{shown(case, end)}｜{after}",
            )
