"""A page as every page-shaped format gives it: characters with boxes, and ruling lines. PDF, OFD and scans fill it.

All lengths are PDF points (1/72 inch), the origin is the upper left corner of the page as it is shown, y grows
downwards. A box is (x0, top, x1, bottom).
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from gouji.model import Gap, Place, Text

Glyph = tuple[str, float, float, float, float]
"""One character and its box: (character, x0, top, x1, bottom); the box is as wide as its advance, about an em high."""

Ruling = tuple[float, float, float, float]
"""A drawn line or thin rectangle: (x0, top, x1, bottom), wider than high or higher than wide."""

Box = tuple[float, float, float, float]


class Page(msgspec.Struct, kw_only=True):
    """One page before its layout is understood; `number` counts from 1.

    `doubt` holds, for characters that were recognised and not read, how sure that was (0 to 1), in the order of
    `glyphs`; it is empty for pages with text. `part` names the stream, as in `Place`.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rulings: list[Ruling]
    doubt: list[float] = []
    part: str = "body"


# Fonts without a proper mapping give the signs of the radicals instead of the characters that look the same.
# Only they are mapped: a general compatibility folding would turn ① into 1 and m² into m2.
_SUPPLEMENT = (
    "⺁厂⺇几⺌小⺎兀⺐尢⺓幺⺔彐⺘扌⺙攵⺛旡⺝月⺟母⺠民⺡氵⺢水⺣灬⺤爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罒⺳网⺷羊⺸羊⺹老"
    "⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食"
    "⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
RADICALS: dict[str, str] = {
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)),
    # Unicode decomposes it to the traditional form, but where it turns up it stands for the simplified one.
    "⼾": "户",
}
"""Radical signs (⼀ U+2F00 …) to the characters that they stand for in a text layer."""


_BROKEN = re.compile("[\x00-\x1f\ufffd\ue000-\uf8ff]")
_RADICAL = re.compile("[\u2e80-\u2fdf]")


def is_unreadable(chars: str) -> bool:
    """Whether a page's text layer is too broken to be believed: many characters without a meaning.

    `chars` are those of the file, before radicals are mapped. Single radicals are a known fault of fonts and are
    mapped; a page full of them has a shifted mapping.
    """
    broken, radicals = len(_BROKEN.findall(chars)), len(_RADICAL.findall(chars))
    return broken * 10 > len(chars) or radicals * 3 > len(chars) > 20


def without_radicals(glyphs: list[Glyph], chars: str) -> list[Glyph]:
    """The characters with the signs of radicals mapped; `chars` are all of them in one string."""
    if _RADICAL.search(chars) is None:
        return glyphs
    return [(RADICALS.get(glyph[0], glyph[0]), *glyph[1:]) for glyph in glyphs]


def page_gap(kind: str, page: int, zh: str, en: str) -> Gap:
    """What is not read of a page, or of all of it; the sentences go on after 第N页 and "page N "."""
    return Gap(kind=kind, message=Text(f"第{page}页{zh}", f"page {page} {en}"), place=Place(page=page))
