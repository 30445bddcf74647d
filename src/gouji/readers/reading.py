"""The door of the room: a path or bytes to a Document, by the one table of formats."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from gouji.errors import (
    DamagedFile,
    EmptyFile,
    NoSuchFile,
    ProtectedFile,
    ReadError,
    TooLarge,
    UnsupportedFormat,
)
from gouji.model import Document
from gouji.readers.signature import UNREAD, sniff
from gouji.readers.source import Source

Reader = Callable[[Source], Document]

MAX_FILE_BYTES = 200 * 1024 * 1024
"""The largest file that is opened at all; a report is a few hundred kilobytes."""

READERS: dict[str, tuple[str, str]] = {
    "txt": ("gouji.readers.txt", "read_txt"),
    "docx": ("gouji.readers.docx", "read_docx"),
    "pdf": ("gouji.readers.pdf", "read_pdf"),
    "ofd": ("gouji.readers.ofd", "read_ofd"),
    "xlsx": ("gouji.readers.xlsx", "read_xlsx"),
    "xls": ("gouji.readers.xls", "read_xls"),
    "html": ("gouji.readers.html", "read_html"),
    "doc": ("gouji.readers.doc", "read_doc"),
    "rtf": ("gouji.readers.rtf", "read_rtf"),
    "picture": ("gouji.readers.picture", "read_picture"),
}
"""Format to (module, function); a module is imported when the first file of its format comes."""


def read(path: str | Path) -> Document:
    """The Document of the file at a path; raises a kind of ReadError when there is none to be had."""
    name = str(path)
    try:
        # A FIFO or a device would block for ever, so only a regular file is opened.
        file = Path(path)
        if not file.is_file():
            raise NoSuchFile(name, *_why_no_file(file))
        size = file.stat().st_size
        if size > MAX_FILE_BYTES:
            raise TooLarge(name, *_too_large(size))
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NoSuchFile(
            name,
            f"打不开这个文件（{reason}）。请检查路径和读取权限。",
            f"cannot be opened ({reason}); check the path and the permission to read.",
        ) from error
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Document:
    """The Document of a file's bytes; `name` is only quoted, never decides the format. Raises as `read`."""
    if not data:
        raise EmptyFile(name, "文件是空的（0 字节）。请重新导出。", "the file is empty (0 bytes); export it again.")
    if len(data) > MAX_FILE_BYTES:
        raise TooLarge(name, *_too_large(len(data)))
    kind = sniff(data)
    if kind == "encrypted":
        raise ProtectedFile(
            name,
            "文件加了打开密码。请用 Word 或 WPS 去掉密码后另存，再试一次。",
            "the file is encrypted with a password; remove it in Word or WPS, save, and try again.",
        )
    if kind in UNREAD:
        raise UnsupportedFormat(name, UNREAD[kind].zh, UNREAD[kind].en)
    module, function = READERS[kind]
    reader = cast(Reader, getattr(import_module(module), function))
    try:
        return reader(Source(name=name, data=data))
    except ReadError:
        raise
    except RecursionError as error:
        raise DamagedFile(
            name,
            "文件的内部结构嵌套过深，不是正常文档。请用办公软件打开后另存，再试一次。",
            "its structure is nested too deeply for a real document; save it again from an office program.",
        ) from error


def _why_no_file(file: Path) -> tuple[str, str]:
    if file.is_dir():
        return "这是一个文件夹。请指明其中的文件。", "is a folder; name the files in it."
    if file.exists():
        return "不是普通文件。", "is not a regular file."
    return "没有这个文件。请检查路径。", "there is no such file; check the path."


def _too_large(size: int) -> tuple[str, str]:
    limit = MAX_FILE_BYTES // 1024 // 1024
    return (
        f"文件有 {size // 1024 // 1024} MB，超过 {limit} MB 的上限。请拆分或压缩其中的图片。",
        f"has {size // 1024 // 1024} MB, over the limit of {limit} MB; split it or shrink its pictures.",
    )
