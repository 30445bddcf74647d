"""What reading costs, as ratios in one run: every format against the bare cost of its bytes, and against the library
that a user would pick instead. CPU time of this process, medians of interleaved repeats; part of make bench.
"""

from __future__ import annotations

import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

import docx
import openpyxl
import pdfplumber
import pypdfium2

from gouji.readers import read

FORMATS = Path(__file__).parents[2] / "shared/reports/formats"
REPEATS = 7
FLAT_FILES = 1000
# Milliseconds of CPU a document, or a page where the format has pages; and the share of the rival's time.
LIMITS = {"docx": 3.0, "pdf": 4.0, "ofd": 2.0, "xlsx": 1.0, "html": 1.5, "doc": 2.0}
RATIOS = {"docx": 1 / 4, "pdf": 1 / 8}


def main() -> None:
    """Print the table; exit 1 when a limit is missed."""
    if not FORMATS.is_dir():
        print("../shared/reports/formats is absent: readers are not measured")
        return
    print("CPU time, ms           read  per page     bytes  read/bytes     rival  read/rival")
    met = [_row(path) for kind in LIMITS for path in sorted(FORMATS.glob(f"s*.{kind}"))]
    met.append(_memory())
    sys.exit(0 if all(met) else 1)


def _row(path: Path) -> bool:
    kind = path.suffix[1:]
    pages = _pages(path) if kind in ("pdf", "ofd") else 1
    rival = {"docx": _docx, "pdf": _pdf, "xlsx": _xlsx}.get(kind)
    works: list[Callable[[], object]] = [lambda: read(path), lambda: _bytes(path)]
    if rival is not None:
        works.append(lambda: rival(path))
    took = [value * 1000 for value in _medians(works)]
    ours, bare = took[0], max(took[1], 0.001)
    ratio = ours / took[2] if len(took) > 2 else None
    met = ours / pages <= LIMITS[kind] and (ratio is None or ratio <= RATIOS.get(kind, ratio))
    rivalled = f"{took[2]:10.1f}{f'1/{took[2] / ours:.1f}':>12}" if ratio is not None else " " * 22
    print(f"{path.name:<16}{ours:10.2f}{ours / pages:10.2f}{bare:10.2f}{ours / bare:11.1f}x{rivalled}"
          f"  {'' if met else 'MISSED'}")  # fmt: skip
    return met


def _pages(path: Path) -> int:
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            return len(document)
    with zipfile.ZipFile(path) as archive:
        return max(sum(name.endswith("Content.xml") and "/Pages/" in name for name in archive.namelist()), 1)


def _bytes(path: Path) -> None:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                archive.read(name)
    else:
        path.read_bytes()


def _docx(path: Path) -> None:
    document = docx.Document(str(path))
    _ = [paragraph.text for paragraph in document.paragraphs]
    _ = [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def _pdf(path: Path) -> None:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.find_tables()


def _xlsx(path: Path) -> None:
    _ = [cell.value for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]


def _medians(works: list[Callable[[], object]]) -> list[float]:
    took: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(REPEATS):
        for times, work in zip(took, works, strict=True):
            begun = time.process_time()
            work()
            times.append(time.process_time() - begun)
    return [median(times) for times in took]


def _memory() -> bool:
    """Whether a thousand files leave the process no larger than the first hundred did."""
    path = next(FORMATS.glob("s*.docx"))
    for count in range(FLAT_FILES):
        read(path)
        if count == FLAT_FILES // 10:
            first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    last = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory after {FLAT_FILES // 10} files {first // 1024} MB, after {FLAT_FILES} files {last // 1024} MB")
    return last <= first * 1.05


if __name__ == "__main__":
    main()
