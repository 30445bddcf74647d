"""G224 A fund is said to be unused, but its table holds figures 称没有这种资金，表里却有数

What it checks 查什么
    说明写“本部门无政府性基金预算财政拨款收入和支出”“没有国有资本经营预算支出”，而以这种资金为题的表里有金额。
Why it matters 为什么重要
    说明和表必有一个是照抄的，读者不知道这笔钱有没有。
Basis 依据
    final_accounts_tables, budget_law_rules_83。
How it is recomputed 怎样复算
    说明里写明没有的资金（政府性基金、国有资本经营预算），与标题里写着这种资金的表比；表里有不为 0 的金额即为矛盾。
Left alone 不查什么
    标题里同时写着别的资金的表；只说没有收入、表里只有结转的数的；表下另注空表的，由 G209 查。
Example 例子
    说明“无政府性基金预算财政拨款支出”，政府性基金表“本年支出 35.60 万元”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.tables import amounts_of_tables
from gouji.model import Fact, Finding, Paragraph, Span, Table, Text
from gouji.vocabulary import fold, fund_named

META = CheckMeta(
    id="G224",
    title=Text("称没有这种资金，表里却有数", "A fund is said to be unused, but its table holds figures"),
    severity="error",
    needs=("text", "tables"),
    basis=("final_accounts_tables", "budget_law_rules_83"),
)

# Most reports speak of neither, and are not gone through.
_FUNDS = ("政府性基金", "国有资本经营")
_DENIED = re.compile(
    r"(?:本?(?:单位|部门|年度?)|我[局院校办委]|20\d\d年度?)[^。；;\n]{0,20}?(?:无|没有|未|不涉及|不存在)(?:使用|安排|发生)?\s*"
    r"(?P<fund>政府性基金|国有资本经营)(?:预算)?(?:财政拨款|当年财政拨款)?(?:安排的)?"
    r"(?:收入支出|收支|收入[和及、与也]*(?:没有|无)?(?:使用政府性基金安排的)?支出|支出)(?:决算|情况)?[，。；;,\s]"
)
_TITLE = re.compile(r"(?:收入支出|收支|支出)(?:决算|预算|总)?(?:情况)?(?:明细)?表")
# A note below a table that calls it empty.
_NOTE = re.compile(r"[本此]\s*表|空\s*表")
_ABOVE = 6
_OTHER_FUND = re.compile(r"一般公共预算|财政拨款收入支出决算总表|收支总表")


def check(case: Case) -> Iterator[Answer]:
    """Denials of a fund against the tables under its name."""
    denials = list(_denials(case)) if any(name in case.document.text for name in _FUNDS) else []
    if not denials:
        return
    tables = list(_tables(case))
    for fund, span in denials:
        for of, amounts in tables:
            if of == fund:
                yield _finding(case, span, amounts[0]) if amounts else HELD


def _denials(case: Case) -> Iterator[tuple[str, Span]]:
    for block in case.document.blocks:
        if isinstance(block, Paragraph) and _NOTE.search(case.document.text, block.start, block.end) is None:
            for said in _DENIED.finditer(case.document.text + "\n", block.start, block.end + 1):
                fund = fund_named(said["fund"] + "预算")
                if fund is not None:
                    yield fund, Span(said.start("fund"), said.end("fund"))


def _tables(case: Case) -> Iterator[tuple[str, list[Fact]]]:
    """The fund in the title of each table that has one, with the amounts of the table."""
    blocks = case.document.blocks
    figures = amounts_of_tables(case)
    for index, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        for above in reversed(blocks[max(index - _ABOVE, 0) : index]):
            if not isinstance(above, Paragraph):
                break
            title = fold(case.document.text[above.start : above.end])
            if _TITLE.search(title):
                fund = fund_named(title)
                if fund is not None and _OTHER_FUND.search(title) is None:
                    yield fund, figures.get(index, [])
                break


def _finding(case: Case, said: Span, amount: Fact) -> Finding:
    words = "".join(case.document.quote(said).split())
    return case.finding(
        META,
        Text(
            f"说明写没有{words}，{case.where(amount).zh}却有{case.printed(amount)}",
            f"the text says there is no {words}, yet {case.where(amount).en} holds {case.printed(amount)}",
        ),
        [("stated", said), ("figure", amount.span)],
        computation=f"{case.printed(amount)} ≠ 0",
        reported=words,
    )
