"""G810 A date that does not exist 不存在的日期

What it checks 查什么
    日历上没有的日期：2月30日、4月31日、13月5日。
Why it matters 为什么重要
    时限和支付进度都以日期为准，写错了无从核对。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    按公历：月份一到十二，日不超过当月的天数；没有写年份的，二月按二十九天。
Left alone 不查什么
    只写年月、只写月份的按月份判断；“1—12月”是期间，不查。
Example 例子
    “2023年2月30日”。
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.pieces import matches
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import shown
from gouji.model import Text

META = CheckMeta(
    id="G810",
    title=Text("不存在的日期", "A date that does not exist"),
    severity="warning",
    needs=("text",),
    basis=("budget_law_rules_83",),
)

_DATE = re.compile(
    r"(?:(?<!\d)(?P<year>(?:19|20)\d\d)\s?年\s?)?(?<![\d.—－~～至-])(?P<month>\d{1,2})\s?月(?!份?[至到—－~～-])(?:\s?(?P<day>\d{1,2})\s?日)?"
)
_LEAP, _MONTHS = 2020, 12


def check(case: Case) -> Iterator[Answer]:
    """Dates against the calendar."""
    for _, span in matches(case, _DATE):
        match = _DATE.fullmatch(case.document.quote(span))
        if match is None or not (match["day"] or match["year"]):
            continue
        if _exists(int(match["year"] or _LEAP), int(match["month"]), int(match["day"] or 1)):
            yield HELD
            continue
        printed = shown(case, span)
        yield case.finding(
            META,
            Text(f"“{printed}”在日历上没有", f"“{printed}” is not in the calendar"),
            [("stated", span)],
            computation=_limit(int(match["year"] or _LEAP), int(match["month"])),
            reported=printed,
        )


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]


def _limit(year: int, month: int) -> str:
    if not 1 <= month <= _MONTHS:
        return f"{month}月：一年只有{_MONTHS}个月"
    return f"{month}月最多{monthrange(year, month)[1]}日"
