"""Signs of symbol fonts as characters: a ticked box or a ≥ may be only a glyph of Wingdings or Symbol."""

from __future__ import annotations

_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xB7: "•",
    0xD7: "·", 0xA5: "∞", 0xE5: "∑", 0xD6: "√", 0xDE: "⇒", 0xAE: "→", 0xAC: "←", 0x2D: "−", 0x25: "%",
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x44: "Δ", 0x53: "Σ",
}  # fmt: skip
_WINGDINGS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x6E: "■", 0xA7: "▪",
    0x6C: "●", 0xA1: "○", 0x77: "◆", 0x76: "❖", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xB2: "✧", 0xAB: "★",
    **{0x80: "⓪"}, **{0x81 + i: chr(ord("①") + i) for i in range(10)},
    **{0x8C + i: chr(ord("❶") + i) for i in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x51: "☒", 0xA3: "□", 0x2A: "□", 0x30: "□",
    0x97: "●", 0x98: "●", 0x81: "○", 0xA2: "■",
    **{0x69: "⓪"}, **{0x6A + i: chr(ord("①") + i) for i in range(10)},
}  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}

UNKNOWN = "\ufffd"
"""Stands for a sign that we do not know; the reader says so as a Gap."""


def symbol(font: str, code: str) -> str:
    """The character of a w:sym (font name and hexadecimal code); UNKNOWN for one that we do not know."""
    try:
        point = int(code, 16)
    except ValueError:
        return UNKNOWN
    # Codes of symbol fonts are moved into the private area; fonts of letters use plain Unicode.
    private = 0xF000 <= point <= 0xF0FF
    table = _FONTS.get(font.strip().lower())
    if table is not None and (private or point < 0x100):
        low = point & 0xFF
        return table.get(low, UNKNOWN)
    if private or 0xE000 <= point <= 0xF8FF or point > 0x10FFFF or 0xD800 <= point <= 0xDFFF or point < 0x20:
        return UNKNOWN
    return chr(point)
