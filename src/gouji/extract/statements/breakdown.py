"""A whole and its parts: X万元，其中：A a万元、B b万元，其中 …; nesting by what the vocabulary knows, else by ；."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from gouji.extract.context import Draft
from gouji.extract.sentences import Mention, Sentence
from gouji.model import Breakdown, Span
from gouji.vocabulary import by_base, concepts, fund_named, parts_of, relations

_ASIDE = re.compile(r"(?:其中)?主要(?:是|为|用于|包括|有)|(?:其中)?(?:包括|用于)")
_GOES_ON = re.compile(r"[、和及]|以及")
# 执行a万元。其中甲b万元，结余c万元: what is left of a budget is no part of what was spent of it.
_LEFT_OVER = re.compile(r"(?:结余|剩余|未(?:支付|支出|执行|使用)|尚未|节约)")
_BUDGETED = re.compile(r"预算|资金|安排|下达|收入|到位|结余|剩余|结转|未|可用")
# 承包费a万元，每月b万元: what comes each month, or for each of them, is no part beside the sum.
_EACH = re.compile(r"每[\u4e00-\u9fff]{1,4}$|(?:平均|人均|户均|月均|年均|单价)[^,;:、]{0,6}$")
_TOTAL = re.compile(r"(?:以上|上述)?(?:合计|共计|总计)(?:为|是)?")
# 其中一般性转移支付a万元，上年结转b万元，收入合计为c万元: what all of it comes to is no part of what was divided.
_ALTOGETHER = re.compile(r"(?:本年|全年)?(?:收入|支出|收支)(?:合计|共计|总计|总量)(?:为|是|达|达到)?")
_OF_PART = re.compile(r"^(?:其中|用于|[、,:和及与])+|(?:(?:支出|使用|安排)(?:资金)?)?(?:为|是|:)?$")
_PLANNED = ("original", "final", "budget")
_SPENT = re.compile(r"实际|决算|执行|完成|已")
_NOT_ALL = re.compile(r"其中|含|包括|主要|除|等|不|比|较|上年|去年|计划|目标|预算|人均|平均|原|现|新|占|累计")
_COUNTED = re.compile(r"(?:共|合计|共计|总计|总共|一共)(?:有|为)?")
# 收入a亿元，其中保费b亿元；支出c亿元；滚存结余d亿元: what is spent or left over is no part of what came in.
_CAME_IN = re.compile(r"收入(?:预算|决算|合计|总额|总计|总)*数?(?:为|是|共|:)*$")
_WENT_OUT = re.compile(r"支出(?:预算|决算|合计|总额|总计|总)*数?(?:为|是|共|:)*$|(?:收支|滚存|累计|年末|当年)结余")
# 接待费支出a万元，年初预算为b万元: behind a part, only the words of a stage say that part again.
_STAGE_ALONE = re.compile(r"(?:(?:年初|全年|调整后)?预算|决算|执行|实际)数?(?:为|是)?")
# 预算a万元，差值b万元: how far two figures are apart is no part of either.
_APART = re.compile(r"差(?:值|额|异)")
_SUM = re.compile(r"(?:经费|支出|费用)?(?:合计|共计|总计)(?:支出)?")


def find(sentence: Sentence, carried: Mention | None) -> Iterator[Breakdown]:
    """The groups of a sentence; `carried` is the whole of the sentence before, for a sentence that begins with 其中."""
    yield from _summed_up(sentence)
    yield from _in_brackets(sentence)
    openings = [hit.start for hit in sentence.hits if hit.kind == "word" and hit.value == "of_which"]
    if not openings:
        return
    stack: list[tuple[Mention, list[Mention]]] = []
    done: list[tuple[Mention, list[Mention]]] = []
    last: Mention | None = carried
    depths: dict[int, int] = {}
    aside: object = None
    for mention in sentence.mentions:
        while openings and openings[0] < mention.start:
            opening = openings.pop(0)
            last = _again(sentence, opening, mention) or last
            if last is not None and not (stack and stack[-1][0] is last):
                stack.append((last, []))
                done.append(stack[-1])
                depths[last.draft.id] = sentence.depth(opening)
        # 追加a万元（其中：人员b万元），全年预算c万元: what the bracket opened it also closes.
        stack = [entry for entry in stack if depths[entry[0].draft.id] <= sentence.depth(mention.start)]
        if mention.role != "value":
            continue
        if stack and _opens_another(sentence, openings, stack, mention):
            stack.clear()
        if stack and stack[-1][1] and _TOTAL.fullmatch(mention.left):
            yield from _sum(sentence, mention, *stack[-1])
            continue
        if stack and _is_full(sentence, stack[-1], mention):
            stack.pop()
        if stack and stack[-1][1] and _ALTOGETHER.fullmatch(mention.left) and ";" not in mention.after_break:
            stack.clear()
            last = mention
            continue
        aside = stack and (_ASIDE.match(mention.left) or (aside and _GOES_ON.match(mention.left)))
        if aside:
            # 项目支出a万元，主要是防火支出b万元、造林支出c万元: examples of the last part, no parts beside it.
            continue
        if stack and stack[-1][1] and _STAGE_ALONE.fullmatch(mention.left):
            continue
        if stack and sentence.depth(mention.start) > depths[stack[-1][0].draft.id]:
            # 固定资产净值a万元（原值b万元）: what a bracket says of a part is no part.
            continue
        level = _level(stack, mention)
        if level is not None and _is_no_part(*stack[level], mention):
            continue
        if level is not None:
            del stack[level + 1 :]
            stack[level][1].append(mention)
            _name_by_whole(stack[level][0], mention)
            _name_rate(sentence, mention)
            if sentence.text.startswith(":", mention.end) and stack[level][0] is not mention:
                # 其中一般公共预算拨款政府采购a万元：货物b万元、服务c万元: a part with a list of its own.
                stack.append((mention, []))
                done.append(stack[-1])
                depths[mention.draft.id] = sentence.depth(mention.end)
        if not _bracketed(sentence, mention):
            last = mention
    for whole, parts in done:
        if parts:
            yield _said(sentence, whole, parts)


def _is_no_part(whole: Mention, parts: list[Mention], mention: Mention) -> bool:
    """Whether a figure stands among parts and is none: what was left, what comes each month, what is told again."""
    return _left_over(whole, mention) or _EACH.search(mention.left) is not None or _told_again(parts, mention)


def _left_over(whole: Mention, mention: Mention) -> bool:
    """Whether a figure is what was left, beside the parts of what was spent."""
    return _LEFT_OVER.match(mention.left) is not None and not _BUDGETED.search(whole.left)


def _again(sentence: Sentence, opening: int, first: Mention) -> Mention | None:
    """采购a万元：货物b万元；其中面向中小企业的采购c万元: c is a part of a, told by its name."""
    if not sentence.text.startswith(";", opening - 1) or first.draft.concept is None:
        return None
    same = [m for m in sentence.mentions if m.end <= opening and m.draft.concept == first.draft.concept]
    return same[0] if same and same[0].role == "value" else None


def _said(sentence: Sentence, whole: Mention, parts: list[Mention], summed: bool = False) -> Breakdown:
    """A whole and its parts; `summed` when the sentence itself adds them up."""
    return Breakdown(
        whole=whole.draft.id,
        parts=tuple(part.draft.id for part in parts),
        exhaustive=summed,
        shape="list" if summed else "prose",
        span=Span(sentence.start, sentence.end),
    )


def _sum(sentence: Sentence, total: Mention, whole: Mention, parts: list[Mention]) -> Iterator[Breakdown]:
    """其中A 3万元、B 4万元，合计7万元: the whole said again, after all its parts."""
    total.role = "sum"
    total.draft.take(whole.draft)
    between = [m for m in sentence.mentions if whole.end <= m.start < total.start]
    if all(m in parts for m in between if m.draft.quantity.unit == total.draft.quantity.unit):
        yield _said(sentence, total, parts, summed=True)


def _bracketed(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure stands in brackets: 支出合计a万元（含上年结转b万元），其中 divides a."""
    return sentence.depth(mention.start) > 0


def _summed_up(sentence: Sentence) -> Iterator[Breakdown]:
    """会议费2.40万元，培训费3.60万元，两项合计6.00万元: so many figures before it are all parts."""
    for index, mention in enumerate(sentence.mentions):
        if index > 1 and _TOTAL.fullmatch(mention.left):
            yield from _added_up(sentence, index)
            continue
        if index > 1 and _COUNTED.fullmatch(mention.left) and mention.draft.quantity.unit not in (None, "元", "%"):
            yield from _counted_up(sentence, index)
            continue
        counted = sentence.mentions[index - 1].draft.quantity if index else None
        if counted is None or counted.unit != "项" or not _SUM.fullmatch(mention.left):
            continue
        parts = [m for m in sentence.mentions[:index] if m.draft.quantity.unit == mention.draft.quantity.unit]
        if mention.draft.quantity.unit == "元" and len(parts) == counted.value:
            mention.role = "sum"
            if mention.draft.concept is None:
                mention.draft.concept = _whole_of([part.draft for part in parts])
            yield _said(sentence, mention, parts, summed=True)


def _added_up(sentence: Sentence, index: int) -> Iterator[Breakdown]:
    """基本支出3万元，项目支出4万元，合计7万元: the figures before it are the parts of one concept, all of them."""
    total = sentence.mentions[index]
    parts = [m for m in sentence.mentions[:index] if m.role == "value" and m.draft.quantity.unit == "元"]
    whole = _whole_of([part.draft for part in parts]) if len(parts) > 1 and total.draft.concept is None else None
    if whole is None or total.draft.quantity.unit != "元":
        return
    total.role, total.draft.concept, total.draft.subject = "sum", whole, ""
    yield _said(sentence, total, parts, summed=True)


def _counted_up(sentence: Sentence, index: int) -> Iterator[Breakdown]:
    """金牌21枚、银牌18枚、铜牌26枚，共65枚: the counts of one unit in a row right before it."""
    total = sentence.mentions[index]
    parts: list[Mention] = []
    for mention in reversed(sentence.mentions[:index]):
        if mention.draft.quantity.unit != total.draft.quantity.unit or mention.role != "value":
            break
        parts.insert(0, mention)
        if not _GOES_ON.match(mention.left):
            break
    if len(parts) > 1 and all(part.left for part in parts):
        total.role = "sum"
        yield msgspec.structs.replace(_said(sentence, total, parts, summed=True), certain=False)


def _in_brackets(sentence: Sentence) -> Iterator[Breakdown]:
    """河长328名（县级12名、乡级96名、村级220名）: a bracket that holds nothing but parts right behind their whole."""
    for whole, first in pairwise(sentence.mentions):
        if sentence.text[whole.end : whole.end + 1] != "(" or first.draft.quantity.unit in (None, "%"):
            continue
        close = sentence.text.find(")", whole.end)
        inside = [m for m in sentence.mentions if whole.end < m.start < close]
        words = sentence.text[whole.end : close]
        if len(inside) < 2 or sentence.text[inside[-1].end : close] or _NOT_ALL.search(words):
            continue
        units = {m.draft.quantity.unit for m in (whole, *inside)}
        if len(units) == 1 and all(m.left.strip("(、") and m.role == "value" for m in inside):
            yield msgspec.structs.replace(_said(sentence, whole, inside, summed=True), certain=False)


def _whole_of(parts: list[Draft]) -> str | None:
    """The concept that figures of the unit itself add up to, by the one sum of the vocabulary that has just them."""
    if any(part.subject or part.scope or part.item for part in parts):
        return None
    named = {part.concept for part in parts}
    wholes = {r.whole for r in relations().values() if r.kind == "sum" and set(r.parts) == named}
    return wholes.pop() if len(wholes) == 1 else None


def _opens_another(
    sentence: Sentence, openings: list[int], stack: list[tuple[Mention, list[Mention]]], mention: Mention
) -> bool:
    """Behind ； a figure with parts of its own is a whole beside the first: 局机关a万元，其中……；一中b万元，其中……"""
    if ";" not in mention.after_break:
        return False
    following = [m.start for m in sentence.mentions if m.start > mention.start]
    divided = any(mention.end <= start <= min(following, default=start) for start in openings)
    known = any(mention.draft.concept in parts_of(whole.draft.concept) for whole, _ in stack)
    return divided and not known


def _is_full(sentence: Sentence, entry: tuple[Mention, list[Mention]], mention: Mention) -> bool:
    """货物a万元、服务b万元；面向中小企业c万元: behind ； parts that were joined by 、 are all told."""
    whole, parts = entry
    concept = mention.draft.concept
    if len(parts) < 2 or (concept is not None and concept in (whole.draft.concept, *parts_of(whole.draft.concept))):
        return False
    between = [sentence.text[a.end : b.start] for a, b in pairwise((*parts, mention))]
    return ";" in between[-1] and any(";" not in words for words in between[:-1])


def _told_again(parts: list[Mention], mention: Mention) -> bool:
    """公务接待费支出a万元，年初预算b万元: another stage of the part before, no part beside it."""
    if not parts or ";" in mention.after_break:
        return False
    a, b = parts[-1].draft, mention.draft
    same = b.concept is not None and a.concept == b.concept and b.subject in ("", a.subject)
    return same and a.stage != b.stage


def _level(stack: list[tuple[Mention, list[Mention]]], mention: Mention) -> int | None:
    """Which of the open wholes a figure belongs to, None for none."""
    fitting = [i for i, (whole, _) in enumerate(stack) if _may_be_part(whole, mention)]
    if not fitting:
        return None
    known = [i for i in fitting if mention.draft.concept in parts_of(stack[i][0].draft.concept)]
    if known:
        return known[-1]
    if ";" in mention.after_break and len(fitting) > 1 and stack[fitting[-1]][1]:
        return fitting[-2]
    return fitting[-1]


def _may_be_part(whole: Mention, mention: Mention) -> bool:
    """Whether unit, year and vocabulary allow a figure to be a part of a whole."""
    a, b = whole.draft, mention.draft
    if a.quantity.unit != b.quantity.unit or a.quantity.unit == "%" or a.id == b.id:
        return False
    if not (b.period or "").startswith(a.period or ""):
        return False
    if _APART.search(mention.left) or (_CAME_IN.search(whole.left) and _WENT_OUT.search(mention.left)):
        return False
    known = parts_of(a.concept)
    if a.concept is None and b.concept is not None and ";" in mention.after_break:
        return False
    return not known or b.concept in (None, a.concept) or b.concept in known


def _name_by_whole(whole: Mention, mention: Mention) -> None:
    """A part that is only a level (其中机关本级5人) takes its concept from the whole; one with the words of the whole
    (在职人员79人，其中在编人员77人) is something narrower, and what a unit spent its parts spent."""
    a, b = whole.draft, mention.draft
    if b.scope is not None and b.scope != a.scope and b.concept in (None, a.concept):
        concept = by_base().get((a.concept or "", b.scope))
        if concept is not None:
            b.concept, b.subject = concept, ""
            return
    fund = fund_named(mention.left)
    if b.concept is not None and b.concept == a.concept and fund is not None and a.fund is None:
        b.fund, b.subject = fund, a.subject
        return
    if b.concept is not None and b.concept == a.concept and b.scope in (a.scope, None) and b.item == a.item:
        b.concept, b.subject = None, mention.left
        return
    b.scope, b.fund = b.scope or a.scope, b.fund or a.fund
    if b.concept is None and a.concept == "project_expenditure" and not b.item:
        # 项目支出72万元，其中：甲项目50万元、乙经费22万元: what all projects spent is spent by single ones.
        b.concept, b.subject = "project_expenditure_item", _OF_PART.sub("", mention.left)
    staged = by_base().get((b.concept or "", concepts()[a.concept].stage or "")) if a.concept is not None else None
    if staged is not None and concepts()[a.concept or ""].base == "funds_total":
        # 全年预算a万元，其中当年财政拨款b万元: the sources of a budget are of its stage.
        b.concept, b.stage = staged, None
    if b.concept is None and a.concept == "project_budget_initial":
        # What a project is to cost its parts are to cost; each has its own words for a subject.
        b.concept, b.subject = a.concept, (b.subject or mention.left).removeprefix("其中")
    if b.concept is not None:
        b.subject = b.subject or a.subject
        _plan_by_whole(a, b, mention)


def _plan_by_whole(a: Draft, b: Draft, mention: Mention) -> None:
    """年初预算a万元，其中基本支出b万元: what a budget divides into is budgeted too, said or not."""
    stage = a.stage or (concepts()[a.concept].stage if a.concept is not None else None)
    entry = concepts()[b.concept or ""]
    flows = entry.nature == "flow" and entry.unit == "money" and entry.stage is None
    if stage in _PLANNED and flows and b.stage is None and not _SPENT.search(mention.left):
        b.stage = stage


def _name_rate(sentence: Sentence, part: Mention) -> None:
    """支出a万元，执行率b%。其中当年资金支出c万元，执行率d%: the rate behind a part is of the part."""
    behind = next((m for m in sentence.mentions if m.start >= part.end), None)
    if part.draft.concept is None and behind is not None and behind.draft.concept == "execution_rate":
        behind.draft.concept, behind.draft.subject = None, part.draft.subject
