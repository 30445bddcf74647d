"""Tables hidden in plain text."""

from __future__ import annotations

from reader_views import cells, filled, paragraphs, read_text, unplaced

from gouji.model import Document, Table


def only_table(document: Document) -> Table:
    (table,) = document.tables()
    return table


def lines(*rows: str) -> str:
    """Rows with one cell a line: cells are parted by |, a line break inside a cell is /."""
    return "\n\n".join("\n".join("\t" + cell.replace("/", "\n") for cell in row.split("|")) for row in rows)


def tabs(*rows: str) -> str:
    return "\n".join(row.replace("|", "\t") for row in rows)


def test_a_value_runs_over_the_empty_cells_after_it() -> None:
    document = read_text(tabs("部门名称|某局|||", "指标|目标|完成|分值|得分", "数量|3个|3个|10|10"))
    assert cells(document, only_table(document))[:2] == [(0, 0, 1, 1, "部门名称"), (0, 1, 1, 4, "某局")]


def test_a_label_continues_downwards_but_a_figure_does_not() -> None:
    document = read_text(tabs("类别|项目|预算|决算", "基本|工资|10|9", "|商品|5|", "项目|维护||3", "|建设|4|4"))
    assert filled(document, only_table(document)) == [
        ["类别", "项目", "预算", "决算"],
        ["基本", "工资", "10", "9"],
        ["基本", "商品", "5", ""],
        ["项目", "维护", "", "3"],
        ["项目", "建设", "4", "4"],
    ]


def test_a_total_covers_the_label_columns() -> None:
    document = read_text(tabs("类别|项目|预算", "基本|工资|10", "|商品|5", "合计||15"))
    assert (3, 0, 1, 2, "合计") in cells(document, only_table(document))


def test_the_title_of_a_block_stands_beside_all_its_rows() -> None:
    document = read_text(tabs("资金|来源||预算", "|合计||15", "|财政||15", "目标|预期||", "|办好会议||"))
    table = only_table(document)
    found = cells(document, table)
    assert (0, 0, 3, 1, "资金") in found
    assert (1, 1, 1, 2, "合计") in found
    assert (3, 0, 2, 1, "目标") in found and (4, 1, 1, 3, "办好会议") in found


def test_a_blank_line_does_not_end_a_table_of_the_same_width() -> None:
    document = read_text(tabs("指标|分值|得分", "甲|10|9", "", "乙|5|5", "丙|5|4"))
    assert only_table(document).rows == 4


def test_a_header_of_words_after_a_blank_line_begins_another_table() -> None:
    document = read_text(tabs("指标|分值|得分", "甲|10|9", "", "项目|预算|决算", "丙|5|4"))
    assert [table.rows for table in document.tables()] == [2, 2]


def test_a_header_repeated_after_a_page_break_is_dropped_from_the_grid_and_not_from_the_text() -> None:
    document = read_text(tabs("指标|名称|得分", "产出|甲|9", "", "指标|名称|得分", "产出|乙|5"))
    table = only_table(document)
    assert table.rows == 3
    assert (1, 0, 2, 1, "产出") in cells(document, table)
    assert document.text.count("指标") == 2 and not unplaced(document)


def test_rows_of_different_length_are_filled_up() -> None:
    document = read_text(tabs("指标|名称|得分", "产出|甲", "效益|乙|5"))
    assert filled(document, only_table(document))[1] == ["产出", "甲", ""]


def test_one_line_with_a_tab_is_a_paragraph() -> None:
    assert paragraphs(read_text("填报人：\t某甲\n\n正文。")) == ["填报人：\t某甲", "正文。"]


def test_one_cell_a_line_with_a_header_over_others() -> None:
    document = read_text(lines("机构名称|收入合计|其中：", "||上年结转|财政/拨款|其他", "某办|297.36||297.36|"))
    assert cells(document, only_table(document)) == [
        (0, 0, 2, 1, "机构名称"),
        (0, 1, 2, 1, "收入合计"),
        (0, 2, 1, 3, "其中："),
        (1, 2, 1, 1, "上年结转"),
        (1, 3, 1, 1, "财政\n拨款"),
        (1, 4, 1, 1, "其他"),
        (2, 0, 1, 1, "某办"),
        (2, 1, 1, 1, "297.36"),
        (2, 2, 1, 1, ""),
        (2, 3, 1, 1, "297.36"),
        (2, 4, 1, 1, ""),
    ]


def test_a_header_of_three_rows_is_divided_by_its_words() -> None:
    document = read_text(
        lines(
            "机构名称|支出合计|其中：|结余",
            "||基本支出|其中：|项目支出|当年结余|累计结余",
            "|||人员支出|公用支出|||",
            "某办|10|7|4|3|3||",
        )
    )
    found = cells(document, only_table(document))
    assert (0, 2, 1, 4, "其中：") in found and (0, 6, 1, 2, "结余") in found
    assert (1, 3, 1, 2, "其中：") in found and (1, 5, 2, 1, "项目支出") in found


def test_a_short_header_covers_the_label_columns() -> None:
    document = read_text(
        lines("自评情况|评价内容|目标|完成", "|产出|数量|办会|100%", "|||办展|100%", "|效益|社会|影响|95%")
    )
    assert filled(document, only_table(document)) == [
        ["自评情况", "评价内容", "评价内容", "目标", "完成"],
        ["自评情况", "产出", "数量", "办会", "100%"],
        ["自评情况", "产出", "数量", "办展", "100%"],
        ["自评情况", "效益", "社会", "影响", "95%"],
    ]


def test_rows_of_one_cell_are_paragraphs_and_part_tables() -> None:
    document = read_text(lines("一、概况", "联系人|某甲", "编制|11", "二、收支", "机构|收入|支出", "某办|3|3"))
    assert paragraphs(document) == ["一、概况", "二、收支"]
    assert [(table.rows, table.columns) for table in document.tables()] == [(2, 2), (2, 3)]


def test_the_same_first_header_cell_begins_another_table() -> None:
    document = read_text(lines("机构|收入|支出", "某办|3|3", "机构|资产|负债", "某办|5|1"))
    assert [table.rows for table in document.tables()] == [2, 2]


def test_the_last_value_of_a_form_row_runs_to_the_end() -> None:
    document = read_text(lines("编制|11|实有|10", "职责|贯彻落实决策部署。"))
    assert (1, 1, 1, 3, "贯彻落实决策部署。") in cells(document, only_table(document))


def test_a_page_break_repeats_header_and_labels() -> None:
    head = "一级|二级|评分标准|分值|得分"
    document = read_text(
        lines(head, "过  程|管理|①健全|3|2", "||②合规|3|3") + "\n\n\n\n" + lines(head, "过程|管理|③公开|2|2")
    )
    assert filled(document, only_table(document))[-1] == ["过程", "管理", "③公开", "2", "2"]
    assert (1, 0, 3, 1, "过  程") in cells(document, only_table(document))


def test_a_standard_and_a_weight_may_belong_to_several_indicators() -> None:
    document = read_text(
        lines(
            "一级|指标|评分标准|分值|得分",
            "效果|经济效益|共性要素，细化。|15|5",
            "|社会效益|||5",
            "|满意度|95%以上|5|5",
        )
    )
    found = cells(document, only_table(document))
    assert (1, 2, 2, 1, "共性要素，细化。") in found and (1, 3, 2, 1, "15") in found


def test_a_weight_smaller_than_the_scores_is_not_shared() -> None:
    document = read_text(
        lines(
            "一级|指标|评分标准|分值|得分",
            "效果|经济效益|细化。|10|8",
            "|社会效益|||5",
            "|满意度|95%以上|5|5",
        )
    )
    assert (2, 3, 1, 1, "") in cells(document, only_table(document))


def test_indented_prose_is_no_table() -> None:
    document = read_text("\t一、部门概况\n\t本单位编制11人，实有10人。\n\t二、收支情况\n\t全年收入10万元。\n")
    assert not list(document.tables()) and len(paragraphs(document)) == 4


def test_no_row_is_so_wide_that_it_takes_long() -> None:
    wide = "|".join(f"列{i}" for i in range(400))
    document = read_text(lines("甲|乙|丙", wide, wide))
    assert not unplaced(document)


FORM = lines(
    "绩效指标|一级指标|年度指标值|实际完成值|分值|得分|偏差原因",
    "|产出|2万卷|2万卷|25|25|",
    "||800|760|25|23|雨季",
    "总分|100|97|优",
)


def test_a_total_with_few_cells_has_its_figures_at_the_right() -> None:
    document = read_text(FORM)
    assert cells(document, only_table(document))[-4:] == [
        (3, 0, 1, 4, "总分"),
        (3, 4, 1, 1, "100"),
        (3, 5, 1, 1, "97"),
        (3, 6, 1, 1, "优"),
    ]


def test_the_title_of_a_block_ends_at_its_total() -> None:
    document = read_text(FORM)
    assert cells(document, only_table(document))[0] == (0, 0, 3, 1, "绩效指标")


def test_a_total_covers_the_count_of_rows() -> None:
    document = read_text(tabs("序号|项目名称|金额", "1|维修|10", "2|培训|5", "合计||15"))
    assert (3, 0, 1, 2, "合计") in cells(document, only_table(document))


def test_long_and_wide_texts_take_time_in_proportion() -> None:
    long_list = tabs("序号|名称|金额", *(f"{i}|项目|{i}.5" for i in range(1, 20_000)))
    assert only_table(read_text(long_list)).rows == 20_000
    uneven = tabs("|".join("甲" * 5000), *("乙|1" for _ in range(5000)))
    assert not unplaced(read_text(uneven)) and not list(read_text(uneven).tables())
    cards = lines(*(row for i in range(4000) for row in (f"姓名|某甲{i}", "年龄|9|8")))
    assert not unplaced(read_text(cards))
