"""G215 Overstaffing is denied but there are more staff than posts 称无超编，在职却多于编制

What it checks 查什么
    写明“无超编”“未超编制”，而在职人数大于编制人数。
Why it matters 为什么重要
    在职人员控制率按这两个数计分，结论与数字相反。
Basis 依据
    department_framework, budget_law_rules_83。
How it is recomputed 怎样复算
    人数是准数，在职大于编制即为矛盾。
Left alone 不查什么
    缺在职人数或编制人数的，答“无从判断”；“严禁超编”一类的要求不是结论。
Example 例子
    “编制 18 人，在职 20 人，无超编情况”。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.passages import exceeds, only
from gouji.checks.registry import HELD, Answer, CheckMeta, Lacking
from gouji.model import Claim, Text

META = CheckMeta(
    id="G215",
    title=Text("称无超编，在职却多于编制", "Overstaffing is denied but there are more staff than posts"),
    severity="error",
    needs=("facts", "claims"),
    basis=("department_framework", "budget_law_rules_83"),
)


def check(case: Case) -> Iterator[Answer]:
    """Denials of overstaffing against staff and posts."""
    claims = [s for s in case.report.statements if isinstance(s, Claim) and s.kind == "no_overstaffing"]
    if not claims:
        return
    staff, posts = only(case, "headcount_actual"), only(case, "headcount_authorised")
    for claim in claims:
        if staff is None or posts is None:
            yield Lacking(("headcount_actual", "headcount_authorised"))
        elif not exceeds(staff, posts):
            yield HELD
        else:
            said = "".join(case.document.quote(claim.span).split())
            yield case.finding(
                META,
                Text(
                    f"写为“{said}”，但在职{case.printed(staff)}，编制{case.printed(posts)}",
                    f"the text says “{said}”, but {case.printed(staff)} staff fill {case.printed(posts)} posts",
                ),
                [("stated", claim.span), ("actual", staff.span), ("authorised", posts.span)],
                computation=f"{case.printed(staff)} > {case.printed(posts)}",
                reported=said,
                changes_score=True,
            )
