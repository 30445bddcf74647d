"""Plain text: the document's text is the file's own, character for character.

Line ends are kept as they are, so that an offset is an offset into `open(path, encoding=..., newline="")`;
only a byte order mark is taken off. The encoding is proven, not guessed from statistics: a mark, else strict
UTF-8, else strict GB18030 (which contains GB2312 and GBK).
"""

from __future__ import annotations

import codecs
import re

from gouji.errors import EmptyFile, UnsupportedFormat
from gouji.model import Document, Place, Segment
from gouji.readers.source import Source
from gouji.readers.text_tables import find_blocks

_MARKS: tuple[tuple[bytes, str], ...] = (
    # UTF-32 before UTF-16: its mark begins with the mark of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_ORDINARY = re.compile(r"[\t\n\r -~\u00a0-\u00ff\u2000-\u2bff\u3000-\u33ff\u4e00-\u9fff\uff00-\uffef]")


def read_txt(source: Source) -> Document:
    """The Document of a text file; raises UnsupportedFormat for what is no text, EmptyFile for blanks."""
    text = decode(source)
    if not text.strip():
        raise EmptyFile(
            source.name,
            "文件里只有空白，没有文字。请重新导出。",
            "the file holds only white space; export it again.",
        )
    segments = [
        Segment(match.start(), match.end(), Place(line=number)) for number, match in enumerate(_LINE.finditer(text), 1)
    ]
    return source.document("txt", text, find_blocks(text), segments)


def decode(source: Source) -> str:
    """The text of the bytes without a byte order mark; UnsupportedFormat when no encoding proves itself."""
    data = source.data
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(source, _try(data, encoding))
    # No GB18030 or UTF-8 text holds a zero byte, but UTF-16 without a mark does at every digit and line end.
    if b"\x00" in data:
        readings = [_try(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
        likely = [text for text in readings if text is not None and _ordinary_share(text) >= 0.95]
        return _checked(source, likely[0] if len(likely) == 1 else None)
    text = _try(data, "utf-8")
    if text is None:
        text = _try(data, "gb18030")
        # Any even run of high bytes decodes as GB18030; a real text is mostly common characters.
        if text is not None and _ordinary_share(text) < 0.8:
            text = None
    return _checked(source, text)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, UnicodeError):
        return None


def _ordinary_share(text: str) -> float:
    return len(_ORDINARY.findall(text)) / max(len(text), 1)


def _checked(source: Source, text: str | None) -> str:
    if text is not None and len(_CONTROL.findall(text)) <= len(text) // 200:
        return text
    raise UnsupportedFormat(
        source.name,
        "认不出格式：不是 docx，也不是 UTF-8、UTF-16 或 GB18030 文本。请另存为 docx。",
        "the format is unknown: neither docx nor text in UTF-8, UTF-16 or GB18030; save it as docx.",
    )
