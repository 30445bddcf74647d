"""Says of each figure in a sentence what it is: role, concept, subject, period, scope and stage.

The rule is grammar, not keywords: the last name before the figure counts only when nothing but connecting words
stand between the two, and what stands before the name decides whose figure it is (the unit's own, a project's,
another population's). What does not fit stays without a concept, with the words before it as its subject.
"""

from __future__ import annotations

import re

from gouji.extract.context import Context, Draft
from gouji.extract.sentences import Mention, Sentence
from gouji.extract.structure import ancestors, numbering
from gouji.vocabulary import Hit, by_base, concepts, find_names, fold

_TAIL = re.compile(
    r"(?:支出|预算|决算|收入|经费|资金|费用|金额|总额|总量|总数|总计|合计|共计|人数|数额|数|额|"
    r"共有|共|计|约为|约|达到|达|为|是|有|的|:|完成|实际|安排|下达|批复|核定|分别|累计|\(万元\)|\(元\)|近|仅|仅为|"
    r"年初|全年|年末|本年度|本年|当年|年度|实有|总)*"
)
_BUDGET_TAIL = re.compile(r"(年初|全年|调整后)?预算(?!收入)")
_PROJECT = re.compile(r"(?:项目|专项|工程|课题|计划)(?:经费|资金)?$")
_PROJECT_LOOSE = re.compile(r"(?:项目|专项|工程|经费|资金|费|费用|补助|补贴)$")
_GROUP = re.compile(r"合计|共计|总计|共安排|总共")
# Concepts whose names say a stage or kind of money and leave out whose it is.
_ELLIPTIC = (
    "budget_initial",
    "budget_adjusted",
    "budget_additions",
    "budget_revenue",
    "surplus_carryover",
    "execution_rate",
)
_DISTRICT_END = re.compile(r"(?:全[省市区县州镇乡国]|辖区|全系统)")


def name_mentions(context: Context, sentence: Sentence) -> None:
    """Fill in the drafts of a sentence's figures."""
    year: str | None = None
    for mention in sentence.mentions:
        draft = mention.draft
        if draft.source == "table":
            continue
        draft.frame = sentence.frame
        year = _year(context, sentence, mention) or year
        draft.period = year or context.year()
        mention.role = _role(mention)
        if draft.source == "words":
            _name_zero(context, mention)
        elif mention.role in ("value", "previous"):
            _name_value(context, sentence, mention)
        elif mention.role in ("change", "mean"):
            mention.direction = _direction(mention)
        elif mention.role in ("share", "rate"):
            _name_share(context, mention)
        if mention.role == "previous" or mention.has("prior_value"):
            draft.period = _before(context, year)
        if draft.concept is None and not draft.subject:
            draft.subject = mention.left


def _year(context: Context, sentence: Sentence, mention: Mention) -> str | None:
    """The year that the words right before a figure name."""
    figure = mention.draft.quantity.start
    first = sentence.places[mention.start - len(mention.left)] if mention.left else figure
    found = None
    for period in context.periods_in(first, figure):
        if period.year is not None:
            found = str(period.year)
    return found


def _before(context: Context, year: str | None) -> str | None:
    """The year before the one spoken of."""
    if year is not None and year.isdigit():
        return str(int(year) - 1)
    return context.year(-1)


def _role(mention: Mention) -> str:
    """What a figure does in its sentence, from the relation words before it."""
    percent = mention.draft.quantity.unit == "%"
    last = _last_relation(mention)
    if percent:
        if last == "share":
            return "share"
        if last in ("up", "down"):
            return "change"
        if last == "complete" and any(hit.kind == "concept" for hit in mention.hits):
            return "rate"
        return "value"
    if mention.has("average"):
        return "mean"
    if last in ("up", "down"):
        return "change"
    if last == "from":
        return "previous"
    return "value"


def _last_relation(mention: Mention) -> str | None:
    """The class of the last relation word that decides a role."""
    deciding = ("share", "up", "down", "from", "to", "complete")
    found = [hit for hit in mention.hits if hit.kind == "word" and hit.value in deciding]
    if not found:
        return None
    after = mention.left[found[-1].end :]
    if found[-1].value == "share" and len(after) > 24:
        return None
    return found[-1].value


def _direction(mention: Mention) -> int:
    """1 for a rise, -1 for a fall."""
    words = [hit.value for hit in mention.hits if hit.kind == "word" and hit.value in ("up", "down")]
    return -1 if words and words[-1] == "down" else 1


def _name_zero(context: Context, mention: Mention) -> None:
    """A zero in words already has its concept; its period is the year of the report."""
    mention.role = "value"
    mention.draft.period = mention.draft.period or context.year()


def _name_share(context: Context, mention: Mention) -> None:
    """The concepts of a share's or rate's part and base, as far as the words give them."""
    named = [hit for hit in mention.hits if hit.kind == "concept"]
    word = next(h for h in reversed(mention.hits) if h.kind == "word" and h.value in ("share", "complete"))
    after = [hit for hit in named if hit.start >= word.end]
    before = [hit for hit in named if hit.end <= word.start]
    mention.base = after[-1].value if after else None
    if before and _TAIL.fullmatch(mention.left[before[-1].end : word.start]):
        mention.draft.measure = before[-1].value
    del context


def _name_value(context: Context, sentence: Sentence, mention: Mention) -> None:
    """The concept of a plain value, and whose it is."""
    draft, left = mention.draft, mention.left
    names = [hit for hit in mention.hits if hit.kind in ("concept", "bare")]
    draft.scope = _scope(mention)
    if not names or not _TAIL.fullmatch(left[names[-1].end :]):
        _name_unknown(context, sentence, mention)
        return
    last, head = names[-1], left[: names[-1].start]
    if not _unit_fits(draft, last.value):
        _name_unknown(context, sentence, mention)
        return
    outer = names[-2] if len(names) > 1 and names[-2].end >= last.start - 3 else None
    if _of_project(context, sentence, mention, last, head):
        return
    concept = last.value
    if outer is not None and concepts()[concept].base == "funds_total":
        # 三公经费年初预算: the stage follows the concept that it is a stage of.
        draft.stage = concepts()[concept].stage
        concept, head = outer.value, left[: outer.start]
    elif outer is not None and re.fullmatch(r"[中内里]的?", left[outer.end : last.start] or "x"):
        mention.container, head = outer.value, left[: outer.start]
    elif _BUDGET_TAIL.match(left[last.end :]) and concepts()[concept].stage is None:
        draft.stage = "original" if "年初" in left[last.end :] else "budget"
    foreign = context.foreign(_without_scope(head))
    if foreign and last.kind == "bare":
        draft.subject = left
        return
    if not foreign and (last.kind == "bare" or concept in _ELLIPTIC):
        foreign = _understood(context, sentence, mention)
    draft.subject = foreign
    draft.concept = concept


def _understood(context: Context, sentence: Sentence, mention: Mention) -> str:
    """Whose figure an elliptic name gives: that of the figure before it in the sentence, else of the topic."""
    before = [m for m in sentence.mentions if m.end <= mention.start and m.role == "value"]
    if before and before[-1].draft.concept is not None:
        return before[-1].draft.subject or topic(context, sentence)
    return topic(context, sentence)


def _unit_fits(draft: Draft, concept: str) -> bool:
    """Whether a figure of this unit can be the concept: 12人 is no amount of money."""
    unit, wanted = draft.quantity.unit, concepts()[concept].unit
    if wanted == "money":
        return unit == "元"
    if wanted == "percent":
        return unit == "%"
    if wanted == "count":
        return unit not in (None, "元", "%")
    if wanted == "人":
        return unit in ("人", "名", "个")
    return wanted == "any" or unit == wanted


def _scope(mention: Mention) -> str | None:
    """A population or level named before the figure."""
    for hit in reversed(mention.hits):
        if hit.kind != "word":
            continue
        if hit.value == "district":
            return mention.left[hit.start : hit.end]
        if hit.value == "headquarters":
            return "本级"
        if hit.value == "subordinate":
            return "所属"
    return None


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


def _without_scope(head: str) -> str:
    return _DISTRICT_END.sub("", head)


def _of_project(context: Context, sentence: Sentence, mention: Mention, name: Hit, head: str) -> bool:
    """Name a project's own figure; False when the figure is not one."""
    draft = mention.draft
    concept = concepts()[name.value]
    stage = {"budget_initial": "original", "budget_adjusted": "final"}.get(name.value)
    spent = name.kind == "bare" and name.value == "total_expenditure"
    project_section = in_project_section(context, sentence)
    subject = context.foreign(head)
    if name.value == "project_expenditure" and not subject:
        title = project_title(context, sentence)
        if title:
            draft.concept, draft.subject = "project_expenditure_item", title
            return True
        return False
    if not (stage or spent or name.value == "surplus_carryover"):
        return False
    pattern = _PROJECT_LOOSE if project_section else _PROJECT
    if subject and pattern.search(head_noun(head)):
        draft.concept = by_base().get(("project", stage or "outturn"))
        draft.subject = subject
        return True
    group = project_section and not subject and _group_sentence(sentence, mention)
    if group and spent:
        draft.concept = "project_expenditure"
        return True
    if group and concept.id == "surplus_carryover":
        draft.concept = "project_surplus_carryover"
        return True
    return False


def _group_sentence(sentence: Sentence, mention: Mention) -> bool:
    """Whether an earlier figure of the sentence is the total of a group of projects."""
    return any(
        other.draft.concept == "project_budget_initial" and not other.draft.subject
        for other in sentence.mentions
        if other.end <= mention.start
    )


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
    return title if _PROJECT_LOOSE.search(title) else None


def _name_unknown(context: Context, sentence: Sentence, mention: Mention) -> None:
    """No name fits: keep the words as subject; a group of projects is known by its sentence."""
    draft, left = mention.draft, mention.left
    draft.subject = left
    if draft.quantity.unit != "元" or not in_project_section(context, sentence):
        return
    initial = next((hit for hit in mention.hits if hit.value == "budget_initial"), None)
    if initial is not None and _GROUP.search(left[initial.end :]):
        draft.concept, draft.subject = "project_budget_initial", ""
