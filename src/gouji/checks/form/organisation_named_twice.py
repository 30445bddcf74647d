"""G813 Two names for the organisation 单位名称前后不一

What it checks 查什么
    标题、封面、自评表“部门名称”里的单位名称不是同一个：差一两个字，或者是别的单位。
Why it matters 为什么重要
    差一个字是笔误；是别的单位，说明表是从别处抄来的。
Basis 依据
    report_outline。
How it is recomputed 怎样复算
    取标题里年度与“整体支出”之间的名称，“部门（单位）名称”“填报单位”旁边的名称，两两比较；
    一个包含另一个、是另一个的简称（字的次序相同）的，算同一个。
Left alone 不查什么
    主管部门、实施单位本来可以不同，项目报告的标题是项目的名称，都不查；“本部门”“某单位”不是名称；只有一处名称的不查；
    有三个以上名称的是几个单位的汇编，不查。长短相同、只差一两个字的是警告，其余只作提示。
Example 例子
    标题为“白石区档案馆”，表内为“白石区挡案馆”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.grids import grid, words
from gouji.checks.pieces import Piece, pieces
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Span, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G813",
    title=Text("单位名称前后不一", "Two names for the organisation"),
    severity="warning",
    needs=("text", "tables"),
    basis=("report_outline",),
)

_TITLE = re.compile(r"20\d\d年?度?(?P<name>[^\d,。:;“”《》()]{4,40}?)(?:部门|单位)?整体支出[^。,;]{0,12}(?:报告|表)$")
_LABEL = re.compile(r"(?:部门|单位|填报单位|填报部门|预算单位)(?:\(单位\))?(?:名称)?(?:\((?:盖章|公章)\))?")
_LINE = re.compile(rf"{_LABEL.pattern}:(?P<name>[^_\s,。:;()]{{4,40}})$")
_BODY = re.compile(r"(?:局|委|办|院|馆|所|站|中心|会|校|学|队|厅|部|处|社|团|室|府|乡|镇|街道|公司|医院|法院|检察院)$")
_NOT_NAMES = re.compile(r"合计|总计|单位|名称|部门(?!$)|万元|本级$|\d")
_LONGEST = 24
_TITLE_ZONE, _SLIPS, _MOST = 1500, 2, 2


def check(case: Case) -> Iterator[Answer]:
    """The names in the title, on labelled lines and in labelled cells."""
    named = [
        (name, span)
        for name, span in (*_lines(case), *_cells(case))
        if _BODY.search(name) and not _NOT_NAMES.search(name)
    ]
    if len(named) < 2:
        return
    first, others = named[0], {name: span for name, span in reversed(named[1:]) if not _same(named[0][0], name)}
    if not others:
        yield HELD
    if len(others) > _MOST:
        return
    for other in others.items():
        yield _finding(case, first, other)


def _lines(case: Case) -> Iterator[tuple[str, Span]]:
    for piece in pieces(case):
        if piece.span.start > _TITLE_ZONE:
            return
        match = None if piece.cell else _TITLE.search(piece.dense) or _LINE.match(piece.dense)
        if match:
            yield match["name"], _place(piece, match["name"])


def _place(piece: Piece, name: str) -> Span:
    """Where a name stands in a piece, spaces inside it or not."""
    match = re.search(r"[\s“”]*".join(map(re.escape, name)), piece.text)
    if match is None:
        return piece.span
    return Span(piece.span.start + match.start(), piece.span.start + match.end())


def _cells(case: Case) -> Iterator[tuple[str, Span]]:
    """The cells to the right of a label."""
    for table in case.document.tables():
        short = (cell for cell in table.cells if cell.end - cell.start <= _LONGEST)
        labels = [cell for cell in short if _LABEL.fullmatch(words(case, cell))]
        at = grid(case, table) if labels else {}
        for cell in labels:
            beside = at.get((cell.row, cell.column + cell.colspan))
            if beside is not None:
                span = Span(beside.start, beside.end)
                name = fold(case.document.quote(span))
                if len(name) >= 4:
                    yield name, span


def _same(one: str, other: str) -> bool:
    """Whether two names can be of one unit: one holds the letters of the other in their order."""
    long, short = sorted((one, other), key=len, reverse=True)
    rest = iter(long)
    return all(letter in rest for letter in short)


def _nearly(one: str, other: str) -> bool:
    """Whether two names of one length differ in a letter or two."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= _SLIPS


def _finding(case: Case, first: tuple[str, Span], other: tuple[str, Span]) -> Answer:
    return case.finding(
        META,
        Text(
            f"单位名称有两个：“{first[0]}”和“{other[0]}”",
            f"the organisation has two names: “{first[0]}” and “{other[0]}”",
        ),
        [("stated", first[1]), ("other", other[1])],
        severity="warning" if _nearly(first[0], other[0]) else "notice",
        computation=f"{first[0]} ≠ {other[0]}",
        reported=other[0],
    )
