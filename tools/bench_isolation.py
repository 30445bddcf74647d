"""What the child process costs: the same files judged here and in a worker, by turns.

    python tools/bench_isolation.py FILE...

Prints the ratio of processor time (of parent and children) and of time on the clock; a batch may cost 10 % more.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from gouji.isolation import Isolated
from gouji.pipeline import Judgement, judge

ROOT = Path(__file__).resolve().parents[1]
TURNS = 5
FILES = 120


def here(paths: list[str]) -> None:
    """Judge the files in this process."""
    for path in paths:
        judge(path)


def isolated(paths: list[str]) -> None:
    """Judge the files in a worker."""
    with Isolated(judge, Judgement, ahead=paths) as inside:
        for path in paths:
            inside(path)


def timed(work: Callable[[list[str]], None], paths: list[str]) -> tuple[float, float]:
    """Seconds of processor and of clock."""
    before, begun = os.times(), time.perf_counter()
    work(paths)
    clock, after = time.perf_counter() - begun, os.times()
    return sum(after[:4]) - sum(before[:4]), clock


def main() -> None:
    """Measure and print."""
    given = sys.argv[1:] or [str(path) for path in sorted((ROOT / "examples").glob("*.*"))]
    paths = (given * FILES)[: max(FILES, len(given))]
    here(given)
    best: dict[str, list[float]] = {}
    for _ in range(TURNS):
        for work in (here, isolated):
            processor, clock = timed(work, paths)
            old = best.setdefault(work.__name__, [processor, clock])
            best[work.__name__] = [min(old[0], processor), min(old[1], clock)]
    one = timed(isolated, given[:1])[1] - timed(here, given[:1])[1]
    base = best["here"]
    for name, (processor, clock) in best.items():
        per = 1000 / len(paths)
        print(
            f"{name:9} processor {processor * per:6.2f} ms/file ({processor / base[0] - 1:+.1%})"
            f"   clock {clock * per:6.2f} ms/file ({clock / base[1] - 1:+.1%})"
        )
    print(f"start of a worker for one file: {one * 1000:.1f} ms")


if __name__ == "__main__":
    main()
