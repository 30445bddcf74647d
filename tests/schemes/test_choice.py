"""Which scheme a form is scored by, and that it says why."""

from __future__ import annotations

from pathlib import Path

import pytest

import gouji
from gouji.model import ScoreSheet
from gouji.schemes import score_sheets

HEADS = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"


def targets(title: str, execution: int, output: int, benefit: int, satisfaction: int) -> str:
    funds = (
        "项目资金（万元）\t年度资金总额\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        f"\t合计\t100.00\t100.00\t100.00\t{execution}\t100%\t{execution}\n"
    )
    rows = [
        f"产出指标（{output}分）\t数量指标\t植树\t≥100株\t100株\t{output}\t{output}\t",
        f"效益指标（{benefit}分）\t社会效益指标\t受益人数\t≥50人\t50人\t{benefit}\t{benefit}\t",
        f"满意度指标（{satisfaction}分）\t服务对象满意度指标\t群众满意度\t≥90%\t95%\t{satisfaction}\t{satisfaction}\t",
    ]
    return title + "\n\n" + funds + HEADS + "\n".join(rows) + "\n总分\t\t\t\t\t100\t100\t\n"


def standards(title: str, parts: dict[str, int], names: tuple[str, ...]) -> str:
    rows = [
        f"{part}（{points}分）\t甲类\t{name}\t{name}达到90%得{points}分，未达到不得分。\t{points}\t{points}\t"
        for (part, points), name in zip(parts.items(), names, strict=True)
    ]
    head = "一级指标\t二级指标\t三级指标\t评分标准\t分值\t自评得分\t扣分原因和其他说明\n"
    return title + "\n\n" + head + "\n".join(rows) + f"\n总分\t\t\t\t{sum(parts.values())}\t100\t\n"


def sheet(text: str, folder: Path, place: str = "") -> ScoreSheet:
    path = folder / "报告.txt"
    path.write_text(text, encoding="utf-8")
    (made,) = score_sheets(gouji.extract(gouji.read(path)), place=place)
    return made


@pytest.mark.parametrize(
    ("title", "weights", "place", "chosen"),
    [
        ("云山县水利局2023年度项目支出绩效自评表", (10, 50, 30, 10), "", "national_project"),
        ("云山县水利局2023年度项目支出绩效自评表", (10, 50, 30, 10), "广西壮族自治区云山县", "guangxi_project"),
        ("安徽省云山县水利局2023年度项目支出绩效自评表", (10, 50, 30, 10), "", "anhui_project"),
        ("云山县水利局2023年度部门整体支出绩效自评表", (10, 50, 30, 10), "湖南省株洲市", "zhuzhou_department"),
        ("云山县水利局2023年度部门整体支出绩效自评表", (20, 40, 30, 10), "湖北省", "hubei_self_evaluation"),
        # 年度不在适用期内，地方的方案不用。
        ("云山县水利局2021年度部门整体支出绩效自评表", (10, 50, 30, 10), "湖南省株洲市", "national_project"),
        # 权重谁家都不是：分值照表，算法照全国的。
        ("云山县水利局2023年度部门整体支出绩效自评表", (5, 55, 30, 10), "湖南省株洲市", "national_project"),
        ("云山县水利局2023年度部门整体支出绩效自评表", (20, 40, 30, 10), "", "national_project"),
    ],
)
def test_by_shape_place_and_year(
    title: str, weights: tuple[int, int, int, int], place: str, chosen: str, tmp_path: Path
) -> None:
    made = sheet(targets(title, *weights), tmp_path, place)
    assert made.scheme == chosen
    assert made.why and all(text.zh and text.en for text in made.why)
    known = {(10, 50, 30, 10), (20, 40, 30, 10)} if place else {(10, 50, 30, 10)}
    assert ("没有已知方案" in made.why[0].zh) == (weights not in known)


def test_the_framework_without_weights(tmp_path: Path) -> None:
    parts = {"投入": 20, "过程": 30, "产出": 30, "效果": 20}
    made = sheet(standards("云山县2023年度部门整体支出绩效评分表", parts, ("甲率", "乙率", "丙率", "丁率")), tmp_path)
    assert made.scheme == "national_department"
    assert "方案不定分值" in made.why[0].zh


def test_a_form_of_nobody_is_scored_as_it_is_printed(tmp_path: Path) -> None:
    made = sheet(standards("云山县2023年度绩效评分表", {"决策": 40, "成效": 60}, ("甲率", "乙率")), tmp_path)
    assert made.scheme == "as_printed"
    assert "没有已知方案" in made.why[0].zh and "决策40、成效60" in made.why[0].zh


def test_old_sichuan_form_by_place_and_year(tmp_path: Path) -> None:
    parts, names = {"部门决策": 25, "综合管理": 30, "部门绩效": 45}, ("甲率", "乙率", "丙率")
    assert sheet(standards("四川省云山县2018年度部门整体支出绩效评分表", parts, names), tmp_path, "四川省").scheme == (
        "sichuan_department_old"
    )
    assert sheet(standards("四川省云山县2023年度部门整体支出绩效评分表", parts, names), tmp_path, "四川省").scheme == (
        "as_printed"
    )


def test_a_report_without_a_table_has_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("云山县水利局2023年度部门整体支出绩效自评报告\n\n2023年支出100万元。\n", encoding="utf-8")
    assert score_sheets(gouji.extract(gouji.read(path))) == ()


def test_several_forms_have_a_sheet_each(tmp_path: Path) -> None:
    first = targets("云山县水利局2023年度项目支出绩效自评表", 10, 50, 30, 10)
    second = targets("云山县水利局2023年度项目支出绩效自评表（二）", 10, 50, 30, 10)
    second = second.replace("\t95%\t10\t10", "\t80%\t10\t10")
    path = tmp_path / "报告.txt"
    path.write_text(first + "\n" + second, encoding="utf-8")
    made = score_sheets(gouji.extract(gouji.read(path)))
    assert [(one.form, one.forms, len(one.rows)) for one in made] == [(1, 2, 4), (2, 2, 4)]
    assert [str(one.recomputed_total) for one in made] == ["100", "98.89"]
