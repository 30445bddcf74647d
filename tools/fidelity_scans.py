"""How well scans are read: characters and cells of recognised pages against what they are known to hold.

    python tools/fidelity_scans.py [FOLDER]

FOLDER holds pictures and their truth as `shared/reports/formats` has them. Prints the share of wrong characters, the
cells with right text and with right text and span, and the figures read wrong. Bounds: 0.5 % wrong characters in
clean scans, 2 % in noisy ones; status 1 beyond them.
"""

from __future__ import annotations

import json
import re
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from gouji.model import Document, Span
from gouji.readers import read, read_bytes
from gouji.readers.ocr import is_installed

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT.parent / "shared" / "reports" / "formats"
BOUNDS = {"clean": 0.005, "noisy": 0.02}
# Where the drawn table of the sample begins: what stands above it on the first page is paragraphs.
TABLE = 0
PARAGRAPHS = ("五、其他需要说明的情况", "附件:2022年度部门整体支出绩效自评表", "附件", "2022年度部门整体支出绩效自评表")
_FIGURE = re.compile(r"\d[\d.,]*%?")


def dense(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def distance(a: str, b: str) -> int:
    """How many characters must be changed, added or taken off."""
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y)))
        before = row
    return before[-1]


def compare(document: Document, truth: dict[str, Any]) -> dict[str, Any]:
    """Wrong and all characters, cells right in text, in text and span, and wrong figures with their certainty."""
    wanted = {(c["r"], c["c"]): c for c in truth["tables"][TABLE]["cells"] if dense(c["text"])}
    tables = list(document.tables())
    found = {(c.row, c.column): c for c in tables[0].cells} if tables else {}
    wrong = sum(
        min(distance(p, dense(document.text[b.start : b.end])) for b in document.paragraphs()) for p in PARAGRAPHS
    )
    total = sum(len(p) for p in PARAGRAPHS)
    texts = spans = 0
    misread = []
    for place, cell in wanted.items():
        text = dense(cell["text"])
        mine = found.get(place)
        read_as = dense(document.text[mine.start : mine.end]) if mine else ""
        wrong += distance(text, read_as)
        total += len(text)
        texts += text == read_as
        spans += bool(text == read_as and mine and (mine.rowspan, mine.colspan) == (cell["rs"], cell["cs"]))
        if _FIGURE.findall(text) != _FIGURE.findall(read_as):
            sure = document.confidence_of(Span(mine.start, mine.end)) if mine else None
            misread.append(f"{text} as {read_as or 'nothing'} ({sure})")
    return {"wrong": wrong, "characters": total, "cells": len(wanted), "text": texts, "span": spans, "misread": misread}


def frames(paths: list[Path]) -> bytes:
    """Pictures as the pages of one TIFF."""
    from PIL import Image

    pages = [Image.open(path).convert("RGB") for path in paths]
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def main() -> int:
    """Read, compare, print."""
    if not is_installed():
        print("scans: skipped, the extra `ocr` is not installed (make ocr)")
        return 0
    folder = Path(sys.argv[1]) if sys.argv[1:] else SAMPLES
    truth = json.loads((folder / "s002.truth.json").read_text(encoding="utf-8"))
    failed = False
    for name, bound in BOUNDS.items():
        begun = time.process_time()
        paths = sorted((folder / "scan").glob(f"s002_p1[12]_{name}.*"))
        document = read_bytes(frames(paths), name)
        failed = _say(name, document, truth, bound, time.process_time() - begun) or failed
    begun = time.process_time()
    document = read(folder / "scan" / "s002_scan.pdf")
    failed = _say("pdf", document, truth, BOUNDS["noisy"], time.process_time() - begun) or failed
    return int(failed)


def _say(name: str, document: Document, truth: dict[str, Any], bound: float, seconds: float) -> bool:
    found = compare(document, truth)
    rate = found["wrong"] / found["characters"]
    print(
        f"{name:6} {rate:7.2%} of {found['characters']} characters wrong (bound {bound:.1%}); "
        f"cells {found['text']} text, {found['span']} text and span, of {found['cells']}; "
        f"{seconds:.1f} s of processor; figures misread: {found['misread']}"
    )
    return bool(rate > bound)


if __name__ == "__main__":
    sys.exit(main())
