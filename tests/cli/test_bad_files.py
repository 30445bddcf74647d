"""What cannot be read: one clear sentence, exit status 2, and the other files all the same."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
COMMAND = [sys.executable, "-c", "from gouji.cli import main; main()"]


def missing(folder: Path) -> Path:
    return folder / "没有.docx"


def directory(folder: Path) -> Path:
    return folder


def empty(folder: Path) -> Path:
    return written(folder, b"")


def blank(folder: Path) -> Path:
    return written(folder, b" \n\n\t ")


def unknown(folder: Path) -> Path:
    return written(folder, bytes(range(256)) * 40)


def damaged(folder: Path) -> Path:
    whole = (Path(__file__).parents[2] / "examples" / "示例自评报告.docx").read_bytes()
    return written(folder, whole[: len(whole) // 2])


def encrypted(folder: Path) -> Path:
    return written(folder, OLE + "EncryptedPackage".encode("utf-16-le"))


def written(folder: Path, data: bytes) -> Path:
    path = folder / "坏.docx"
    path.write_bytes(data)
    return path


SENTENCES = {
    missing: "没有这个文件",
    directory: "文件夹",
    empty: "空的",
    blank: "没有文字",
    unknown: "格式",
    damaged: "损坏",
    encrypted: "密码",
}


@pytest.mark.parametrize("make", SENTENCES, ids=lambda make: make.__name__)
@pytest.mark.parametrize("command", ["check", "facts", "text"])
def test_one_sentence_and_status_2(gouji: Run, tmp_path: Path, command: str, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path)
    result = gouji(command, path)
    assert result.exit_code == 2 and result.stdout == ""
    assert result.stderr.startswith(f"{path}：") and result.stderr.count("\n") == 1
    assert SENTENCES[make] in result.stderr
    english = gouji(command, path, "--lang", "en").stderr
    assert english.startswith(f"{path}: ") and english.removeprefix(str(path)).isascii()


def test_a_gigabyte_of_zeros_is_refused_quickly_and_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "炸弹.docx"
    zeros = bytes(1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(1024):
                stream.write(zeros)

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))

    begun = time.monotonic()
    result = subprocess.run([*COMMAND, "check", str(path)], capture_output=True, text=True, preexec_fn=bounded)
    assert result.returncode == 2 and "上限" in result.stderr and result.stderr.count("\n") == 1
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("form", ["text", "json"])
def test_one_bad_file_among_others(gouji: Run, example: Path, clean: Path, tmp_path: Path, form: str) -> None:
    bad = empty(tmp_path)
    result = gouji("check", "--format", form, clean, bad, example)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and str(bad) in result.stderr
    if form == "json":
        assert [json.loads(line)["file"]["name"] for line in result.stdout.splitlines()] == [str(clean), str(example)]
    else:
        assert "能对上的都对上" in result.stdout and "G303" in result.stdout


@pytest.mark.parametrize(
    "stage", ["gouji.pipeline.read_document", "gouji.pipeline.extract_report", "gouji.pipeline.tie"]
)
def test_a_crash_is_not_a_finding(
    gouji: Run, example: Path, clean: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    import gouji.pipeline as pipeline

    true = getattr(pipeline, stage.rpartition(".")[2])
    calls = []

    def crash_at_first(argument: object) -> object:
        calls.append(argument)
        if len(calls) == 1:
            raise ValueError("第一行\n第二行")
        return true(argument)

    monkeypatch.setattr(stage, crash_at_first)
    result = gouji("check", example, clean)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{example}：程序出错") and result.stderr.count("\n") == 1
    assert "能对上的都对上" in result.stdout


def test_a_crash_of_a_check_or_of_the_output(gouji: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> object:
        raise KeyError("x")

    for place in ("gouji.pipeline.run_checks", "gouji.cli.printed.judgement_text"):
        with monkeypatch.context() as patch:
            patch.setattr(place, crash)
            result = gouji("check", "--lang", "en", example)
            assert result.exit_code == 2 and result.stdout == ""
            assert result.stderr.startswith(f"{example}: Gouji failed on this file") and "report it" in result.stderr


def test_a_broken_pipe_is_silent(example: Path) -> None:
    listed = f"{' '.join(COMMAND[:2])} '{COMMAND[2]}' facts {' '.join([str(example)] * 8)}"
    result = subprocess.run(["bash", "-c", f"{listed} | head -1"], capture_output=True, text=True)
    assert result.stderr == "" and result.stdout.count("\n") == 1


def test_a_locale_without_chinese_still_prints(example: Path) -> None:
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }
    text = subprocess.run([*COMMAND, "check", str(example)], capture_output=True, env=environment)
    assert text.returncode == 1 and text.stderr == b""
    for command in (["check", "--format", "json"], ["facts", "--format", "json"], ["text"]):
        result = subprocess.run([*COMMAND, *command, str(example)], capture_output=True, env=environment)
        assert result.returncode in (0, 1) and result.stderr == b""
        assert "青河县水利服务中心" in result.stdout.decode("utf-8")


def test_a_name_that_is_no_text(example: Path, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    Path(os.fsdecode(path)).write_bytes(example.read_bytes())
    for form in ("text", "json"):
        result = subprocess.run(
            [*(os.fsencode(word) for word in COMMAND), b"check", b"--format", form.encode(), path],
            capture_output=True,
        )
        assert result.returncode == 1 and result.stderr == b""
