"""G515 Project money is spent on the unit's own staff 项目资金用于本单位人员

What it checks 查什么
    一个项目的资金写明用于本单位人员的工资、津贴补贴、社会保险费、公积金、慰问或食堂。
Why it matters 为什么重要
    这些是基本支出的内容；写在项目里，不是用错了钱，就是写错了用途。
Basis 依据
    budget_law_63, budget_law_rules_5。
How it is recomputed 怎样复算
    名称里有“项目”“专项”的金额，后面的“主要用于”（用于）里写着在职、机关、退休人员的人员开支，或者购置公务用车、职工食堂，
    而项目名称没有说是为这些而设。
Left alone 不查什么
    临时聘用、劳务派遣、协管、护林员、村干部、特岗教师等项目用工；名称里就有人员、工资、聘用、食堂、车辆的项目。
    用得对不对要看项目文本，只作提示。
Example 例子
    “乡村振兴帮扶项目资金 25 万元，主要用于发放机关人员工资津贴”。
"""

import re
from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import passages
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.wording import any_of
from gouji.model import Text

META = CheckMeta(
    id="G515",
    title=Text("项目资金用于本单位人员", "Project money is spent on the unit's own staff"),
    severity="notice",
    needs=("text",),
    basis=("budget_law_63", "budget_law_rules_5"),
)

_SPEAKS = re.compile(r"用于")
_USE = re.compile(
    r"(?P<name>[^,。;:()]{2,30}?(?:项目|专项)(?:资金|经费|支出)?)[^。;]{0,40}?用于:?(?P<purpose>[^。;]{4,80})"
)


def check(case: Case) -> Iterator[Answer]:
    """The purposes said behind the names of projects."""
    for passage in passages(case, _SPEAKS):
        for use in _USE.finditer(passage.shadow.text):
            staff = _words("own_staff").search(use["purpose"])
            if staff is None or _words("hired").search(use["purpose"]) or _words("of_staff").search(use["name"]):
                yield HELD
                continue
            start = use.start("purpose")
            yield case.finding(
                META,
                Text(
                    f"“{use['name']}”写明用于“{staff.group()}”，那是基本支出的内容",
                    f"“{use['name']}” is said to be for “{staff.group()}”, which belongs to basic expenditure",
                ),
                [
                    ("stated", passage.span(start + staff.start(), start + staff.end())),
                    ("name", passage.span(*use.span("name"))),
                ],
                computation=f"“{use['name']}”：“{staff.group()}”",
                reported=staff.group(),
            )


def _words(name: str) -> re.Pattern[str]:
    return any_of("discipline", name)
