"""G205 Words of rise or fall against the figures 增减的方向与数字相反

What it checks 查什么
    “由a增加到b”而b小于a；“由a减少到b”而b大于a；“增加0万元，增长x%”；“与上年的a持平”而两数不同；
    “a高于年初预算数b”而a小于b；“2022年a，2023年b，同比上升”而b小于a。
Why it matters 为什么重要
    方向写反，读者得到的是相反的结论。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    两数按印出位数取区间，区间分得开才比；“基本持平”“大致持平”不比。
Left alone 不查什么
    由 G105 报出的增减额、增减幅度；两数相等的；单位不同的两数；名次（第8位升至第3位）。
Example 例子
    公务接待费由上年的 3.2 万元减少到 4.1 万元。
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from gouji.checks.case import Case
from gouji.checks.passages import Passage, agree, exceeds, facts_within, passages
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Change, Fact, Finding, Text, year_of

META = CheckMeta(
    id="G205",
    title=Text("增减的方向与数字相反", "Words of rise or fall against the figures"),
    severity="error",
    needs=("facts", "text"),
    basis=("budget_law_rules_83",),
)

_SPEAKS = re.compile(r"[增升提长减降少][^。；]{0,4}[至到]|持平|同比|[高大多低小少]于|超[过出]")
_UP = re.compile(r"(?:增加|增长|上升|提高|提升|增|升)[至到]了?$")
_DOWN = re.compile(r"(?:减少|下降|降低|压缩|减|降)[至到]了?$")
# 支出决算a万元，高于年初预算数b万元: both figures stand there.
_BEYOND = re.compile(
    r"^,?(?:比|较)?(?P<said>(?:(?P<more>高于|大于|多于|超过|超出)|低于|小于|少于)"
    r"(?:(?:年初|全年|调整后|当年|上年|去年)(?:预算|决算|支出)?|预算|决算)数?)的?$"
)
_FROM = re.compile(r"(?:由|从)[^,。;]*$")

_NEAR = 16
# A rank rises as its number falls.
_RANKS = frozenset(("位", "名", "级", "类", "等", "档", "度", "岁"))
_RANKED = re.compile(r"排名|位次|名次|排位|名列|第\s*$")
_LEVEL = re.compile(r"(?<!基本)(?<!大体)(?<!大致)(?<!总体)(?<!略有)持平")

# The words have nothing to do with how much: 同比有所增加.
_ON_YEAR = re.compile(r"同比[^,。;\d]{0,4}?(?:(?P<up>增加|增长|上升|提高)|减少|下降|降低)")


def check(case: Case) -> Iterator[Answer]:
    """Movements from one figure to another, figures said to be level, and a change of nothing with a percentage."""
    for passage in passages(case, _SPEAKS):
        facts = facts_within(case, passage.span(0, len(passage.shadow.text))) if passage.shadow.text else ()
        yield from _moved(case, passage, facts)
        yield from _level(case, passage, facts)
        yield from _on_year(case, passage, facts)
    for said in case.report.statements:
        if isinstance(said, Change) and said.current is None and said.amount is not None and said.percent is not None:
            yield _of_nothing(case, case.fact(said.amount), case.fact(said.percent))


def _moved(case: Case, passage: Passage, facts: tuple[Fact, ...]) -> Iterator[Answer]:
    """Neighbouring figures of one unit, by the words between them."""
    for before, after in pairwise(facts):
        a, b = before.quantity, after.quantity
        if a.unit is None or a.unit in _RANKS or a.unit != b.unit or after.source != "prose":
            continue
        words = _between(passage, a.end, b.outer_start)
        up, beyond = _UP.search(words), _BEYOND.search(words)
        if beyond is not None:
            if before.concept:
                wrong = exceeds(after, before) if beyond["more"] else exceeds(before, after)
                yield _refuted(case, before, after, beyond["said"]) if wrong else HELD
        elif (turn := up or _DOWN.search(words)) is not None and _moves(case, passage, before, after):
            wrong = exceeds(before, after) if up else exceeds(after, before)
            yield _finding(case, before, after, turn.group()) if wrong else HELD


def _moves(case: Case, passage: Passage, before: Fact, after: Fact) -> bool:
    """Whether the words go from the one to the other (由…), of something that is no rank, and G105 does not say so."""
    words = _between(passage, passage.start, before.quantity.outer_start)
    said = any(tie.kind == "change" for tie in case.graph.touching(after.id, "broken"))
    return _FROM.search(words) is not None and not _RANKED.search(words[-_NEAR:]) and not said


def _level(case: Case, passage: Passage, facts: tuple[Fact, ...]) -> Iterator[Answer]:
    """与上年的a持平: the figure of the year before stands in the sentence, beside that of the year."""
    for word in _LEVEL.finditer(passage.shadow.text):
        span = passage.span(*passage.sentence(*word.span()))
        inside = [
            f for f in facts if span.start <= f.span.start < span.end and f.concept and f.quantity.value is not None
        ]
        for before in inside:
            alike = [f for f in inside if _one_year_on(before, f)]
            if len(alike) == 1 and len(inside) == 2:
                yield HELD if agree(before, alike[0]) else _finding(case, before, alike[0], "持平")


def _on_year(case: Case, passage: Passage, facts: tuple[Fact, ...]) -> Iterator[Answer]:
    """2022年a，2023年b，同比上升: the only two figures of the sentence before the word, a year apart."""
    for word in _ON_YEAR.finditer(passage.shadow.text):
        span = passage.span(passage.sentence(*word.span())[0], word.start())
        inside = [f for f in facts if span.start <= f.span.start < span.end and f.quantity.value is not None]
        if len(inside) != 2 or inside[0].quantity.unit != inside[1].quantity.unit:
            continue
        before, after = sorted(inside, key=lambda fact: year_of(fact) or "")
        if not _consecutive(before, after) or {before.concept, after.concept} - {None, before.concept}:
            continue
        if not any(tie.kind == "change" for tie in case.graph.touching(after.id, "broken")):
            wrong = exceeds(before, after) if word["up"] else exceeds(after, before)
            yield _finding(case, before, after, word.group()) if wrong else HELD


def _consecutive(before: Fact, after: Fact) -> bool:
    a, b = year_of(before), year_of(after)
    return a is not None and b is not None and a.isdigit() and b.isdigit() and int(b) - int(a) == 1


def _one_year_on(before: Fact, after: Fact) -> bool:
    same = (before.concept, before.subject, before.item, before.stage) == (
        after.concept,
        after.subject,
        after.item,
        after.stage,
    )
    return same and _consecutive(before, after)


def _of_nothing(case: Case, amount: Fact, percent: Fact) -> Answer:
    """增加0万元，增长100%: nothing came, and yet it grew."""
    low = percent.quantity.low
    if amount.quantity.value != 0 or amount.quantity.unit == "%" or low is None or low <= 0:
        return HELD
    return case.finding(
        META,
        Text(
            f"{case.where(amount).zh}：增减额为{case.printed(amount)}，增减幅度却为{case.printed(percent)}",
            f"{case.where(amount).en}: the change is {case.printed(amount)}, yet it is {case.printed(percent)}",
        ),
        [("amount", amount.span), ("stated", percent.span)],
        computation=f"{case.printed(amount)}的变动不可能是{case.printed(percent)}",
        reported=case.printed(percent),
        recomputed="0%",
    )


def _between(passage: Passage, start: int, end: int) -> str:
    """The words of the shadow between two places of the document."""
    shadow = passage.shadow
    return "".join(c for c, place in zip(shadow.text, shadow.places, strict=True) if start <= place < end)


def _refuted(case: Case, one: Fact, other: Fact, said: str) -> Finding:
    sign = "<" if exceeds(other, one) else ">"
    return case.finding(
        META,
        Text(
            f"{case.where(one).zh}：{case.printed(one)}写为“{said}{case.printed(other)}”，大小相反",
            f"{case.where(one).en}: {case.printed(one)} is said to be “{said}{case.printed(other)}”",
        ),
        [("stated", one.span), ("other", other.span)],
        computation=f"{case.printed(one)} {sign} {case.printed(other)}",
        reported=said,
    )


def _finding(case: Case, before: Fact, after: Fact, said: str) -> Finding:
    sign = "<" if exceeds(before, after) else ">"
    return case.finding(
        META,
        Text(
            f"{case.where(after).zh}：写为“{said}”，但前为{case.printed(before)}，后为{case.printed(after)}",
            f"{case.where(after).en}: the words say “{said}”, but it went from {case.printed(before)} "
            f"to {case.printed(after)}",
        ),
        [("stated", after.span), ("previous", before.span)],
        computation=f"{case.printed(after)} {sign} {case.printed(before)}",
        reported=said,
    )
