"""G507 More vehicles than authorised 车辆超过编制

What it checks 查什么
    公务用车保有量（车辆合计）大于车辆编制数。
Why it matters 为什么重要
    超编车辆的运行费没有依据；也可能是两数写反。
Basis 依据
    final_accounts_tables。
How it is recomputed 怎样复算
    辆数是准数，大于即报；相等不算。
Left alone 不查什么
    没有写车辆编制的，不查；执法执勤、特种技术用车另有编制，文中提到这两类有车的，不报。
Example 例子
    公务用车编制 4 辆，年末公务用车保有量 6 辆。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, only, own
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.model import Text

META = CheckMeta(
    id="G507",
    title=Text("车辆超过编制", "More vehicles than authorised"),
    severity="notice",
    needs=("facts",),
    basis=("final_accounts_tables",),
)

_APART = ("vehicles_law_enforcement", "vehicles_special_technical")


def check(case: Case) -> Iterator[Answer]:
    """Vehicles held against vehicles authorised."""
    limit = only(case, "vehicles_authorised")
    held = only(case, "official_vehicles_held") or only(case, "vehicles_total")
    if limit is None or held is None:
        return
    if not exceeds(held, limit) or any(f.quantity.value for concept in _APART for f in own(case, concept)):
        yield HELD
        return
    yield case.finding(
        META,
        Text(
            f"车辆{case.printed(held)}，编制{case.printed(limit)}",
            f"{case.printed(held)} vehicles held, {case.printed(limit)} authorised",
        ),
        [("actual", held.span), ("authorised", limit.span)],
        computation=f"{case.printed(held)} > {case.printed(limit)}",
        reported=case.printed(held),
    )
