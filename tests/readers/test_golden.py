"""Small specimens of each format against what was once read of them and looked through by eye."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from specimens import SPECIMENS

from gouji.model import Document
from gouji.readers import read_bytes

HERE = Path(__file__).parent
Golden = Callable[[Document, Path], None]


@pytest.mark.parametrize("file", sorted((HERE / "txt").glob("*.txt")), ids=lambda file: file.stem)
def test_text_specimens(file: Path, golden: Golden) -> None:
    golden(read_bytes(file.read_bytes(), file.name), file.with_suffix(".json"))


@pytest.mark.parametrize("name", sorted(SPECIMENS))
def test_word_specimens(name: str, golden: Golden) -> None:
    golden(read_bytes(SPECIMENS[name](), f"{name}.docx"), HERE / "docx" / f"{name}.json")


def test_the_flag_is_off(request: pytest.FixtureRequest) -> None:
    assert not request.config.getoption("--update-golden", default=False)
