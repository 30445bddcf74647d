"""G202 An indicator's achieved value differs from the prose 指标完成值与正文不符

What it checks 查什么
    绩效指标的名称与正文里一个数前面的词相同（或同一口径），单位相同，则“实际完成值”与正文的数应当相同。
Why it matters 为什么重要
    指标按完成值计分；完成值与正文不同，说明得分没有依据。
Basis 依据
    project_evaluation_2020, budget_law_rules_83。
How it is recomputed 怎样复算
    名称去掉空格、引号和“共、累计、全年”等词后比较，正文的词与名称完全相同才比；同一口径而名称不同的降为警告。
    “1130余万元”代表 1130 至 1140 万元。
Left alone 不查什么
    完成值写成“≥245个”的，只要正文的数不小于它就不报。名称不同、单位不同的不比。正文的数就是指标值、同一句里又写了完成值的，
    说的是目标（“展览≥8个，实际9个”）。
Example 例子
    正文“共受理检举控告 57 件”，指标“受理检举控告”完成值 34 件。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import facts_within, sentence_around
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Finding, Indicator, Text, year_of
from gouji.vocabulary import concept_named, concepts, fold

META = CheckMeta(
    id="G202",
    title=Text("指标完成值与正文不符", "An indicator's achieved value differs from the prose"),
    severity="error",
    needs=("indicators", "facts"),
    basis=("project_evaluation_2020", "budget_law_rules_83"),
)

_FILLER = re.compile(r"全年|本年度?|当年|累计|总共|合计|共计|共|完成|[,:。;、()]|\d{4}年度?")
_SHORTEST_NAME = 4


def check(case: Case) -> Iterator[Answer]:
    """Indicators whose name the prose uses for a figure of the same unit."""
    reached = [(row, case.fact(row.achieved)) for row in case.report.indicators if row.achieved is not None]
    units = {achieved.quantity.unit for _, achieved in reached}
    figures = (fact for fact in case.report.facts if fact.source == "prose" and fact.quantity.value is not None)
    prose = [fact for fact in figures if fact.quantity.unit in units]
    named: dict[str, list[Fact]] = {}
    for fact in prose:
        named.setdefault(_bare(_words(case, fact)), []).append(fact)
    for indicator, achieved in reached:
        name = _bare(indicator.name)
        literal = named.get(name, []) if len(name) >= _SHORTEST_NAME and not _compared_elsewhere(indicator) else []
        by_concept = [f for f in prose if _same_concept(f, achieved)] if not literal else []
        for fact in (*literal, *by_concept):
            if fact.quantity.unit != achieved.quantity.unit or year_of(fact) not in (None, year_of(achieved)):
                continue
            if _meet(fact, achieved) or _is_goal(case, indicator, achieved, fact):
                yield HELD
            else:
                yield _finding(case, indicator, achieved, fact, bool(literal))


def _is_goal(case: Case, indicator: Indicator, achieved: Fact, fact: Fact) -> bool:
    """Whether the target is said in words: in a cell of the form, or beside the result in a sentence of the prose.

    年初设定目标：新增藏书8000册; 展览≥8个，实际9个.
    """
    if indicator.target is None or not _meet(fact, case.fact(indicator.target)):
        return False
    if any(table.start <= fact.span.start < table.end for table in case.document.tables()):
        return True
    unit = achieved.quantity.unit
    beside = (other for other in facts_within(case, sentence_around(case, fact.span)) if other.quantity.unit == unit)
    return any(other.id != fact.id and _meet(other, achieved) for other in beside)


def _compared_elsewhere(indicator: Indicator) -> bool:
    """Whether the name is that of a concept which G201 compares over the whole report."""
    concept = concept_named(indicator.name)
    return concept is not None and concepts()[concept].nature not in ("", "work")


def _words(case: Case, fact: Fact) -> str:
    """The words before a figure in its clause."""
    text = case.document.text
    start = fact.span.start
    while start > 0 and text[start - 1] not in "，,。；;：:！？\n\t":
        start -= 1
    return text[start : fact.quantity.outer_start]


def _bare(name: str) -> str:
    return _FILLER.sub("", fold(name))


def _same_concept(fact: Fact, achieved: Fact) -> bool:
    """Whether a fact of the prose has the concept that the indicator speaks of, and nothing else about it."""
    measure = achieved.measure
    if measure is None or fact.concept != measure:
        return False
    # Money and staff are compared over the whole report by G201; quantities of the work stay here.
    return not fact.subject and concepts()[measure].nature == "work" and fact.scope is None


def _meet(a: Fact, b: Fact) -> bool:
    p, q = a.quantity, b.quantity
    return (p.low is None or q.high is None or p.low <= q.high) and (q.low is None or p.high is None or q.low <= p.high)


def _finding(case: Case, indicator: Indicator, achieved: Fact, fact: Fact, literal: bool) -> Finding:
    where = case.where(fact)
    name = indicator.name
    return case.finding(
        META,
        Text(
            f"指标“{name}”完成值为{case.printed(achieved)}，正文{where.zh}写为{case.printed(fact)}",
            f"the achieved value of “{name}” is {case.printed(achieved)}, the text in {where.en} says "
            f"{case.printed(fact)}",
        ),
        [("stated", achieved.span), ("other", fact.span)],
        computation=f"{case.printed(achieved)} ≠ {case.printed(fact)}",
        severity="error" if literal else "warning",
        reported=case.printed(achieved),
        recomputed=case.printed(fact),
    )
