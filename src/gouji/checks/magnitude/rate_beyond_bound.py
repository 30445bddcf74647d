"""G405 A rate that cannot exceed 100 % does 满意度、合格率等超过100%

What it checks 查什么
    满意度、合格率、及时率、准确率一类的比率，分子是分母的一部分，不能大于 100%。
Why it matters 为什么重要
    必定写错，而这些指标都直接计分。
Basis 依据
    project_form, budget_law_rules_83。
How it is recomputed 怎样复算
    名称以清单里的词结尾（清单在 bounded_rates.toml），印出的百分比区间下限大于 100% 即为错误；100% 可以。
Left alone 不查什么
    完成率、到位率、增长率、执行率可以超过 100%；满意度指数不是比率。
Example 例子
    指标“培训合格率”完成值 106%。
"""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Text
from gouji.vocabulary import fold

META = CheckMeta(
    id="G405",
    title=Text("满意度、合格率等超过100%", "A rate that cannot exceed 100 % does"),
    severity="error",
    needs=("facts", "indicators"),
    basis=("project_form", "budget_law_rules_83"),
)

_WHOLE = Decimal(100)
_REACH = 24
_LINK = re.compile(r"(?:均|都|已|也)?(?:达到|达|为|是|有|:|保持在|在)?(?:了)?$")
_BOUNDS = "，,。；;：\n\t"


def check(case: Case) -> Iterator[Answer]:
    """Indicators by their name, and percentages of the prose by the word right before them."""
    for indicator in case.report.indicators:
        name = fold(indicator.name)
        for index in (indicator.achieved, indicator.target):
            if index is not None and case.fact(index).quantity.unit == "%" and _bounded(name):
                yield _answer(case, case.fact(index), name)
    for fact in case.report.facts:
        if fact.source == "prose" and fact.quantity.unit == "%" and (fact.quantity.low or 0) > _WHOLE:
            name = _words(case, fact)
            if _bounded(name):
                yield _answer(case, fact, name)


def _words(case: Case, fact: Fact) -> str:
    """The words before a figure in its clause, without 达到 or 为."""
    text, start = case.document.text, fact.span.start
    while start > 0 and fact.span.start - start < _REACH and text[start - 1] not in _BOUNDS:
        start -= 1
    return _LINK.sub("", fold(text[start : fact.span.start]))


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    data = tomllib.loads(files("gouji.checks.magnitude").joinpath("bounded_rates.toml").read_text("utf-8"))
    return tuple(data["names"]), tuple(data["except"])


def _bounded(name: str) -> bool:
    names, others = _names()
    return name.endswith(names) and not any(word in name for word in others)


def _answer(case: Case, fact: Fact, name: str) -> Answer:
    low = fact.quantity.low
    if low is None or low <= _WHOLE:
        return HELD
    return case.finding(
        META,
        Text(
            f"{case.where(fact).zh}：“{name}”印为{case.printed(fact)}，最多只能是100%",
            f"{case.where(fact).en}: “{name}” is printed as {case.printed(fact)}, it cannot exceed 100 %",
        ),
        [("stated", fact.span)],
        computation=f"{case.printed(fact)} > 100%",
        reported=case.printed(fact),
        changes_score=True if fact.source == "table" else None,
    )
