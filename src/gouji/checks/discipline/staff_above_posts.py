"""G506 More staff than posts 在职人数超过编制

What it checks 查什么
    在职人员数大于编制人数。
Why it matters 为什么重要
    在职人员控制率超过100%，人员经费也会没有编制依据；也可能是两数写反。
Basis 依据
    department_framework：在职人员控制率＝在职人员数/编制数×100%。
How it is recomputed 怎样复算
    人数是准数，在职大于编制即报；相等不算。
Left alone 不查什么
    文中写明超编人数、编外或临时聘用人员的，已有交代，不报。两数有几个不同值的，由 G201 报。
Example 例子
    编制 24 人，在职 27 人。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, only
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text

META = CheckMeta(
    id="G506",
    title=Text("在职人数超过编制", "More staff than posts"),
    severity="notice",
    needs=("facts",),
    basis=("department_framework",),
)

_TOLD = re.compile(r"超编|编外|临聘|聘用|劳务派遣|借调|挂职|军转|政府购买")


def check(case: Case) -> Iterator[Answer]:
    """Staff in post against authorised posts."""
    staff, posts = only(case, "headcount_actual"), only(case, "headcount_authorised")
    if staff is None or posts is None:
        return
    if not exceeds(staff, posts) or _TOLD.search(case.document.text):
        yield HELD
        return
    more = (staff.quantity.value or 0) - (posts.quantity.value or 0)
    yield case.finding(
        META,
        Text(
            f"在职{case.printed(staff)}，编制{case.printed(posts)}，多{more}人",
            f"{case.printed(staff)} staff for {case.printed(posts)} posts, {more} more",
        ),
        [("actual", staff.span), ("authorised", posts.span)],
        computation=f"{case.printed(staff)} > {case.printed(posts)}",
        reported=case.printed(staff),
    )
