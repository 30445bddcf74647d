"""G610 Problems without measures, or measures without problems 问题与措施缺一

What it checks 查什么
    报告有“存在的问题”而没有改进措施，或者有改进措施而没有说是什么问题。
Why it matters 为什么重要
    评价结果要用来改进管理，问题和措施应当对得上。
Basis 依据
    budget_law_rules_20_use。
How it is recomputed 怎样复算
    按标题找问题、措施两章；标题里没有的，看全文有没有相应的话。
Left alone 不查什么
    问题一章写“无”的不要求措施；不是完整自评报告的不查。
Example 例子
    有“三、存在的问题”，没有“改进措施”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import folded_text
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import any_of, chapters_of, is_whole_report, listed, prose_of, shown
from gouji.model import Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G610",
    title=Text("问题与措施缺一", "Problems without measures, or measures without problems"),
    severity="notice",
    needs=("sections", "text"),
    basis=("budget_law_rules_20_use",),
)

_OTHER = {"problems": "measures", "measures": "problems"}


def check(case: Case) -> Iterator[Answer]:
    """The chapter of problems against that of measures."""
    if not is_whole_report(case):
        return
    present, entries = chapters_of(case), listed("completeness")["chapters"]
    text, denied = folded_text(case), any_of("completeness", "denied")
    for name, other in _OTHER.items():
        section = present.get(name)
        if section is None or denied.fullmatch(fold(prose_of(case, section).text)):
            continue
        if other in present or re.search("|".join(entries[other]["patterns"]), text):
            yield HELD
            continue
        title = shown(case, section.heading)
        yield case.finding(
            META,
            Text(
                f"有“{title}”，没有看到{entries[other]['zh']}",
                f"there is “{title}”, and nothing on {entries[other]['en'].removeprefix('the ')}",
            ),
            [("stated", section.heading)],
            computation=f"{entries[name]['zh']}：有；{entries[other]['zh']}：无",
        )
