"""G108 A count differs from the list behind it 所列项数与所写个数不符

What it checks 查什么
    “内设科室7个，分别为：……”：后面用顿号列出的名称应当正好是所写的个数。
Why it matters 为什么重要
    漏列或多列都说明个数没有核对。
Basis 依据
    budget_law_rules_83。
How it is recomputed 怎样复算
    数顿号隔开的名称；最后一项里的“和、及、与”可能是连接词也可能是名称的一部分，两种数法有一种相符即可。
Left alone 不查什么
    带“等”字的、名称里有数字的、没有“分别为、分别是、即、为”引出的（“内设5个股室：”除外），都不是完整清单，不查。
Example 例子
    “派驻机构4个，分别为甲组、乙组、丙组”：列出3个。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import Answer, CheckMeta
from gouji.model import Finding, Text, Tie

META = CheckMeta(
    id="G108",
    title=Text("所列项数与所写个数不符", "A count differs from the list behind it"),
    severity="warning",
    needs=("facts",),
    basis=("budget_law_rules_83",),
)


def check(case: Case) -> Iterator[Answer]:
    """Counts followed by their list."""

    def make(tie: Tie) -> Finding:
        count = case.fact(tie.left[0].facts[0])
        listed = f"{tie.right[0].coefficient:f}"
        where = case.where(count)
        evidence = case.evidence("stated", [count.id])
        if tie.origin.span is not None:
            evidence.append(("list", tie.origin.span))
        return case.finding(
            META,
            Text(
                f"{where.zh}：{case.label(count).zh}写为{case.printed(count)}，后面列出{listed}项",
                f"{where.en}: {case.label(count).en} is {case.printed(count)}, but {listed} are listed",
            ),
            evidence,
            computation=f"列出{listed}项，写为{case.printed(count)}",
            reported=case.printed(count),
            recomputed=listed,
        )

    yield from case.judge(case.graph.of_kind("enumeration"), make)
