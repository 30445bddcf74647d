"""Pages of an OFD document: which files they are, and what their layers, blocks and templates hold."""

from __future__ import annotations

import msgspec
from lxml import etree

from gouji.readers.ofd_package import OfdPackage
from gouji.readers.ofd_text import POINTS, UNMOVED, Matrix, is_slanted, numbers, path_rulings, placed, text_glyphs
from gouji.readers.page import Glyph, Page, Ruling, is_unreadable, without_radicals

_DEEPEST = 30
_MOST_OBJECTS = 300_000
_MOST_RULINGS = 30_000


class Content(msgspec.Struct):
    """What lies on a page or template, from its upper left corner, in points."""

    glyphs: list[Glyph] = []
    rulings: list[Ruling] = []
    pictured: float = 0.0
    drawn: int = 0
    slanted: bool = False


class OfdPage(msgspec.Struct):
    """One page as read, with what else is to be said about it."""

    page: Page
    pictured: float
    drawn: int
    slanted: bool
    broken: bool


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: prefixes and namespaces differ from program to program."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of a name."""
    if element is None:
        return None
    return next((found for found in element if local(found) == name), None)


def words(element: etree._Element | None) -> str:
    """The text of an element that may be missing."""
    return (element.text or "").strip() if element is not None else ""


class Body:
    """One document of the file (there may be several): its page files, templates and resources."""

    def __init__(self, package: OfdPackage, path: str):
        """Read its root; raises DamagedFile when there is none."""
        self.package = package
        self.path = path
        self.root = package.needed(path)
        common = child(self.root, "CommonData")
        self.area = _box(child(child(common, "PageArea"), "PhysicalBox")) or (0.0, 0.0, 210.0, 297.0)
        self._template_files = {
            found.get("ID", ""): package.resolve(path, found.get("BaseLoc", ""))
            for found in (common if common is not None else ())
            if local(found) == "TemplatePage"
        }
        self._resource_files = [
            package.resolve(path, words(found))
            for found in (common if common is not None else ())
            if local(found) in ("PublicRes", "DocumentRes")
        ]
        self._templates: dict[str, Content] = {}
        self._composites: dict[str, etree._Element] | None = None
        self._left = _MOST_OBJECTS
        pages = child(self.root, "Pages")
        self.pages = [
            (found.get("ID", ""), package.resolve(path, found.get("BaseLoc", "")))
            for found in (pages if pages is not None else ())
            if local(found) == "Page"
        ]

    def read(self, file: str, number: int) -> OfdPage | None:
        """A page, its templates under it; None when its file is missing."""
        root = self.package.xml(file)
        if root is None:
            return None
        x, y, width, height = _box(child(child(root, "Area"), "PhysicalBox")) or self.area
        content = Content([], [])
        self._left = _MOST_OBJECTS
        for template in root:
            if local(template) == "Template":
                _add(content, self._template(template.get("TemplateID", "")))
        body = child(root, "Content")
        if body is not None:
            self._walk(body, UNMOVED, content, 0)
        if x or y:
            dx, dy = x * POINTS, y * POINTS
            content.glyphs = [(g[0], g[1] - dx, g[2] - dy, g[3] - dx, g[4] - dy) for g in content.glyphs]
            content.rulings = [(r[0] - dx, r[1] - dy, r[2] - dx, r[3] - dy) for r in content.rulings]
        width, height = width * POINTS, height * POINTS
        glyphs = [
            g for g in content.glyphs if -1 <= g[1] + g[3] <= 2 * width + 1 and -1 <= g[2] + g[4] <= 2 * height + 1
        ]
        page = Page(number=number, width=width, height=height, glyphs=glyphs, rulings=content.rulings[:_MOST_RULINGS])
        chars = "".join([glyph[0] for glyph in glyphs])
        broken = is_unreadable(chars)
        page.glyphs = without_radicals(glyphs, chars)
        return OfdPage(page, content.pictured * POINTS * POINTS, content.drawn, content.slanted, broken)

    def annotations(self) -> dict[str, Content]:
        """What annotations show, by the id of their page; watermarks count as slanted text and are left out."""
        path = words(child(self.root, "Annotations"))
        if not path:
            return {}
        index_file = self.package.resolve(self.path, path)
        index = self.package.xml(index_file)
        found: dict[str, Content] = {}
        for page in index if index is not None else ():
            file = words(child(page, "FileLoc"))
            root = self.package.xml(self.package.resolve(index_file, file)) if file else None
            for annotation in root if root is not None else ():
                look = child(annotation, "Appearance")
                if look is None:
                    continue
                content = found.setdefault(page.get("PageID", ""), Content([], []))
                if annotation.get("Type") == "Watermark":
                    content.slanted = True
                else:
                    self._walk(look, placed(look, UNMOVED)[0], content, 0)
        return found

    def _template(self, key: str) -> Content:
        if key not in self._templates:
            content = self._templates[key] = Content([], [])
            file = self._template_files.get(key)
            root = self.package.xml(file) if file else None
            body = child(root, "Content")
            if body is not None:
                self._walk(body, UNMOVED, content, 0)
        return self._templates[key]

    def _walk(self, element: etree._Element, outer: Matrix, content: Content, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for item in element:
            self._left -= 1
            if self._left < 0:
                return
            name = local(item)
            if name == "TextObject":
                _text(item, outer, content)
            elif name == "PathObject":
                rulings, drawn = path_rulings(item, placed(item, outer)[0])
                content.rulings.extend(rulings)
                content.drawn += drawn
            elif name == "ImageObject":
                box = numbers(item.get("Boundary"))
                content.pictured += abs(box[2] * box[3]) if len(box) == 4 else 0.0
            elif name == "CompositeObject":
                unit = self._composite(item.get("ResourceID", ""))
                if unit is not None:
                    self._walk(unit, placed(item, outer)[0], content, depth + 5)
            elif name in ("Layer", "PageBlock") and item.get("Visible") != "false":
                self._walk(item, outer, content, depth + 1)

    def _composite(self, key: str) -> etree._Element | None:
        """The drawing that a CompositeObject repeats, from the resource files."""
        if self._composites is None:
            self._composites = {}
            for file in self._resource_files:
                root = self.package.xml(file)
                for unit in root.iter() if root is not None else ():
                    content = child(unit, "Content") if local(unit) == "CompositeGraphicUnit" else None
                    if content is not None:
                        self._composites[unit.get("ID", "")] = content
        return self._composites.get(key)


def _text(item: etree._Element, outer: Matrix, content: Content) -> None:
    if item.get("Visible") == "false":
        return
    codes = [code for code in item if local(code) == "TextCode"]
    matrix, _ = placed(item, outer)
    if (matrix[1] or matrix[2]) and is_slanted(matrix):
        content.slanted = content.slanted or any((code.text or "").strip() for code in codes)
        return
    content.glyphs.extend(text_glyphs(item, codes, matrix))


def _add(content: Content, other: Content) -> None:
    content.glyphs.extend(other.glyphs)
    content.rulings.extend(other.rulings)
    content.pictured += other.pictured
    content.drawn += other.drawn
    content.slanted = content.slanted or other.slanted


def _box(element: etree._Element | None) -> tuple[float, float, float, float] | None:
    found = numbers(words(element))
    if len(found) != 4 or found[2] <= 0 or found[3] <= 0:
        return None
    return found[0], found[1], found[2], found[3]
