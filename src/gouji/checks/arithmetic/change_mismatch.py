"""G105 A change is not what its figures give 增减额或增减幅度算错

What it checks 查什么
    “a万元，较上年增加b万元，增长x%”：x 应等于 b÷(a－b)×100；“由c增至a，增加b”：b 应等于 a－c。减少时同理。
Why it matters 为什么重要
    增减幅度常是评价理由，基数用错或除反了会把结论颠倒。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    各数按印出位数取区间，存在一组取值使等式成立即为对上。
Left alone 不查什么
    只有幅度、没有上年数也没有增减额的，答“无从判断”；“个百分点”不当作幅度。
    句子里不止一个数可能是变动的那个数时，取能对上的一个；都对不上的降为警告，相差成倍的不报。
    末位只差 1 的降为提示；上年为 0 而写了增幅的降为警告：增幅没有意义，但数额未必有错。
Example 例子
    培训费 12.00 万元，较上年增加 2.00 万元，增长 16.67%：应为 20%（16.67% 是除以本年数）。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case, last_digit_off, rounded
from gouji.checks.registry import Answer, CheckMeta
from gouji.model import Fact, Finding, Severity, Text, Tie

META = CheckMeta(
    id="G105",
    title=Text("增减额或增减幅度算错", "A change is not what its figures give"),
    severity="error",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)


def check(case: Case) -> Iterator[Answer]:
    """Changes stated in sentences."""

    def make(tie: Tie) -> Finding:
        facts = [case.fact(index) for index in dict.fromkeys(tie.facts)]
        percent = next((fact for fact in facts if fact.quantity.unit == "%"), None)
        where = case.where(facts[0])
        stated = percent or facts[-1]
        exact = _percentage(tie, percent)
        recomputed = _recomputed(case, tie, facts, percent, exact)
        shown = "、".join(case.printed(fact) for fact in facts)
        severity: Severity = "error" if tie.certain else "warning"
        if percent is not None and exact is None:
            severity = "warning"
        elif percent is not None and last_digit_off(percent, exact):
            severity = "notice"
        said = Text(
            f"{where.zh}：{shown}几个数对不上，{case.printed(stated)}应为{recomputed}",
            f"{where.en}: {shown.replace('、', ', ')} do not agree, {case.printed(stated)} should be {recomputed}",
        )
        if percent is not None and exact is None:
            said = Text(
                f"{where.zh}：由{shown}推算，上年为0，增减幅度{case.printed(stated)}没有意义",
                f"{where.en}: by {shown.replace('、', ', ')} last year was 0, so {case.printed(stated)} means nothing",
            )
        return case.finding(
            META,
            said,
            case.evidence("member", [fact.id for fact in facts]),
            computation=f"{_formula(case, tie, percent)}{recomputed} ≠ {case.printed(stated)}",
            severity=severity,
            reported=case.printed(stated),
            recomputed=recomputed,
        )

    yield from case.judge(case.graph.of_kind("change"), make)


def _formula(case: Case, tie: Tie, percent: Fact | None) -> str:
    """The computation of a percentage as it is written by hand: 52.64÷(473.72－52.64)=."""
    if percent is None:
        return ""
    if len(tie.left) == 1:
        amount = case.number(case.fact(tie.left[0].facts[0]))
        current = next(case.number(case.fact(i)) for i in tie.right[0].facts if i != percent.id)
        return f"{amount}÷({current}{'－' if tie.right[1].coefficient < 0 else '＋'}{amount})="
    now, before = (case.number(case.fact(term.facts[0])) for term in tie.left)
    first, second = (now, before) if tie.left[0].coefficient > 0 else (before, now)
    return f"({first}－{second})÷{before}="


def _percentage(tie: Tie, percent: Fact | None) -> Decimal | None:
    """The change in per cent that the other figures give; None without one, or when the base is zero."""
    if percent is None or tie.left_nominal is None or tie.right_nominal is None or not percent.quantity.value:
        return None
    base = tie.right_nominal / percent.quantity.value
    return tie.left_nominal / base if base else None


def _recomputed(case: Case, tie: Tie, facts: list[Fact], percent: Fact | None, exact: Decimal | None) -> str:
    if percent is None:
        return case.amount(tie.left_nominal or Decimal(0), facts[0])
    # As many places as were printed: 6.2118% is not told to be 6.21%.
    return f"{rounded(exact, max(2, percent.quantity.decimals))}%" if exact is not None else "无意义（上年为0）"
