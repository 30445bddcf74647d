"""G201 One figure with two values 同一数前后不一

What it checks 查什么
    同一口径、同一年度、同一范围、同一预算阶段的数，在正文各处、正文与表、表与表之间应当相同。
Why it matters 为什么重要
    两个数不可能都对；读者无法知道以哪个为准，后面的执行率和得分也随之存疑。
Basis 依据
    budget_law_rules_83：各项数据应当以经核实的会计数据为准。
How it is recomputed 怎样复算
    各处的数按印出位数取区间（51 万元代表 50.5 至 51.5 万元）；两处区间不相交即为矛盾。
Left alone 不查什么
    另一年度、另一范围（本级与汇总、全区与本单位）、另一预算阶段、另一项目的数是不同的数，不比；
    政府性基金、国有资本经营预算标题下没有写明资金的数，不当作全部收支；“总计”含结转结余，与“合计”不比。
    “累计”与当年、“项目支出”标题下的支出合计与全部支出、几个项目各自的得分、几项工作各自“涉及”的资金，
    也不比。
    同一段文字里的两个数多半各有所指，降为警告。只是单位写错的由 G401 报。
Example 例子
    正文“全年支出 665.85 万元”，自评表“全年执行数 764.37 万元”。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case, doubted
from gouji.checks.passages import is_cumulative, is_grand_total, is_of_projects
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.checks.units import slipped_unit
from gouji.model import Fact, Finding, Text, Tie
from gouji.vocabulary import concepts, fund_named

META = CheckMeta(
    id="G201",
    title=Text("同一数前后不一", "One figure with two values"),
    severity="error",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)


# Budgets of their own: under such a heading 支出 is not the spending of the unit.
_APART = ("government_fund", "state_capital", "social_insurance_fund")


def check(case: Case) -> Iterator[Answer]:
    """Facts that are the same by what they are about, or by a relation of the vocabulary."""
    alike: dict[int, list[int]] = defaultdict(list)
    rivals: dict[int, list[Tie]] = defaultdict(list)
    for tie in case.graph.of_kind("same", "equal"):
        left, right = tie.facts[0], tie.facts[-1]
        if tie.state == "open":
            yield Lacking(tie.missing)
        elif tie.state == "broken":
            if slipped_unit(case, tie) is None and _comparable(case, left, right):
                rivals[left].append(tie)
        else:
            alike[left].append(right)
            yield HELD
    for first, ties in rivals.items():
        clusters = [[first, *alike[first]]]
        clusters += [[tie.facts[-1], *alike[tie.facts[-1]]] for tie in ties]
        finding = _finding(case, [[case.fact(i) for i in cluster] for cluster in clusters], ties)
        yield doubted(finding) if all(tie.doubtful for tie in ties) else finding


def _comparable(case: Case, left: int, right: int) -> bool:
    """Whether the words around two figures leave them one: 收入总计 holds the balance brought forward, 收入合计 not."""
    a, b = case.fact(left), case.fact(right)
    kinds = (is_grand_total, is_cumulative, is_of_projects)
    if any(kind(case, a) != kind(case, b) for kind in kinds) or _fund(case, left) != _fund(case, right):
        return False
    return not _unspecific(case, a)


# What a paragraph says of "the project" or of what some work concerns is of another thing in each paragraph.
_UNSPECIFIC = ("项目", "涉及", "共涉及", "共涉及资金", "涉及资金")


def _unspecific(case: Case, fact: Fact) -> bool:
    return fact.subject in _UNSPECIFIC and fact.source == "prose" and not (case.report.form or "").startswith("project")


def _fund(case: Case, index: int) -> str | None:
    """The fund that a figure is of, or that the heading over it is about (政府性基金预算收入支出决算情况)."""
    fact = case.fact(index)
    if fact.fund is not None or fact.source == "table" or concepts()[fact.concept or fact.measure or ""].fund:
        return None
    held = [s for s in case.report.sections if s.heading.start <= fact.span.start < s.body.end]
    named = [fund for section in held if (fund := fund_named(section.title)) in _APART]
    return named[-1] if named else None


def _finding(case: Case, clusters: list[list[Fact]], ties: list[Tie]) -> Finding:
    heads = [cluster[0] for cluster in clusters]
    labels = list(dict.fromkeys(case.label(fact) for fact in heads))
    said = Text(f"{labels[0].zh}前后不一", f"{labels[0].en} has two values")
    if len(labels) > 1:
        # 收入总计a万元，支出总计b万元: two names of what must be the same.
        said = Text(
            "与".join(label.zh for label in labels) + "不相等",
            " and ".join(label.en for label in labels) + " are not equal",
        )
    zh = "，".join(f"{case.where(fact).zh}为{case.printed(fact)}" for fact in heads)
    en = ", ".join(f"{case.printed(fact)} in {case.where(fact).en}" for fact in heads)
    evidence = [
        (("stated" if number == 0 else "other"), fact.span)
        for number, cluster in enumerate(clusters)
        for fact in cluster
    ]
    gap = _gap(case, heads)
    return case.finding(
        META,
        Text(f"{said.zh}：{zh}{gap.zh}", f"{said.en}: {en}{gap.en}"),
        evidence,
        severity="warning" if _one_paragraph(heads) else "error",
        computation=" ≠ ".join(case.printed(fact) for fact in heads),
        reported=case.printed(heads[0]),
        recomputed=case.printed(heads[1]),
        basis=ties[0].origin.basis,
    )


def _one_paragraph(heads: list[Fact]) -> bool:
    """Whether the values stand in one paragraph, where they may well be of things that the words tell apart."""
    return all(fact.source == "prose" for fact in heads) and len({fact.frame for fact in heads}) == 1


def _gap(case: Case, heads: list[Fact]) -> Text:
    """How far two values are apart, when there are two."""
    a, b = heads[0].quantity.value, heads[1].quantity.value
    if len(heads) != 2 or a is None or b is None:
        return Text("", "")
    apart = case.amount(abs(a - b) or Decimal(0), heads[0])
    return Text(f"，相差{apart}", f", {apart} apart")
