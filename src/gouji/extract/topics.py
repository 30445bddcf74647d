"""Whose figures a passage gives when it does not say: what its heading or numbered opening speaks of."""

from __future__ import annotations

import re

from gouji.extract.context import Context
from gouji.extract.sentences import Mention, Sentence
from gouji.extract.structure import numbering
from gouji.vocabulary import concept_named, concepts, find_names, fold

_GENERIC = re.compile(
    r"情况|说明|总体|收支|收入|支出|预算|决算|整体|执行|分析|主要|管理|使用|规模|方向|内容|范围|资金|安排|绩效|目标|"
    r"完成|部门|单位|基本|概况|财务|财政|拨款|经费|年度|评价|自评|结果|涉及|一般公共|组织|实施|构成|效益|分配|存在|"
    r"投入|过程|产出|效果|运行|本级|机关|综合|编制|批复|调整|增减|变动|变化|结构|来源|去向|进度|人员|职能|职责|机构|"
    r"设置|队伍|概述|简介|介绍|结转|结余|结论|问题|改进|措施|[的及和与等]"
)
_SPOKEN_OF = re.compile(r"(?:支出|决算|预算|执行)*(?:具体)?(?:情况)?(?:说明)?$")
_OF_THE_WHOLE = {
    "total_expenditure",
    "total_revenue",
    "budget_revenue",
    "budget_expenditure",
    "budget_initial",
    "budget_adjusted",
    "budget_additions",
    "execution_rate",
    "surplus_carryover",
}
_ITEM_LEVEL = 3
_COLONS = ("：", ":")


def topic(context: Context, sentence: Sentence) -> str:
    """What the heading or the opening of a numbered item speaks of besides the unit's money in general: '' if nothing.

    1、住房保障支出（类）……。支出决算为17.70万元: the item, not the unit, spent it.
    """
    number, title = announced(context, sentence)
    if not title:
        return ""
    # The number tells items apart whose long names a page has cut at the same letter.
    numbered = number + title
    named = {hit.value for hit in find_names(title) if hit.kind == "concept"}
    if named - _OF_THE_WHOLE:
        return numbered
    return numbered if context.foreign(_GENERIC.sub("", title)) else ""


def topic_concept(context: Context, sentence: Sentence, mention: Mention) -> str | None:
    """The kind of spending that an item or heading names as a whole: 2.公务接待费支出情况说明。预算a万元，支出b万元.

    None where another amount stands before the figure in its sentence.
    """
    _, title = announced(context, sentence)
    name = _SPOKEN_OF.sub("", title)
    concept = concept_named(name) or (concept_named(name.removesuffix("用")) if name.endswith("费用") else None)
    entry = concepts().get(concept or "")
    if entry is None or entry.unit != "money" or entry.group != "sangong" or mention.draft.quantity.unit != "元":
        return None
    before = [m for m in sentence.mentions if m.end <= mention.start and m.draft.quantity.unit == "元"]
    return concept if all(m.draft.concept == concept for m in before) else None


def announced(context: Context, sentence: Sentence) -> tuple[str, str]:
    """The number and words of the item or of the innermost heading that a sentence stands under; both may be ''."""
    start, end = sentence.passage.start, sentence.passage.end
    level, number = numbering(context.document.text[start:end])
    if level >= _ITEM_LEVEL and sentence.mentions:
        opening = context.document.text[start + len(number) : end]
        words, mark = [*re.split(r"([。：:，,；])", opening, maxsplit=1), ""][:2]
        # The first sentence is about what stands before its colon: （1）防汛项目：年初预算……
        first = sentence.start <= start + len(number)
        if not first or (mark in _COLONS and not context.drafts_in(start + len(number), start + len(number + words))):
            return fold(number), fold(words)
    chain = context.ancestors(sentence.passage.section)
    if chain and chain[0].level >= _ITEM_LEVEL:
        return fold(chain[0].number), fold(chain[0].title)
    return "", ""
