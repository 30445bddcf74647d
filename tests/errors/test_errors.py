"""Errors keep their sentence and their facts when a worker process hands them on."""

from __future__ import annotations

import pickle

import pytest

from gouji.errors import DamagedFile, DefinitionError, ExtractCrashed, GoujiError

RAISED = [
    DamagedFile("a.docx", "文件损坏", "the file is damaged"),
    DefinitionError(["a: wrong", "b: wrong"]),
    ExtractCrashed("extract", "a.docx: KeyError"),
]


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
def test_an_error_crosses_a_process_border(error: GoujiError) -> None:
    other = pickle.loads(pickle.dumps(error))
    assert type(other) is type(error)
    assert str(other) == str(error)
    assert vars(other) == vars(error)
