"""G309 A missed target has full marks 没有达到指标值却得满分

What it checks 查什么
    实际完成值低于指标值的，或者文字写明“未完成”“部分完成”的，得分不应等于分值。
Why it matters 为什么重要
    没有完成也得满分，总分就不再反映完成情况；这是复核时最先看的一处。
Basis 依据
    project_evaluation_2020_marking：定量指标达到指标值的记满分，未达到的按完成比例计分。
How it is recomputed 怎样复算
    实际完成值按印出位数取区间，整个区间都低于指标值才算没有达到。指标值印有“≥”“不低于”，或者是合格率、满意度一类越高越好的，
    或者是数量指标的，报警告；其余没有印方向的报提示。按比例算出的分数四舍五入到表上的位数仍是满分的，也只报提示。
Left alone 不查什么
    这一行印着评分标准、能照着算的（由 G307 查），没有读懂的只报提示；
    成本、时限、投诉等越少越好的；约数、只写界限的；单位不同的；几行合用一个分值的。
Example 例子
    指标值“≥20场”，实际完成“16场”，分值 10，得分 10。
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gouji.checks.case import Case
from gouji.checks.registry import HELD, Answer, CheckMeta
from gouji.checks.rows import Row, cell_of, computed_by_sentence, scored, short
from gouji.checks.targets import shortfall
from gouji.model import Finding, Severity, Text

META = CheckMeta(
    id="G309",
    title=Text("没有达到指标值却得满分", "A missed target has full marks"),
    severity="warning",
    needs=("indicators",),
    basis=("project_evaluation_2020_marking",),
)


def check(case: Case) -> Iterator[Answer]:
    """Rows that no printed sentence decides: achieved against target, beside the score."""
    elsewhere = computed_by_sentence(case)
    for table in scored(case):
        decimals = max(row.score_fact.quantity.decimals for row in table)
        for row in table:
            if row.score_fact.id in elsewhere:
                continue
            severity = _severity(case, row, decimals)
            if severity is None:
                if row.indicator.achieved is not None and row.indicator.target is not None:
                    yield HELD
            elif row.full and row.points > 0:
                # A sentence that could not be read may allow what was achieved.
                yield _finding(case, row, "notice" if row.indicator.standard.strip() else severity)
            else:
                yield HELD


def _severity(case: Case, row: Row, decimals: int) -> Severity | None:
    """How sure it is that the row lost marks; in the digits of the table a small shortfall may cost none."""
    how = shortfall(case, row.indicator)
    if how is None or how == "said":
        return None if how is None else "warning"
    target, achieved = (
        case.fact(index or 0).quantity.value for index in (row.indicator.target, row.indicator.achieved)
    )
    share = row.points * (achieved or Decimal(0)) / (target or Decimal(1))
    lost = share.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) != row.points
    return "warning" if how == "certain" and lost else "notice"


def _finding(case: Case, row: Row, severity: Severity) -> Finding:
    indicator = row.indicator
    target, achieved = short(indicator.target_text), short(indicator.achieved_text)
    name, score = short(indicator.name), case.printed(row.score_fact)
    quoted = [cell_of(case, indicator, indicator.target_text, last=False), cell_of(case, indicator, achieved)]
    places = [("target", quoted[0]), ("achieved", quoted[1])]
    if indicator.target is not None and indicator.achieved is not None:
        places = [("target", case.fact(indicator.target).span), ("achieved", case.fact(indicator.achieved).span)]
    return case.finding(
        META,
        Text(
            f"“{name}”指标值{target}，实际完成{achieved}，没有达到，得分{score}仍是满分",
            f"“{name}”: target {target}, achieved {achieved}: not reached, yet full marks ({score})",
        ),
        [
            *((role, span) for role, span in places if span is not None),
            *case.evidence("score", [row.score_fact.id]),
        ],
        computation=f"{achieved} < {target}，{score}＝分值{case.printed(row.points_fact)}",
        severity=severity,
        reported=score,
        recomputed=f"<{case.printed(row.points_fact)}",
        changes_score=True,
    )
