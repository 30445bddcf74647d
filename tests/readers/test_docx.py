"""Word documents: what is taken, what is left, and where it stands."""

from __future__ import annotations

from ooxml import docx, p, r, tbl, tc, tr, zipped
from reader_views import cells, paragraphs, unplaced

from gouji.model import Document, Table
from gouji.readers import read_bytes

_BOX = "<wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>"


def read(body: str, **parts: str) -> Document:
    return read_bytes(docx(body, **parts), "报告.docx")


def kinds(document: Document) -> list[str]:
    return [gap.kind for gap in document.gaps]


def test_a_number_over_two_runs_is_one_and_both_runs_keep_their_places() -> None:
    document = read(p("支出665", r(".85", "<w:b/>"), "万元") + p("完。"))
    assert document.text == "支出665.85万元\n完。"
    assert [document.text[s.start : s.end] for s in document.segments] == ["支出665", ".85", "万元", "完。"]
    place = document.place_at(document.text.index(".85"))
    assert place is not None and (place.part, place.paragraph, place.run) == ("body", 1, 2)
    assert document.place_at(document.text.index("\n")) is None


def test_insertions_count_and_deletions_do_not() -> None:
    document = read(
        p(
            "预算",
            f"<w:del>{r('10').replace('w:t', 'w:delText')}</w:del>",
            f"<w:ins>{r('12')}</w:ins>",
            "万元",
        )
    )
    assert document.text == "预算12万元"
    place = document.place_at(2)
    assert place is not None and place.run == 3


def test_moved_text_stands_where_it_was_moved_to() -> None:
    document = read(p(f"<w:moveFrom>{r('甲')}</w:moveFrom>", "乙", f"<w:moveTo>{r('甲')}</w:moveTo>"))
    assert document.text == "乙甲"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = read(p("前半", properties="<w:rPr><w:del/></w:rPr>") + p("后半") + p("另段"))
    assert paragraphs(document) == ["前半后半", "另段"]
    place = document.place_at(2)
    assert place is not None and place.paragraph == 2


def test_wrappers_do_not_hide_text() -> None:
    document = read(
        f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
        + p("<w:hyperlink>" + r("链接") + "</w:hyperlink>", "<w:smartTag>" + r("标签") + "</w:smartTag>")
        + p("<w:fldSimple w:instr='PAGE'>" + r("7") + "</w:fldSimple>")
    )
    assert paragraphs(document) == ["控件", "链接标签", "7"]


def test_alternate_content_is_read_once() -> None:
    new = f"<w:drawing>{_BOX.format(p('盒中'))}</w:drawing>"
    old = f"<w:pict><v:shape>{_BOX.format(p('盒中'))}</v:shape></w:pict>"
    choice = f"<mc:Choice Requires='wps'>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    box = f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
    document = read(p("锚", box, "后") + p("末"))
    assert paragraphs(document) == ["锚后", "盒中", "末"]
    inside = document.place_at(document.text.index("盒"))
    after = document.place_at(document.text.index("末"))
    assert inside is not None and (inside.part, inside.paragraph) == ("textbox", 2)
    # The second copy of the box counts, so that the number is that of the element in the file.
    assert after is not None and after.paragraph == 4


def test_a_text_box_in_a_cell_follows_the_table() -> None:
    box = f"<w:r><w:drawing>{_BOX.format(p('盒中'))}</w:drawing></w:r>"
    document = read(tbl(tr(tc(p("格", box)), "二")) + p("后"))
    assert document.text == "格\t二\n盒中\n后"


def test_field_instructions_are_dropped_and_results_kept() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>SUM(ABOVE)</w:instrText></w:r>"
    document = read(p("合计", mark("begin"), code, mark("separate"), "665.85", mark("end"), "万元"))
    assert document.text == "合计665.85万元"


def test_a_field_that_never_ends_does_not_swallow_the_rest() -> None:
    document = read(p("甲", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p("乙"))
    assert paragraphs(document) == ["甲", "乙"]


def test_signs_inside_runs() -> None:
    run = (
        "<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>D</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    )
    assert read(p(run)).text == "A\tB\nC-D☑≥"


def test_an_unknown_symbol_is_a_gap() -> None:
    document = read(p("完成", '<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>'))
    assert document.text == "完成\ufffd" and kinds(document) == ["symbol"]


def test_space_around_text_counts_only_if_preserved() -> None:
    assert read(p("<w:r><w:t> 甲 </w:t></w:r>", "<w:r><w:t xml:space='preserve'> 乙</w:t></w:r>")).text == "甲 乙"


def test_hidden_text_is_left_out_and_said() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Sub"><w:basedOn w:val="Secret"/></w:style>'
    )
    document = read(
        p(
            "明",
            r("暗", "<w:vanish/>"),
            r("不暗", '<w:vanish w:val="0"/>'),
            r("密", '<w:rStyle w:val="Sub"/>'),
        ),
        styles=styles,
    )
    assert document.text == "明不暗" and kinds(document) == ["hidden"]
    assert "第1段处" in document.gaps[0].message.zh and "2 字" in document.gaps[0].message.zh


def test_pictures_charts_and_objects_are_gaps_with_their_places() -> None:
    picture = "<w:r><w:drawing><wp:inline><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>"
    chart = "<w:r><w:drawing><wp:inline><a:graphic><c:chart/></a:graphic></wp:inline></w:drawing></w:r>"
    old = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
    thing = "<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>"
    document = read(p("图一", picture) + p(chart, old) + tbl(tr("甲", tc(p(thing)))))
    assert kinds(document) == ["picture", "chart", "picture", "object"]
    assert document.gaps[0].message.zh == "第1段处有一幅图片，其中的文字没有读。"
    assert document.gaps[3].message.zh.startswith("第1个表格第1行第2列有一个嵌入对象")
    place = document.gaps[3].place
    assert place is not None and (place.table, place.row, place.column) == (1, 1, 2)


def test_formulas_keep_figures_apart() -> None:
    def m(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:f><m:num>{m('50.5')}</m:num><m:den>{m('50.61')}</m:den></m:f>"
    formula = f"<m:oMath>{fraction}{m('=99.78%')}</m:oMath>"
    power = f"<m:oMath><m:sSup><m:e>{m('10')}</m:e><m:sup>{m('2')}</m:sup></m:sSup></m:oMath>"
    assert read(p("执行率", formula, power)).text == "执行率(50.5)/(50.61)=99.78%10^2"


def test_ruby_leaves_the_base() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('jī')}</w:rt><w:rubyBase>{r('稽')}</w:rubyBase></w:ruby></w:r>"
    document = read(p("勾", ruby, "完"))
    place = document.place_at(2)
    assert document.text == "勾稽完" and place is not None and place.run == 5


def test_notes_stand_after_the_body() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("线")}</w:footnote>'
        f'<w:footnote w:id="1">{p("不含上年结转5.12万元")}</w:footnote>'
    )
    body = p("收入665.85万元", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    document = read(body, footnotes=notes)
    assert document.text == "收入665.85万元\n不含上年结转5.12万元"
    place = document.place_at(document.text.index("5.12"))
    assert place is not None and (place.part, place.paragraph) == ("footnote", 2)


def test_a_missing_notes_part_is_a_gap() -> None:
    assert kinds(read(p("甲", '<w:r><w:footnoteReference w:id="1"/></w:r>'))) == ["missing_part"]


def test_headings_by_outline_by_name_and_by_inheritance() -> None:
    styles = (
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="二"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:styleId="Mine"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
        '<w:style w:styleId="Out"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>'
    )
    names = ["1", "二", "Mine", "Out", "Loop", "absent"]
    body = "".join(p(name, style=name) for name in names)
    body += p("直接", properties='<w:outlineLvl w:val="0"/>') + p(
        "正文", style="1", properties='<w:outlineLvl w:val="9"/>'
    )
    assert [block.level for block in read(body, styles=styles).paragraphs()] == [1, 2, 1, 4, 0, 0, 1, 0]


def test_merged_cells_become_a_grid() -> None:
    document = read(
        tbl(
            tr(tc("机构", merge="restart"), tc("其中", span=2)),
            tr(tc(merge="continue"), "人员", "公用"),
            tr("某办", "122.51", ""),
        )
    )
    (table,) = document.tables()
    assert (table.rows, table.columns) == (3, 3)
    assert cells(document, table) == [
        (0, 0, 2, 1, "机构"),
        (0, 1, 1, 2, "其中"),
        (1, 1, 1, 1, "人员"),
        (1, 2, 1, 1, "公用"),
        (2, 0, 1, 1, "某办"),
        (2, 1, 1, 1, "122.51"),
        (2, 2, 1, 1, ""),
    ]
    assert document.text == "机构\t其中\n\t人员\t公用\n某办\t122.51\t"
    place = document.place_at(document.text.index("122"))
    assert place is not None and (place.table, place.row, place.column) == (1, 3, 2)


def test_rows_may_begin_late_and_end_early() -> None:
    late = '<w:gridBefore w:val="1"/><w:gridAfter w:val="2"/>'
    document = read(tbl(tr("甲", "乙", "丙", "丁"), tr("戊", properties=late)))
    (table,) = document.tables()
    assert table.columns == 4 and cells(document, table)[-1] == (1, 1, 1, 1, "戊")


def test_text_under_a_merged_cell_is_said() -> None:
    document = read(tbl(tr(tc("甲", merge="restart")), tr(tc("遗", merge="continue"))))
    assert document.text == "甲\n" and kinds(document) == ["hidden"]


def test_a_merge_without_a_start_is_a_cell() -> None:
    document = read(tbl(tr(tc("甲", merge="continue"), "乙")))
    (table,) = document.tables()
    assert len(table.cells) == 2


def test_a_deleted_row_is_gone() -> None:
    document = read(tbl(tr("甲", "1"), tr("乙", "2", properties="<w:del/>"), tr("丙", "3")))
    assert document.text == "甲\t1\n丙\t3"


def test_a_nested_table_stands_inside_its_cell() -> None:
    inner = tbl(tr("内一", "内二"))
    document = read(tbl(tr("外", tc(p("格"), inner, "<w:p/>"))) + p("后"))
    outer, nested = document.tables()
    assert not outer.nested and nested.nested
    holder = outer.cells[1]
    assert holder.start <= nested.start and nested.end <= holder.end
    assert document.text == "外\t格\n内一\t内二\n\n后" and not unplaced(document)
    last = document.blocks[-1]
    assert not isinstance(last, Table)


def test_paragraphs_of_a_cell_are_lines() -> None:
    document = read(tbl(tr(tc("产出", "（50分）"), "10")))
    (table,) = document.tables()
    assert cells(document, table)[0][-1] == "产出\n（50分）"


def test_the_strict_variant_is_read_too() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{strict}"><w:body>{p("支出")}</w:body></w:document>'
    data = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": body})
    assert read_bytes(data, "x").text == "支出"


def test_headers_and_footers_are_left_out() -> None:
    assert read(p("正文"), header1=p("页眉"), footer1=p("第1页")).text == "正文"
