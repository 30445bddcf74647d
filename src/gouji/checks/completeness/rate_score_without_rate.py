"""G618 A score by a rate that is not given 按比率得分而没有列出比率

What it checks 查什么
    评分标准按比率打分（“控制率≤100%得满分”），报告里却没有这个比率，也没有算它的两个数。
Why it matters 为什么重要
    得分没有依据，别人无法复算。
Basis 依据
    department_framework：各比率及其算法。
How it is recomputed 怎样复算
    指标名称是已知的比率、评分标准里有百分比；全文没有这个比率的数，也没有能算出它的各数。同一份报告归为一条，得分相加。
Left alone 不查什么
    指标名称认不出的不查；没有得分的不查。
Example 例子
    “公务卡刷卡率”得 3 分，全文没有刷卡率。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case, rounded
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import cell_of
from gouji.checks.wording import first_line
from gouji.model import Indicator, Span, Text
from gouji.vocabulary import concept_named, concepts, fold, relations

META = CheckMeta(
    id="G618",
    title=Text("按比率得分而没有列出比率", "A score by a rate that is not given"),
    severity="notice",
    needs=("indicators", "facts"),
    basis=("department_framework",),
)

_PERCENT = re.compile(r"[%％]|率=|百分点")
# The rate, computed in the column of reasons: 23/24=95.83%.
_COMPUTED = re.compile(r"\d\s*[%％]")
_AT_ONCE = 12


def check(case: Case) -> Iterator[Answer]:
    """Scored rows whose standard asks for a rate."""
    text = fold(_without_scores(case))
    lacking: list[Indicator] = []
    for row in case.report.indicators:
        concept = concept_named(row.name) if row.name.endswith("率") else None
        if concept is None or row.score is None or not row.standard or not _PERCENT.search(row.standard):
            continue
        if row.achieved is not None or _COMPUTED.search(row.reason or "") or _is_given(case, concept, text):
            yield HELD
        else:
            lacking.append(row)
    if not lacking:
        return
    scores = [case.fact(row.score).quantity.value for row in lacking if row.score is not None]
    points = rounded(sum((score for score in scores if score is not None), Decimal(0)))
    names = "、".join(row.name for row in lacking)
    yield case.finding(
        META,
        Text(
            f"{names}共得{points}分，全文没有列出这{'些' if len(lacking) > 1 else '个'}比率，也没有能算出的数",
            f"{points} points are given for {names}, and the report states no such rate nor what it is computed from",
        ),
        [("rule", _clause(case, row)) for row in lacking],
        computation="；".join(f"{row.name}：？" for row in lacking),
    )


def _clause(case: Case, row: Indicator) -> Span:
    """The first words of a standard, without a quoted name before or after them."""
    line = first_line(case, cell_of(case, row, row.standard) or row.span)
    words = case.document.quote(line)
    start = words.find("”") + 1
    clause = re.split("[“，,；;]", words[start:], maxsplit=1)[0]
    return Span(line.start + start, line.start + start + len(clause)) if clause else line


def _without_scores(case: Case) -> str:
    """The text without the rows that are scored by a standard: there a number is the score or the limit."""
    kept, at = [], 0
    for row in case.report.indicators:
        if row.standard and row.span.start >= at:
            kept.append(case.document.text[at : row.span.start])
            at = row.span.end
    return "".join((*kept, case.document.text[at:]))


def _is_given(case: Case, concept: str, text: str) -> bool:
    """Whether the rate, or all that it is computed from, stands somewhere."""
    facts = case.report.facts
    known = {fact.concept for fact in facts} | {fact.measure for fact in facts if fact.concept == "indicator_actual"}
    if concept in known:
        return True
    for relation in relations().values():
        if relation.kind == "rate" and relation.whole == concept and set(relation.parts) <= known:
            return True
    entry = concepts()[concept]
    return any(
        re.search(rf"{re.escape(fold(name))}[^\d。≤≥≦≧<>不]{{0,{_AT_ONCE}}}\d", text)
        for name in (entry.zh, *entry.names)
    )
