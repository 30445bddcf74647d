"""A docx written again: every part as it was, some changed, some added."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree

from gouji.readers.package import Package

_TYPES = "[Content_Types].xml"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class Parts:
    """The parts of an open package and what becomes of them; names are those of the package, without a slash."""

    def __init__(self, package: Package):
        self._package = package
        self._changed: dict[str, bytes] = {}

    def put(self, name: str, content: bytes) -> None:
        """Replace a part, or add one."""
        self._changed[name] = content

    def declare(self, name: str, kind: str) -> None:
        """Give a part its content type, unless it has one of its own."""
        root = self._package.xml(_TYPES)
        if root is None:
            raise self._package.damaged(f"没有 {_TYPES}", f"has no {_TYPES}")
        path = f"/{name}"
        if not any(part.get("PartName", "").lower() == path.lower() for part in root.iter(f"{_TYPE}Override")):
            etree.SubElement(root, f"{_TYPE}Override", PartName=path, ContentType=kind)
            self.put(_TYPES, serialised(root))

    def relate(self, name: str, target: str, kind: str) -> None:
        """Add a relation of the type `kind` from a part to another one."""
        folder, _, file = name.rpartition("/")
        path = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        root = self._package.xml(path)
        if root is None:
            root = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        taken = {relation.get("Id") for relation in root}
        number = next(number for number in range(1, len(taken) + 2) if f"rIdGouji{number}" not in taken)
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=f"rIdGouji{number}", Type=kind, Target=f"/{target}")
        self.put(path, serialised(root))

    def written(self) -> bytes:
        """The whole package, parts in their order, new ones last."""
        out = BytesIO()
        changed = {name.lower(): (name, content) for name, content in self._changed.items()}
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self._package.entries():
                _, content = changed.pop(entry.filename.lower(), ("", None))
                if content is None:
                    content = self._package.read(entry.filename) or b""
                info = zipfile.ZipInfo(entry.filename, max(entry.date_time, _EARLIEST))
                info.external_attr = entry.external_attr
                stored = entry.compress_type == zipfile.ZIP_STORED
                archive.writestr(info, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
            for name, content in changed.values():
                archive.writestr(zipfile.ZipInfo(name, _EARLIEST), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def serialised(root: etree._Element) -> bytes:
    """The bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
