"""G624 Achieved in per cent of no target 没有目标值，完成情况却填百分之百

What it checks 查什么
    一张指标表里多数指标的目标只写工作内容，没有目标值，“完成情况”一律填“100%”一类的百分数。
Why it matters 为什么重要
    百分之百是什么的百分之百，没有分母，完成率无法核验。
Basis 依据
    department_framework。
How it is recomputed 怎样复算
    去掉“指标1：”一类的编号后，目标没有数字，完成值是百分数；这样的不少于三项，并且占一半以上。
Left alone 不查什么
    名称本身是比率（……率、……度）的可以只填百分数，不算。
Example 例子
    三项目标都只写工作内容，完成情况都填 100%。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of
from gouji.checks.wording import first_line
from gouji.model import Indicator, Span, Table, Text
from gouji.vocabulary import fold, roles_of

META = CheckMeta(
    id="G624",
    title=Text("没有目标值，完成情况却填百分之百", "Achieved in per cent of no target"),
    severity="notice",
    needs=("indicators",),
    basis=("department_framework",),
)

_LABEL = re.compile(r"指标\d+[:、.]|(?:^|[;。])\(?\d{1,2}[).、](?!\d)")
_PERCENT = re.compile(r"\d+(?:\.\d+)?[%％]")
_RATE = re.compile(r"[率度][;。]?$")
_LEAST = 3


def check(case: Case) -> Iterator[Answer]:
    """Tables by the rows that have a percentage and nothing that it is a percentage of."""
    tables: dict[int, list[Indicator]] = defaultdict(list)
    for row in case.report.indicators:
        if fold(row.target_text) and row.achieved is not None:
            tables[row.table].append(row)
    for table, rows in tables.items():
        bare = [row for row in rows if _has_no_value(row)]
        if len(bare) < _LEAST or len(bare) * 2 <= len(rows):
            yield HELD
            continue
        yield case.finding(
            META,
            Text(
                f"{len(rows)}项指标里{len(bare)}项没有目标值，完成情况只填百分数",
                f"{len(bare)} of {len(rows)} indicators have no target value and a percentage as achieved",
            ),
            [
                *(("rule", span) for span in _heads(case, table)),
                *(("stated", first_line(case, cell_of(case, row, row.target_text) or row.span)) for row in bare),
            ],
            computation="；".join(f"？→{fold(row.achieved_text)}" for row in bare),
        )


def _has_no_value(row: Indicator) -> bool:
    target = _LABEL.sub("", fold(row.target_text))
    percent = _PERCENT.fullmatch(fold(row.achieved_text))
    return percent is not None and not re.search(r"\d", target) and not _RATE.search(target)


def _heads(case: Case, table: int) -> Iterator[Span]:
    """The headings of the columns of targets and achieved values."""
    block = case.document.blocks[table]
    if isinstance(block, Table):
        for cell in block.cells:
            if {"target", "achieved"} & set(roles_of(case.document.text[cell.start : cell.end])):
                yield Span(cell.start, cell.end)
