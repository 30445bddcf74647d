"""G603 Signature, date or label left blank 落款、签章、日期空白

What it checks 查什么
    “填报人：”“部门名称（盖章）：”“负责人（签字）：”“……意见：”之后没有内容，“年 月 日”没有填数。
Why it matters 为什么重要
    没有签章和日期的报告，不能确认由谁、在何时对数据负责。
Basis 依据
    form_instructions。
How it is recomputed 怎样复算
    标签后只有空格或下划线，下一行也不是名称或数字；日期只有“年、月、日”三字，没有数字。同一份报告归为一条，逐处引出。
Left alone 不查什么
    手写的签名、盖的章在电子文本里看不到，所以只作提示。
Example 例子
    “填报人：”后为空，“年 月 日”没有填。
"""

import re
from collections.abc import Iterator
from functools import cache

from gouji.checks.case import Case
from gouji.checks.pieces import holding
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import any_of, shown
from gouji.model import Span, Text

META = CheckMeta(
    id="G603",
    title=Text("落款、签章、日期空白", "Signature, date or label left blank"),
    severity="notice",
    needs=("text",),
    basis=("form_instructions",),
)

# Bounded, so that a page of blanks costs no more than its length.
_BLANK = r"[ \t\u3000_＿]{0,120}"
_SEAL = rf"(?:[（(](?:盖章|公章|签章|签字|签名)[）)])?{_BLANK}"
_GAP = r"[ \t\u3000_＿]{0,40}"
_DATE = re.compile(rf"(?m)(?:^|(?<=[ \t\u3000：:_＿]))(?:20\d\d{_GAP})?年{_GAP}月{_GAP}日[ \t\u3000]{{0,40}}$")
_FILLED_DATE = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日[ \t\u3000]{0,40}$", re.MULTILINE)
_VALUE = re.compile(r"\s*(?!年\s)[^\s：:。，、；]{2,30}\s*(?:\n|$)")


@cache
def _blank() -> re.Pattern[str]:
    """A label with nothing behind it, up to the end of its line or the next label."""
    label = any_of("completeness", "label").pattern
    return re.compile(rf"(?m)(?:^|(?<=[ \t\u3000]))(?P<label>{label})[：:]{_BLANK}{_SEAL}(?:$|(?=(?:{label})[：:]))")


def _on_lines(case: Case, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where a pattern occurs on the lines, with the blanks at their ends, that can hold it."""
    text = case.document.text
    for piece in holding(case, pattern):
        line_end = text.find("\n", piece.span.end)
        yield from pattern.finditer(text, piece.span.start, line_end if line_end >= 0 else len(text))


def check(case: Case) -> Iterator[Answer]:
    """Labels with nothing behind them, and dates without figures."""
    text = case.document.text
    found = {Span(match.start(), match.end()) for match in _on_lines(case, _DATE)}
    for match in _on_lines(case, _blank()):
        ends = match.end() == len(text) or text[match.end()] == "\n"
        if not (ends and _VALUE.match(text, match.end())):
            found.add(Span(match.start("label"), match.start("label") + len(match.group().rstrip())))
    places = sorted(found, key=lambda span: span.start)
    if not places:
        if _FILLED_DATE.search(text):
            yield HELD
        return
    first = shown(case, places[0])
    yield case.finding(
        META,
        Text(
            f"落款、签章或日期空白{len(places)}处，如“{first}”",
            f"{len(places)} place(s) to sign, stamp or date are blank, such as “{first}”",
        ),
        [("stated", span) for span in places],
        computation="；".join(shown(case, span) for span in places[:6]),
    )
