"""Folding of the forms that one character takes in PDF and Word text, one to one, so that offsets never move.

NFKC is not used: it changes lengths (㎡, ①, ½) and with them every offset behind.
"""

from __future__ import annotations

import re

# Punctuation that every Chinese sentence is full of stays as it is (the patterns know both widths): folding it
# would cost more than the whole scan.
_KEPT = "（），：；！？"

_WIDE = {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F) if chr(c) not in _KEPT}
_SIGNS = {
    **dict.fromkeys("﹪", "%"),
    **dict.fromkeys("≧⩾", "≥"),
    **dict.fromkeys("≦⩽", "≤"),
    **dict.fromkeys("‐‑−–﹣", "-"),
    **dict.fromkeys("∼〜˜∽", "~"),
    **dict.fromkeys("―─", "—"),
    **dict.fromkeys("￥", "¥"),
    **dict.fromkeys("⁄∕", "/"),
}
# Every blank that may stand inside a figure becomes a plain space; tabs and line ends part cells and lines.
_BLANKS = dict.fromkeys("\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " ")
_BLANKS |= dict.fromkeys("\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff\xad", " ")
_ENDS = dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n")
# Some PDF fonts map the plainest ideographs to the radicals that look alike.
_RADICALS = dict(zip("⼀⼆⼋⼗⼈⼾⽇⽉⽄⽅⼉", "一二八十人户日月斤方儿", strict=True))
_OLD = dict(zip("萬億兩貳陸圓個點幾餘週條項間塊", "万亿两贰陆圆个点几余周条项间块", strict=True))

_TABLE = _WIDE | _SIGNS | _BLANKS | _ENDS | _RADICALS | _OLD
_TRANSLATE = str.maketrans(_TABLE)
_FOLDABLE = re.compile("[" + re.escape("".join(_TABLE)) + "]+")
# A wide comma groups digits only between wide digits: "得5分，100%" must not become one number.
_WIDE_GROUP = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def fold(text: str) -> str:
    """`text` with digits, letters, signs, blanks and line ends in one form, character by character."""
    if text.isascii():
        return text.translate(_TRANSLATE) if "\r" in text or "\x0b" in text or "\x0c" in text else text
    if "，" in text:
        text = _WIDE_GROUP.sub(",", text)
    return _FOLDABLE.sub(lambda m: m[0].translate(_TRANSLATE), text)
