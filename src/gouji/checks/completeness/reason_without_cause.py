"""G627 A measure in the place of a reason 偏差原因只写了措施

What it checks 查什么
    扣了分的指标，“偏差原因分析及改进措施”只写“提高服务质量”一类的打算，没有说为什么没有完成。
Why it matters 为什么重要
    不知道原因，措施是否对症无从判断。
Basis 依据
    bureau_system_rules。
How it is recomputed 怎样复算
    栏名里有“原因”；得分低于分值；所填不超过十五个字，以“提高、加强、完善”等动词开头，没有表示不足或原因的词。
Left alone 不查什么
    栏名只是“改进措施”“备注”的不查；没有填的由得分一族查。
Example 例子
    读者满意度扣了分，原因栏只写“提高服务质量”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of
from gouji.checks.wording import deductions
from gouji.model import Table, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G627",
    title=Text("偏差原因只写了措施", "A measure in the place of a reason"),
    severity="notice",
    needs=("indicators",),
    basis=("bureau_system_rules",),
)

_MEASURE = re.compile(
    r"(?:将|应|需|拟|继续|不断|进一步|下一步|今后)*(?:提高|提升|加强|完善|加大|改进|优化|强化|规范|健全|加快|做好|细化)"
)
_CAUSE = re.compile(r"因|由于|受|不足|不够|未|没|缺|偏|较[慢低少]|影响|导致|滞后|困难|有待|部分|个别")
_LONGEST = 15


def check(case: Case) -> Iterator[Answer]:
    """The reasons of rows with a deduction."""
    lost = {fact.id for fact in deductions(case)}
    for row in case.report.indicators:
        reason = fold(row.reason or "")
        if row.score not in lost or not reason or not _asks_for_reason(case, row.table):
            continue
        if len(reason) > _LONGEST or not _MEASURE.match(reason) or _CAUSE.search(reason):
            yield HELD
            continue
        place = cell_of(case, row, row.reason or "") or row.span
        yield case.finding(
            META,
            Text(
                f"“{row.name}”扣了分，原因栏只写“{reason}”，没有说原因",
                f"“{row.name}” lost points, and its reason is a measure: “{reason}”",
            ),
            [("stated", place), ("points", row.span)],
            computation=f"{row.name}：原因？；措施：{reason}",
        )


def _asks_for_reason(case: Case, table: int) -> bool:
    """Whether a heading of a table asks for reasons."""
    block = case.document.blocks[table]
    return isinstance(block, Table) and any(
        "原因" in fold(case.document.text[cell.start : cell.end])
        and len(case.document.text[cell.start : cell.end]) < 20
        for cell in block.cells
    )
