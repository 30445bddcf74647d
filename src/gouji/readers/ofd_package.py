"""The zip of an OFD file: paths as programs write them, nothing outside the package, bounded like every package."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from lxml import etree

from gouji.errors import DamagedFile
from gouji.readers.package import Package


class OfdPackage(Package):
    """A package whose parts name each other by absolute or relative paths, with either slash, in any case."""

    def resolve(self, base: str, path: str) -> str:
        """The part that a path means in the part `base`; raises DamagedFile for one that leads out of the file."""
        path = path.strip().replace("\\", "/")
        if path.startswith("/"):
            found = normpath(path.lstrip("/"))
        else:
            found = normpath(join(dirname(base), path))
            # Some programs count all paths from the root.
            if found not in self and normpath(path) in self:
                found = normpath(path)
        if found.startswith("..") or "\x00" in found:
            raise self.damaged("内部路径指向文件之外", "a path in it leads outside the file")
        return found

    def needed(self, name: str) -> etree._Element:
        """The root element of a part without which nothing can be read."""
        root = self.xml(name)
        if root is None:
            raise self.damaged(f"缺少 {name}", f"{name} is missing")
        return root

    def damaged(self, zh: str, en: str) -> DamagedFile:
        """The exception that says what is broken and what to do about it."""
        return DamagedFile(
            self.source.name,
            f"OFD 文件损坏：{zh}。请重新下载，或从原程序重新导出。",
            f"the OFD file is damaged: {en}; fetch it again or export it again.",
        )
