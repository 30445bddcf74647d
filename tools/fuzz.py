"""Coverage-guided fuzzing of every reader: any input may end in a Document or a ReadError, and in nothing else.

    python tools/fuzz.py [--seconds 60] [FORMAT...]     all readers in turn, each in a process of its own
    python tools/fuzz.py --one FORMAT FOLDER ...        one reader; what follows goes to libFuzzer

An input that raises anything else, takes over 10 seconds or over 2 GB is kept in `.fuzz/FORMAT/` with the name that
libFuzzer gives it, and the status is 1. Put it, made small, into `tests/hostile/found/` with the fix. Needs atheris
(`requirements-fuzz.lock`); the seeds are our own specimens. Pictures are left out: recognition is not a parser of ours,
and takes seconds an input.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / ".fuzz"
SAMPLES = ROOT.parent / "shared" / "reports" / "formats"
SEED_BYTES = 64 * 1024
INPUT_BYTES = 256 * 1024
TIMEOUT, MEMORY = 10, 2048
LEFT_OUT = ("picture",)
PACKAGES = ("docx", "xlsx", "ofd")


def main() -> int:
    """Run what the arguments ask for."""
    if sys.argv[1:2] == ["--one"]:
        return _one(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("formats", nargs="*")
    given = parser.parse_args()
    from gouji.readers.reading import READERS

    failed = [
        kind for kind in given.formats or [k for k in READERS if k not in LEFT_OUT] if not _run(kind, given.seconds)
    ]
    print(f"failed: {', '.join(failed)}; the inputs are in {WORK}" if failed else "no reader failed")
    return int(bool(failed))


def _run(kind: str, seconds: int) -> bool:
    """Fuzz one reader in a process of its own; whether it held."""
    corpus = WORK / kind / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in _seeds(kind):
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    command = [sys.executable, __file__, "--one", kind, str(corpus)]
    options = [
        f"-artifact_prefix={WORK / kind}/",
        f"-max_total_time={seconds}",
        f"-timeout={TIMEOUT}",
        f"-rss_limit_mb={MEMORY}",
        f"-max_len={INPUT_BYTES}",
        "-print_final_stats=1",
        "-verbosity=1",
    ]
    done = subprocess.run([*command, *options], stderr=subprocess.PIPE, text=True, errors="replace")
    said = done.stderr.splitlines()
    count = next((line.split()[-1] for line in said if "number_of_executed_units" in line), "?")
    print(f"{kind}: {count} inputs in {seconds} s, {'held' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode:
        print("\n".join(line for line in said[-60:] if not line.startswith(("#", "stat::"))), flush=True)
    return done.returncode == 0


def _seeds(kind: str) -> Iterator[bytes]:
    """Our own specimens of a format: files of the tests and examples, and the hostile ones."""
    from gouji.readers import sniff

    sys.path[:0] = [str(ROOT / "tests" / "hostile"), str(ROOT / "tests" / "readers")]
    from hostile_specimens import SPECIMENS, STOPPED_BY_LIMITS

    for folder in (ROOT / "tests", ROOT / "examples", SAMPLES):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".py" and path.stat().st_size <= SEED_BYTES:
                data = path.read_bytes()
                if data and sniff(data) == kind:
                    yield data
    for name, make in SPECIMENS.items():
        data = make()
        if name in STOPPED_BY_LIMITS:
            continue
        if len(data) <= SEED_BYTES and sniff(data) == kind:
            yield data


def _one(kind: str, rest: list[str]) -> int:
    import atheris

    with atheris.instrument_imports(include=["gouji"]):
        from importlib import import_module

        from gouji.errors import ReadError
        from gouji.readers import read_bytes
        from gouji.readers.reading import READERS

        for module, _ in READERS.values():
            import_module(module)

    def test(data: bytes) -> None:
        try:
            read_bytes(data, "fuzz")
        except ReadError:
            return

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        changed = _mutate_package(data, size, random.Random(seed), atheris.Mutate)
        return changed if changed is not None else bytes(atheris.Mutate(data, size))

    mutator = {"custom_mutator": mutate} if kind in PACKAGES else {}
    atheris.Setup([sys.argv[0], *rest], test, **mutator)
    atheris.Fuzz()
    return 0


def _mutate_package(data: bytes, size: int, luck: random.Random, change: object) -> bytes | None:
    """A zip with one part changed, so that checksums hold and the change reaches the reader; None to change bytes."""
    if luck.random() < 0.05:
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {
                entry.filename: archive.read(entry) for entry in archive.infolist() if entry.file_size < INPUT_BYTES
            }
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None
    if not parts:
        return None
    names = sorted(parts)
    # Large parts hold the content; small ones, the relations, decide what is read at all.
    chosen = luck.choices(names, weights=[100 + len(parts[name]) for name in names])[0]
    parts[chosen] = bytes(change(parts[chosen], min(len(parts[chosen]) + 1024, INPUT_BYTES)))  # type: ignore[operator]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    made = out.getvalue()
    return made if len(made) <= size else None


if __name__ == "__main__":
    sys.exit(main())
