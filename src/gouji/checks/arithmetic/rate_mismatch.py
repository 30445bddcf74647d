"""G106 A rate is not actual divided by base 执行率、完成率或使用率算错

What it checks 查什么
    预算执行率＝全年执行数÷全年预算数；“完成年初预算的x%”＝支出÷年初预算；资金到位率、资金使用率同理。
Why it matters 为什么重要
    执行率直接计分，基数用年初预算还是全年预算差别很大。
Basis 依据
    project_form：备注“执行率＝全年执行数/全年预算数”。
How it is recomputed 怎样复算
    三个数各按印出位数取区间；存在一组取值使等式成立即为对上。
    没有写明是谁的执行率、控制率、完成率，用同一句里能算出它的两个数；一对也算不出，而恰有一个计划数、一个完成数的，报警告。
    表里某一列在其他各行都是另两列相除的，不成立的一行也报。
Left alone 不查什么
    缺支出或缺预算的，答“无从判断”；绝不拿别处口径不同的数来代替。末位只差 1 的降为提示。
Example 例子
    年初预算为 0 万元、全年预算 321.02 万元、支出 307.82 万元，“完成年初预算的95.89%”：95.89% 是对全年预算。
"""

from collections.abc import Iterator
from decimal import Decimal

from gouji.checks.case import Case, last_digit_off, rounded
from gouji.checks.registry import Answer, CheckMeta
from gouji.model import Fact, Finding, Severity, Text, Tie

META = CheckMeta(
    id="G106",
    title=Text("执行率、完成率或使用率算错", "A rate is not actual divided by base"),
    severity="error",
    needs=("facts",),
    basis=("project_form",),
)


def check(case: Case) -> Iterator[Answer]:
    """Rates from sentences, forms and the vocabulary."""

    def make(tie: Tie) -> Finding:
        actual = case.fact(tie.left[0].facts[0])
        percent, base = (case.fact(index) for index in tie.right[0].facts)
        rate = _rate(actual.quantity.value, base.quantity.value)
        where, hint = case.where(percent), _hint(case, tie, actual, percent)
        return case.finding(
            META,
            Text(
                f"{where.zh}：“{_words(case, percent)}{case.printed(percent)}”，"
                f"{case.printed(actual)}÷{case.printed(base)}{'应为' if base.quantity.value else ''}{rate.zh}{hint.zh}",
                f"{where.en}: “{_words(case, percent)}{case.printed(percent)}”, but "
                f"{case.printed(actual)} / {case.printed(base)} is {rate.en}{hint.en}",
            ),
            [
                *case.evidence("stated", [percent.id]),
                *case.evidence("actual", [actual.id]),
                *case.evidence("base", [base.id]),
            ],
            computation=f"{case.printed(actual)}÷{case.printed(base)}={rate.zh} ≠ {case.printed(percent)}",
            severity=_severity(tie, percent, actual.quantity.value, base.quantity.value),
            reported=case.printed(percent),
            recomputed=rate.zh,
            changes_score=True if percent.source == "table" else None,
            basis=tie.origin.basis,
        )

    yield from case.judge(case.graph.of_kind("rate"), make)


def _rate(actual: Decimal | None, base: Decimal | None) -> Text:
    if actual is None or not base:
        return Text("无意义（基数为0）", "undefined (the base is 0)")
    rate = f"{rounded(actual / base * 100)}%"
    return Text(rate, rate)


def _severity(tie: Tie, percent: Fact, actual: Decimal | None, base: Decimal | None) -> Severity:
    if actual is not None and base and last_digit_off(percent, actual / base * 100):
        return "notice"
    return "error" if tie.certain else "warning"


def _words(case: Case, percent: Fact) -> str:
    """What the rate is called: its name, the words before it, or 执行率 in a table."""
    if percent.concept is not None:
        return case.label(percent).zh
    said = percent.source == "prose" and percent.subject not in ("", "的")
    return percent.subject if said else "完成率" if percent.subject == "的" else "执行率"


def _hint(case: Case, tie: Tie, actual: Fact, percent: Fact) -> Text:
    """The other amount of the sentence that the printed rate is really of, if there is one."""
    span = tie.origin.span
    value, low, high = actual.quantity.value, percent.quantity.low, percent.quantity.high
    if span is None or value is None or low is None or high is None:
        return Text("", "")
    for fact in case.report.facts:
        other = fact.quantity.value
        if (
            fact.id in tie.facts
            or fact.quantity.unit != "元"
            or not other
            or not span.start <= fact.span.start < span.end
        ):
            continue
        if low <= value / other * 100 <= high:
            label = case.label(fact)
            return Text(
                f"；{case.printed(percent)}是对{label.zh}{case.printed(fact)}的比率",
                f"; {case.printed(percent)} is the rate of {label.en} {case.printed(fact)}",
            )
    return Text("", "")
