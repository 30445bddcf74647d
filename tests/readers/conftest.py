"""Golden files: written only by `pytest tests/readers --update-golden`, which then fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from gouji.model import Document

FLAG = "--update-golden"
SHARED = Path(__file__).resolve().parents[3] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(FLAG, action="store_true", default=False, help="rewrite golden files, then fail")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Document, Path], None]:
    """Compare a document with its golden JSON; with the flag, write it and fail."""

    def compare(document: Document, path: Path) -> None:
        # The checksum of a docx that a test builds depends on the version of zlib.
        document = msgspec.structs.replace(document, sha256="")
        found = msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"
        if request.config.getoption(FLAG, default=False):
            path.write_bytes(found)
            pytest.fail(f"{path.name} was rewritten; run again without {FLAG}")
        assert found.decode() == path.read_text(encoding="utf-8"), f"{path.name} differs; see {FLAG}"

    return compare


@pytest.fixture
def shared() -> Path:
    """The folder of yardsticks beside the repository; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("the folder of yardsticks beside the repository is absent")
    return SHARED
