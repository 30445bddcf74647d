"""Highlights in PDFs: over exactly the figures quoted, with the note as their text, the pages as they were."""

from __future__ import annotations

import ctypes
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from pdf_writer import Sheet, pdf

import gouji
from gouji.annotate import annotated
from gouji.annotate.pdf import annotate_pdf
from gouji.checks import worst_first
from gouji.errors import NotAnnotated
from gouji.readers import read_bytes

Take = Callable[..., Any]
NAME = "报告.pdf"
PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


class Highlight(NamedTuple):
    """A highlight as pdfium reads it back; `under` are the characters whose middle it covers."""

    page: int
    contents: str
    author: str
    date: str
    colour: tuple[int, int, int]
    under: str


def highlights(data: bytes) -> list[Highlight]:
    document = pdfium.PdfDocument(data)
    found = []
    for number in range(len(document)):
        page = raw.FPDF_LoadPage(document.raw, number)
        text = raw.FPDFText_LoadPage(page)
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_HIGHLIGHT:
                found.append(_highlight(number + 1, annotation, text))
            raw.FPDFPage_CloseAnnot(annotation)
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    document.close()
    return found


def _highlight(page: int, annotation: Any, text: Any) -> Highlight:
    values = []
    for key in (b"Contents", b"T", b"M"):
        size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
        values.append(bytes(buffer).decode("utf-16-le").rstrip("\0"))
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFAnnot_GetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *colour)
    red, green, blue = (part.value for part in colour[:3])
    return Highlight(page, *values, (red, green, blue), _under(annotation, text))


def _under(annotation: Any, text: Any) -> str:
    boxes = []
    for index in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
        q = raw.FS_QUADPOINTSF()
        raw.FPDFAnnot_GetAttachmentPoints(annotation, index, q)
        boxes.append((q.x3, q.y3, q.x2, q.y2))
    found = ""
    for index in range(raw.FPDFText_CountChars(text)):
        edges = [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(text, index, *edges)
        left, right, bottom, top = (edge.value for edge in edges)
        x, y = (left + right) / 2, (bottom + top) / 2
        if any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes):
            found += chr(raw.FPDFText_GetUnicode(text, index))
    return "".join(found.split())


PROSE = "全年支出1216.08万元，其中基本支出742.36万元。"


def test_a_highlight_covers_the_figure_and_says_the_finding(made: Take) -> None:
    file = made(pdf([Sheet().text(72, 100, PROSE)]), NAME)
    copy = file.copy(file.quoting("1216.08万元", "742.36万元"), when=datetime(2024, 3, 5, 9, 30))
    (highlight,) = highlights(copy)
    assert highlight.under == "1216.08万元742.36万元"
    assert (highlight.author, highlight.date) == ("Gouji", "D:20240305093000")
    assert highlight.contents.splitlines() == [
        "错误 G101 各分项相加不等于合计",
        "合计印为5万元，各分项相加为4万元",
        "复算：1＋3=4万元 ≠ 5万元",
        "依据：预算法实施条例第八十三条",
        "编号与证明：gouji prove 报告.pdf G101-4",
    ]
    # The original stands whole at the beginning; what is new follows it.
    assert copy.startswith(file.data) and len(copy) > len(file.data)


def test_words_inside_a_longer_piece_are_covered_alone(made: Take) -> None:
    file = made(pdf([Sheet().text(72, 100, "自评等级为优秀等级，本单位没有其他需要说明的情况")]), NAME)
    (highlight,) = highlights(file.copy(file.quoting("优秀")))
    assert highlight.under == "优秀"


@pytest.mark.parametrize(
    ("rotate", "matrix", "x", "top"),
    [
        (0, "1 0 0 1", 72, 100),
        (90, "0 1 -1 0", 200, 742),
        (180, "-1 0 0 -1", 400, 600),
        (270, "0 -1 1 0", 200, 80),
        (0, "0 1 -1 0", 200, 742),
        (90, "1 0 0 1", 72, 100),
    ],
)
def test_turned_pages_are_covered_in_the_right_place(
    made: Take, rotate: int, matrix: str, x: float, top: float
) -> None:
    file = made(pdf([Sheet(rotate=rotate).text(x, top, "本年支出350.28万元整数", 12, matrix)]), NAME)
    (highlight,) = highlights(file.copy(file.quoting("350.28万元")))
    assert highlight.under == "350.28万元"


def test_a_figure_over_two_lines_and_one_on_another_page(made: Take) -> None:
    line = "一" * 34 + "支出614."
    first = Sheet().text(72, 100, line).text(72, 124, "84万元，其中").text(72, 148, "完。")
    second = Sheet().text(72, 100, "另有84.5万元。")
    file = made(pdf([first, second]), NAME)
    text = file.document.text
    assert "614.84万元" in text
    found = highlights(file.copy(file.quoting("614.84万元", "84.5万元")))
    assert [(h.page, h.under) for h in found] == [(1, "614.84万元"), (2, "84.5万元")]


def test_findings_that_overlap_share_a_highlight_of_the_worst_colour(made: Take) -> None:
    file = made(pdf([Sheet().text(72, 100, PROSE).text(72, 140, "另收5.5万元，退6.5万元。")]), NAME)
    found = highlights(
        file.copy(
            file.quoting("742.36万元", rule="G201"),
            file.quoting("1216.08万元", "742.36", rule="G101", severity="warning"),
            file.quoting("5.5万元", rule="G105", severity="warning"),
            file.quoting("6.5万元", rule="G106", severity="notice"),
        )
    )
    assert {h.under: h.colour for h in found} == {
        "1216.08万元742.36万元": (255, 150, 150),
        "5.5万元": (255, 214, 102),
        "6.5万元": (160, 205, 255),
    }
    (shared_note,) = (h.contents for h in found if "1216" in h.under)
    assert [part[:7] for part in shared_note.split("\n\n")] == ["错误 G201", "警告 G101"]


def test_many_parts_are_grey_and_their_sum_is_red(made: Take) -> None:
    sheet = Sheet().text(72, 100, "合计印为50分。")
    for index in range(11, 17):
        sheet.text(72, 100 + 40 * (index - 10), f"第{index}项得{index}.5分。")
    file = made(pdf([sheet]), NAME)
    found = highlights(file.copy(file.quoting("50分", *(f"{index}.5分" for index in range(11, 17)))))
    assert [h.colour for h in found if h.under == "50分"] == [(255, 150, 150)]
    assert sorted(h.under for h in found if h.colour == (222, 222, 222)) == [f"{i}.5分" for i in range(11, 17)]


@pytest.mark.parametrize(("rotate", "matrix", "x", "top"), [(0, "1 0 0 1", 72, 100), (90, "0 1 -1 0", 200, 742)])
def test_recognised_figures_are_covered_as_the_page_lies(
    made: Take, rotate: int, matrix: str, x: float, top: float
) -> None:
    """Recognition gives boxes of the page as it is shown; a scan has no text from which to tell how it is turned."""
    file = made(pdf([Sheet(rotate=rotate).text(x, top, PROSE, 12, matrix)]), NAME)
    read = file.document
    segments = tuple(
        msgspec.structs.replace(s, place=msgspec.structs.replace(s.place, confidence=0.9)) for s in read.segments
    )
    file.document = msgspec.structs.replace(read, segments=segments)
    (highlight,) = highlights(file.copy(file.quoting("742.36万元")))
    assert highlight.under == "742.36万元"


def with_stream(data: bytes) -> bytes:
    """The file with its references in a stream, as newer programs write them."""
    head = data[: data.rindex(b"xref\n0 ")]
    places = [match.start() for match in re.finditer(rb"(?m)^\d+ 0 obj", head)]
    rows = bytes(4) + b"\xff" + b"".join(b"\1" + place.to_bytes(3, "big") + b"\0" for place in (*places, len(head)))
    size = len(places) + 2
    entry = f"{size - 1} 0 obj\n<</Type/XRef/Size {size}/W[1 3 1]/Root 1 0 R/Length {len(rows)}>>\nstream\n"
    return head + entry.encode() + rows + f"\nendstream\nendobj\nstartxref\n{len(head)}\n%%EOF\n".encode()


def with_damage(data: bytes) -> bytes:
    """The file with a table that leads nowhere; programs find its objects all the same."""
    return data.replace(b"startxref\n", b"startxref\n9")


@pytest.mark.parametrize("change", [with_stream, with_damage])
def test_files_without_a_good_table_are_written_anew(made: Take, change: Callable[[bytes], bytes]) -> None:
    file = made(change(pdf([Sheet().text(72, 100, PROSE)])), NAME)
    copy = file.copy(file.quoting("742.36万元"))
    (highlight,) = highlights(copy)
    assert highlight.under == "742.36万元"
    start = int(copy.split(b"startxref")[-1].split()[0])
    assert copy[start : start + 4] == b"xref"


def rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def restricted(data: bytes) -> bytes:
    """The file with a lock that opens without a password, as programs write it to forbid changes."""
    owner = bytes(32)
    key = hashlib.md5(PAD + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + bytes(16)).digest()[:5]
    lock = f"/Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{rc4(key, PAD).hex()}>/P -4"
    trailer = f"trailer\n<</ID[<{'00' * 16}><{'00' * 16}>]/Encrypt<<{lock}>>".encode()
    return data.replace(b"trailer\n<<", trailer)


def signed(data: bytes) -> bytes:
    """The file with a field that holds a signature."""
    value = "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]/Contents<00>>>"
    field = f"<</FT/Sig/T(a)/V {value}>>"
    return data.replace(b"/Type/Catalog", f"/Type/Catalog/AcroForm<</SigFlags 3/Fields[{field}]>>".encode())


@pytest.mark.parametrize(("change", "zh", "en"), [(restricted, "编辑限制", "restricted"), (signed, "签章", "signed")])
def test_locked_and_signed_files_are_refused(made: Take, change: Callable[[bytes], bytes], zh: str, en: str) -> None:
    file = made(pdf([Sheet().text(72, 100, PROSE)]), NAME)
    with pytest.raises(NotAnnotated, match=en) as caught:
        annotate_pdf(change(file.data), file.document, [], None, "zh")
    assert zh in caught.value.zh and caught.value.zh.startswith(f"{NAME}：")


def test_real_pdfs_keep_text_and_findings(shared: Path) -> None:
    some = 0
    folder = shared / "reports"
    for path in (*sorted(folder.glob("formats/s*.pdf")), *sorted(folder.glob("disclosures/*.pdf"))):
        judgement = gouji.judge(path)
        document, findings = judgement.document, worst_first(judgement.results)
        data = path.read_bytes()
        copy = annotated(data, document, judgement.report, findings, language="zh").content
        assert copy.startswith(data)
        again = read_bytes(copy, str(path))
        assert again.text == document.text and again.blocks == document.blocks
        assert worst_first(gouji.check(again, gouji.extract(again)).results) == findings
        quoted = {"".join(document.quote(e.span).split()) for f in findings for e in f.evidence}
        letters = Counter("".join(quoted))
        found = highlights(copy)
        assert bool(found) == bool(findings)
        for highlight in found:
            rest = highlight.under
            for words in sorted(quoted, key=len, reverse=True):
                rest = rest.replace(words, "")
            # What wraps in a narrow cell comes back from the page in another order, but nothing else stands there.
            assert not Counter(rest) - letters, highlight.under
        some += len(found)
    assert some > 20
