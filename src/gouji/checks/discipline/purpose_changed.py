"""G509 A project's money went to another purpose 项目用途前后不同

What it checks 查什么
    同一项目在预算处和使用处各写“主要用于……”，两处用途几乎没有相同的词。
Why it matters 为什么重要
    或是串了项目，或是改变了资金用途；“专款专用”的说法便无从印证。
Basis 依据
    budget_law_63, project_evaluation_2020。
How it is recomputed 怎样复算
    两处用途各取相连的两个字，共有的不超过短的一处的十分之一才算。
Left alone 不查什么
    只写了一处用途的；用途不足六个字的；同一句里的。是否真的改变用途，要看凭证，只作提示。
Example 例子
    机房维护项目预算“主要用于服务器和网络线路的保养”，支出“主要用于宣传册印制和会务接待”。
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Fact, Span, Text
from gouji.vocabulary import compact

META = CheckMeta(
    id="G509",
    title=Text("项目用途前后不同", "A project's money went to another purpose"),
    severity="notice",
    needs=("facts", "text"),
    basis=("budget_law_63", "project_evaluation_2020"),
)

_PURPOSE = re.compile(r"^[,:]?(?:资金)?主要用于:?([^。;]{6,120}?)(?=[。;]|等?$)")
_PLAIN = re.compile(r"支出|费用|经费|资金|项目|工作|建设|管理|服务|开展|保障|有关|相关|[^\u4e00-\u9fff]")
_REACH = 160
_TENTH = 10


class _Use(msgspec.Struct, frozen=True):
    fact: Fact
    words: str
    span: Span


def check(case: Case) -> Iterator[Answer]:
    """Projects whose budget and spending each say a purpose."""
    uses: dict[str, dict[str, _Use]] = defaultdict(dict)
    for fact in case.report.facts:
        if fact.source == "prose" and fact.subject and (fact.concept or "").startswith("project_"):
            use = _use(case, fact)
            if use is not None:
                side = "actual" if fact.concept in ("project_expenditure_item", "project_funds_used") else "budget"
                uses[fact.subject].setdefault(side, use)
    for project, sides in uses.items():
        if len(sides) < 2:
            continue
        budget, actual = sides["budget"], sides["actual"]
        if not _apart(budget.words, actual.words):
            yield HELD
            continue
        yield case.finding(
            META,
            Text(
                f"{project}预算用于“{budget.words}”，实际用于“{actual.words}”，两处用途几乎没有相同的词",
                f"{project}: the budget is for “{budget.words}”, the spending for “{actual.words}”",
            ),
            [("budget", budget.span), ("actual", actual.span), ("budget", budget.fact.span)],
            computation=f"“{budget.words}” ≠ “{actual.words}”",
            reported=actual.words,
        )


def _use(case: Case, fact: Fact) -> _Use | None:
    """The purpose said right behind a figure."""
    end = min(fact.span.end + _REACH, len(case.document.text))
    shadow = compact(case.document.text, fact.span.end, end)
    line = shadow.text
    said = _PURPOSE.match(line)
    return _Use(fact, said[1], Span(*shadow.original(*said.span(1)))) if said else None


def _pairs(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1) if "|" not in words[i : i + 2]}


def _apart(one: str, other: str) -> bool:
    a, b = _pairs(_PLAIN.sub("|", one)), _pairs(_PLAIN.sub("|", other))
    return bool(a and b) and len(a & b) * _TENTH <= min(len(a), len(b))
