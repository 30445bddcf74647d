"""A docx from raw markup: the smallest package that our reader and Word accept, without any library."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
</Types>"""
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": _RELATION,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    }.items()
)


def relations(**parts: str) -> str:
    """The relations part of a document whose parts are given by the last word of their type."""
    rows = "".join(
        f'<Relationship Id="r{index}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(parts.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts; always the same bytes for the same parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A docx with this body; `styles`, `numbering`, `footnotes`, `endnotes` are the insides of those parts."""
    package: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(**{name: f"{name}.xml" for name in parts}),
    }
    for name, content in parts.items():
        package[f"word/{name}.xml"] = f"<w:{name} {NAMESPACES}>{content}</w:{name}>"
    return zipped(package)


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; plain strings become runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{look}{''.join(c if c.startswith('<') else r(c) for c in content)}</w:p>"


def numbered(num_id: int, level: int, *content: str) -> str:
    """A paragraph of a list."""
    return p(*content, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def tc(*content: str, span: int = 1, merge: str = "") -> str:
    """A cell; strings become paragraphs. `merge` is "restart" or "continue"."""
    look = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = "".join(c if c.startswith("<") else p(c) for c in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells; plain strings become cells."""
    look = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{look}{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def lvl(level: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """The inside of numbering.xml with one abstract list."""
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}'
