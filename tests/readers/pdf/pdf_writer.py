"""A PDF from nothing: pages of text, lines and pictures, for specimens. Places are points from the upper left."""

from __future__ import annotations

A4 = (595.0, 842.0)
FULL = 12.0


class Sheet:
    """One page while it is drawn."""

    def __init__(self, size: tuple[float, float] = A4, rotate: int = 0):
        self.width, self.height = size
        self.rotate = rotate
        self.content: list[str] = []

    def text(self, x: float, top: float, words: str, size: float = FULL, matrix: str = "1 0 0 1") -> Sheet:
        """A line whose Chinese characters are `size` wide and Latin ones half of that."""
        code = words.encode("utf-16-be").hex()
        y = self.height - top - 0.88 * size
        self.content.append(f"BT /F1 {size} Tf {matrix} {x} {y} Tm <{code}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """A stroke of half a point."""
        self.content.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """A filled rectangle."""
        self.content.append(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re f")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Sheet:
        """All lines of a plain table."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """A grey picture."""
        self.content.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {self.height - y1} cm /I1 Do Q")
        return self

    def clipped(self, x0: float, y0: float, x1: float, y1: float, drawn: str) -> Sheet:
        """What another sheet has drawn, cut to a rectangle."""
        self.content.append(f"q {x0} {self.height - y1} {x1 - x0} {y1 - y0} re W n {drawn} Q")
        return self


_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts["
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor"
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    "/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)
_PICTURE = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"


def pdf(sheets: list[Sheet], *, encrypt: bool = False, copies: int = 1) -> bytes:
    """The file; `copies` repeats the pages, `encrypt` asks for a password that nobody knows."""
    objects: list[bytes] = [b"", b"", _FONT.encode(), _PICTURE.encode() + b"\nstream\n\x80\nendstream"]
    kids: list[int] = []
    for sheet in sheets:
        stream = "\n".join(sheet.content).encode()
        objects.append(f"<</Length {len(stream)}>>\nstream\n".encode() + stream + b"\nendstream")
        content = len(objects)
        for _ in range(copies):
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]/Rotate {sheet.rotate}"
                f"/Resources<</Font<</F1 3 0 R>>/XObject<</I1 4 0 R>>>>/Contents {content} 0 R>>".encode()
            )
            kids.append(len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode()
    out = bytearray(b"%PDF-1.6\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    lock = f"/ID[<{'00' * 16}><{'00' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/O<{'11' * 32}>/U<{'22' * 32}>/P -4>>"
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{lock if encrypt else ''}>>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
