"""Zip packages (docx, and later xlsx and ofd) as hostile input: everything bounded, no entity, no network.

A few kilobytes can unpack to gigabytes, and sizes that a package declares can lie. So each part is unpacked
only when it is needed, against a limit for the part, for the whole and for the ratio; XML is parsed without
DTD.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath
from types import TracebackType

from lxml import etree

from gouji.errors import DamagedFile, ProtectedFile, TooLarge
from gouji.readers.source import Source

MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_PART_BYTES = 128 * 1024 * 1024
MAX_ENTRIES = 20_000
# Deflate cannot do better than about 1:1032; real parts of documents stay below 1:100.
MAX_RATIO = 400
_RATIO_MATTERS_FROM = 8 * 1024 * 1024
_CHUNK = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An open zip of which parts are read by name; names are compared without regard to case."""

    def __init__(self, source: Source):
        """Open it; raises DamagedFile for what is no whole zip and ProtectedFile for an encrypted one."""
        self.source = source
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(source.data))
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise self.damaged("不是完整的压缩包", "is not a whole zip archive") from error
        if len(entries) > MAX_ENTRIES:
            raise self._too_large(f"{len(entries)} 个部件", f"{len(entries)} parts")
        if any(entry.flag_bits & 1 for entry in entries):
            raise ProtectedFile(
                source.name,
                "文件加了密码。请去掉密码后另存，再试一次。",
                "the file is encrypted; remove the password, save, and try again.",
            )
        self._entries = {_key(entry.filename): entry for entry in entries}

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None when there is none; raises DamagedFile and TooLarge."""
        entry = self._entries.get(_key(name))
        if entry is None:
            return None
        limit = min(MAX_PART_BYTES, MAX_UNPACKED_BYTES - self._unpacked)
        if entry.file_size > limit:
            raise self._too_large(f"部件 {name} 展开后过大", f"part {name} unpacks too far")
        chunks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    suspicious = size > _RATIO_MATTERS_FROM and size > MAX_RATIO * entry.compress_size
                    if size > limit or suspicious:
                        raise self._too_large(f"部件 {name} 展开后过大", f"part {name} unpacks too far")
                    chunks.append(chunk)
        except _BROKEN as error:
            raise self.damaged(f"部件 {name} 解不开", f"part {name} cannot be unpacked") from error
        self._unpacked += size
        return b"".join(chunks)

    def entries(self) -> list[zipfile.ZipInfo]:
        """The parts in their order; of parts that share a name, the last one."""
        return list(self._entries.values())

    def xml(self, name: str) -> etree._Element | None:
        """The root element of an XML part, None when there is none; raises DamagedFile and TooLarge."""
        data = self.read(name)
        return None if data is None else self.parse(data, name)

    def parse(self, data: bytes, name: str) -> etree._Element:
        """The root element of XML bytes; a DOCTYPE counts as damage, since no office program writes one."""
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged(f"部件 {name} 不是合法的 XML", f"part {name} is not well-formed XML") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.damaged(f"部件 {name} 含有 DOCTYPE", f"part {name} has a DOCTYPE")
        return root

    def relations(self, name: str) -> dict[str, str]:
        """The parts to which a part ("" for the package) refers, by the last word of the relation's type."""
        folder, _, file = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found: dict[str, str] = {}
        if root is None:
            return found
        for relation in root.iter(_RELATION):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(name), target))
            found.setdefault(relation.get("Type", "").rpartition("/")[2], path)
        return found

    def damaged(self, zh: str, en: str) -> DamagedFile:
        """The exception that says what is broken and what to do about it."""
        return DamagedFile(
            self.source.name,
            f"文件损坏：{zh}。请重新下载，或用 Word、WPS 打开后另存为 docx。",
            f"the file is damaged: it {en}; fetch it again or save it again from Word or WPS."
            if en.startswith("is ")
            else f"the file is damaged: {en}; fetch it again or save it again from Word or WPS.",
        )

    def _too_large(self, zh: str, en: str) -> TooLarge:
        limit = MAX_UNPACKED_BYTES // 1024 // 1024
        return TooLarge(
            self.source.name,
            f"{zh}，超出安全上限（展开后共 {limit} MB）。正常的报告不会这样，请核对来源。",
            f"{en}, over the safe limit ({limit} MB unpacked in all); no real report does, check its origin.",
        )


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
