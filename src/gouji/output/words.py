"""What the outputs call things, in both languages: severities, verdicts, roles, forms, what is missing, states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from gouji.model import CheckResult, Language, Other, Text
from gouji.vocabulary import concepts

SEVERITY = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "notice": Text("提示", "notice"),
}
VERDICT = {
    "contradictory": Text("有矛盾", "contradictory"),
    "consistent": Text("能对上的都对上", "consistent"),
    "cannot_judge": Text("无从核对", "cannot judge"),
}
ROLE = {
    "whole": Text("合计", "whole"),
    "part": Text("分项", "part"),
    "stated": Text("所写", "stated"),
    "other": Text("另一处", "elsewhere"),
    "member": Text("各数", "figure"),
    "actual": Text("实际", "actual"),
    "base": Text("基数", "base"),
    "budget": Text("预算", "budget"),
    "initial": Text("年初", "initial"),
    "final": Text("全年", "final"),
    "score": Text("得分", "score"),
    "points": Text("分值", "points"),
    "rate": Text("比率", "rate"),
    "rule": Text("规则", "rule"),
    "list": Text("清单", "list"),
    "total": Text("总数", "total"),
    "count": Text("个数", "count"),
    "against": Text("对照", "other document"),
    "previous": Text("上年", "last year"),
    "target": Text("指标值", "target"),
    "achieved": Text("完成值", "achieved"),
    "input": Text("所用的数", "figure used"),
    "reason": Text("原因", "reason"),
    "problems": Text("问题", "problems"),
    "blank": Text("空着", "blank"),
    "form": Text("评分表", "form"),
    "name": Text("名称", "name"),
    "code": Text("编码", "code"),
    "above": Text("上级", "parent"),
    "authorised": Text("编制", "authorised"),
    "staff": Text("人员", "staff"),
    "amount": Text("金额", "amount"),
    "figure": Text("表中的数", "figure"),
    "year": Text("年份", "year"),
}
FORM = {
    "department_self_evaluation_form": Text("部门整体支出绩效自评表", "departmental self-evaluation form"),
    "department_score_table": Text("部门整体支出绩效评分表", "departmental score table"),
    "department_prose": Text("部门整体支出绩效自评报告", "departmental self-evaluation report"),
    "project_self_evaluation_form": Text("项目支出绩效自评表", "project self-evaluation form"),
    "project_score_table": Text("项目支出绩效评分表", "project score table"),
    "project_prose": Text("项目支出绩效自评报告", "project self-evaluation report"),
    "final_accounts": Text("部门决算", "departmental final accounts"),
    "budget": Text("部门预算", "departmental budget"),
}
MISSING = {
    "whole": Text("整体数", "the whole"),
    "target": Text("指标值", "a target"),
    "achieved": Text("实际完成值", "an achieved value"),
    "budget": Text("预算数", "the budget"),
    "outturn": Text("执行数", "the outturn"),
    "sangong_budget": Text("“三公”各项的预算数", "the budgets of official travel, vehicles and reception"),
    "previous": Text("上年数", "last year's figure"),
    "actual": Text("实际数", "the actual figure"),
    "bound": Text("确切的数", "a definite figure"),
    "scope": Text("范围", "the scope"),
    "other_items": Text("其余各项", "the other items"),
    "grade_bands": Text("等级划分", "the bands of grades"),
    "repair": Text("唯一的改法", "a single repair"),
    "another_file": Text("另一份文件", "another file"),
    "organisation": Text("单位名称", "the name of the organisation"),
    "fiscal_year": Text("年度", "the fiscal year"),
    "same_unit": Text("同一单位的文件", "a document of the same organisation"),
    "same_scope": Text("同一范围的文件", "a document of the same scope"),
    "same_kind": Text("同类的文件", "a document of the same kind"),
    "same_project": Text("同一项目的自评", "a self-evaluation of the same project"),
    "problems": Text("存在问题一节", "a chapter of problems"),
    "narrative": Text("足够的正文", "enough prose"),
    "indicator_target": Text("同名的指标值", "a target of the same name"),
    "same_year": Text("同一年度的文件", "a document of the same year"),
    "last_year": Text("上一年度的文件", "a document of last year"),
    "unread": Text("认得清的数字", "a figure recognised for sure"),
}
STATE = {
    "closed": Text("对上", "tied"),
    "rounding": Text("对上，差在四舍五入之内", "tied within rounding"),
    "contradicting": Text("矛盾", "contradicting"),
    "named": Text("没有别的数可以核对", "no other figure to tie with"),
    "unnamed": Text("没有认出是什么数", "not recognised"),
}
OTHER = {"against": Text("对照", "against"), "previous": Text("上年", "previous")}
CHANGES = Text("改正后得分或等级会变", "corrected, the score or the grade would change")


def open_said(result: CheckResult, language: Language) -> str:
    """A check that could not judge, on one line: what it looks for, and what it would have needed."""
    title = "" if result.title is None else f" {result.title.said_in(language)}"
    words = lacking(result, language)
    return Text(f"{result.rule}{title}：缺{words}", f"{result.rule}{title}: lacks {words}").said_in(language)


def lacking(result: CheckResult, language: Language) -> str:
    """What a check would have needed to judge."""
    names = [MISSING[name] if name in MISSING else concept_name(name) for name in result.missing]
    return Text("、", ", ").said_in(language).join(dict.fromkeys(name.said_in(language) for name in names))


def paired(others: Sequence[Other], language: Language) -> Iterator[str]:
    """A sentence for each document that a report was set against: as what, or why it could not be."""
    for other in others:
        if other.pairing is not None:
            role = OTHER[other.role].said_in(language)
            yield f"{role} {PurePath(other.document.name).name}{Text('：', ': ').said_in(language)}" + (
                other.pairing.said.said_in(language)
            )


def concept_name(name: str) -> Text:
    """What the vocabulary calls a concept; a name that is none of its ids stands for itself."""
    entry = concepts().get(name)
    return Text(name, name) if entry is None else Text(entry.zh, entry.id.replace("_", " "))
