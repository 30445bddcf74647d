"""Speed as ratios measured in one run, so that they hold on any machine: make bench.

Whole checks are timed against python-docx only opening the same file and walking its paragraphs and cells, and
against unpacking its bytes. CPU time of this process, medians of interleaved repeats. Exit status 1 when a limit is
missed.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import docx

import gouji

ROOT = Path(__file__).parents[1]
REPEATS = 15
MAX_RATIO = 1.0
MIN_CHARACTERS = 1_000_000
MAX_WALL = 0.5
REPORT, MAX_EXTRACT = 6_000, 5.0
SHORT, LONG, MAX_GROWTH = 20_000, 2_000_000, 1.5


def main() -> None:
    """Print the table; exit 1 when a limit is missed."""
    files = sorted((ROOT.parent / "shared/reports/formats").glob("s*.docx")) or sorted(ROOT.glob("examples/*.docx"))
    met = [_whole_checks(files), _quantities(files), _extraction(), _command()]
    sys.exit(0 if all(met) else 1)


def _whole_checks(files: list[Path]) -> bool:
    print("CPU time, milliseconds     check   python-docx     bytes   check/python-docx")
    worst = 0.0
    for file in files:
        whole, walked, unpacked = (
            took * 1000
            for took in _medians(lambda f=file: gouji.judge(f), lambda f=file: _walk(f), lambda f=file: _unpack(f))
        )
        worst = max(worst, whole / walked)
        print(f"{_padded(file.name, 24)}{whole:8.1f}{walked:14.1f}{unpacked:10.2f}{whole / walked:20.2f}")
    return _verdict(f"largest ratio {worst:.2f}", worst < MAX_RATIO, f"below {MAX_RATIO}")


def _walk(file: Path) -> None:
    document = docx.Document(str(file))
    for paragraph in document.paragraphs:
        paragraph.text  # noqa: B018 - reading it is the work
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                cell.text  # noqa: B018


def _unpack(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            archive.read(name)


def _quantities(files: list[Path]) -> bool:
    texts = [gouji.read(file).text for file in files]
    length = sum(len(text) for text in texts)
    (took,) = _medians(lambda: [gouji.find_quantities(text) for text in texts])
    speed = length / took
    return _verdict(f"find_quantities {speed / 1e6:.2f} million characters a second ({length} characters)",
                    speed >= MIN_CHARACTERS, f"at least {MIN_CHARACTERS / 1e6:.0f} million")  # fmt: skip


def _extraction() -> bool:
    """What it costs to understand a report, and that it costs no more a character in a text of two million."""
    files = sorted((ROOT.parent / "shared/reports").glob("*.txt")) or [ROOT / "examples" / "示例自评报告.txt"]
    documents = [gouji.read(file) for file in files]
    length = sum(len(document.text) for document in documents)
    (took,) = _medians(lambda: [gouji.extract(document) for document in documents])
    cost = took / length * REPORT * 1000
    met = _verdict(f"extract {cost:.1f} ms for {REPORT} characters", cost <= MAX_EXTRACT, f"at most {MAX_EXTRACT} ms")
    with tempfile.TemporaryDirectory() as folder:
        short, long = (_times_over(files[0], size, Path(folder)) for size in (SHORT, LONG))
    growth = _per_character(long) / _per_character(short)
    said = f"extract costs {growth:.2f} times as much a character at {LONG:,} characters as at {SHORT:,}"
    return _verdict(said, growth <= MAX_GROWTH, f"at most {MAX_GROWTH}") and met


def _times_over(file: Path, size: int, folder: Path) -> gouji.Document:
    """A report repeated until it has so many characters."""
    text = file.read_text("utf-8")
    target = folder / f"{size}.txt"
    target.write_text((text + "\n") * (size // len(text) + 1), "utf-8")
    return gouji.read(target)


def _per_character(document: gouji.Document) -> float:
    """The least processor time a character of three runs, the collector's rounds over old objects left out."""
    times = []
    for _ in range(3):
        gc.collect()
        gc.freeze()
        begun = time.process_time()
        gouji.extract(document)
        times.append(time.process_time() - begun)
    return min(times) / len(document.text)


def _command() -> bool:
    example = str(ROOT / "examples" / "示例自评报告.txt")
    command = [str(Path(sys.executable).with_name("gouji")), "check", example]
    # The clock on the wall also counts what others do: the quickest of the repeats had the machine for itself.
    ours, bare = (
        min(took)
        for took in _repeated(
            [lambda: _run(command), lambda: _run([sys.executable, "-c", "pass"])], clock=time.perf_counter
        )
    )
    said = f"gouji check from start to finish {ours:.2f} s of wall time (python -c pass {bare:.2f} s)"
    return _verdict(said, ours <= MAX_WALL, f"at most {MAX_WALL} s")


def _run(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)


def _medians(*works: Callable[[], object]) -> list[float]:
    """The median processor time of each work."""
    return [median(took) for took in _repeated(works, time.process_time)]


def _repeated(works: Sequence[Callable[[], object]], clock: Callable[[], float]) -> list[list[float]]:
    """The times of each work; they take turns, so that a busy moment hits all alike."""
    took: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(REPEATS):
        for times, work in zip(took, works, strict=True):
            begun = clock()
            work()
            times.append(clock() - begun)
    return took


def _verdict(said: str, met: bool, limit: str) -> bool:
    print(f"{said}: {limit} {'met' if met else 'MISSED'}")
    return met


def _padded(name: str, width: int) -> str:
    return name + " " * max(width - sum(1 + (ord(c) > 0x2E7F) for c in name), 1)


if __name__ == "__main__":
    main()
