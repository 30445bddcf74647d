"""Annotated Word documents as an office program shows them: all comments there, not a character moved."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from ooxml import zipped
from specimens import everything

import gouji
from gouji.annotate import annotated
from gouji.checks import worst_first
from gouji.model import Span

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "reports" / "formats"


def shown(path: Path) -> tuple[list[Counter[str]], int]:
    """The characters of each page of a PDF, and the number of notes on all pages.

    Where a run was cut, they may be drawn in another order: 优 before the quotation marks around it.
    """
    document = pdfium.PdfDocument(path)
    pages, notes = [], 0
    for page in document:
        pages.append(Counter("".join(page.get_textpage().get_text_bounded().split())))
        for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, index)
            notes += raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_TEXT
            raw.FPDFPage_CloseAnnot(annotation)
    document.close()
    return pages, notes


def typed(data: bytes) -> bytes:
    """A docx that names the types of its parts, without which office programs do not take it for one."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    names = {"document": "document.main", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in names.items()
    )
    types = parts["[Content_Types].xml"]
    assert isinstance(types, bytes)
    parts["[Content_Types].xml"] = types.replace(b"</Types>", kinds.encode() + b"</Types>")
    return zipped(parts)


def test_the_office_program_shows_the_same_pages_and_every_comment(
    office: Callable[[Sequence[Path], Path], None], made: Callable[..., Any], tmp_path: Path
) -> None:
    expected: dict[str, int] = {}
    for path in (ROOT / "examples/示例自评报告.docx", *sorted(SHARED.glob("s*.docx"))):
        judgement = gouji.judge(path)
        findings = worst_first(judgement.results)
        copy = annotated(path.read_bytes(), judgement.document, judgement.report, findings, language="zh")
        (tmp_path / f"{path.stem}-before.docx").write_bytes(path.read_bytes())
        (tmp_path / f"{path.stem}-after.docx").write_bytes(copy.content)
        expected[path.stem] = copy.notes
    file = made(typed(everything()))
    words = file.document.text
    spans = [Span(i, i + 2) for i in range(0, len(words) - 2, 3) if words[i : i + 2].strip()]
    (tmp_path / "all-before.docx").write_bytes(file.data)
    (tmp_path / "all-after.docx").write_bytes(file.copy(*(file.quoting(span) for span in spans)))
    expected["all"] = len(spans)
    office(sorted(tmp_path.glob("*.docx")), tmp_path)
    for stem, count in expected.items():
        before, none = shown(tmp_path / f"{stem}-before.pdf")
        after, notes = shown(tmp_path / f"{stem}-after.pdf")
        assert after == before, stem
        assert (none, notes) == (0, count), stem
