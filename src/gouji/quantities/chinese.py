"""Chinese numerals in prose: where one may begin, and whether it is a figure or part of a word.

The rule: a Chinese numeral is a figure before a unit or classifier, in a fraction or percentage, with 余 or 多, after
第, or when it is spelt with place words and stands before a break (共计二十一。). All else is left alone: 一般, 十二五,
两岸, 三公经费, “四风”, 一是, 二十大, （十二）.
"""

from __future__ import annotations

import re

from gouji.quantities.numerals import ALL, BIG, FORMAL, SMALL, SPELT
from gouji.quantities.units import CHINESE_FIRST, Unit
from gouji.quantities.words import in_phrase

_RUN = f"[{ALL}]++(?: ++[{ALL}]++)*+"
_POINT = f"(?: *+点 *+(?P<point>[{SPELT}]++|[0-9]++))?+"
# A numeral of one character must have before it or behind it what can make a figure of it; longer ones are looked at.
_FOLLOW = "期类届章节余多几分又至到~—%半和与或" + CHINESE_FIRST + "-"
CHINESE = re.compile(
    f"(?P<run>{_RUN}){_POINT}(?:(?= *+[{_FOLLOW}])|(?<=[{ALL} 点][{ALL}0-9])|(?<=[第是为于前][{ALL}])"
    f"|(?<=[“‘「][{ALL}])(?=[”’」]))"
)
CHINESE_ANY = re.compile(f"(?P<run>{_RUN}){_POINT}")

_GAP = re.compile(f"(?<![{''.join(SMALL)}{''.join(BIG)}]) +(?![{''.join(SMALL)}{''.join(BIG)}])")
_HAN = re.compile("[一-鿿]")
_QUOTES_CLOSE = frozenset('”’」』"')
_CLAUSE_AFTER = frozenset("不而却但这那")
_BREAK_AFTER = frozenset("的和与及或至到、为共占等")
_ARTICLE_BEFORE = frozenset("统唯万同单专逐不某任每这那哪上下前后其归合划如初另之第进再独宁定")
_QUOTE = re.compile('[“”‘’"「」『』]')
_QUOTE_REACH = 14
_CASES_AFTER = frozenset("案事投信纠问违交火较重严因典安生行刑群，。、；\n\t")  # 一起案件, not 一起推进
_NO_IDIOM_BEFORE = frozenset("分又年月天周日至到、，")
_NUMERALS, _NUMERALS_ON = frozenset(ALL), frozenset(ALL + "点")
_DATES = frozenset("年月日号")
_APPROXIMATE_BEFORE = frozenset("近上约超逾过达")
_DAY_LENGTHS = ("日内", "日以内", "日之内", "日前完")
_IDIOM_EXEMPT = frozenset("年月天周日个")
_TWO_OF = frozenset("期类届章节")  # two of them are 两, their second is 二


def trimmed(run: str, start: int) -> tuple[str, int]:
    """The run up to the first blank that no place word explains: "一百 五" is one numeral, "一 二" are two."""
    if " " in run and (gap := _GAP.search(run)):
        run = run[: gap.start()]
    return run, start + len(run)


def is_figure(
    text: str, start: int, end: int, run: str, unit: Unit | None, unit_end: int, *, more: bool, point: bool
) -> bool:
    """Whether the numeral `run` at `text[start:end]`, with `unit` up to `unit_end`, is a figure."""
    before = text[start - 1] if start else "\n"
    if run[0] in "百千万亿佰仟" and not _from_scale(before, unit, more):
        return False
    if in_phrase(text, start) or _weekday(text, start) or (before in "几数" and run[0] in SMALL):
        return False
    if unit is not None:
        return _before_unit(text, start, run, before, unit, unit_end) and not _in_short_quotes(text, start, unit)
    following = text[end : end + 1]
    if more:
        return len(run) > 1 or run in SMALL
    if len(run) == 1 and not point:
        return _single(text, start, before, following)
    if not point and not any(c in SMALL or c in BIG for c in run):
        return False
    if _HAN.match(following) and following not in _BREAK_AFTER:
        return False
    return not _listed(text, start, end, before) and not _in_short_quotes(text, start, unit)


def _from_scale(before: str, unit: Unit | None, more: bool) -> bool:
    """百余场, 近千人, 百万元以上; but not the unit of a figure on the line before (100, then 万元以上)."""
    return (more and before not in "\n\t ") or (unit is not None and before in _APPROXIMATE_BEFORE)


def _single(text: str, start: int, before: str, following: str) -> bool:
    """One character without a unit: 编制数为五。 排名前三的, “五” alone in quotation marks."""
    if before in "“‘「":
        return following in _QUOTES_CLOSE
    if before == "前":
        return start > 1 and text[start - 2] in "名列居位"
    return (
        before in "是为于"
        and (not _HAN.match(following) or following in _CLAUSE_AFTER)
        and not _in_short_quotes(text, start, None)
    )


def _before_unit(text: str, start: int, run: str, before: str, unit: Unit, unit_end: int) -> bool:
    if (
        not unit.chinese
        and not (run == "两" and unit.name in _TWO_OF)
        and not any(c in SMALL or c in BIG for c in run[1:])
    ):
        return False
    single = len(run) == 1
    if run == "一" and (not unit.one or before in _ARTICLE_BEFORE):
        return False
    if single and (run in "零〇○" or (run in FORMAL and unit.kind != "currency")):
        return False
    if unit.name == "日":
        return text.startswith(_DAY_LENGTHS, unit_end - 1)
    following = text[unit_end : unit_end + 1]
    if unit.name == "起" and single and following and following not in _CASES_AFTER:
        return False
    return not (single and len(unit.name) == 1 and _idiom(text, start, unit, unit_end))


def _idiom(text: str, start: int, unit: Unit, unit_end: int) -> bool:
    """三会一课, 两微一端: numeral, one character, numeral. Durations may stand so: 五年两次."""
    following = text[unit_end : unit_end + 1]
    if following in _NUMERALS and unit.name not in _IDIOM_EXEMPT:
        return text[unit_end + 1 : unit_end + 2] not in _NUMERALS_ON
    return start > 1 and text[start - 2] in _NUMERALS and text[start - 1] not in _NO_IDIOM_BEFORE


def _weekday(text: str, start: int) -> bool:
    return text.endswith(("周", "星期", "礼拜"), max(0, start - 2), start) and text[max(0, start - 2)] != "每"


def _in_short_quotes(text: str, start: int, unit: Unit | None) -> bool:
    """“两个维护”, “一案一总结一警示”: a numeral in short quotation marks belongs to a name."""
    if unit is not None and unit.kind != "quantity":
        return False
    opened = -1
    for match in _QUOTE.finditer(text, max(0, start - _QUOTE_REACH), start):
        opened = match.start() if match[0] in "“‘「『" or (match[0] == '"' and opened < 0) else -1
    if opened < 0:
        return False
    closed = _QUOTE.search(text, start, start + _QUOTE_REACH)
    return closed is not None and closed[0] in '”’」』"'


def _listed(text: str, start: int, end: int, before: str) -> bool:
    """（十二） and 十一、 at the start of a line."""
    following = text[end : end + 1]
    if before in "(（" and following in ")）":
        return True
    return following in "、.．" and (start == 0 or before in "\n\t 　") and bool(following)


def is_date(text: str, end: int, run: str) -> bool:
    """Whether 年, 月, 日 or 号 behind the run makes a date of it: 二〇二二年, 五月, 三十一日; not 二十年, 十日内."""
    at = end
    while at < len(text) and text[at] == " ":
        at += 1
    following = text[at : at + 1]
    if not following or following not in _DATES:
        return False
    if following == "年":
        return len(run) >= 2 and run != "三五" and all(c in SPELT for c in run)
    return not (following == "日" and text.startswith(_DAY_LENGTHS, at))
