"""Word documents made for the golden files: one that has everything at once."""

from __future__ import annotations

from ooxml import docx, lists, lvl, numbered, p, r, tbl, tc, tr

STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="条目"/><w:pPr><w:numPr>'
    '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
LISTS = lists(lvl(0, "chineseCounting", "%1、") + lvl(1, "chineseCounting", "（%2）"))
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
PICTURE = "<w:r><w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing></w:r>"


def everything() -> bytes:
    """Headings, numbers, a split figure, tracked changes, a box, a picture, tables in tables and a note."""
    body = (
        p("2023年度部门整体支出绩效自评报告", style="1")
        + numbered(1, 0, "部门概况")
        + p("编制20人，实有18人。", style="Item")
        + p("全年支出13", r("5.0", "<w:b/>"), "0万元，", f"<w:del>{r('占百分之九十')}</w:del>",
            f"<w:ins>{r('执行率90%')}</w:ins>", '<w:r><w:footnoteReference w:id="1"/></w:r>')
        + numbered(1, 0, "附表", BOX.format(p("单位：万元")), PICTURE)
        + tbl(
            tr(tc("项目", merge="restart"), tc("支出", span=2)),
            tr(tc(merge="continue"), "预算数", "执行数"),
            tr(tc("档案", "数字化"), "150.00", tc(tbl(tr("其中", "130.00")), "<w:p/>")),
        )
        + p("完。", r("草稿", "<w:vanish/>"))
    )  # fmt: skip
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p()}</w:footnote>'
        f'<w:footnote w:id="1">{p("含上年结转5.00万元。")}</w:footnote>'
    )
    return docx(body, styles=STYLES, numbering=LISTS, footnotes=notes)


SPECIMENS = {"样样俱全": everything}
