"""G819 Misspelt words 错别字

What it checks 查什么
    财务报告里常见的错字：“拔款”（拨款）、“布署”（部署）、“普级率”（普及率）、“主在用于”（主要用于）。
Why it matters 为什么重要
    关键的词写错，查找不到，读者也会怀疑其他内容。
Basis 依据
    document_drafting。
How it is recomputed 怎样复算
    在去掉空格和引号的文字里找 form/wording.toml 的 misspelt 列出的错写。同一份报告归为一条，逐处给出正写。
Left alone 不查什么
    只列不会有别的意思的错写；“帐”与“账”、“截止”与“截至”常见混用，不列；扫描件识别出来的字不查。
Example 例子
    “财政拔款20.5万元”。
"""

import re
from collections.abc import Iterator
from functools import cache

from gouji.checks.case import Case
from gouji.checks.pieces import folded_matches
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import listed, shown
from gouji.model import Text

META = CheckMeta(
    id="G819",
    title=Text("错别字", "Misspelt words"),
    severity="notice",
    needs=("text",),
    basis=("document_drafting",),
)


@cache
def _wrong() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each misspelling with what is meant."""
    return tuple((re.compile(wrong), right) for wrong, right in listed("form")["misspelt"].items())


def check(case: Case) -> Iterator[Answer]:
    """Misspellings, each with the right word."""
    spelt_wrong = [(span, right) for wrong, right in _wrong() for _, span in folded_matches(case, wrong)]
    found = [pair for pair in spelt_wrong if case.document.confidence_of(pair[0]) is None]
    found.sort(key=lambda pair: pair[0].start)
    if not found:
        yield HELD
        return
    said = "、".join(f"“{shown(case, span)}”应为“{right}”" for span, right in found[:5])
    named = ", ".join(f"“{shown(case, span)}” for “{right}”" for span, right in found[:5])
    yield case.finding(
        META,
        Text(f"错别字{len(found)}处：{said}", f"{len(found)} misspelt word(s): {named}"),
        [("stated", span) for span, _ in found],
        computation="；".join(f"{shown(case, span)}→{right}" for span, right in found[:5]),
    )
