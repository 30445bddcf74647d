"""G902 A part of the form is absent 缺一类规定的一级指标

What it checks 查什么
    用10、50、30、10表式的，应有产出、效益、满意度三类指标和预算执行率；地方方案另有规定的从其规定。
Why it matters 为什么重要
    缺满意度，就没有问过服务对象；缺预算执行率，就没有看钱花得怎样。
Basis 依据
    project_evaluation_2020_weights；适用方案的依据注明可信度。
How it is recomputed 怎样复算
    把表里的一级指标与最相近的方案逐类对照，至少两类相同才判断。缺得相同的几张表报一次。
Left alone 不查什么
    有方案里没有的一级指标的表（投入、过程、成本另成一类）；满意度作为二级指标放在效益里的；
    整体支出自评里没有预算执行率、也不是地方办法的表（单位自己的表）。
Example 例子
    只有预算执行率 10、产出 50、效益 40，没有“满意度指标”。
"""

from collections.abc import Iterator

from gouji.basis import documents
from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import own_form, stands_below
from gouji.model import Finding, ScoreSheet, Text, Weight

META = CheckMeta(
    id="G902",
    title=Text("缺一类规定的一级指标", "A part of the form is absent"),
    severity="notice",
    needs=("indicators", "sheets"),
    basis=("project_evaluation_2020_weights",),
)


def check(case: Case) -> Iterator[Answer]:
    """The parts of the nearest scheme that a form does not have; forms that lack the same are one finding."""
    alike: dict[tuple[str, ...], tuple[list[Weight], list[ScoreSheet]]] = {}
    for sheet in case.sheets:
        if own_form(case, sheet):
            continue
        rows = [case.report.indicators[row.indicator] for row in sheet.rows]
        absent = [part for part in sheet.weights if part.stated is None and not stands_below(rows, part.name)]
        if absent:
            alike.setdefault(tuple(part.name for part in absent), (absent, []))[1].append(sheet)
        elif sheet.weights and all(part.stated is not None for part in sheet.weights):
            yield HELD
    for absent, sheets in alike.values():
        yield _finding(case, absent, sheets)


def _finding(case: Case, absent: list[Weight], sheets: list[ScoreSheet]) -> Finding:
    names = "、".join(f"“{part.name}”（{part.prescribed}分）" for part in absent)
    rows = [case.report.indicators[row.indicator] for sheet in sheets for row in sheet.rows]
    return case.finding(
        META,
        Text(
            f"表里没有{names}，“{absent[0].scheme}”规定有（依据可信度{absent[0].ground.confidence}）",
            f"the form has no {names}, which {absent[0].scheme} has (confidence {absent[0].ground.confidence})",
        ),
        [("points", case.fact(row.points).span) for row in rows if row.points is not None],
        computation=f"一级指标：{'、'.join(dict.fromkeys(row.levels[0] for row in rows if row.levels))}",
        recomputed="、".join(part.name for part in absent),
        changes_score=None,
        basis=[part.ground.id for part in absent if part.ground.id in documents()],
    )
