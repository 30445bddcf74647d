"""Says of each figure in a sentence what it is: role, concept, subject, period, scope and stage.

The rule is grammar, not keywords: the last name before the figure counts only when nothing but connecting words
stand between the two, and what stands before the name decides whose figure it is (the unit's own, a project's,
another population's). What does not fit stays without a concept, with the words before it as its subject.
"""

from __future__ import annotations

import re

from gouji.extract.carried import name_carried
from gouji.extract.context import Context, Draft
from gouji.extract.counterparts import beside_income
from gouji.extract.items import divided, item_announced, item_before, item_plain, stage_of
from gouji.extract.projects import name_group, name_of_project
from gouji.extract.roles import direction, role
from gouji.extract.sentences import Mention, Sentence
from gouji.extract.topics import topic, topic_concept
from gouji.extract.units import complete_previous, complete_units
from gouji.extract.when import of_another_year, opening_period, own_period, year_before
from gouji.vocabulary import (
    Concept,
    Hit,
    by_base,
    concept_within,
    concepts,
    find_names,
    fold,
    fund_named,
    funds,
    of_fund,
    parts_of,
)

_TAIL = re.compile(
    r"(?:支出|预算|决算|收入|经费|资金|费用|金额|总额|总量|总数|总计|合计|共计|人数|数额|数|额|"
    r"共有|共|计|约为|约|达到|达|为|是|有|的|:|完成|实际|安排|下达|批复|核定|分别|累计|\(万元\)|\(元\)|近|仅|仅为|"
    r"年初|全年|年末|本年度|本年|当年|年度|实有|总|控制在|\([^()]{1,40}\))*"
)
_GRAND = {"total_revenue": "grand_total_revenue", "total_expenditure": "grand_total_expenditure"}
_TAIL_END = re.compile(rf"{_TAIL.pattern}$")
_TIME = re.compile(r"20\d\d年度?|本年度?|当年")
_BUDGET_TAIL = re.compile(r"(年初|全年|调整后)?预算(?!收入)")
_STAGE_ALONE = re.compile(r"(?:支出)?预算数?(?:为|是)?")
# Concepts whose names say a stage or kind of money and leave out whose it is.
_ELLIPTIC = (
    "budget_initial",
    "budget_adjusted",
    "budget_additions",
    "budget_revenue",
    "budget_expenditure",
    "surplus_carryover",
    "execution_rate",
    "project_funds_used",
)
_SPENT = ("expenditure", "sangong")
_OF_THE_YEAR = re.compile(r"(?:全|本|年)?年度?(?:经费)?支出")
_PLANNED = re.compile(r"(?:预算|计划|目标)数?的?$")
_INTENDED = re.compile(r"(?:拟|计划|预计)(?:安排|投入|支出)")
# 用于专项工作的项目支出: what it is for is no other name.
_PURPOSE = re.compile(r"用于[^,;:]*的$")
_EXPLAINED = re.compile(r"\([^()]+\)(?:共计|合计|约|达|为|是|共)*$")
_OPENING_BALANCE = re.compile(r"年初|期初|上年末|上年底")
# 执行率100%的4个: what a percentage is of here are the things counted behind it.
_SORTED = re.compile(r"的(?:项目|单位|部门|企业|指标)?(?:有|共)?\d+(?:个|项|家|户|所|名|人|件|只)")
_NOTHING = Concept(id="", zh="", names=(), unit="", definition="", source="")
_LEVELS = {"headquarters": "本级", "subordinate": "所属"}


def name_mentions(context: Context, sentence: Sentence, carried: Mention | None) -> None:
    """Fill in the drafts of a sentence's figures; `carried` is the whole that 其中 at its beginning divides."""
    year = opening_period(context, sentence)
    if year is None and carried is not None and sentence.text.startswith("其中"):
        year = carried.draft.period
    complete_units(sentence)
    for mention in sentence.mentions:
        draft = mention.draft
        if draft.source == "table":
            continue
        draft.frame = sentence.frame
        mention.role = role(mention)
        if draft.quantity.unit == "%" and _SORTED.match(sentence.text, mention.end):
            mention.role = "other"
        if mention.role == "previous":
            complete_previous(sentence, mention)
        own = own_period(context, sentence, mention)
        if mention.role not in ("change", "previous"):
            year = own or year
        draft.period = (None if mention.role == "change" else own) or year or context.year()
        if draft.source == "words":
            _name_zero(context, mention)
        elif mention.role in ("value", "previous"):
            _name_value(context, sentence, mention)
        elif mention.role in ("change", "mean"):
            mention.direction = direction(mention)
        elif mention.role in ("share", "rate"):
            _name_share(mention)
        if draft.stage is None and draft.concept is not None and _INTENDED.search(mention.left):
            draft.stage = "budget"
        planned = mention.role == "previous" and _PLANNED.search(mention.left) is not None
        if planned:
            draft.stage = "budget"
        elif mention.has("prior_value") or (mention.role == "previous" and own is None):
            draft.period = year_before(context, year)
        elif _OPENING_BALANCE.search(mention.left) and concepts().get(draft.concept or "", _NOTHING).nature == "stock":
            draft.period = year_before(context, draft.period)
        if draft.concept is None and not draft.subject:
            draft.subject = mention.left
        draft.subject = draft.subject.lstrip("、,和及与")
        _inherit(sentence, mention)


def _inherit(sentence: Sentence, mention: Mention) -> None:
    """局机关支出856.30万元，其中基本支出601.20万元: what follows in the sentence is of the same level or unit."""
    draft = mention.draft
    before = [m for m in sentence.mentions if m.end <= mention.start and m.role == "value"]
    if mention.role != "value" or not before or ";" in mention.after_break or draft.concept is None:
        return
    source = before[-1].draft
    if draft.stage == "budget" and _exact_stage(source) is not None:
        # 年初预算a万元，其中基本支出预算b万元: both of the same stage.
        draft.stage = _exact_stage(source)
    if draft.scope is None and not draft.subject and source.scope in _LEVELS.values() and source.concept is not None:
        draft.scope = source.scope


def _exact_stage(draft: Draft) -> str | None:
    """The stage of a budget, original or final, that a figure or its concept says."""
    stage = draft.stage or concepts().get(draft.concept or "", _NOTHING).stage
    return stage if stage in ("original", "final") else None


def _name_zero(context: Context, mention: Mention) -> None:
    """A zero in words already has its concept; its period is the year of the report."""
    mention.role = "value"
    mention.draft.period = mention.draft.period or context.year()


def _name_share(mention: Mention) -> None:
    """The concepts of a share's or rate's part and base, as far as the words give them."""
    named = [hit for hit in mention.hits if hit.kind == "concept"]
    word = next(h for h in reversed(mention.hits) if h.kind == "word" and h.value in ("share", "complete"))
    after = [hit for hit in named if hit.start >= word.end]
    before = [hit for hit in named if hit.end <= word.start]
    mention.base = after[-1].value if after else None
    if before and _TAIL.fullmatch(mention.left[before[-1].end : word.start]):
        mention.draft.measure = before[-1].value


def _name_value(context: Context, sentence: Sentence, mention: Mention) -> None:
    """The concept of a plain value, and whose it is."""
    draft = mention.draft
    left = _before_relation(mention)
    if _name_item(context, sentence, mention, left) or _name_within(sentence, mention, left):
        return
    if beside_income(context, sentence, mention) or name_carried(mention, left):
        return
    cut = _before_brackets(left)
    names = [h for h in mention.hits if h.kind in ("concept", "bare") and h.end <= len(left) and h.start < cut]
    tail = _TIME.sub("", left[names[-1].end :]) if names else "-"
    fits = _TAIL.fullmatch(tail) is not None and _unit_fits(draft, names[-1].value)
    draft.scope, scope_word = _scope(mention, names[-1] if fits else None)
    timeless = None if fits else _timeless(context, left)
    if timeless is not None and _unit_fits(draft, timeless):
        draft.concept = timeless
        return
    if not fits:
        said = topic_concept(context, sentence, mention) if _STAGE_ALONE.fullmatch(left) else None
        if said is not None:
            draft.concept, draft.stage = said, "budget"
            return
        if not _continues_change(sentence, mention):
            draft.subject = mention.left
            name_group(context, sentence, mention)
        return
    last, head = names[-1], _PURPOSE.sub("", left[: names[-1].start])
    outer = names[-2] if len(names) > 1 and len(_TIME.sub("", left[names[-2].end : last.start])) <= 3 else None
    if name_of_project(context, sentence, mention, last, head):
        return
    concept = last.value
    appropriated = last.value == "fiscal_appropriation" and left[last.end :].startswith(("预算", "决算", "支出"))
    if outer is not None and (last.kind == "bare" or appropriated) and concepts()[outer.value].group in _SPENT:
        # 公务接待费实际支出, 公务接待费财政拨款预算: what was spent on it.
        concept, head = outer.value, left[: outer.start]
    elif outer is not None and concepts()[concept].base == "funds_total" and _unit_fits(draft, outer.value):
        # 三公经费年初预算: the stage follows the concept that it is a stage of.
        draft.stage = concepts()[concept].stage
        concept, head = outer.value, left[: outer.start]
    elif outer is not None and re.fullmatch(r"[中内里]的?", left[outer.end : last.start] or "x"):
        mention.container, head = outer.value, left[: outer.start]
        if concepts()[outer.value].group in _SPENT and concept not in parts_of(outer.value):
            # 支出合计中工资福利支出: a class of that total, not of basic expenditure.
            draft.subject = f"{concepts()[outer.value].zh}中"
    elif _BUDGET_TAIL.match(left[last.end :]) and concepts()[concept].stage is None:
        draft.stage = "original" if "年初" in left[last.end :] else "budget"
    if scope_word:
        head = head.replace(scope_word, "", 1)
    foreign: str | None = context.foreign(_of_the_whole(concept, head))
    if foreign and left[last.start :].startswith("项目") and concept.startswith("project_"):
        # 防治项目到位资金: the word belongs to the project's name too.
        foreign += "项目"
    if foreign and last.kind == "bare" and concept == last.value:
        draft.subject = left
        return
    if "控制在" in left[last.end :]:
        draft.stage = draft.stage or "budget"
    if not foreign and _elliptic(last, concept):
        if _stage_of_previous(sentence, mention, concept) or of_another_year(sentence, mention, head):
            return
        foreign = _understood(context, sentence, mention)
        said = topic_concept(context, sentence, mention) if foreign else None
        if said is not None:
            draft.concept, draft.stage = said, draft.stage or concepts()[concept].stage
            return
    elif not foreign and concept == "total_expenditure" and _OF_THE_YEAR.fullmatch(left[last.start : last.end]):
        # （二）“三公”经费。全年支出a万元: by itself the unit's whole spending, not under what has a name of its own.
        foreign = topic(context, sentence)
    if foreign is None:
        draft.subject = left
        return
    draft.concept = by_base().get((concept, draft.scope or ""), concept)
    fund = fund_named(foreign) if foreign else None
    if fund is not None and fold(foreign).removesuffix("的") in funds()[fund].names:
        foreign = ""
    else:
        fund = fund_named(left[last.start : last.end]) if context.disclosure and not foreign else None
    draft.concept, draft.fund = of_fund(_grand(context, draft.concept, left[last.start : last.end]), fund)
    draft.subject = draft.subject or foreign or _within_project_spending(context, sentence, draft.concept)


def _within_project_spending(context: Context, sentence: Sentence, concept: str | None) -> str:
    """项目支出a万元，其中：(next line) 商品和服务支出b万元: a class of project spending, not of basic spending."""
    divided_before = context.divisions.get(sentence.passage.start)
    own = divided_before == "project_expenditure" and concept in parts_of("basic_expenditure")
    return f"{concepts()['project_expenditure'].zh}中" if own else ""


def _before_brackets(words: str) -> int:
    """Where words end without an explanation in brackets at their end: 基本支出（包括人员经费和公用经费）."""
    match = _EXPLAINED.search(words)
    return match.start() if match else len(words)


def _timeless(context: Context, words: str) -> str | None:
    """编报绩效目标的2024年度项目: the concept of words that have a year within their name."""
    bare = _TIME.sub("", words)
    if bare == words:
        return None
    named = [hit for hit in find_names(bare) if hit.kind == "concept"]
    if not named or _TAIL.fullmatch(bare[named[-1].end :]) is None or context.foreign(bare[: named[-1].start]):
        return None
    return named[-1].value


def _grand(context: Context, concept: str | None, name: str) -> str | None:
    """收入总计 in final accounts counts the balances in, 本年收入合计 does not."""
    grand = context.disclosure and name.endswith("总计")
    return _GRAND.get(concept or "", concept) if grand else concept


def _name_within(sentence: Sentence, mention: Mention, left: str) -> bool:
    """A short name that counts beside what it is part of: 绩效目标项目25个，涉及资金…; 在预留项目中，采购金额…"""
    before = [m for m in sentence.mentions if m.end <= mention.start]
    begin = before[-1].end if before else 0
    words = _TIME.sub("", left).lstrip("、,和及与(")
    said = [(m.draft.concept, words) for m in reversed(before) if m.draft.concept is not None]
    for hit in sentence.hits:
        if hit.kind == "concept" and begin <= hit.start and hit.end < mention.start:
            said.append((hit.value, re.sub("[,;:]", "", sentence.text[hit.end : mention.start]).lstrip("中内里的")))
    for whole, name in said:
        concept = concept_within(whole, name) or concept_within(whole, _TAIL_END.sub("", name))
        if concept is not None and _unit_fits(mention.draft, concept):
            mention.draft.concept = concept
            return True
    return False


def _name_item(context: Context, sentence: Sentence, mention: Mention, left: str) -> bool:
    """A figure of one account of the classification: named right before it, or announced by its item of the list."""
    draft = mention.draft
    if draft.quantity.unit != "元":
        return False
    named = item_before(context, left)
    if named is not None:
        item, end = named
        if _TAIL.fullmatch(_TIME.sub("", left[end:])) is None:
            return False
        stage = stage_of(mention.hits, end) or ("budget" if "预算" in left[end:] else None)
    else:
        plain = item_plain(_TAIL_END.sub("", left)) if context.disclosure else None
        if plain is not None and mention.role == "value":
            draft.concept, draft.item = divided(context, sentence, mention), plain
            return True
        announced = item_announced(context, sentence)
        names = [hit for hit in mention.hits if hit.kind in ("concept", "bare") and hit.end <= len(left)]
        if announced is None or not names or _TAIL.fullmatch(left[names[-1].end :]) is None:
            return False
        if not _elliptic(names[-1], names[-1].value) or context.foreign(left[: names[-1].start]):
            return False
        item, stage = announced, concepts()[names[-1].value].stage
    draft.concept, draft.item, draft.stage = divided(context, sentence, mention), item, stage
    return True


def _before_relation(mention: Mention) -> str:
    """The words before a figure; of 公务接待费由上年的 only what stands before 由."""
    if mention.role != "previous":
        return mention.left
    return re.split(r"[由从比较]", mention.left, maxsplit=1)[0]


def _of_the_whole(concept: str, head: str) -> str:
    """整体支出绩效自评得分: what a total score is of is no foreign subject."""
    return re.sub(r"(?:部门|单位)?整体支出|绩效|自评|评价|综合", "", head) if concept == "total_score" else head


def _continues_change(sentence: Sentence, mention: Mention) -> bool:
    """由上年的1.50万元降至1.20万元: the second figure is what the first one was; False when it is not such."""
    unit = mention.draft.quantity.unit
    before = [m for m in sentence.mentions if m.end <= mention.start and m.draft.quantity.unit == unit]
    before = [m for m in before if m.role in ("value", "previous")]
    if mention.role == "previous":
        before = [m for m in before if m.role == "value"]
    elif not (mention.has("to") and before and before[-1].role == "previous"):
        return False
    if not before:
        return False
    mention.draft.take(before[-1].draft)
    return True


def _elliptic(last: Hit, concept: str) -> bool:
    """Whether a name leaves out whose money it is."""
    return (last.kind == "bare" and concept == last.value) or concept in _ELLIPTIC


def _stage_of_previous(sentence: Sentence, mention: Mention, concept: str) -> bool:
    """“三公”经费预算8万元，实际支出6.5万元: the second figure is another stage of the first; False when it is not."""
    before = [m for m in sentence.mentions if m.end <= mention.start and m.role == "value"]
    if not before or before[-1].draft.concept is None:
        return False
    stage = concepts()[concept].stage
    if before[-1].draft.stage is None and not (stage and concepts()[before[-1].draft.concept].group == "sangong"):
        # 公务接待费支出a万元，年初预算为b万元: of the reception, too; behind what everything cost it is everybody's.
        return False
    if stage is None and concept != "total_expenditure":
        return False
    mention.draft.take(before[-1].draft)
    mention.draft.stage = stage
    return True


def _understood(context: Context, sentence: Sentence, mention: Mention) -> str | None:
    """Whose figure an elliptic name gives: that of the amount before it in the sentence, else of the topic.

    None when the amount before it is of something that we could not name.
    """
    before = [m for m in sentence.mentions if m.end <= mention.start and m.role == "value"]
    money = mention.draft.quantity.unit == "元"
    if money and before and before[-1].draft.quantity.unit not in ("元", "%") and ";" not in mention.after_break:
        # 接待286人次，支出1.24万元: the work, not the unit, cost it.
        return None
    before = [m for m in before if m.draft.quantity.unit == "元"] if mention.draft.quantity.unit in ("元", "%") else []
    # 追加a万元（其中补贴b万元），全年预算c万元: what a closed bracket holds is over.
    before = [m for m in before if sentence.depth(m.start) <= sentence.depth(mention.start)]
    if before and before[-1].draft.concept is None and ";" not in mention.after_break:
        return None
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
        return unit not in (None, "元", "%", "人", "名", "人次")
    if wanted == "人":
        return unit in ("人", "名", "个")
    return wanted == "any" or unit == wanted


def _scope(mention: Mention, name: Hit | None) -> tuple[str | None, str]:
    """A population or level named before the figure, with the word itself; one within the figure's name is none."""
    for hit in reversed(mention.hits):
        if hit.kind != "word" or (name is not None and name.start <= hit.start < name.end):
            continue
        word = mention.left[hit.start : hit.end]
        if hit.value == "district":
            return word, word
        if hit.value in _LEVELS:
            return _LEVELS[hit.value], word
    return None, ""
