"""G324 A score with more than two decimals 得分的小数位数过多

What it checks 查什么
    得分最多保留两位小数。
Why it matters 为什么重要
    多出来的位数多半是公式算出来没有取整，合计会因此对不上。
Basis 依据
    bureau_system_rules：保留两位小数。
How it is recomputed 怎样复算
    数印出的小数位数。一张表报一次。
Left alone 不查什么
    一位、两位小数；分值栏。
Example 例子
    得分 9.3333，保留两位应为 9.33。
"""

from collections.abc import Iterator

from gouji.basis import parameter
from gouji.checks.case import Case, rounded
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import scored, short
from gouji.model import Text

META = CheckMeta(
    id="G324",
    title=Text("得分的小数位数过多", "A score with more than two decimals"),
    severity="notice",
    needs=("indicators",),
    basis=("bureau_system_rules",),
    parameters=("score_decimals",),
)


def check(case: Case) -> Iterator[Answer]:
    """The printed decimals of scores, a finding a table."""
    most = int(parameter("score_decimals", case.year))
    for table in scored(case):
        fine = [row for row in table if row.score_fact.quantity.decimals > most]
        if not fine:
            yield HELD
            continue
        told = "；".join(f"{short(row.indicator.name)} {case.number(row.score_fact)}" for row in fine)
        due = [rounded(row.score, most) for row in fine]
        yield case.finding(
            META,
            Text(f"得分超过{most}位小数：{told}", f"scores with more than {most} decimals: {told}"),
            case.evidence("score", [row.score_fact.id for row in fine]),
            computation="；".join(f"{case.number(row.score_fact)}→{one}" for row, one in zip(fine, due, strict=True)),
            reported=case.printed(fine[0].score_fact) if len(fine) == 1 else None,
            recomputed=f"{due[0]}分" if len(fine) == 1 else None,
            changes_score=True,
        )
