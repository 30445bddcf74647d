"""G203 An adjustment is denied but the budget moved 称未调整预算，年初与全年预算却不同

What it checks 查什么
    正文写“调整追加 0 万元”“年中无追加”，而表内或他处全年预算数与年初预算数不同。
Why it matters 为什么重要
    全年预算是执行率的分母；追加没有说明，执行率再高也说明不了问题。
Basis 依据
    project_form, budget_law_75：决算应按预算数、调整预算数、决算数分别列出。
How it is recomputed 怎样复算
    全年预算数－年初预算数，按印出位数取区间，不含 0（或不含所写的调整数）即为矛盾。
Left alone 不查什么
    没有全年预算数的，答“无从判断”。同一段写有上年结转的，加上它能对上的不报。“无年中追加项目”只说项目，不当作全部预算。
Example 例子
    “调整追加 0 万元”，表内年初预算 665.85 万元、全年预算 764.37 万元：差 98.52 万元。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Claim, Fact, Finding, Span, Text, Tie

META = CheckMeta(
    id="G203",
    title=Text("称未调整预算，年初与全年预算却不同", "An adjustment is denied but the budget moved"),
    severity="error",
    needs=("facts", "claims"),
    basis=("project_form", "budget_law_75"),
)


def check(case: Case) -> Iterator[Answer]:
    """Stated adjustments, in figures and in words, against the two budgets."""

    def make(tie: Tie) -> Finding:
        final, initial, stated, *brought = (case.fact(index) for index in tie.facts)
        return _finding(case, stated.span, initial, final, stated, brought)

    yield from case.judge(case.graph.of_kind("adjustment"), make)
    claims = [s for s in case.report.statements if isinstance(s, Claim) and s.kind == "no_adjustment"]
    if not claims:
        return
    initial, final = _first(case, "budget_initial"), _first(case, "budget_adjusted")
    for claim in claims:
        if initial is None or final is None:
            yield Lacking(("budget_initial", "budget_adjusted"))
        elif _apart(initial, final):
            yield _finding(case, claim.span, initial, final, None, [])
        else:
            yield HELD


def _first(case: Case, concept: str) -> Fact | None:
    """The first fact of a concept about the unit itself; other values of it are the matter of G201."""
    found = (f for f in case.facts_of(concept) if not f.subject)
    return next((fact for fact in found if fact.quantity.value is not None), None)


def _apart(a: Fact, b: Fact) -> bool:
    """Whether the printed digits cannot stand for one value."""
    p, q = a.quantity, b.quantity
    if p.low is None or p.high is None or q.low is None or q.high is None:
        return False
    return p.low > q.high or q.low > p.high


def _finding(case: Case, span: Span, initial: Fact, final: Fact, stated: Fact | None, brought: list[Fact]) -> Finding:
    moved = case.amount((final.quantity.value or Decimal(0)) - (initial.quantity.value or Decimal(0)), final)
    words = "".join(case.document.quote(span).split())
    said = f"调整追加{words}" if stated is not None else words
    beside = "".join(f"、{case.label(fact).zh}{case.printed(fact)}" for fact in brought)
    beside_en = "".join(f", {case.label(fact).en} {case.printed(fact)}" for fact in brought)
    return case.finding(
        META,
        Text(
            f"写明“{said}”，但年初预算数{case.printed(initial)}{beside}、全年预算数{case.printed(final)}，"
            f"{'年初与全年' if brought else ''}相差{moved}",
            f"the text says “{said}”, but the budget moved from {case.printed(initial)}{beside_en} to "
            f"{case.printed(final)}, by {moved}",
        ),
        [("stated", span), ("initial", initial.span), ("final", final.span), *(("part", f.span) for f in brought)],
        computation=f"{case.printed(final)}－{case.printed(initial)}={moved}",
        reported=words,
        recomputed=moved,
    )
