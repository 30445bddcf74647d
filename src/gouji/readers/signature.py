"""The format of a file by its first bytes and its inner parts; the name is never asked.

Files called .doc are often HTML, RTF or docx, and .wps and .et are the formats of Word and Excel by another
name.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from gouji.model import Text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

UNREAD: dict[str, Text] = {
    "xml": Text(
        "这是 XML 文件。如果是 Word 的 XML 格式，请用 Word 打开后另存为 docx。",
        "an XML file; if Word wrote it, open it there and save it as docx.",
    ),
    "ole": Text(
        "这是复合文档，但不是 Word 或 Excel 的。请转换为 docx。",
        "an OLE compound file, but not one of Word or Excel; convert it to docx.",
    ),
    "odt": Text("这是 OpenDocument 文档。请另存为 docx。", "an OpenDocument file; save it as docx."),
    "pptx": Text(
        "这是演示文稿（pptx）。请把文字存为 docx 或 txt。",
        "a presentation (pptx); save its text as docx or txt.",
    ),
    "zip": Text("这是压缩包。请先解压，再检查其中的文件。", "an archive; unpack it and check the files in it."),
}
"""Formats that are known and not read: what each is and what to do."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"BM6", "picture"),
    (b"Rar!", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"\x1f\x8b", "zip"),
)
_PARTS: tuple[tuple[str, str], ...] = (
    ("OFD.xml", "ofd"),
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
)

_HTML = re.compile(
    rb"<(?:!doctype html|(?:html|head|body|meta|title|table|div|style|script|center|p|span|font|h1)[\s>])"
)


def sniff(data: bytes) -> str:
    """The format of the bytes: a key of the reading table or of UNREAD, "encrypted", or "txt" for the rest.

    A zip that cannot be listed counts as docx, so that its reader can say how it is damaged.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if data.startswith(OLE):
        return _sniff_ole(data)
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    head = data[:1024]
    # A PDF may have some bytes of a mail program or a printer before its header.
    if b"%PDF-" in head and b"\x00" not in head.split(b"%PDF-")[0]:
        return "pdf"
    return _sniff_markup(head)


def _sniff_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return "docx"
    lowered = [name.replace("\\", "/").lstrip("/").lower() for name in names]
    for part, kind in _PARTS:
        if any(name.startswith(part.lower()) for name in lowered):
            return kind
    if "[content_types].xml" in lowered:
        return "docx"
    return "odt" if "mimetype" in lowered and "content.xml" in lowered else "zip"


def _sniff_ole(data: bytes) -> str:
    # Stream names stand in the directory as UTF-16; a docx with a password is a stream in such a file.
    for name, kind in (
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
    ):
        if name.encode("utf-16-le") in data:
            return kind
    return "ole"


def _sniff_markup(head: bytes) -> str:
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    start = head.replace(b"\x00", b"").lstrip().lower()
    while start.startswith(b"<!--") and b"-->" in start:
        # Browsers note in a comment from where they saved a page.
        start = start.partition(b"-->")[2].lstrip()
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else "xml"
    if _HTML.match(start) or (b"mime-version:" in start and b"multipart/related" in start):
        return "html"
    return "txt"
