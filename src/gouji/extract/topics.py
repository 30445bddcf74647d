"""Whose figures a passage gives when it does not say: what its heading or numbered opening speaks of."""

from __future__ import annotations

import re

from gouji.extract.context import Context
from gouji.extract.sentences import Sentence
from gouji.extract.structure import ancestors, numbering
from gouji.vocabulary import find_names, fold

PROJECT_LIKE = re.compile(r"(?:项目|专项|工程|经费|资金|费|费用|补助|补贴)$")
_GENERIC = re.compile(
    r"情况|说明|总体|收支|收入|支出|预算|决算|整体|执行|分析|主要|管理|使用|规模|方向|内容|范围|资金|安排|绩效|目标|"
    r"完成|部门|单位|基本|概况|财务|财政|拨款|经费|年度|评价|自评|结果|涉及|一般公共|组织|实施|构成|效益|分配|存在|"
    r"问题|改进|措施|[的及和与等]"
)
_ITEM_LEVEL = 3


def topic(context: Context, sentence: Sentence) -> str:
    """What the heading or the opening of a numbered item speaks of besides the unit's money in general: '' if nothing.

    1、住房保障支出（类）……。支出决算为17.70万元: the item, not the unit, spent it.
    """
    start, end = sentence.passage.start, sentence.passage.end
    level, number = numbering(context.document.text[start:end])
    if level >= _ITEM_LEVEL and sentence.mentions and sentence.start > start + len(number):
        title = fold(re.split(r"[。：:，,；]", context.document.text[start + len(number) : end], maxsplit=1)[0])
    else:
        chain = ancestors(context.sections, sentence.passage.section)
        number = chain[0].number if chain else ""
        title = fold(chain[0].title) if chain and chain[0].level >= _ITEM_LEVEL else ""
    if not title:
        return ""
    # The number tells items apart whose long names a page has cut at the same letter.
    numbered = fold(number) + title
    named = {hit.value for hit in find_names(title) if hit.kind == "concept"}
    if named - {"total_expenditure", "total_revenue", "budget_revenue", "budget_expenditure"}:
        return numbered
    return numbered if context.foreign(_GENERIC.sub("", title)) else ""


def head_noun(head: str) -> str:
    """The words before a name without the time that ends them: 运行维护费2022年度 -> 运行维护费."""
    return re.sub(r"(?:(?:\d{4}|[二〇○零一二三四五六七八九]{4})年度?|本年度?|当年|全年|年度?|度)+$", "", head)


def in_project_section(context: Context, sentence: Sentence) -> bool:
    """Whether a heading above speaks of project expenditure."""
    return any(
        "项目支出" in section.title or "项目资金" in section.title or "专项" in section.title
        for section in ancestors(context.sections, sentence.passage.section)
    )


def project_title(context: Context, sentence: Sentence) -> str | None:
    """The name of the project that the innermost heading announces, inside a part on projects."""
    chain = ancestors(context.sections, sentence.passage.section)
    if len(chain) < 2 or chain[0].level < 4 or not in_project_section(context, sentence):
        return None
    title = re.sub(r"[（(].*?[)）]|[:：。]", "", chain[0].title)
    return title if PROJECT_LIKE.search(title) else None
