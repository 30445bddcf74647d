"""G322 An indicator repeats another one 指标重复设置

What it checks 查什么
    同一张表里两个指标的名称相同，或者一个指标的文字整段包含在另一个不同类的指标里。
Why it matters 为什么重要
    同一件事得两次分，权重就偏了；不同类的指标写同一段话，说明有一类没有真正设置。
Basis 依据
    department_framework：各类指标细化为相应的个性化指标；project_form。
How it is recomputed 怎样复算
    去掉空格、标点、“指标1：”和开头的“完成、开展”后比较；包含的文字不少于12个字。一张表报一次。
Left alone 不查什么
    名称相同、所在的二级指标不同而评分标准也不同的（预算管理、资产管理各有“管理制度健全性”）；一张表有几个项目的。
Example 例子
    “经济效益”写的是“社会效益”后半句“为群众文化活动营造良好氛围”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import called, cell_of, plain, short, tables_of
from gouji.model import Indicator, Text

META = CheckMeta(
    id="G322",
    title=Text("指标重复设置", "An indicator repeats another one"),
    severity="notice",
    needs=("indicators",),
    basis=("department_framework", "project_form"),
)
_NUMBERED = re.compile(r"^(?:指标)?[\d一二三四五六七八九十]+[:.、]")
_MARKS = re.compile(r"[,;:.()。、“”\"]")
# 完成造林面积 is 造林面积.
_DONE = re.compile(r"^(?:全年|本年度?|年度|累计)?(?:完成|开展|组织|实施|达到|举办)(?!率|情况|时|进度)")
_NO_WORDS = re.compile(r"[\d%≥≤><=]")
_LONG = 12
_MOST = 80
_SHORTEST = 3


def check(case: Case) -> Iterator[Answer]:
    """The names of each table, and the long ones within one another."""
    for rows in tables_of(case.report.indicators).values():
        if not 1 < len(rows) <= _MOST:
            continue
        pairs = [*_same(rows), *_within(rows)]
        if len(pairs) * 3 > len(rows) and len(rows) > _SHORTEST * 2:
            continue  # The same indicators for several projects.
        for one, other in pairs:
            yield case.finding(
                META,
                Text(
                    f"“{short(_said(one))}”（{_class(one)}）与“{short(_said(other))}”（{_class(other)}）是同一个内容",
                    f"“{short(_said(one))}” ({_class(one)}) and “{short(_said(other))}” ({_class(other)}) are the same",
                ),
                [("stated", cell_of(case, row, called(row), last=False) or row.span) for row in (one, other)],
                computation=f"“{short(_key(one), 40)}”",
                changes_score=None,
            )
        if not pairs:
            yield HELD


def _said(row: Indicator) -> str:
    return _NUMBERED.sub("", plain(called(row)))


def _key(row: Indicator) -> str:
    name = _MARKS.sub("", _said(row))
    bare = _DONE.sub("", name)
    return bare if len(bare) >= _SHORTEST else name


def _class(row: Indicator) -> str:
    above = [level for level in row.levels if level != row.name]
    return short(above[-1] if above and called(row) is row.name else row.name, 12)


def _same(rows: list[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    seen: dict[str, Indicator] = {}
    for row in rows:
        key = _key(row)
        other = seen.setdefault(key, row)
        if other is row or len(_NO_WORDS.sub("", key)) < _SHORTEST:
            continue
        apart = other.levels[:-1] != row.levels[:-1] and plain(other.standard) != plain(row.standard)
        told_apart = plain(other.target_text) != plain(row.target_text) and other.target is not None
        if not apart and not (told_apart and other.levels[:-1] == row.levels[:-1]):
            yield other, row


def _within(rows: list[Indicator]) -> Iterator[tuple[Indicator, Indicator]]:
    long = [(_key(row), row) for row in rows]
    long = [(key, row) for key, row in long if len(key) >= _LONG]
    for key, row in long:
        other = next((o for k, o in long if o is not row and key in k and key != k and _class(o) != _class(row)), None)
        if other is not None:
            yield other, row
