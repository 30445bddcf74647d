"""An OFD from nothing, in as many dialects as programs write."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

NAMESPACE = "http://www.ofdspec.org/2016"


def zipped(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def text(x: float, y: float, words: str, size: float = 4.0, *, deltas: str | None = None, more: str = "") -> str:
    """A line whose Chinese characters are `size` millimetres wide; `deltas` "" leaves the distances out."""
    if deltas is None:
        deltas = " ".join(str(size if char > "\u2e80" else size / 2) for char in words[:-1])
    across = f' DeltaX="{deltas}"' if deltas else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} 150 {size}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{0.86 * size}"{across}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject ID="8" Boundary="{x0} {y0} {max(x1 - x0, 0.1)} {max(y1 - y0, 0.1)}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def page(*objects: str, template: str = "", prefix: str = "ofd", namespace: str = NAMESPACE) -> str:
    under = f'<ofd:Template TemplateID="{template}" ZOrder="Background"/>' if template else ""
    whole = (
        f'<ofd:Page xmlns:ofd="{namespace}">{under}<ofd:Content><ofd:Layer ID="1">{"".join(objects)}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )
    return whole if prefix == "ofd" else whole.replace("ofd:", prefix).replace("xmlns:ofd", "xmlns")


def ofd(
    pages: list[str], *, common: str = "", after: str = "", base: str = "Pages/Page_{}/Content.xml", **parts: str
) -> bytes:
    """The file; `parts` are further ones by their path with "__" for "/" and "_xml" at the end."""
    listed = "".join(f'<ofd:Page ID="{100 + i}" BaseLoc="{base.format(i)}"/>' for i in range(len(pages)))
    package = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{NAMESPACE}"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>'
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:CommonData><ofd:PageArea>'
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{after}</ofd:Document>",
    }
    package |= {f"Doc_0/Pages/Page_{i}/Content.xml": content for i, content in enumerate(pages)}
    package |= {path.replace("__", "/").replace("_xml", ".xml"): content for path, content in parts.items()}
    return zipped(package)
