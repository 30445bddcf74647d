"""Comments in Word documents: at exactly the words quoted, everything else as it was."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as python_docx
import msgspec
import pytest
from lxml import etree
from ooxml import W, docx, lists, lvl, numbered, p, r, relations, tbl, tc, tr, zipped
from specimens import BOX, everything

import gouji
from gouji.annotate import annotated, notes_of
from gouji.checks import worst_first
from gouji.errors import NotAnnotated
from gouji.model import Span
from gouji.readers import read_bytes

ROOT = Path(__file__).resolve().parents[2]
NS = f"{{{W}}}"
Take = Callable[..., Any]
RED = '<w:color w:val="FF0000"/>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(A1)</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def looks(data: bytes) -> list[tuple[str, bytes]]:
    """Every character of the body with the properties of its run."""
    found = []
    for run in etree.fromstring(parts(data)["word/document.xml"]).iter(f"{NS}r"):
        rpr = run.find(f"{NS}rPr")
        look = b"" if rpr is None else etree.tostring(rpr, method="c14n")
        found += [(char, look) for t in run.iter(f"{NS}t") for char in shown(t)]
    return found


def shown(element: etree._Element) -> str:
    """What Word shows of a w:t."""
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    text = element.text or ""
    return (text if kept else text.strip()).replace("\n", " ")


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        (p("全年支出5万元，其中3万元。"), "5万元"),
        (p("5万元"), "5万元"),
        (p("支出", r("12", RED), r("3.4", "<w:b/>"), "万元。"), "123.4万元"),
        (p("支出", r("12", RED), r("3.4", "<w:b/>"), "万元。"), "23.4"),
        (p('<w:r><w:t> 支出5万元 </w:t><w:tab/><w:t xml:space="preserve"> 6万元</w:t></w:r>'), "5万元\t 6"),
        (p("<w:r><w:t>支出5</w:t><w:br/><w:t>万元\n合计</w:t></w:r>"), "5\n万元 合"),
        (tbl(tr("项目", "金额"), tr(tc("支出", span=1), tc(tbl(tr("其中", "130.00")), "<w:p/>"))), "130.00"),
        (p("见", f'<w:hyperlink w:anchor="a">{r("附表5万元整")}</w:hyperlink>', "。"), "5万元"),
        (p("支出", f'<w:ins w:id="7" w:author="a">{r("改为5万元")}</w:ins>', f"<w:del>{r('4万元')}</w:del>"), "5万元"),
        (p("支", f"<w:sdt><w:sdtPr/><w:sdtContent>{r('出5万元')}</w:sdtContent></w:sdt>", r("整")), "5万元整"),
        (p("共", f'<w:fldSimple w:instr="SUM">{r("15")}</w:fldSimple>', "万元"), "15万元"),
        (p("共", FIELD.format(r("15")), "万元"), "5万"),
        (p(r("汉") + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r("5万元")), "5"),
        (p("支出𠮷5万元"), "𠮷5"),
        (p("支出5") + p("万元"), "5\n万"),
        (tbl(tr("5万元", "4万元"), tr("6万元", "7万元")), "4万元\n6"),
    ],
)
def test_the_marks_enclose_exactly_the_words_quoted(made: Take, comments_of: Take, body: str, quote: str) -> None:
    file = made(docx(body))
    copy = file.copy(file.quoting(quote))
    (comment,) = comments_of(copy)
    # Line ends and tabs stand in the file as elements, and between paragraphs as nothing.
    assert "".join(comment.anchored.split()) == "".join(quote.split())
    assert looks(copy) == looks(file.data)
    # The references stand directly in their paragraph, where every program looks for them.
    root = etree.fromstring(parts(copy)["word/document.xml"])
    (reference,) = root.iter(f"{NS}commentReference")
    run = reference.getparent()
    assert run is not None and run.getparent() is not None and run.getparent().tag == f"{NS}p"


def test_a_ruby_is_not_cut(made: Take) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('shui')}</w:rt><w:rubyBase>{r('水利')}</w:rubyBase></w:ruby></w:r>"
    file = made(docx(p("县", ruby, "局5万元")))
    (comment,) = file.comments(file.quoting("利局5"))
    assert comment.anchored.endswith("局5") and "水利" in comment.anchored


def test_a_comment_says_what_a_reviewer_would_write(made: Take, comments_of: Take) -> None:
    file = made(docx(p("全年支出5万元。") + tbl(tr("其中", "1万元"), tr("另", "3万元"))), "某 单位.docx")
    copy = file.copy(file.quoting("5万元", "1万元", "3万元"), when=datetime(2024, 3, 5, 9, 30))
    first, second, third = comments_of(copy)
    assert (first.author, first.initials, first.date) == ("Gouji", "GJ", "2024-03-05T09:30:00Z")
    assert first.lines == [
        "错误 G101 各分项相加不等于合计",
        "合计印为5万元，各分项相加为4万元",
        "复算：1＋3=4万元 ≠ 5万元",
        "分项（表1 第1行）：其中 | 【1万元】",
        "分项（表1 第2行）：另 | 【3万元】",
        "依据：预算法实施条例第八十三条",
        "编号与证明：gouji prove '某 单位.docx' G101-4",
    ]
    assert (second.anchored, third.anchored) == ("1万元", "3万元")
    assert "合计（第1段）：全年支出【5万元】。" in second.lines
    english = comments_of(file.copy(file.quoting("5万元", "1万元"), language="en"))[0]
    assert english.lines[0] == "error G101 parts do not add up" and english.date is None
    assert english.lines[3] == "part (table 1 row 1): 其中 | 【1万元】"


def test_many_parts_are_marked_in_short(made: Take) -> None:
    file = made(docx(p("合计50分。") + tbl(*(tr(f"指标{i}", f"{i}分") for i in range(11, 18)))))
    first, *others = file.comments(file.quoting("50分", *(f"{i}分" for i in range(11, 18))))
    assert "另有 4 处，都已批注。" in first.lines
    assert [comment.anchored for comment in others] == [f"{i}分" for i in range(11, 18)]
    for comment in others:
        assert comment.lines[2] == "本处是相加的分项之一，算式见第1段的批注。" and len(comment.lines) == 4


def test_figures_of_one_sentence_share_a_comment_at_the_first(made: Take) -> None:
    file = made(docx(p("全年支出5万元，其中1万元、3万元。")))
    (comment,) = file.comments(file.quoting("5万元", "1万元", "3万元"))
    assert comment.anchored == "5万元"


def test_the_figure_that_is_said_to_be_wrong_takes_the_comment(made: Take) -> None:
    file = made(docx(p("支出5万元，其中1 万元、3万元。")))
    finding = msgspec.structs.replace(file.quoting("5万元", "1 万元"), reported="1万元")
    (comment,) = file.comments(finding)
    assert comment.anchored == "1 万元" and not any("5万元，其中" in line for line in comment.lines)


def test_several_findings_at_one_place_come_worst_first(made: Take) -> None:
    file = made(docx(p("全年支出5万元。")))
    comments = file.comments(
        file.quoting("5万元", rule="G201"),
        file.quoting("5万元", rule="G104", severity="warning"),
        file.quoting("支出5万", rule="G105", severity="notice"),
    )
    same = [comment.lines[0][:7] for comment in comments if comment.anchored == "5万元"]
    assert same == ["错误 G201", "警告 G104"]
    assert {comment.anchored for comment in comments} == {"5万元", "支出5万"}


NOTES = (
    f'<w:footnote w:type="separator" w:id="0">{p()}</w:footnote><w:footnote w:id="1">{p("含结转5万元。")}</w:footnote>'
)
REFERENCE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


@pytest.mark.parametrize(
    ("data", "quote", "said"),
    [
        (docx(p("支出", REFERENCE.format(1)), footnotes=NOTES), "5万元", "脚注不能加批注，故注在引用它的地方"),
        (docx(p("表头", BOX.format(p("单位：万元")))), "万元", "文本框不能加批注，故注在文本框所在处"),
        (
            docx(p("表头", REFERENCE.format(9)) + p("末段"), footnotes=NOTES.replace('id="1"', 'id="2"')),
            "5万元",
            "最近",
        ),
        (docx(numbered(1, 0, "概况5万元"), numbering=lists(lvl(0, "chineseCounting", "%1、"))), "一、", "自动编号"),
    ],
)
def test_where_no_comment_may_be_the_nearest_place_says_so(made: Take, data: bytes, quote: str, said: str) -> None:
    file = made(data)
    (comment,) = file.comments(file.quoting(quote))
    assert comment.lines[1].startswith(f"（“{quote}”：原文") and said in comment.lines[1]


def test_everything_at_once_keeps_its_text(made: Take, comments_of: Take) -> None:
    file = made(everything())
    words = file.document.text
    spans = [Span(i, i + 3) for i in range(0, len(words) - 3, 2) if words[i : i + 3].strip()]
    copy = file.copy(*(file.quoting(span) for span in spans))
    assert len(comments_of(copy)) == len(spans)
    assert looks(copy) == looks(file.data)


def test_comments_that_are_there_stay(made: Take, comments_of: Take) -> None:
    marked = (
        f'<w:commentRangeStart w:id="4"/>{r("全年")}<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r>'
    )
    held = f'<w:comment w:id="4" w:author="复核人">{p("请核对")}</w:comment>'
    file = made(docx(p(marked, "支出5万元。"), comments=held))
    copy = file.copy(file.quoting("5万元"), file.quoting("年支"))
    comments = comments_of(copy)
    assert [(c.number, c.author, c.anchored) for c in comments] == [
        ("4", "复核人", "全年"), ("6", "Gouji", "年支"), ("5", "Gouji", "5万元"),
    ]  # fmt: skip
    assert comments[0].lines == ["请核对"]
    again = made(copy)
    assert len(comments_of(again.copy(again.quoting("支出")))) == 4


def test_the_package_declares_the_comments_and_keeps_the_rest(made: Take) -> None:
    file = made(everything())
    before, after = parts(file.data), parts(file.copy(file.quoting("执行率90%")))
    changed = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert set(after) - set(before) == {"word/comments.xml"}
    assert all(after[name] == content for name, content in before.items() if name not in changed)
    assert b'PartName="/word/comments.xml"' in after["[Content_Types].xml"]
    assert after["word/_rels/document.xml.rels"].count(b"/relationships/comments") == 1
    assert list(after)[: len(before)] == list(before)


def test_a_package_without_relations_gets_them(made: Take) -> None:
    package = parts(docx(p("支出5万元。")))
    del package["word/_rels/document.xml.rels"]
    package["word/Comments.xml"] = b"<other/>"
    file = made(zipped(dict(package)))
    after = parts(file.copy(file.quoting("5万元")))
    assert after["word/Comments.xml"] == b"<other/>" and b"5" in after["word/document.xml"]
    assert b'Target="/word/comments1.xml"' in after["word/_rels/document.xml.rels"]


def test_the_strict_variant_keeps_its_names(made: Take) -> None:
    strict = {
        name: content.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, content in parts(docx(p("支出5万元。"))).items()
    }
    file = made(zipped(dict(strict)))
    after = parts(file.copy(file.quoting("5万元")))
    for name in ("word/document.xml", "word/comments.xml"):
        assert W.encode() not in after[name] and b"purl.oclc.org/ooxml/wordprocessingml/main" in after[name]
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in after["word/_rels/document.xml.rels"]


def test_another_program_reads_the_comments(made: Take) -> None:
    file = made((ROOT / "examples/示例自评报告.docx").read_bytes())
    copy = file.copy(file.quoting("742.36万元"))
    (comment,) = python_docx.Document(BytesIO(copy)).comments
    assert (comment.author, comment.initials) == ("Gouji", "GJ") and comment.text.strip().startswith("错误 G101")


def test_the_same_file_gives_the_same_copy(made: Take) -> None:
    file = made(everything())
    assert file.copy(file.quoting("执行率90%")) == file.copy(file.quoting("执行率90%"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("_xmlsignatures/sig1.xml", "<x/>", "数字签名"), ("word/extra.bin", "y", None)],
)
def test_a_signed_document_is_refused(made: Take, name: str, content: str, said: str | None) -> None:
    file = made(zipped({**parts(docx(p("支出5万元。"))), name: content}))
    if said is None:
        assert file.comments(file.quoting("5万元"))
        return
    with pytest.raises(NotAnnotated, match="signed") as caught:
        file.copy(file.quoting("5万元"))
    assert said in caught.value.zh and caught.value.zh.startswith("报告.docx：")


def test_what_cannot_be_annotated_says_why(made: Take) -> None:
    text = made("支出5万元。".encode(), "报告.txt")
    with pytest.raises(NotAnnotated, match="docx and pdf") as caught:
        text.copy(text.quoting("5万元"))
    assert "请另存为 docx" in caught.value.zh
    file = made(docx(p("支出5万元。")))
    file.data = docx(p("支出6万元。"))
    with pytest.raises(NotAnnotated, match="changed while it was checked"):
        file.copy(file.quoting("5万元"))
    empty = made(docx("<m:oMath><m:r><m:t>5=5</m:t></m:r></m:oMath>"))
    with pytest.raises(NotAnnotated, match="no paragraph"):
        empty.copy(empty.quoting("5=5"))


def test_without_findings_the_copy_is_the_file(made: Take) -> None:
    data = everything()
    assert made(data).copy() == data
    assert relations() in parts(docx(p("一")))["word/_rels/document.xml.rels"].decode()


def test_the_page_shows_what_is_written() -> None:
    page = (ROOT / "docs/howto/send-back-with-comments.md").read_text("utf-8")
    shown = [line.removeprefix("> ") for line in page.splitlines() if line.startswith("> ")]
    judgement = gouji.judge(ROOT / "examples/示例自评报告.docx")
    notes = notes_of(judgement.document, judgement.report, worst_first(judgement.results), "zh")
    assert shown in [[f"**{note.title}**", *note.lines] for note in notes]


def real(shared: Path) -> list[Path]:
    return [ROOT / "examples/示例自评报告.docx", *sorted((shared / "reports/formats").glob("*.docx"))]


def test_real_reports_keep_text_and_findings(shared: Path, comments_of: Take) -> None:
    some = 0
    for path in real(shared):
        judgement = gouji.judge(path)
        document, findings = judgement.document, worst_first(judgement.results)
        copy = annotated(path.read_bytes(), document, judgement.report, findings, language="zh").content
        comments = comments_of(copy)
        notes = notes_of(document, judgement.report, findings, "zh")
        assert sorted(c.anchored for c in comments) == sorted(document.quote(note.spans[0]) for note in notes)
        again = read_bytes(copy, str(path))
        assert again.text == document.text
        assert worst_first(gouji.check(again, gouji.extract(again)).results) == findings
        assert again.blocks == document.blocks
        some += len(comments)
    assert some > 40
