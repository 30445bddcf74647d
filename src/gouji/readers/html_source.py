"""From the bytes of a web page to its markup: the encoding proven, archives (mht) opened, hostile nesting refused."""

from __future__ import annotations

import codecs
import re
from email import message_from_bytes
from email.message import Message

from gouji.errors import DamagedFile, TooLarge
from gouji.readers.source import Source

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CODECS = {"utf-8": "utf-8", "utf8": "utf-8", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "gb2312": "gb18030",
           "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030"}  # fmt: skip
_CONTROL = dict.fromkeys((*range(9), 11, *range(14, 32)), " ")

# Elements that the parser opens again in every following block, and those that need no end tag.
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_OPEN_ENDED = frozenset(
    (
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "track",
            "wbr",
        ),
        *("p", "li", "td", "th", "tr", "option", "dt", "dd", "tbody", "thead", "tfoot", "colgroup"),
    )
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_MAX_WORK = 300_000_000
_MAX_COPIES = 2_000_000
_MAX_TAGS = 3_000_000


def markup_of(source: Source) -> tuple[str, bool]:
    """The markup of a page, and whether every byte of it could be decoded."""
    data, declared = source.data, None
    if data.lstrip()[:1] != b"<" and not data.startswith(tuple(mark for mark, _ in _MARKS)):
        data, declared = _from_archive(source)
    text, whole = _decode(data, declared)
    _refuse_hostile(source, text)
    return text.translate(_CONTROL) if _has_control(text) else text, whole


def _decode(data: bytes, declared: str | None) -> tuple[str, bool]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace"), True
    found = _CHARSET.search(data[:4096])
    name = declared or (found.group(1).decode("ascii", "replace") if found else "")
    wanted = _CODECS.get(name.lower())
    if wanted is None and data[:200].count(b"\x00") > 20:
        wanted = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    tried = [codec for codec in (wanted, "utf-8", "gb18030") if codec]
    for codec in tried:
        try:
            return data.decode(codec), True
        except UnicodeDecodeError:
            continue
    return data.decode(tried[0], "replace"), False


def _has_control(text: str) -> bool:
    # The line break of a page is kept as a vertical tab while a paragraph is put together.
    return "\x0b" in text or "\x07" in text or "\x00" in text


def _from_archive(source: Source) -> tuple[bytes, str | None]:
    """The page in a web archive (mht), or the bytes themselves where they are none."""
    head = source.data[:2048].lower()
    if b"mime-version" not in head and b"content-type:" not in head:
        return source.data, None
    message: Message = message_from_bytes(source.data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return payload, part.get_content_charset()
    raise DamagedFile(
        source.name,
        "网页归档（mht）里没有网页。请用浏览器重新保存。",
        "the web archive holds no page; save it again from a browser.",
    )


def _refuse_hostile(source: Source, text: str) -> None:
    """Raise TooLarge for markup whose tree would be far larger than itself or take quadratic time to build.

    Formatting that stays open is opened anew in every block, and each tag is looked up among all open ones.
    """
    if _looks_balanced(text.encode("utf-8", "replace")):
        return
    depth = formatting = work = copies = 0
    for tags, match in enumerate(_TAG.finditer(text)):
        name = match.group(2).lower()
        step = -1 if match.group(1) else 1
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
        elif step > 0:
            copies += formatting
        if name not in _OPEN_ENDED:
            depth = max(0, depth + step)
        work += depth
        if work > _MAX_WORK or copies > _MAX_COPIES or tags > _MAX_TAGS:
            raise TooLarge(
                source.name,
                "网页的标签太多或嵌套过深，不是正常的报告。请核对来源，或复制文字存为 txt。",
                "the page has too many tags or nests them too deeply for a report; check its origin.",
            )


def _looks_balanced(data: bytes) -> bool:
    """Whether tags are closed about as often as opened, wherever one stops: a quick look that spares a slow one."""
    step = max(1024, len(data) // 64)
    opened = most = total = 0
    for start in range(0, len(data), step):
        chunk = data[start : start + step]
        tags = chunk.count(b"<")
        total += tags
        opened += tags - 2 * chunk.count(b"</")
        most = max(most, opened)
    return most * total <= 2 * _MAX_COPIES and total <= _MAX_TAGS
