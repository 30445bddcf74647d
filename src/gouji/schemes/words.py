"""Words that stand for a number: 零投诉, 未发生, 按期完成 (0 of something); 全部完成 (100%), 未完成 (less), 负增长."""

from __future__ import annotations

import re
from fractions import Fraction

from gouji.schemes.records import FIRM, Bound, Range

_ZERO = re.compile(
    r"^(?:零(?!星)|0|无(?!故|锡)|没有|未发生|未出现|未发现|不存在|不发生|未收到|未产生|未被|从未|未逾期|未延误|未超)"
)
_TIMELY = re.compile(
    r"^(?:按合同(?:约定)?(?:工期|时间|期限)|按约定|按期|按时|及时|如期|准时|按规定时限|按规定时间|按要求时间|在规定时间内|规定时间内|在规定时限内|规定时限内|在规定期限内|按计划时间|按计划|按照规定时间|按照时间|按时间节点|按进度)"
)
_DONE = re.compile(
    r"^(?:全部|全面|均|已|足额|百分之百|任务|目标|工作|按时|按期|如期|按计划|按质按量|超额|年度)*(?:任务|目标|工作|计划)?(?:完成|达标|达到目标|达到目标值|实现目标|完成目标|完成任务)(?:任务|目标|计划|目标任务|年度目标|年度任务|全部任务|值|工作)?$"
)
_UNDONE = re.compile(
    r"^(?:未|没有|未能)(?:全部|按时|如期|按期)?(?:完成|达标|达到目标|达到|达到目标值|实现目标|完成目标|完成任务)(?:任务|目标|计划|目标任务|值)?$"
)
_NO = re.compile(r"^(?:否|未|不|无|没有|没|×|✗|x|X|N|n|no|No|false|False|0|不符合|不达标|未完成|不是|错)$")
_YES = re.compile(r"^(?:是|有|√|✓|✔|Y|y|yes|Yes|true|True|1|符合|达标|完成|已完成|达到|满足|对|具备|已|全部符合)$")
_NEGATION = re.compile(r"[不未无没否零欠缺差劣逾迟]|基本|较|部分|比较|一般|非|超")


def yes_or_no(value: str) -> bool | None:
    """是 or 否 in the ways that people enter them, None for other words."""
    if _YES.match(value):
        return True
    return False if _NO.match(value) else None


def says_none(text: str) -> bool:
    """Whether words say that something did not happen at all: 零投诉, 未发生安全事故, 按期完成."""
    return bool(_ZERO.match(text) or _TIMELY.match(text))


def bare(text: str) -> str:
    """The thing in 零投诉, 有投诉的, 未发生安全事故."""
    return re.sub(r"^(?:零|0|无|没有|未发生|未出现|未发现|不存在|有|发生|出现|存在|发现|未收到|未)+", "", text)


def stands_for(text: str) -> Range | None:
    """The range of a rate that words stand for: 负增长 is below 0; 全部完成 is 100%; 未完成 is less."""
    if re.match(r"^(?:出现|为)?(?:负增长|负数|负值)$", text):
        return Range(None, Bound(Fraction(0), False, FIRM), "%")
    if re.match(r"^(?:零增长|持平|与上年持平|无变化)$", text):
        return Range(Bound(Fraction(0), True, FIRM), Bound(Fraction(0), True, FIRM), "%")
    if re.match(r"^(?:正增长)$", text):
        return Range(Bound(Fraction(0), False, FIRM), None, "%")
    return None


_TREND = re.compile(
    r"^(?:[^未不或无没]{0,12}?)(?:较|比|与|同|环)?(?:上年|去年|上一年度?|上年度?同期|往年|同期|年初|比)*(?:相比)?(?:有所|实现|出现|为)?"
    r"(?:(?P<fall>负增长|下降|降低|减少|压减)|(?P<same>零增长|持平|不变|无变化)|(?P<rise>正增长|增长|上升|增加|提高|提升))$"
)
_NO_TREND = re.compile(
    r"^(?:未|不|无|没有|零)(?:有)?(?:(?P<rise>增长|提高|上升|提升|增加)(?:或(?:者)?(?:负增长|下降|降低))?"
    r"|(?P<fall>下降|减少|压减|压缩|降低|节约)(?:或(?:者)?(?:增长|上升|增加))?)(?:的)?$"
)
_RISING = re.compile("增长|上升|增加|提高|提升|变动|增减|变化|增幅|上浮")
_FALLING = re.compile("下降|降低|减少|压减|压缩|下浮|节约|降幅")


def trend_of(text: str, name: str) -> Range | None:
    """较上年下降, 持平, 同比增长 as a range of the rate that `name` calls a rise or a fall."""
    if (still := _NO_TREND.match(text)) is not None:
        way = _FALLING if still["fall"] else _RISING
        return Range(None, Bound(Fraction(0), True, FIRM), "%") if way.search(name) else None
    found = _TREND.match(text)
    falling, rising = _FALLING.search(name), _RISING.search(name)
    if found is None or bool(falling) == bool(rising):
        return None
    if found["same"]:
        return Range(Bound(Fraction(0), True, FIRM), Bound(Fraction(0), True, FIRM), "%")
    above = bool(found["fall"]) == bool(falling)
    zero = Bound(Fraction(0), False, FIRM)
    return Range(zero, None, "%") if above else Range(None, zero, "%")


_ALL_OF = re.compile("([二三四五六七八九2-9])(?:项|个|条|方面|类)(?:工作|内容|要求|任务)?(?:全部|均|都|全)(?!未|不|没)")


def all_of(text: str) -> Range | None:
    """三项全部完成: three of them; 均未完成: none."""
    if re.match("^(?:均|都|全部)(?:未|不|没有)", text):
        return Range(Bound(Fraction(0), True, FIRM), Bound(Fraction(0), True, FIRM), "项")
    found = _ALL_OF.search(text)
    if found is None:
        return None
    number = Fraction("零一二三四五六七八九".find(found[1]) if not found[1].isdigit() else int(found[1]))
    return Range(Bound(number, True, FIRM), Bound(number, True, FIRM), "项")


def is_late(name: str) -> bool:
    """Whether a number says how late something was."""
    return bool(re.search("逾期|延期|超期|推迟|延迟|迟延|迟报|滞后|超时|拖延", name))


def rate_of(text: str) -> Range | None:
    """The completion rate that words mean: 全部完成 at least 100%, 未完成 less than 100%."""
    hundred = Fraction(1)
    if _UNDONE.match(text):
        return Range(None, Bound(hundred, False, FIRM), "%")
    return Range(Bound(hundred, True, FIRM), None, "%") if _DONE.match(text) else None


def count_of(text: str) -> Range | None:
    """The count that words mean: 零投诉 none; 有投诉 at least one."""
    if says_none(text):
        return Range(Bound(Fraction(0), True, FIRM), Bound(Fraction(0), True, FIRM), "")
    if re.match(r"^(?:有|发生|出现|存在|发现|逾期|延迟|超期|延期)", text):
        return Range(Bound(Fraction(0), False, FIRM), None, "")
    return None


def differs_in_degree(rest: str) -> bool:
    """Whether words left over between two descriptions turn them round or weaken them."""
    return bool(_NEGATION.search(re.sub(r"[较比与](?:上年|去年|往年|上期|同期|上一年度?)(?:同期)?", "", rest)))
