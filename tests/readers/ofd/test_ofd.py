"""OFD in the dialects of many programs, its layers, and hostile files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from ofd_writer import NAMESPACE, line, ofd, page, text, zipped
from reader_views import cells, paragraphs, unplaced

from gouji.errors import DamagedFile, EmptyFile, ProtectedFile, ReadError, TooLarge
from gouji.model import Document
from gouji.readers import package, read, read_bytes
from gouji.readers.ofd import read_ofd
from gouji.readers.source import Source

WORDS = "支出350.28万元"


def read_ok(data: bytes) -> Document:
    document = read_bytes(data, "报告.ofd")
    assert document.format == "ofd" and unplaced(document) == []
    return document


def renamed(data: bytes, change: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return zipped({change(name): archive.read(name).decode() for name in archive.namelist()})


PLAIN = ofd([page(text(30, 40, WORDS))])


@pytest.mark.parametrize(
    "data",
    [
        ofd([page(text(30, 40, WORDS))], base="/Doc_0/Pages/Page_{}/Content.xml"),
        ofd([page(text(30, 40, WORDS))], base="./Pages/../Pages/Page_{}/Content.xml"),
        ofd([page(text(30, 40, WORDS))], base="Pages\\Page_{}\\Content.xml"),
        ofd([page(text(30, 40, WORDS))], base="Doc_0/Pages/Page_{}/Content.xml"),
        ofd([page(text(30, 40, WORDS))], base="pages/page_{}/CONTENT.XML"),
        ofd([page(text(30, 40, WORDS), namespace="http://www.ofdspec.org")]),
        ofd([page(text(30, 40, WORDS), prefix="")]),
        renamed(PLAIN, lambda name: name.replace("/", "\\")),
        ofd([page(text(30, 40, WORDS, deltas="4 4 g 3 2 2 g 2 2 4"))]),
        ofd([page(text(30, 40, WORDS, deltas=""))]),
        ofd([page(f"<ofd:PageBlock><ofd:PageBlock>{text(30, 40, WORDS)}</ofd:PageBlock></ofd:PageBlock>")]),
        ofd([page(text(30, 40, WORDS, more='CTM="1 0 0 1 5 5"'))]),
    ],
    ids=["absolute", "dots", "backslash", "root", "case", "namespace", "prefix", "zip_backslash", "repeats",
         "no_deltas", "blocks", "matrix"],
)  # fmt: skip
def test_dialects(data: bytes) -> None:
    assert read_ok(data).text == WORDS


def test_places_are_in_points() -> None:
    document = read_ok(ofd([page(text(25.4, 50.8, WORDS))]))
    place = document.place_at(2)
    assert place is not None and place.page == 1
    assert place.box == pytest.approx((72 + 22.7, 144, 72 + 22.7 + 34, 155.4), abs=0.5)


def test_templates_lie_under_their_pages() -> None:
    template = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    pages = [page(text(60, 100 + 10 * i, f"第{i}号"), template="5") for i in range(2)]
    document = read_ok(ofd(pages, common=template, Doc_0__Tpls__Tpl_0__Content_xml=page(text(30, 90, "名称："))))
    assert paragraphs(document) == ["名称：", "第0号", "名称：", "第1号"]


def test_annotations_follow_the_pages_and_watermarks_are_said() -> None:
    note = (
        f'<ofd:PageAnnot xmlns:ofd="{NAMESPACE}"><ofd:Annot Type="Path"><ofd:Appearance Boundary="20 200 100 10">'
        f'{text(0, 0, "同意公开")}</ofd:Appearance></ofd:Annot><ofd:Annot Type="Watermark">'
        f'<ofd:Appearance Boundary="0 0 9 9">{text(0, 0, "内部")}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>'
    )
    index = (
        f'<ofd:Annotations xmlns:ofd="{NAMESPACE}"><ofd:Page PageID="100"><ofd:FileLoc>P0.xml</ofd:FileLoc></ofd:Page>'
        "</ofd:Annotations>"
    )
    document = read_ok(
        ofd(
            [page(text(30, 40, WORDS))],
            after="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
            Doc_0__Annots__Annotations_xml=index,
            Doc_0__Annots__P0_xml=note,
        )
    )
    assert paragraphs(document) == [WORDS, "同意公开"]
    place = document.place_at(len(WORDS) + 1)
    assert place is not None and (place.part, place.page) == ("annotation", 1)
    assert [gap.kind for gap in document.gaps] == ["watermark"]


def test_several_documents_in_one_file() -> None:
    body = "<ofd:DocBody><ofd:DocRoot>{}/Document.xml</ofd:DocRoot></ofd:DocBody>"
    pages = '<ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages>'
    second = f'<ofd:Document xmlns:ofd="{NAMESPACE}">{pages}</ofd:Document>'
    data = ofd(
        [page(text(30, 40, WORDS))],
        OFD_xml=f'<ofd:OFD xmlns:ofd="{NAMESPACE}">{body.format("Doc_0")}{body.format("Doc_1")}</ofd:OFD>',
        Doc_1__Document_xml=second,
        Doc_1__P_xml=page(text(30, 40, "附表二")),
    )
    document = read_ok(data)
    assert paragraphs(document) == [WORDS, "附表二"]
    place = document.place_at(len(WORDS) + 1)
    assert place is not None and place.page == 2


@pytest.mark.parametrize("thin", [False, True])
def test_paths_make_grids(thin: bool) -> None:
    def draw(x0: float, y0: float, x1: float, y1: float) -> str:
        if not thin:
            return line(x0, y0, x1, y1)
        w, h = max(x1 - x0, 0.3), max(y1 - y0, 0.3)
        return (
            f'<ofd:PathObject ID="8" Boundary="{x0} {y0} {w} {h}" Stroke="false" Fill="true"><ofd:AbbreviatedData>'
            f"M 0 0 L {w} 0 L {w} {h} L 0 {h} C</ofd:AbbreviatedData></ofd:PathObject>"
        )

    rules = [draw(20, y, 100, y) for y in (50, 60, 70)] + [draw(20, 50, 20, 70), draw(100, 50, 100, 70)]
    words = [text(22, 53, "合计"), text(22, 63, "支出"), text(62, 63, "3.5")]
    document = read_ok(ofd([page(*rules, draw(60, 60, 60, 70), *words)]))
    (table,) = document.tables()
    assert cells(document, table) == [(0, 0, 1, 2, "合计"), (1, 0, 1, 1, "支出"), (1, 1, 1, 1, "3.5")]


def test_a_page_of_pictures_is_said() -> None:
    scan = page('<ofd:ImageObject ID="3" Boundary="5 5 200 280" ResourceID="4"/>')
    document = read_ok(ofd([page(text(30, 40, WORDS)), scan]))
    assert [(gap.kind, gap.place and gap.place.page) for gap in document.gaps] == [("scan", 2)]
    with pytest.raises(EmptyFile, match="ocr"):
        read_bytes(ofd([scan]), "扫描.ofd")


def test_a_missing_page_is_said() -> None:
    two = ofd([page(text(30, 40, WORDS)), page()])
    with zipfile.ZipFile(BytesIO(two)) as archive:
        kept = {name: archive.read(name).decode() for name in archive.namelist() if "Page_1" not in name}
    assert [gap.kind for gap in read_ok(zipped(kept)).gaps] == ["page"]


def test_composite_objects_are_drawn_where_they_stand_and_no_deeper_than_sense() -> None:
    unit = (
        f'<ofd:Res xmlns:ofd="{NAMESPACE}"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7"><ofd:Content>'
        f'{text(0, 0, WORDS)}<ofd:CompositeObject ResourceID="7" Boundary="0 10 9 9"/></ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    drawn = '<ofd:CompositeObject ResourceID="7" Boundary="30 40 100 10"/>'
    data = ofd([page(drawn)], common="<ofd:PublicRes>R.xml</ofd:PublicRes>", Doc_0__R_xml=unit)
    assert 1 <= read_ok(data).text.count(WORDS) <= 30


def test_golden(golden: Callable[[Document, Path], None]) -> None:
    rules = [line(20, y, 100, y) for y in (60, 70, 80)] + [line(x, 60, x, 80) for x in (20, 60, 100)]
    words = [text(22, 63, "项目"), text(62, 63, "决算"), text(22, 73, "支出"), text(62, 73, "350.28")]
    first = page(text(60, 20, "绩效自评报告", 6), text(28, 40, "2022年支出350.28万元。"), *rules, *words)
    golden(read_ok(ofd([first])), Path(__file__).with_name("样样.json"))


# ---- hostile files


def refused(data: bytes, kind: type[ReadError]) -> None:
    with pytest.raises(kind) as caught:
        read_bytes(data, "某.ofd")
    assert type(caught.value) is kind and caught.value.zh.endswith("。")


def test_broken_and_hostile_files_are_refused() -> None:
    refused(zipped({"OFD.xml": "<not xml"}), DamagedFile)
    refused(zipped({"OFD.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), DamagedFile)
    refused(ofd([page(text(30, 40, WORDS))], base="../../../etc/Page_{}.xml"), DamagedFile)
    refused(ofd([]), EmptyFile)
    refused(zipped({"OFD.xml": "<a/>"}), EmptyFile)
    refused(zipped({"OFD.xml": "<a/>", "Encryptions.xml": "<a/>"}), ProtectedFile)
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", b" " * (package.MAX_PART_BYTES + 1))
    refused(bomb.getvalue(), TooLarge)


def test_too_many_pages_are_refused() -> None:
    source = Source(name="长.ofd", data=ofd([page(text(30, 40, WORDS))] * 5))
    with pytest.raises(TooLarge, match="5"):
        read_ofd(source, max_pages=4)


@pytest.mark.parametrize(
    "odd",
    [
        text(30, 40, WORDS, deltas="g 999999999 4"),
        text(30, 40, WORDS, deltas="g"),
        text(30, 40, WORDS, deltas="nan inf x"),
        text(30, 40, WORDS, more='CTM="nan 0 0 1e308 0 0"'),
        text(30, 40, WORDS, more='CTM="0 0 0 0 0 0"'),
        '<ofd:PathObject Boundary="x y"><ofd:AbbreviatedData>M 1 L 2 2 Z Q 1</ofd:AbbreviatedData></ofd:PathObject>',
        '<ofd:TextObject Boundary="1 1 1 1" Size="-3"><ofd:TextCode/></ofd:TextObject>',
    ],
)
def test_odd_numbers_do_no_harm(odd: str) -> None:
    assert WORDS in read_ok(ofd([page(odd, text(30, 140, WORDS))])).text


def test_samples_of_other_programs_open(shared: Path) -> None:
    folder = shared / "reports" / "formats" / "ofd"
    starts = {
        "1": "浙江增值税电子普通发票",
        "999": "重庆增值税电子普通发票",
        "chineseDir": "你好呀，OFD Reader&Writer！",
        "helloworld_with_pageblock": "你好呀，OFD Reader&Writer！",
        "keyword2": "你好呀，OFD Reader&Writer！\n重庆市马上融资担保有限公司",
        "n": "测试符路桥区卫生局文件\n路卫发〔2011〕76号\n关于同意张阿三同志辞职的批复\n区中医院：",
        "namespace_no_std": "你好呀，OFD Reader&Writer！",
        "z": "11.4字型变换\n名称\t类型\t说明\t可选/必选",
    }
    for name, start in starts.items():
        document = read(folder / f"{name}.ofd")
        assert document.text.startswith(start), name
        assert unplaced(document) == [], name
    bill = list(read(folder / "999.ofd").tables())
    assert bill[1].rows == 29
