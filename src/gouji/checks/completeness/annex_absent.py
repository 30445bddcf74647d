"""G611 An annex that is referred to is absent 提到的附件不在文件里

What it checks 查什么
    正文写“详见附件”“附件：……表”，文件里后面却没有附件，也没有表格。
Why it matters 为什么重要
    数据往往在附表里；附表缺了，正文无从核对。
Basis 依据
    report_outline。
How it is recomputed 怎样复算
    提到附件之后，没有以“附件”“附表”开头的另一行，也没有任何表格。
Left alone 不查什么
    附件可能另外单独公开，所以只作提示；文件第一行就是“附件”的，文件本身就是附件，不查。
Example 例子
    “附件：部门整体支出绩效自评表”是文件的最后一行。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import matches, passages
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import any_of, shown
from gouji.model import Span, Table, Text

META = CheckMeta(
    id="G611",
    title=Text("提到的附件不在文件里", "An annex that is referred to is absent"),
    severity="notice",
    needs=("text",),
    basis=("report_outline",),
)

_ANNEX = re.compile(r"[ \t\u3000]*附[件表]")


def check(case: Case) -> Iterator[Answer]:
    """Mentions of an annex by what comes after them."""
    pattern = any_of("completeness", "annex")
    tables = [block.start for block in case.document.blocks if isinstance(block, Table)]
    lines = [piece.span.start for piece in passages(case) if _ANNEX.match(piece.text)]
    absent: list[Span] = []
    for _, span in matches(case, pattern, prose=True):
        if not case.document.text[: span.start].strip():
            # 附件：项目支出绩效自评表 at the very top: the file is the annex.
            continue
        if any(start > span.end for start in (*tables, *lines)):
            yield HELD
        else:
            absent.append(span)
    if absent:
        words = shown(case, absent[0])
        yield case.finding(
            META,
            Text(f"“{words}”，文件里后面没有附件和表格", f"“{words}”, and no annex or table follows in the file"),
            [("stated", span) for span in absent],
            computation=f"{words}：其后附件0件、表格0张",
        )
