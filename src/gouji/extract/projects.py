"""Figures of single projects and of groups of projects: the name of the project is the subject of the fact."""

from __future__ import annotations

import re

from gouji.extract.context import Context
from gouji.extract.sentences import Mention, Sentence
from gouji.extract.topics import announced
from gouji.vocabulary import Hit, account_named, by_base, concept_named, concepts, fold

_PROJECT = re.compile(r"(?:项目|专项|工程|课题)(?:经费|资金)?$")
_ABOUT = re.compile(r"(.+?(?:项目|专项|工程|课题))(?:\(.*?\))?(?:经费|资金)?(?:预算|支出)?(?:情况)?说明$")
# Under a heading on projects, money for anything is a project.
_PROJECT_LIKE = re.compile(r"(?:项目|专项|工程|经费|资金|费|费用|补助|补贴)$")
_PROJECT_PART = re.compile(r"项目支出|项目资金|专项|项目绩效|项目实施|项目完成|重点项目|项目情况")
_ITSELF = re.compile(r"^(?:该|本|此)?项目$")
_NUMBER = re.compile(r"^(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)、.．]|[①-⑳])+")
_LONGEST = 30
_GROUP = re.compile(r"合计|共计|总计|共安排|总共")
# What stands before 项目支出 without naming a project.
_FUND_WORDS = (
    "一般公共预算",
    "财政拨款",
    "政府性基金",
    "政府性基金预算",
    "国有资本经营预算",
    "预算",
    "资金",
    "中",
    "内",
)
_STAGES = {"budget_initial": "original", "budget_adjusted": "final"}


def name_of_project(context: Context, sentence: Sentence, mention: Mention, name: Hit, head: str) -> bool:
    """Name a project's own figure; False when the figure is not one."""
    draft = mention.draft
    concept = concepts()[name.value]
    stage = _STAGES.get(name.value)
    spent = name.kind == "bare" and name.value == "total_expenditure"
    project_part = in_project_part(context, sentence)
    subject = context.foreign(_ITSELF.sub("", head))
    label = "" if subject else _label(context, sentence, mention)
    known = "" if subject else label or _project_before(sentence, mention)
    if known and (spent or stage):
        draft.concept, draft.subject = by_base().get(("project", stage or "outturn")), known
        return True
    if known and name.value in ("project_budget_reduction", "surplus_carryover"):
        draft.concept = "project_surplus_carryover" if name.value == "surplus_carryover" else name.value
        draft.subject = known
        return True
    if name.value == "project_expenditure" and subject:
        if subject.endswith(_FUND_WORDS) or not mention.left[: name.start].endswith(subject[-1]):
            return False
        draft.concept, draft.subject = "project_expenditure_item", f"{subject}项目"
        return True
    if name.value == "project_expenditure":
        title = _title(context, sentence)
        if title:
            draft.concept, draft.subject = "project_expenditure_item", title
            return True
        return False
    if name.value == "project_budget_initial":
        draft.concept, draft.subject = name.value, subject or _title_above(context, sentence)
        return True
    if not (stage or spent or name.value == "surplus_carryover"):
        return False
    # What has a budget of its own is a project by any name, unless it is an account.
    pattern = _PROJECT_LIKE if project_part or (stage and not _has_name(mention, name, subject)) else _PROJECT
    if subject and pattern.search(_head_noun(head)):
        draft.concept = by_base().get(("project", stage or "outturn"))
        draft.subject = subject
        return True
    if subject or not project_part:
        return False
    group = _group_sentence(sentence, mention)
    title = None if group else _title(context, sentence)
    if title and (stage or spent):
        draft.concept = by_base().get(("project", stage or "outturn"))
        draft.subject = title
        return True
    if group and spent:
        draft.concept = "project_expenditure"
        return True
    if group and concept.id == "surplus_carryover":
        draft.concept = "project_surplus_carryover"
        return True
    return False


def _has_name(mention: Mention, name: Hit, subject: str) -> bool:
    """Whether what stands before a stage is a concept or an account: 三公经费年初预算, 差旅费年初预算."""
    named = any(hit.kind == "concept" and hit.end <= name.start <= hit.end + 1 for hit in mention.hits)
    return named or _is_account(subject)


def _is_account(words: str) -> bool:
    """Whether words are the name of an economic account: 差旅费."""
    return account_named("economic", words) is not None


def _label(context: Context, sentence: Sentence, mention: Mention) -> str:
    """(1)河道清淤项目:年初预算a万元，实际支出b万元: the project before the colon, '' when no project stands there."""
    begin = sentence.text.rfind(";", 0, mention.start) + 1
    opened = sentence.text.find(":", begin, mention.start)
    words = context.foreign(_NUMBER.sub("", sentence.text[begin:opened])) if opened > 0 else ""
    if concept_named(words) is not None or _is_account(words):
        # （四）“三公”经费：决算a万元: what has a name of its own is no project.
        return ""
    return words if _PROJECT_LIKE.search(words) and len(words) <= _LONGEST else ""


def _project_before(sentence: Sentence, mention: Mention) -> str:
    """The project that an earlier figure of the sentence is of, '' when there is none."""
    for other in reversed([m for m in sentence.mentions if m.end <= mention.start]):
        if other.draft.concept is not None and other.draft.concept.startswith("project_"):
            return other.draft.subject
        if other.draft.quantity.unit == "元" and other.role == "value":
            return ""
    return ""


def _group_sentence(sentence: Sentence, mention: Mention) -> bool:
    """Whether an earlier figure of the sentence is the total of a group of projects."""
    return any(
        other.draft.concept == "project_budget_initial" and not other.draft.subject
        for other in sentence.mentions
        if other.end <= mention.start
    )


def name_group(context: Context, sentence: Sentence, mention: Mention) -> None:
    """年初预算项目……经费合计51万元: the budget of a group of projects, known by its sentence."""
    if mention.draft.quantity.unit != "元" or not in_project_part(context, sentence):
        return
    initial = next((hit for hit in mention.hits if hit.value == "budget_initial"), None)
    if initial is not None and _GROUP.search(mention.left[initial.end :]):
        mention.draft.concept, mention.draft.subject = "project_budget_initial", ""


def in_project_part(context: Context, sentence: Sentence) -> bool:
    """Whether a heading above speaks of project expenditure."""
    return any(_PROJECT_PART.search(section.title) for section in context.ancestors(sentence.passage.section))


def _title(context: Context, sentence: Sentence) -> str | None:
    """The name of the project that the item or the innermost heading announces, inside a part on projects."""
    chain = context.ancestors(sentence.passage.section)
    _, words = announced(context, sentence)
    if not words or not any(_PROJECT_PART.search(section.title) for section in chain):
        return None
    title = re.sub(r"[（(].*?[)）]|[:：。]", "", words)
    generic = re.fullmatch(r"(?:部门|单位|年初|年中)?(?:预算)?项目(?:支出|资金|经费)?", title)
    return title if _PROJECT_LIKE.search(title) and not generic else None


def _title_above(context: Context, sentence: Sentence) -> str:
    """The project that a part of the text is about by its title: 科技创新专项经费情况说明; '' when there is none."""
    for section in context.ancestors(sentence.passage.section):
        match = _ABOUT.match(fold(section.title))
        if match:
            return match[1]
    return ""


def _head_noun(head: str) -> str:
    """The words before a name without the time that ends them: 运行维护费2022年度 -> 运行维护费."""
    return re.sub(r"(?:(?:\d{4}|[二〇○零一二三四五六七八九]{4})年度?|本年度?|当年|全年|年度?|度)+$", "", head)
