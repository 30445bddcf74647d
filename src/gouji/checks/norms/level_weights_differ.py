"""G901 Weights differ from the scheme 一级指标的权重与办法不同

What it checks 查什么
    一级指标（含预算执行率、满意度）的分值应是适用方案的分值；没有地方方案的，按全国的10、50、30、10。
Why it matters 为什么重要
    权重变了，各单位的总分就不能比较；办法允许特殊情况调整，但要说明。
Basis 依据
    project_evaluation_2020_weights；适用方案的依据随每一项列出，注明可信度。
How it is recomputed 怎样复算
    取各一级指标印的分值，没有印的把其下各行相加，与最相近的方案比：先看写明的地方，再看相同的有几项。
    与任何一个适用的方案完全相同的就不报。分值相同的几张表报一次。
Left alone 不查什么
    有方案里没有的一级指标（成本指标、投入、过程）的表；缺一级指标的由 G902 查；分值没有印全的；
    满意度放在效益里、分值合在一起的；整体支出自评里没有预算执行率、也不是地方办法的表（单位自己的表）。
Example 例子
    产出 60、效益 20、满意度 10、预算执行率 10：全国是 50、30。
"""

from collections.abc import Iterator

from gouji.basis import documents
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of, own_form, stands_below
from gouji.model import Finding, ScoreSheet, Span, Text, Weight

META = CheckMeta(
    id="G901",
    title=Text("一级指标的权重与办法不同", "Weights differ from the scheme"),
    severity="notice",
    needs=("indicators", "sheets"),
    basis=("project_evaluation_2020_weights",),
)


def check(case: Case) -> Iterator[Answer]:
    """The parts of each form, against the nearest scheme; forms with the same parts are one finding."""
    alike: dict[tuple[tuple[str, object], ...], list[Weight]] = {}
    for sheet in case.sheets:
        odd = [part for part in sheet.weights if part.stated not in (None, part.prescribed)]
        if own_form(case, sheet):
            continue
        if odd and not _merged(case, sheet):
            alike.setdefault(tuple((part.name, part.stated) for part in odd), []).extend(odd)
        elif any(part.stated is not None for part in sheet.weights):
            yield HELD
    for key, parts in alike.items():
        yield _finding(case, parts[: len(key)], parts)


def _merged(case: Case, sheet: ScoreSheet) -> bool:
    """Whether a part stands below another one, which has the points of both."""
    rows = [case.report.indicators[row.indicator] for row in sheet.rows]
    below = [part for part in sheet.weights if part.stated is None and stands_below(rows, part.name)]
    odd = [part for part in sheet.weights if part.stated not in (None, part.prescribed)]
    return bool(below) and len(odd) == 1 and odd[0].stated == sum(part.prescribed for part in (*odd, *below))


def _finding(case: Case, odd: list[Weight], places: list[Weight]) -> Finding:
    told = "、".join(f"{part.name}{part.stated}分（{part.prescribed}分）" for part in odd)
    sure = odd[0].ground
    return case.finding(
        META,
        Text(
            f"{told}，括号里是“{odd[0].scheme}”的分值（依据可信度{sure.confidence}）；调整了的应说明",
            f"{told}; in brackets those of {odd[0].scheme} (confidence {sure.confidence})",
        ),
        [("stated", place) for part in places if (place := _place(case, part)) is not None],
        computation="；".join(f"{part.name}：{part.stated} ≠ {part.prescribed}" for part in odd),
        reported=f"{odd[0].stated}分" if len(odd) == 1 else None,
        recomputed=f"{odd[0].prescribed}分" if len(odd) == 1 else None,
        changes_score=True,
        basis=[part.ground.id for part in odd if part.ground.id in documents()],
    )


def _place(case: Case, part: Weight) -> Span | None:
    """The cell of the level, else the points of its first row."""
    if part.indicator is None:
        return None
    row = case.report.indicators[part.indicator]
    found = cell_of(case, row, row.levels[0], last=False) if row.levels else None
    if found is None and row.points is not None:
        return case.fact(row.points).span
    return found or row.span
