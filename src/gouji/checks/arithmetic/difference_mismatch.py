"""G103 A difference does not come out 差额不符

What it checks 查什么
    固定资产原值－累计折旧＝净值；年初预算＋追加－调减＝支出＋结余，只要这些数在同一处给出。
Why it matters 为什么重要
    三个数里知道两个就知道第三个，不符则必有一错。
Basis 依据
    government_accounting, budget_law_rules_83。
How it is recomputed 怎样复算
    两边各按印出位数取区间，相交即为对上。
    也查：两个百分数与所差的百分点，新增、注销与净增，括号里换一个单位再说一遍的金额，（满分10分，自评9分）与所写的扣分。
Left alone 不查什么
    同一句里有两个年初预算、两个支出等说不清哪个对哪个的，不查。
Example 例子
    原值 120.5 万元，累计折旧 80.3 万元，净值 42.2 万元：应为 40.2 万元。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import Answer, CheckMeta
from gouji.model import Finding, Text, Tie

META = CheckMeta(
    id="G103",
    title=Text("差额不符", "A difference does not come out"),
    severity="error",
    needs=("facts",),
    basis=("government_accounting", "budget_law_rules_83"),
)


def check(case: Case) -> Iterator[Answer]:
    """Differences from sentences and the vocabulary."""

    def make(tie: Tie) -> Finding:
        first = case.fact(tie.facts[0])
        left = case.amount(tie.left_nominal, first) if tie.left_nominal is not None else ""
        right = case.amount(tie.right_nominal, first) if tie.right_nominal is not None else ""
        where = case.where(first)
        names = "、".join(dict.fromkeys(case.label(case.fact(i)).zh for i in tie.facts))
        return case.finding(
            META,
            Text(
                f"{where.zh}：{names}几个数对不上，一边为{left}，另一边为{right}",
                f"{where.en}: the figures do not come out, one side is {left}, the other {right}",
            ),
            case.evidence("member", tie.facts),
            severity="error" if tie.certain else "warning",
            computation=case.sides(tie),
            reported=left,
            recomputed=right,
            basis=tie.origin.basis,
        )

    yield from case.judge(case.graph.of_kind("difference"), make)
