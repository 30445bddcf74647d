"""G310 A limit that was broken has full marks 超过上限却得满分

What it checks 查什么
    指标值印着“≤”“不超过”“控制在……以内”，或者指标值为0（事故0起），实际完成值超过的，得分不应等于分值。
Why it matters 为什么重要
    成本、时限、事故一类指标越少越好，超过了还得满分，等于没有考核。
Basis 依据
    project_evaluation_2020_marking；reverse_indicator_ratio；bureau_system_rules：指标值为0的，实际大于0不得分。
How it is recomputed 怎样复算
    实际完成值按印出位数取区间，整个区间都大于指标值才算超过。
Left alone 不查什么
    没有印方向的（由 G309 按越多越好看）；这一行印着评分标准、能照着算的（由 G307 查），
    没有读懂的只报提示；约数；单位不同的；几行合用一个分值的。
Example 例子
    指标值“≤30天”，实际完成“42天”，分值 10，得分 10。
"""

from collections.abc import Iterator

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import Row, computed_by_sentence, pattern, scored, short, wanted
from gouji.model import Finding, Text

META = CheckMeta(
    id="G310",
    title=Text("超过上限却得满分", "A limit that was broken has full marks"),
    severity="warning",
    needs=("indicators",),
    basis=("project_evaluation_2020_marking", "reverse_indicator_ratio", "bureau_system_rules"),
)


def check(case: Case) -> Iterator[Answer]:
    """Rows with a limit: achieved above it, beside the score."""
    elsewhere = computed_by_sentence(case)
    for table in scored(case):
        for row in table:
            broken = None if row.score_fact.id in elsewhere else _broken(case, row)
            if broken is None:
                continue
            yield _finding(case, row) if broken and row.full and row.points > 0 else HELD


def _broken(case: Case, row: Row) -> bool | None:
    """Whether the limit was exceeded; None where there is none or it cannot be told."""
    indicator = row.indicator
    if indicator.target is None or indicator.achieved is None:
        return None
    target, achieved = case.fact(indicator.target).quantity, case.fact(indicator.achieved).quantity
    if target.unit != achieved.unit or target.value is None or achieved.low is None:
        return None
    way = wanted(case, indicator)
    limit = way is not None and way == ("less", True)
    named = "".join(indicator.levels) + indicator.name
    nothing = target.value == 0 and pattern("either").search(named) is not None
    if not limit and not nothing:
        return None
    return achieved.low > target.value or (achieved.low == target.value and not achieved.low_closed)


def _finding(case: Case, row: Row) -> Finding:
    indicator = row.indicator
    target, achieved = short(indicator.target_text), short(indicator.achieved_text)
    name, score = short(indicator.name), case.printed(row.score_fact)
    figures = [index for index in (indicator.target, indicator.achieved) if index is not None]
    return case.finding(
        META,
        Text(
            f"“{name}”上限{target}，实际{achieved}，已经超过，得分{score}仍是满分",
            f"“{name}”: limit {target}, actual {achieved}: exceeded, yet full marks ({score})",
        ),
        [
            *case.evidence("target", figures[:1]),
            *case.evidence("achieved", figures[1:]),
            *case.evidence("score", [row.score_fact.id]),
        ],
        computation=f"{achieved} > {target}，{score}＝分值{case.printed(row.points_fact)}",
        # A sentence that could not be read may allow it.
        severity="notice" if indicator.standard.strip() else "warning",
        reported=score,
        recomputed=f"<{case.printed(row.points_fact)}",
        changes_score=True,
    )
