"""Pictures are read by recognition; a missing extra is one clear sentence. What takes seconds runs on request."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from gouji.errors import DamagedFile, EmptyFile, TooLarge, UnsupportedFormat
from gouji.model import Document, Span
from gouji.readers import ocr, picture, read_bytes

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "reports" / "formats" / "scan"
needs_extra = pytest.mark.skipif(not ocr.is_installed(), reason="the extra `ocr` is not installed (make ocr)")
slow = pytest.mark.skipif(
    os.environ.get("GOUJI_SLOW") != "1" or not SAMPLES.is_dir(), reason="takes minutes: GOUJI_SLOW=1, and the samples"
)
FIGURES = [["12.34", "567"], ["100%", "89.06"]]


def png(*, turned: int = 0, width: int = 900) -> bytes:
    """A page with a ruled table of four figures."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("RGB", (width, 500), "white")
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(34)
    for row in range(3):
        draw.line((100, 100 + 90 * row, 700, 100 + 90 * row), fill="black", width=2)
    for column in range(3):
        draw.line((100 + 300 * column, 100, 100 + 300 * column, 280), fill="black", width=2)
    for row, figures in enumerate(FIGURES):
        for column, figure in enumerate(figures):
            draw.text((140 + 300 * column, 120 + 90 * row), figure, fill="black", font=font)
    out = BytesIO()
    page.rotate(turned, expand=True, fillcolor="white").save(out, "PNG")
    return out.getvalue()


def cells(document: Document) -> list[list[str]]:
    (table,) = document.tables()
    rows = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = document.text[cell.start : cell.end]
    return rows


def test_without_the_extra_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "is_installed", lambda: False)
    with pytest.raises(UnsupportedFormat) as caught:
        read_bytes(b"\x89PNG\r\n\x1a\n", "图")
    assert "pip install 'gouji[ocr]'" in caught.value.zh and "pip install 'gouji[ocr]'" in caught.value.en


@needs_extra
@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0junk", b"II*\x00\x08\x00\x00\x00", b"BM6junk"]
)
def test_a_damaged_picture(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read_bytes(data, "图")


@needs_extra
def test_a_picture_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_PIXELS", 1000)
    with pytest.raises(TooLarge):
        read_bytes(png(), "图")


@needs_extra
def test_a_table_in_a_picture_keeps_places_and_doubt() -> None:
    document = read_bytes(png(), "图")
    assert cells(document) == FIGURES
    start = document.text.index("12.34")
    place = document.place_at(start)
    assert place is not None and place.page == 1 and place.box is not None
    x0, top, x1, bottom = (edge * 900 / 841.89 for edge in place.box)
    assert 125 < x0 < 155 and 220 < x1 < 265 and 105 < top < 135 and 145 < bottom < 180
    sure = document.confidence_of(Span(start, start + 5))
    assert sure is not None and 0.5 < sure < 1
    assert [gap.kind for gap in document.gaps] == ["recognised"]


@needs_extra
@pytest.mark.parametrize("turned", [0, 2, 90, 180, 270])
def test_a_box_holds_its_figure_on_the_page_as_it_lies(turned: int) -> None:
    import numpy
    from PIL import Image

    data = png(turned=turned)
    document = read_bytes(data, "图")
    with Image.open(BytesIO(data)) as page:
        points = 841.89 if page.width > page.height else 595.28
        place = document.place_at(document.text.index("12.34"))
        assert place is not None and place.box is not None
        x0, top, x1, bottom = (edge * page.width / points for edge in place.box)
        grey = numpy.asarray(page.convert("L")) < 128
        inside = grey[max(int(top) - 3, 0) : int(bottom) + 4, max(int(x0) - 3, 0) : int(x1) + 4]
        upright = Image.fromarray((~inside).astype("uint8") * 255).rotate(-turned if turned >= 90 else 0, expand=True)
    framed = Image.new("RGB", (upright.width + 80, upright.height + 80), "white")
    framed.paste(upright, (40, 40))
    picture_of_it = numpy.ascontiguousarray(numpy.asarray(framed))
    assert ocr.read_crops([picture_of_it])[0][0] == "12.34"


@needs_extra
def test_an_empty_page() -> None:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "PNG")
    with pytest.raises(EmptyFile):
        read_bytes(out.getvalue(), "图")


def pdf_without_a_mapping() -> bytes:
    """A page of ordinary type whose text layer says that its characters have no meaning."""
    mapping = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <e000> endbfrange"
    mapping = b"/CIDInit /ProcSet findresource begin begincmap " + mapping + b" endcmap end"
    shown = b"BT /F1 24 Tf 80 700 Td (Expenditure 665.85) Tj 0 -60 Td (Rate 100%) Tj 0 -60 Td (Points 89.5) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(mapping), mapping),
    ]
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj %b endobj\n" % pair for pair in enumerate(objects, 1))
    return out + b"trailer <</Root 1 0 R>>\n"


@needs_extra
def test_a_page_with_a_broken_text_layer_is_recognised() -> None:
    document = read_bytes(pdf_without_a_mapping(), "坏")
    assert document.format == "pdf"
    assert [line.replace(" ", "") for line in document.text.splitlines()] == [
        "Expenditure665.85",
        "Rate100%",
        "Points89.5",
    ]
    place = document.place_at(document.text.index("665.85"))
    assert place is not None and place.confidence is not None and place.box is not None
    # 24-point Helvetica: the base line at 842 - 700 from the top.
    assert 205 < place.box[0] < 240 and 110 < place.box[1] < 130 and 135 < place.box[3] < 155
    assert [gap.kind for gap in document.gaps] == ["recognised"]


def test_without_the_extra_such_a_page_is_a_gap_or_nothing_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from gouji.readers import pdf_scan

    monkeypatch.setattr(pdf_scan, "is_installed", lambda: False)
    with pytest.raises(EmptyFile) as caught:
        read_bytes(pdf_without_a_mapping(), "坏")
    assert "ocr" in caught.value.zh


_OFFLINE = """
import socket, sys
def refuse(*_, **__):
    raise OSError("no network")
socket.socket.connect = refuse
socket.create_connection = refuse
socket.getaddrinfo = refuse
from gouji.isolation import Isolated
from gouji.model import Document
from gouji.pipeline import read
with Isolated(read, Document) as inside:
    print(inside(sys.argv[1]).text)
"""


@needs_extra
def test_nothing_is_downloaded(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png())
    done = subprocess.run([sys.executable, "-c", _OFFLINE, str(path)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == [figure for row in FIGURES for figure in row]


@needs_extra
@slow
@pytest.mark.parametrize("turned", [3, -4, 90, 180, 270])
def test_a_page_laid_askew(turned: int) -> None:
    from PIL import Image

    page = Image.open(SAMPLES / "s002_p12_clean.png").convert("RGB")
    straight = read_bytes((SAMPLES / "s002_p12_clean.png").read_bytes(), "直")
    out = BytesIO()
    page.rotate(turned, expand=abs(turned) >= 90, fillcolor="white", resample=Image.Resampling.BICUBIC).save(out, "PNG")
    document = read_bytes(out.getvalue(), "斜")
    same = sum(a == b for a, b in zip(cells(document), cells(straight), strict=True))
    assert same >= len(cells(straight)) - 1
