"""The package of an annotated Word document, part by part, and once through another office program.

A copy that one program opens another can still refuse: what the format asks of every part is looked at here.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from specimens import everything

import gouji
from gouji.annotate import annotated
from gouji.checks import worst_first
from gouji.model import Span

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "reports" / "formats"
REAL = [ROOT / "examples/示例自评报告.docx", *sorted(SHARED.glob("s*.docx"))]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
# The order in which the format wants what stands in a paragraph's and a run's properties, as far as we write it.
PARAGRAPH = ["spacing", "ind", "jc"]
RUN = ["b", "sz", "szCs"]
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def copy_of(path: Path) -> bytes:
    judgement = gouji.judge(path)
    findings = worst_first(judgement.results)
    assert findings
    return annotated(path.read_bytes(), judgement.document, judgement.report, findings, language="zh").content


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_part_of_a_real_report_is_as_the_format_asks(path: Path) -> None:
    before, after = path.read_bytes(), copy_of(path)
    looked_over(before, after)
    assert text_of(after) == text_of(before), "not a character of any part but the comments is another one"


def test_every_part_of_one_with_everything_is_as_the_format_asks(made: Callable[..., Any]) -> None:
    file = made(everything())
    words = file.document.text
    spans = [Span(i, i + 2) for i in range(0, len(words) - 2, 3) if words[i : i + 2].strip()]
    looked_over(file.data, file.copy(*(file.quoting(span) for span in spans)), typed=False)


def test_comments_outlive_another_program(
    office: Callable[..., None], comments_of: Callable[[bytes], list[Any]], tmp_path: Path
) -> None:
    """Opened and saved by LibreOffice: the same comments, at the same words."""
    held = {}
    for path in REAL:
        held[path.name] = comments_of(copy_of(path))
        (tmp_path / path.name).write_bytes(copy_of(path))
    saved = tmp_path / "saved"
    office(sorted(tmp_path.glob("*.docx")), saved, "docx:MS Word 2007 XML")
    for name, expected in held.items():
        again = comments_of((saved / name).read_bytes())
        assert [(c.author, c.initials, c.lines, c.anchored) for c in again] == [
            (c.author, c.initials, c.lines, c.anchored) for c in expected
        ], name


def looked_over(before: bytes, after: bytes, *, typed: bool = True) -> None:
    """A package whose parts all have a type, whose relations lead somewhere, and whose comments are in order."""
    with zipfile.ZipFile(BytesIO(after)) as archive, zipfile.ZipFile(BytesIO(before)) as original:
        names = archive.namelist()
        assert archive.testzip() is None
        assert len({name.lower() for name in names}) == len(names), "no part stands there twice"
        assert set(original.namelist()) <= set(names)
        parts = {name: archive.read(name) for name in names}
    trees = {name: etree.fromstring(parts[name]) for name in names if name.endswith((".xml", ".rels"))}
    kinds = _types(trees["[Content_Types].xml"], names, typed=typed)
    related = _relations(trees, names)
    comments = [name for name in names if kinds.get(name) == COMMENTS]
    assert comments == ["word/comments.xml"] == related.get("comments")
    _comments(trees["word/comments.xml"])
    _marks(trees, {c.get(f"{W}id", "") for c in trees["word/comments.xml"]})


def _types(root: etree._Element, names: Sequence[str], *, typed: bool) -> dict[str, str]:
    """The content type of each part; all have one, and none is given to a part that is not there."""
    defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(f"{TYPES}Default")}
    given = [e.get("PartName", "").lstrip("/") for e in root.iter(f"{TYPES}Override")]
    assert len(given) == len(set(given)) and set(given) <= set(names)
    kinds = {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in root.iter(f"{TYPES}Override")}
    for name in names:
        if name != "[Content_Types].xml" and name not in kinds:
            assert not typed or name.rpartition(".")[2].lower() in defaults, name
            kinds[name] = defaults.get(name.rpartition(".")[2].lower(), "")
    return kinds


def _relations(trees: dict[str, etree._Element], names: Sequence[str]) -> dict[str, list[str]]:
    """The parts that the main part relates to, by kind; no relation leads nowhere or shares its id."""
    found: dict[str, list[str]] = {}
    for name, root in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        entries = list(root.iter(RELATION))
        assert len({entry.get("Id") for entry in entries}) == len(entries), name
        for entry in entries:
            if entry.get("TargetMode") == "External":
                continue
            target = entry.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            assert part in names, f"{name}: {target}"
            if name == "word/_rels/document.xml.rels":
                found.setdefault(entry.get("Type", "").rpartition("/")[2], []).append(part)
    return found


def _comments(root: etree._Element) -> None:
    """Comments hold paragraphs, their properties first and in the order that the format gives."""
    assert root.tag == f"{W}comments" and {child.tag for child in root} == {f"{W}comment"}
    numbers = [comment.get(f"{W}id", "") for comment in root]
    assert all(number.isdigit() for number in numbers) and len(set(numbers)) == len(numbers)
    for comment in root:
        assert comment.get(f"{W}author") and {child.tag for child in comment} == {f"{W}p"}
        if comment.get(f"{W}author") != "Gouji":
            continue
        assert len(list(comment.iter(f"{W}annotationRef"))) == 1
        for paragraph in comment:
            first, *runs = paragraph
            assert first.tag == f"{W}pPr" and [etree.QName(e).localname for e in first] == PARAGRAPH
            assert {run.tag for run in runs} == {f"{W}r"}
            for looks in paragraph.iter(f"{W}rPr"):
                order = [RUN.index(etree.QName(e).localname) for e in looks]
                assert order == sorted(order) and looks.getparent()[0] is looks


def _marks(trees: dict[str, etree._Element], numbers: set[str]) -> None:
    """Each comment begins, ends and is referred to once, in this order, in the main part alone."""
    for name, root in trees.items():
        if name.startswith("word/") and name != "word/document.xml":
            assert not any(True for mark in MARKS for _ in root.iter(f"{W}{mark}")), name
    at: dict[str, dict[str, int]] = {mark: {} for mark in MARKS}
    for place, element in enumerate(trees["word/document.xml"].iter()):
        mark = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if mark in at:
            number = element.get(f"{W}id", "")
            assert number not in at[mark], f"{mark} {number} stands there twice"
            at[mark][number] = place
            if mark == "commentReference":
                assert element.getparent().tag == f"{W}r"
    assert set(at["commentReference"]) == numbers == set(at["commentRangeStart"]) == set(at["commentRangeEnd"])
    for number in numbers:
        start, end, reference = (at[mark][number] for mark in MARKS)
        assert start < end and start < reference


def text_of(data: bytes) -> dict[str, str]:
    """The characters of each part of a package that holds words, comments apart."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        words = {name: archive.read(name) for name in archive.namelist() if name.startswith("word/")}
    return {
        name: "".join(t.text or "" for t in etree.fromstring(content).iter(f"{W}t"))
        for name, content in words.items()
        if name.endswith(".xml") and name != "word/comments.xml"
    }
