"""G206 Said to be below budget, but above it 决算与预算的大小关系写反

What it checks 查什么
    “决算数小于（大于、持平于）预算数”与前面写出的预算数、决算数相比，大小应当一致。
Why it matters 为什么重要
    后面的“主要原因”按写出的方向说明，方向反了，原因也就不是原因。
Basis 依据
    budget_law_75, budget_law_rules_83。
How it is recomputed 怎样复算
    取这句话之前最近的决算数和所说的预算数（年初、全年），按印出位数取区间，分得开才比。
Left alone 不查什么
    “基本持平”；印出的两数相同的（可能只差在没有印出的位数上）；前面同时有年初预算和全年预算而没有说明是哪一个，且两者结论不同的。
Example 例子
    “年初预算为15.3万元，支出决算为16.8万元。决算数小于年初预算数的主要原因是……”
"""

import re
from collections.abc import Iterator, Sequence

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, facts_within, passages, stage_of
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Fact, Finding, Span, Text
from gouji.vocabulary import concepts, find_names

META = CheckMeta(
    id="G206",
    title=Text("决算与预算的大小关系写反", "Said to be below budget, but above it"),
    severity="error",
    needs=("facts", "text"),
    basis=("budget_law_75", "budget_law_rules_83"),
)

_SPEAKS = re.compile(
    r"算数?\s*(?:小于|低于|少于|大于|高于|多于|超过|超出|[与和同])|支出数?\s*(?:小于|低于|大于|高于)|执行数\s*[小低大高]于"
)
_SAID = re.compile(
    r"(?:(?:支出)?决算数?|实际支出数?|支出数|执行数)"
    r"(?:(?P<less>小于|低于|少于)|(?P<more>大于|高于|多于|超过|超出)|[与和同](?=[^,。;]{0,8}预算数?持平))"
    r"(?P<base>年初|全年|调整后|调整)?(?:部门)?预算数?(?P<same>持平)?(?=的|,|。|;|:|\(|主要|原因|$)"
)
_BASES = {
    "年初": ("original",),
    "全年": ("final",),
    "调整后": ("final",),
    "调整": ("final",),
    None: ("original", "final", "budget"),
}


def check(case: Case) -> Iterator[Answer]:
    """Each comparison of outturn with budget in words, with the figures before it in the paragraph."""
    for passage in passages(case, _SPEAKS):
        for said in _SAID.finditer(passage.shadow.text):
            words = passage.span(*said.span())
            facts = facts_within(case, Span(passage.start, words.start))
            named = _named(passage.shadow.text[: said.start()])
            spent = _last(case, [f for f in facts if named is None or f.concept == named], ("outturn",))
            if spent is None:
                yield Lacking(("outturn",))
                continue
            budgets = [b for stage in _BASES[said["base"]] if (b := _last(case, facts, (stage,), spent)) is not None]
            wrong = [budget for budget in budgets if _refuted(said, spent, budget)]
            if not budgets:
                yield Lacking(("budget",))
            elif len(wrong) == len(budgets):
                yield _finding(case, words, spent, wrong[-1])
            else:
                yield HELD


def _named(before: str) -> str | None:
    """What the clause itself says is compared: 公务接待费决算数小于预算数; None when it does not say."""
    clause = before[max(before.rfind(sign) for sign in ",。;:!?") + 1 :]
    hits = [hit.value for hit in find_names(clause) if hit.kind == "concept"]
    return hits[-1] if hits else None


def _last(case: Case, facts: Sequence[Fact], stages: tuple[str, ...], like: Fact | None = None) -> Fact | None:
    """The last amount of a stage; with `like`, the last one of the same thing."""
    for fact in reversed(facts):
        if not fact.concept or fact.quantity.unit != "元" or fact.quantity.value is None:
            continue
        if _stage(case, fact) not in stages:
            continue
        if like is None:
            return fact
        if (fact.item, fact.subject, fact.period) == (like.item, like.subject, like.period) and _one_thing(fact, like):
            return fact
    return None


def _stage(case: Case, fact: Fact) -> str:
    """The stage that the words name; 年初预算 says it by itself."""
    return concepts()[fact.concept or ""].stage or stage_of(case, fact)


def _one_thing(a: Fact, b: Fact) -> bool:
    """Whether two amounts are of one concept; 年初预算 alone is a concept of its own."""
    plain = ("budget_initial", "budget_adjusted", "total_expenditure", "project_budget_initial", "project_budget_final")
    return a.concept == b.concept or (
        a.concept in plain and (b.concept in plain or b.concept == "project_expenditure_item")
    )


def _refuted(said: re.Match[str], spent: Fact, budget: Fact) -> bool:
    if said["less"]:
        return exceeds(spent, budget)
    if said["more"]:
        return exceeds(budget, spent)
    return exceeds(spent, budget) or exceeds(budget, spent)


def _finding(case: Case, words: Span, spent: Fact, budget: Fact) -> Finding:
    said = "".join(case.document.quote(words).split())
    sign = ">" if exceeds(spent, budget) else "<"
    return case.finding(
        META,
        Text(
            f"写为“{said}”，但决算{case.printed(spent)}，预算{case.printed(budget)}",
            f"the text says “{said}”, but the outturn is {case.printed(spent)} and the budget {case.printed(budget)}",
        ),
        [("stated", words), ("actual", spent.span), ("budget", budget.span)],
        computation=f"{case.printed(spent)} {sign} {case.printed(budget)}",
        reported=said,
    )
