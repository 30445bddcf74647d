"""Every hostile file ends in a document or one clear sentence: soon, in little memory, without reaching out."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_specimens import NOWHERE, SPECIMENS, STOPPED_BY_LIMITS

from gouji.errors import OverLimit, ReaderCrashed, ReadError
from gouji.isolation import Isolated, Limits
from gouji.model import Document
from gouji.readers import read, read_bytes

# A second or two of work each; the rest of the minute is for a machine that is busy with other things.
LIMITS = Limits(memory=1024, seconds=60.0)
FOUND = Path(__file__).parent / "found"
ACTIVE = ("docx_links_and_macros", "xlsx_external_links", "pdf_actions", "rtf_object", "html_active")


@pytest.fixture(scope="module")
def reader() -> Iterator[Isolated[Document]]:
    with Isolated(read, Document, LIMITS) as inside:
        yield inside


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_hostile_file(name: str, reader: Isolated[Document], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(SPECIMENS[name]())
    begun = time.monotonic()
    try:
        document = reader(str(path))
    except (OverLimit, ReaderCrashed) as error:
        if name not in STOPPED_BY_LIMITS:
            pytest.fail(f"only the worker's limits stopped it: {error}")
    except ReadError as error:
        assert error.zh.startswith(f"{path}：") and error.zh.endswith("。") and "\n" not in error.zh
    else:
        assert sum(end.end - end.start for end in document.segments) <= len(document.text)
        assert "root:" not in document.text
    assert time.monotonic() - begun < LIMITS.seconds


@pytest.mark.parametrize("name", ACTIVE)
def test_nothing_is_fetched_or_executed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        reached.append(arguments)
        raise OSError("no network in tests")

    for place in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, place, refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    try:
        document = read_bytes(SPECIMENS[name](), name)
    except ReadError:
        pass
    else:
        assert NOWHERE not in document.text and "calc" not in document.text and "DDEAUTO" not in document.text
    assert reached == []


_WATCHED = """
import sys
bad = []
def hook(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "subprocess", "os.exec", "os.system", "os.posix_spawn",
                         "os.fork", "os.remove", "os.rename", "shutil.")):
        bad.append(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        bad.append(f"{event} {arguments[0]}")
sys.addaudithook(hook)
sys.dont_write_bytecode = True
from gouji.errors import ReadError
from gouji.pipeline import judge
for path in sys.argv[1:]:
    try:
        judge(path)
    except ReadError:
        pass
sys.exit(f"reached out: {bad}" if bad else 0)
"""


def test_a_whole_process_reaches_nothing(tmp_path: Path) -> None:
    paths = []
    for name in ACTIVE:
        path = tmp_path / name
        path.write_bytes(SPECIMENS[name]())
        paths.append(str(path))
    done = subprocess.run([sys.executable, "-c", _WATCHED, *paths], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", sorted(FOUND.glob("*")), ids=lambda path: path.name)
def test_what_fuzzing_found(path: Path, reader: Isolated[Document]) -> None:
    try:
        reader(str(path))
    except (OverLimit, ReaderCrashed) as error:
        pytest.fail(f"only the worker's limits stopped it: {error}")
    except ReadError:
        pass
