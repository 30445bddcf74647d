"""OLE compound files (doc, wps, xls, et) as hostile input: what the header declares is held against the file's size."""

from __future__ import annotations

import struct
from io import BytesIO

import olefile  # type: ignore[import-untyped]  # it ships no types

from gouji.errors import DamagedFile
from gouji.readers.source import Source

_HEADER = struct.Struct("<30xHH6x4xI8x8xI4xI")
_SMALLEST = 1536


class Compound:
    """The streams of a compound file by name; names are compared without regard to case."""

    def __init__(self, source: Source):
        """Open it; raises DamagedFile for what is no whole compound file."""
        self.source = source
        if len(source.data) < _SMALLEST:
            raise self.damaged("文件不完整", "the file is cut short")
        self._check_header()
        try:
            self._ole = olefile.OleFileIO(BytesIO(source.data))
        except (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError) as error:
            raise self.damaged("目录读不出来", "its directory cannot be read") from error

    def __contains__(self, name: str) -> bool:
        return bool(self._ole.exists(name))

    def read(self, name: str) -> bytes | None:
        """The bytes of a stream, None when there is none; raises DamagedFile for one that does not fit the file."""
        try:
            if self._ole.get_type(name) != olefile.STGTY_STREAM:
                return None
            # A chain of sectors that runs in a circle gives as many bytes as the directory claims.
            if self._ole.get_size(name) > len(self.source.data):
                raise self.damaged(f"数据流 {name} 的长度不实", f"stream {name} claims more than the file holds")
            with self._ole.openstream(name) as stream:
                return bytes(stream.read())
        except (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError) as error:
            raise self.damaged(f"数据流 {name} 读不出来", f"stream {name} cannot be read") from error

    def damaged(self, zh: str, en: str) -> DamagedFile:
        """The exception that says what is broken and what to do about it."""
        return DamagedFile(
            self.source.name,
            f"文件损坏：{zh}。请重新下载，或用 Word、Excel、WPS 打开后另存。",
            f"the file is damaged: {en}; fetch it again or save it again from Word, Excel or WPS.",
        )

    def _check_header(self) -> None:
        shift, small, fats, small_fats, difats = _HEADER.unpack_from(self.source.data)
        if shift not in (9, 12) or small != 6:
            raise self.damaged("文件头不对", "its header is wrong")
        sectors = len(self.source.data) >> shift
        if max(fats, small_fats, difats) > sectors + 1:
            raise self.damaged("文件头声明的长度不实", "its header claims more than the file holds")
