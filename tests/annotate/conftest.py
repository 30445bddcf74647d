"""What the tests of annotated copies share: findings made by hand, comments and highlights read by other programs."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from gouji.annotate import annotated
from gouji.model import BasisReference, Document, Evidence, Finding, Language, Severity, Span, Text
from gouji.pipeline import extract
from gouji.readers import read_bytes

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = {f"{W}{tag}" for tag in ("del", "moveFrom", "instrText")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
OFFICE_SECONDS = 240


class Comment(NamedTuple):
    """A comment as the file has it, with the text that its marks enclose."""

    number: str
    author: str
    initials: str
    date: str | None
    lines: list[str]
    anchored: str


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def comments_of(data: bytes) -> list[Comment]:
    """The comments of a docx in the order of their references in the body."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
    held = {c.get(f"{W}id"): c for c in etree.fromstring(part(data, "word/comments.xml")).iter(f"{W}comment")}
    found: dict[str, str] = {}
    open_now: dict[str, str] = {}
    order: list[str] = []

    def walk(element: etree._Element) -> None:
        if element.tag in GONE:
            return
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_now[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            found[number] = open_now.pop(number)
        elif element.tag == f"{W}commentReference":
            order.append(number)
        words = {f"{W}t": element.text or "", f"{W}tab": "\t", f"{W}br": "\n"}.get(str(element.tag), "")
        for name in open_now:
            open_now[name] += words
        for child in element:
            walk(child)

    walk(etree.fromstring(part(data, "word/document.xml")))
    assert not open_now and sorted(order) == sorted(held) == sorted(found), "marks and comments go together"
    return [_comment(held[number], found[number]) for number in order]


def _comment(element: etree._Element, anchored: str) -> Comment:
    lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p")]
    get = element.get
    return Comment(get(f"{W}id", ""), get(f"{W}author", ""), get(f"{W}initials", ""), get(f"{W}date"), lines, anchored)


class Made:
    """A file that a test made, to be annotated with findings that the test makes up."""

    def __init__(self, data: bytes, name: str):
        self.data, self.name = data, name
        self.document: Document = read_bytes(data, name)

    def quoting(self, *quotes: str | Span, severity: Severity = "error", rule: str = "G101") -> Finding:
        """A finding that quotes places, given as such or by their first words."""
        spans = [self._span(quote) if isinstance(quote, str) else quote for quote in quotes]
        return Finding(
            id=f"{rule}-{spans[0].start}",
            rule=rule,
            severity=severity,
            title=Text("各分项相加不等于合计", "parts do not add up"),
            message=Text("合计印为5万元，各分项相加为4万元", "printed 5, parts 4"),
            computation="1＋3=4万元 ≠ 5万元",
            evidence=tuple(Evidence(role="part" if i else "whole", span=span) for i, span in enumerate(spans)),
            basis=(BasisReference(id="x", title="中华人民共和国预算法实施条例", article="第八十三条"),),
        )

    def _span(self, words: str) -> Span:
        start = self.document.text.index(words)
        return Span(start, start + len(words))

    def copy(self, *findings: Finding, language: Language = "zh", when: datetime | None = None) -> bytes:
        """The annotated copy; its text is that of the file."""
        report = extract(self.document)
        made = annotated(self.data, self.document, report, findings, language=language, when=when).content
        assert read_bytes(made, self.name).text == self.document.text
        return made

    def comments(self, *findings: Finding) -> list[Comment]:
        """The comments of the annotated copy."""
        return comments_of(self.copy(*findings))


@pytest.fixture(scope="session")
def made() -> Callable[..., Made]:
    """Take the bytes of a file, to be annotated."""

    def take(data: bytes, name: str = "报告.docx") -> Made:
        return Made(data, name)

    return take


@pytest.fixture(scope="session", name="comments_of")
def _comments_of() -> Callable[[bytes], list[Comment]]:
    """The comments of a docx, read without Gouji."""
    return comments_of


@pytest.fixture
def shared() -> Path:
    """The folder of yardsticks beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("the folder of yardsticks beside the repository is absent")
    return SHARED


@pytest.fixture(scope="session")
def office(program: Callable[..., str]) -> Callable[..., None]:
    """Convert files with LibreOffice, to PDF with comments as notes unless told otherwise; a start takes seconds."""
    soffice = program("soffice", package="libreoffice-writer", called="LibreOffice")
    pdf = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'

    def convert(files: Sequence[Path], folder: Path, into: str = pdf) -> None:
        subprocess.run(
            [soffice, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", into,
             "--outdir", str(folder), *map(str, files)],
            check=True, capture_output=True, timeout=OFFICE_SECONDS,
        )  # fmt: skip

    return convert
