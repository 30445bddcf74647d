"""G319 Every achieved value repeats its target 实际完成值全部照抄指标值

What it checks 查什么
    一张表里每一行的实际完成值都与指标值相同。
Why it matters 为什么重要
    一两行相同很平常，一行不差的，多半是照抄，没有填实际完成的数。
Basis 依据
    project_form：实际完成值一栏填完成的数。
How it is recomputed 怎样复算
    去掉空格和“≥”“≤”后逐行比较，至少5行都有字，全部相同才报。
Left alone 不查什么
    只有百分之百、零和文字的表：做到就是这个数，相同不奇怪；有一行不同的表。
Example 例子
    5 行都相同，其中指标值“≥96%”，实际完成“96%”。
"""

import re
from collections.abc import Iterator

from gouji.basis import parameter
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of, plain, short, tables_of
from gouji.model import Indicator, Text

META = CheckMeta(
    id="G319",
    title=Text("实际完成值全部照抄指标值", "Every achieved value repeats its target"),
    severity="notice",
    needs=("indicators",),
    basis=("project_form",),
    parameters=("rows_of_a_form",),
)
_SIGN = re.compile(r"^[≥≧⩾>＞≤≦⩽<＜=＝]|^不(?:低|少|小|高|多|大)于|^不超过")
_SURE = (0, 100)
_SHOWN = 6


def check(case: Case) -> Iterator[Answer]:
    """The two columns of each table."""
    for rows in tables_of(case.report.indicators).values():
        told = [row for row in rows if plain(row.target_text) and plain(row.achieved_text)]
        if len(told) < parameter("rows_of_a_form", case.year):
            continue
        measured = [row for row in told if _measured(case, row)]
        if any(_bare(row.target_text) != _bare(row.achieved_text) for row in told) or len(measured) < len(told) / 2:
            yield HELD
            continue
        places = []
        for row in measured[:_SHOWN]:
            for role, text, last in (("target", row.target_text, False), ("achieved", row.achieved_text, True)):
                place = cell_of(case, row, text, last=last)
                places += [(role, place)] if place is not None else []
        yield case.finding(
            META,
            Text(
                f"{len(told)}行的实际完成值与指标值一字不差，可能没有填实际完成的数",
                f"in all {len(told)} rows the achieved value is the target: results may not have been filled in",
            ),
            places,
            computation="；".join(
                f"{short(row.name)}：{short(row.target_text)}＝{short(row.achieved_text)}" for row in measured[:_SHOWN]
            ),
            changes_score=None,
        )


def _bare(text: str) -> str:
    return _SIGN.sub("", plain(text))


def _measured(case: Case, row: Indicator) -> bool:
    """Whether the target is a number that is not reached by itself."""
    value = case.fact(row.target).quantity.value if row.target is not None else None
    return value is not None and value not in _SURE
