"""Web pages: the article and nothing else, tables with their spans, what is hidden said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader_views import cells, filled, paragraphs, unplaced
from test_sheet_properties import Grid, grids

from gouji.errors import EmptyFile, ReadError, TooLarge
from gouji.model import Document
from gouji.readers import read, read_bytes

SETTINGS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LINKS = "".join(f"<li><a href='/{i}'>栏目{i}</a></li>" for i in range(8))
ARTICLE = (
    "<h1>2023年度部门整体支出绩效自评报告</h1><p>全年支出665.85万元，其中基本支出614.84万元。</p>"
    "<p>项目支出51万元，预算执行率100%，完成了年初确定的各项目标任务。</p>"
)
TABLE = "<table border=1><tr><th>项目<th>金额<tr><td>基本支出<td>614.84<tr><td>项目支出<td>51</table>"


def page(body: str, head: str = "") -> Document:
    document = read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "页.doc")
    assert not unplaced(document)
    return document


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("report", ["s000", "s002", "s004"])
def test_saved_reports_match_their_truth(shared: Path, report: str) -> None:
    formats = shared / "reports" / "formats"
    truth = json.loads((formats / f"{report}.truth.json").read_text(encoding="utf-8"))
    document = read(formats / f"{report}.html")
    read_paragraphs = [bare(text) for text in paragraphs(document)]
    assert [text for text in truth["paras"] if bare(text) not in read_paragraphs] == []
    for table, wanted in zip(document.tables(), truth["tables"], strict=True):
        assert [(*cell[:4], bare(cell[4])) for cell in cells(document, table)] == [
            (c["r"], c["c"], c["rs"], c["cs"], bare(c["text"])) for c in wanted["cells"]
        ]
    assert not unplaced(document) and document.gaps == ()


SITE = (
    "<div class='header'><img src='logo.png'><a href='/'>首页</a></div><div class='nav'><ul>" + LINKS + "</ul></div>"
    "<div class='position'>当前位置：<a href='/'>首页</a> &gt; <a href='/a'>信息公开</a></div>"
    "<div class='content'><div class='info'>来源：某局　发布时间：2024-03-01</div>{}</div>"
    "<div class='footer'>版权所有：某市财政局　ICP备12345号</div><script>var a = '<p>x</p>';</script>"
)


def test_what_stands_around_an_article_is_left_out(golden: Callable[[Document, Path], None]) -> None:
    document = page(SITE.format(ARTICLE + TABLE), "<style>p{color:red}</style>")
    assert paragraphs(document)[-3:] == [
        "2023年度部门整体支出绩效自评报告",
        "全年支出665.85万元，其中基本支出614.84万元。",
        "项目支出51万元，预算执行率100%，完成了年初确定的各项目标任务。",
    ]
    for noise in ("栏目", "首页", "版权", "当前位置"):
        assert noise not in document.text
    assert [t.rows for t in document.tables()] == [3] and document.gaps == ()
    golden(document, Path(__file__).parent / "网站页面.json")


def test_figures_outside_of_the_article_are_said() -> None:
    noise = f"<nav>{LINKS}今日成交 35万元</nav>"
    document = page(noise + f"<div>{ARTICLE}</div>")
    assert [gap.kind for gap in document.gaps] == ["boilerplate"] and "35" not in document.text


def test_a_layout_table_is_no_table_and_loses_nothing() -> None:
    menu = f"<td><ul>{LINKS}</ul></td>"
    document = page(f"<table><tr>{menu}<td>{ARTICLE}{TABLE}</td></tr></table>")
    assert [t.rows for t in document.tables()] == [3]
    assert len(paragraphs(document)) == 3 and "栏目" not in document.text
    stacked = page(f"<table><tr><td>{ARTICLE}</td></tr><tr><td>{TABLE}</td></tr></table>")
    assert len(paragraphs(stacked)) == 3 and [t.rows for t in stacked.tables()] == [3]


def test_a_table_inside_a_cell_is_nested() -> None:
    cell = "<table border=1><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    rows = (
        "<tr><td>项目<td>说明很长很长很长很长<tr><td>明细<td>见下"
        + cell
        + "<tr><td>合计很长很长<td>三三三三三三三三三三"
    )
    document = page(f"<table border=1>{rows}</table>")
    assert [table.nested for table in document.tables()] == [False, True]


def test_a_drawn_table_is_one_whatever_lies_in_its_cells() -> None:
    inner = TABLE.replace("基本支出", "基本支出" * 9)
    document = page(f"<table border=1><tr><td>外1<td>外2<tr><td>{inner}<td>外4</table>")
    assert [(table.nested, table.rows) for table in document.tables()] == [(False, 2), (True, 3)]
    boxed = page(f"<table border=1><tr><td>{ARTICLE}{TABLE}</table>")
    assert [table.nested for table in boxed.tables()] == [False] and len(paragraphs(boxed)) == 3


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<p>甲<br>乙</p>", ["甲\n乙"]),
        ("甲<br><br>乙<br>　　丙<br>一、丁", ["甲", "乙", "丙", "一、丁"]),
        ("<p>支出\n合计  665.85\n万元</p>", ["支出合计 665.85 万元"]),
        ("<p>a&nbsp;&lt;&#22269;</p>", ["a\xa0<国"]),
        ("<p>5<sup>2</sup>万元<sup><a href='#_ftn1'>[1]</a></sup></p>", ["5²万元"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<ol start=3><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>", ["3. 甲", "4. 乙", "丙"]),
        ("<p>甲<del>旧</del><ins>新</ins></p>", ["甲新"]),
    ],
)
def test_lines_and_paragraphs(markup: str, wanted: list[str]) -> None:
    assert paragraphs(page(markup)) == wanted


def test_headings_have_levels() -> None:
    document = page("<h2>一、概况</h2><p>文</p>")
    assert [block.level for block in document.paragraphs()] == [2, 0]


def test_hidden_elements_are_said() -> None:
    style = "<style>.gone{display:none} @media print{.paper{display:none}}</style>"
    body = "<p>甲</p><p style='display: none'>乙</p><p class=gone>丙丙</p><p hidden>丁</p><p class=paper>戊</p>"
    document = page(body, style)
    assert paragraphs(document) == ["甲", "戊"]
    assert [gap.kind for gap in document.gaps] == ["hidden"] and "4 字" in document.gaps[0].message.zh


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
@pytest.mark.parametrize("declared", ["", "gb2312", "utf-8"])
def test_encodings(codec: str, declared: str) -> None:
    if codec == "big5":
        declared = "big5"
    text = f"<html><meta charset='{declared}'><body><p>預算支出㎡665.85</p>".replace(
        "㎡", "" if codec == "big5" else "㎡"
    )
    assert "預算支出" in read_bytes(text.encode(codec), "x").text


def test_a_web_archive() -> None:
    body = "<html><body><p>支出665.85万元</p></body></html>".encode("gbk")
    quoted = "".join(f"={byte:02X}" if byte > 126 or byte == 61 else chr(byte) for byte in body)
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\n"
    part = "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    document = read_bytes((head + part + quoted + "\r\n--X--\r\n").encode(), "报告.doc")
    assert document.text == "支出665.85万元" and document.format == "html"


def test_what_is_refused() -> None:
    with pytest.raises(EmptyFile):
        page("<script>document.write('x')</script>")
    with pytest.raises(TooLarge):
        page("<div>" * 50_000)
    with pytest.raises(TooLarge):
        page("<p>" + "".join(f"<font size={i}>" for i in range(5000)) + "<p>x" * 5000)
    wide = "".join("<tr>" + "<td colspan=1000>x" * 60 for _ in range(60))
    with pytest.raises(TooLarge):
        page(f"<table border=1>{wide}</table>")


def test_deep_tables_end() -> None:
    with suppress(ReadError):
        page("<table border=1><tr><td>x<td>" * 300)


def drawn(grid: Grid) -> str:
    rows = max(row + height for row, _, height, _, _ in grid)
    lines = []
    for at in range(rows):
        here = sorted(c for c in grid if c[0] == at)
        texts = [(h, w, t.replace("&", "&amp;").replace("<", "&lt;")) for _, _, h, w, t in here]
        lines.append("<tr>" + "".join(f"<td rowspan={h} colspan={w}>{t}</td>" for h, w, t in texts) + "</tr>")
    return f"<table border=1>{''.join(lines)}</table>"


@SETTINGS
@given(grids())
def test_merged_cells_come_back(grid: Grid) -> None:
    document = page(drawn(grid))
    (table,) = document.tables()
    # White space in markup is one space.
    assert sorted(cells(document, table)) == sorted((*c[:4], re.sub(" +", " ", c[4])) for c in grid)


TAGS = ["p", "div", "table", "tr", "td", "th", "tbody", "tfoot", "br", "font", "b", "ul", "ol", "li", "sup", "a", "h1",
        "caption", "img", "nav", "del", "span", "center", "iframe", "pre"]  # fmt: skip
PIECES = st.sampled_from(
    [*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), "支出", "665.85", " ", "\n", "<td rowspan=3>",
     "<td colspan=4>", "<td rowspan=0>", "<a href=x>链接</a>", "<p style='display:none'>", "&lt;", "\x0b",
     "<tr hidden>",
     "<table border=1>", "版权所有", "<div class=nav>", "<div id=ftn1>"]
)  # fmt: skip


@SETTINGS
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_markup_gives_a_document_or_a_read_error(markup: str) -> None:
    try:
        document = page("起" + markup)
    except EmptyFile:
        return
    end = 0
    for segment in document.segments:
        assert end <= segment.start < segment.end
        end = segment.end
    assert [b.start for b in document.blocks] == sorted(b.start for b in document.blocks)
    for table in document.tables():
        filled(document, table)


@SETTINGS
@given(st.binary(max_size=200))
def test_any_bytes_after_a_tag_give_a_document_or_a_read_error(data: bytes) -> None:
    for start in (b"<html>", b"<table>", b"MIME-Version: 1.0\nContent-Type: multipart/related\n"):
        with suppress(ReadError):
            read_bytes(start + data, "x")
