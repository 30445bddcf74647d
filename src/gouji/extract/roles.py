"""What a figure does in its sentence: a value, a share, a change, a rate, a mean, or last year's value."""

from __future__ import annotations

import re

from gouji.extract.sentences import Mention

# 比2021年的, 较上年, 比预算数: right before a figure they give the value that another is compared with.
_YEAR_BEFORE = re.compile(
    r"(?:比|较|由|从)(?:(?:20\d\d年度?|上年度?|去年|上一年度?)(?:同期|累计|实际|全年)?(?:(?:年初|调整后)?预算|决算)?"
    r"|(?:年初|全年|调整后)?预算|计划|目标)(?:数|支出|收入|完成)*的?$"
)
# 项目支出869.89万元（上年541.07万元）: only the time of the value before it stands before the figure.
_PRIOR_ALONE = re.compile(
    r"\(20\d\d年度?(?:同期)?(?:为|是|:)?|\(?(?:上年度?|去年|上一年度?|前一年)(?:同期)?(?:(?:预算|决算|支出|执行)?数)?(?:为|是|:)?\(?"
)
COMPARED = re.compile(
    r"(?:比|较|与|同)(?:20\d\d年度?|上年度?|去年|上一年度?|前一年|年初|期初|(?:全年|调整后)?预算)|同比"
)

# 完成预算的81%: of the budget that the sentence has named before.
_OF_BUDGET = re.compile(r"完成(?:了)?(?:年度|全年|年初)?预算(?:数|安排)?的?$")

# 由a万元增至b万元，年均增长c%: a mean over several years is not the change from one to the next.
_YEARLY = re.compile(r"年均|年平均|平均每年|月均|复合")
# 差值为0.9万元: what two figures are apart is neither of them, nor a part of anything.
_APART = re.compile(r"(?:差值|差额|差距|相差|增减额?)(?:为|是|达|:)?$")
# 占调整预算105.47%: 占 says how much of a budget was received or spent, which may be more than all of it.
_OF_PLAN = re.compile(r"(?:年度|全年|年初|调整后?|当年)?(?:(?:预算|计划)(?:数|目标|收入|支出)?|任务数?)的?$")

# A share word so far from its figure speaks of something else.
_SHARE_REACH = 24


def role(mention: Mention) -> str:
    """What a figure does in its sentence, from the relation words before it."""
    percent = mention.draft.quantity.unit == "%"
    last = _last_relation(mention)
    if _APART.search(mention.left):
        return "other"
    if not percent and (_YEAR_BEFORE.search(mention.left) or _PRIOR_ALONE.fullmatch(mention.left)):
        return "previous"
    if percent:
        if last == "share":
            return "rate" if _OF_PLAN.fullmatch(_after_share(mention)) else "share"
        if last in ("up", "down"):
            return "other" if _YEARLY.search(mention.left) else "change"
        if last == "complete" and (_OF_BUDGET.search(mention.left) or any(h.kind == "concept" for h in mention.hits)):
            return "rate"
        return "value"
    if mention.has("average"):
        return "mean"
    if last in ("up", "down"):
        return "change"
    if last == "from":
        return "previous"
    return "value"


def _after_share(mention: Mention) -> str:
    """The words between 占 and its percentage."""
    return mention.left[next(hit.end for hit in reversed(mention.hits) if hit.value == "share") :]


def _last_relation(mention: Mention) -> str | None:
    """The class of the last relation word that decides a role."""
    deciding = ("share", "up", "down", "from", "to", "complete")
    found = [hit for hit in mention.hits if hit.kind == "word" and hit.value in deciding]
    if not found:
        return None
    after = mention.left[found[-1].end :]
    if found[-1].value == "share" and len(after) > _SHARE_REACH:
        return None
    return found[-1].value


def direction(mention: Mention) -> int:
    """1 for a rise, -1 for a fall."""
    words = [hit.value for hit in mention.hits if hit.kind == "word" and hit.value in ("up", "down")]
    return -1 if words and words[-1] == "down" else 1
