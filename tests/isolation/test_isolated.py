"""A worker that hangs, hoards, crashes or lies harms only the file at hand."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator

import pytest
from isolation_jobs import bytes_of, do, wrong

from gouji.errors import CheckCrashed, DamagedFile, OverLimit, ReaderCrashed, StageError
from gouji.isolation import Isolated, Limits, not_limited
from gouji.isolation import worker as worker_module

SMALL = Limits(memory=256, seconds=2.0)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory and time are the kernel's")


@pytest.fixture
def job() -> Iterator[Isolated[str]]:
    with Isolated(do, str, SMALL) as isolated:
        yield isolated


def test_a_worker_is_reused_and_is_not_this_process(job: Isolated[str]) -> None:
    answers = [job(name) for name in ("a", "b", "甲")]
    assert [answer.split()[0] for answer in answers] == ["a", "b", "甲"]
    pids = {answer.split()[1] for answer in answers}
    assert len(pids) == 1 and str(os.getpid()) not in pids


@pytest.mark.parametrize("name", ["hang", "spin"])
def test_too_long_is_one_sentence_and_a_fresh_worker(job: Isolated[str], name: str) -> None:
    before = job("a").split()[1]
    begun = time.monotonic()
    with pytest.raises(OverLimit) as caught:
        job(name)
    assert 1.5 < time.monotonic() - begun < 6
    assert (
        caught.value.zh == f"{name}：读这个文件超过 2 秒，已停止。正常的报告不会这样；确需读取，请用 --seconds 放宽。"
    )
    assert "--seconds" in caught.value.en and caught.value.path == name
    assert job("b").split()[1] != before


def test_a_long_reading_in_steps_has_the_seconds_for_each() -> None:
    with Isolated(do, str, Limits(memory=256, seconds=1.0)) as job:
        assert job("pages:3").startswith("pages:3 ")


@pytest.mark.parametrize("name", ["hoard:4096", "hoard wrapped", "hoard:400"])
def test_too_much_memory(job: Isolated[str], name: str) -> None:
    with pytest.raises(OverLimit, match="256 MB of memory"):
        job(name)
    assert job("b").startswith("b ")


def test_what_one_file_leaves_in_memory_is_not_charged_to_the_next(job: Isolated[str]) -> None:
    pids = [job("hoard:220").split()[1] for _ in range(4)]
    assert len(set(pids)) == 4


def test_many_small_leftovers_stay_with_one_worker(job: Isolated[str]) -> None:
    assert len({job("hoard:1").split()[1] for _ in range(20)}) == 1


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGKILL", "SIGABRT"])
def test_a_crash_names_the_signal(job: Isolated[str], name: str) -> None:
    with pytest.raises(ReaderCrashed) as caught:
        job(f"signal:{name}")
    assert name in caught.value.zh and name in caught.value.en
    assert job("b").startswith("b ")


def test_what_the_parent_holds_is_not_charged_to_a_crash(job: Isolated[str]) -> None:
    held = bytearray(os.urandom(1024) * (400 * 1024))
    with pytest.raises(ReaderCrashed, match="SIGSEGV"):
        job("signal:SIGSEGV")
    assert len(held) == 400 * 1024 * 1024


def test_a_worker_killed_while_idle_harms_nobody(job: Isolated[str]) -> None:
    os.kill(int(job("a").split()[1]), signal.SIGKILL)
    time.sleep(0.1)
    assert job("b").startswith("b ")


def test_a_worker_that_leaves(job: Isolated[str]) -> None:
    with pytest.raises(ReaderCrashed, match="exit 3"):
        job("exit:3")


def test_errors_arrive_as_themselves(job: Isolated[str]) -> None:
    with pytest.raises(DamagedFile) as damaged:
        job("damaged")
    assert (damaged.value.zh, damaged.value.en, damaged.value.path) == (
        "damaged：坏了。",
        "damaged: is broken.",
        "damaged",
    )
    with pytest.raises(CheckCrashed) as crashed:
        job("check")
    assert (crashed.value.stage, crashed.value.detail) == ("G101", "boom")
    with pytest.raises(StageError, match="KeyError: 'x'"):
        job("bug:x")


@pytest.mark.parametrize("name", ["connect", "run"])
def test_a_worker_may_not_connect_or_execute(job: Isolated[str], name: str) -> None:
    with pytest.raises(StageError, match="not allowed in a worker"):
        job(name)


def test_what_a_worker_prints_goes_nowhere(job: Isolated[str], capfd: pytest.CaptureFixture[str]) -> None:
    job("say")
    assert capfd.readouterr() == ("", "")


NAMES = ["a", "exit:3", "b", "damaged", "signal:SIGSEGV", "c", "hoard:4096", "d", "hang", "e"]


def test_a_batch_keeps_its_order_whatever_happens() -> None:
    with Isolated(do, str, SMALL, ahead=NAMES) as job:
        for name in NAMES:
            try:
                assert job(name).startswith(f"{name} ")
            except (OverLimit, ReaderCrashed, DamagedFile) as error:
                assert error.path == name and name not in "abcde"


def test_a_caller_may_ask_for_something_else_than_announced() -> None:
    with Isolated(do, str, SMALL, ahead=["a", "b", "c"]) as job:
        for name in ("a", "x", "b", "b", "z"):
            assert job(name).startswith(f"{name} ")


def test_the_next_file_is_worked_on_while_the_caller_is_busy() -> None:
    with Isolated(slow, str, ahead=["a", "b"]) as job:
        job("a")
        time.sleep(0.7)
        begun = time.monotonic()
        job("b")
        assert time.monotonic() - begun < 0.3


def slow(path: str) -> str:
    time.sleep(0.4)
    return path


def test_names_that_are_no_text(tmp_path: object) -> None:
    odd = os.fsdecode(os.fsencode(str(tmp_path)) + b"/\xff\xfe")
    with open(odd, "wb") as file:  # noqa: PTH123
        file.write(b"123")
    with Isolated(bytes_of, int) as size:
        assert size(odd) == 3
    with Isolated(do, str, SMALL) as job:
        assert job(odd).startswith(odd)
        with pytest.raises(DamagedFile) as caught:
            job(f"damaged:{odd}")
        assert caught.value.path == f"damaged:{odd}"


def test_an_answer_of_another_kind_is_refused() -> None:
    with Isolated(wrong, str) as job, pytest.raises(ReaderCrashed, match="no str"):
        job("a")


def test_a_process_with_threads_starts_a_fresh_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module.threading, "active_count", lambda: 2)
    with Isolated(do, str, SMALL) as job:
        before = job("a").split()[1]
        with pytest.raises(ReaderCrashed, match="SIGSEGV"):
            job("signal:SIGSEGV")
        with pytest.raises(OverLimit):
            job("hoard:4096")
        assert job("b").split()[1] != before


def test_no_worker_outlives_the_caller() -> None:
    with Isolated(do, str, ahead=["a", "hang"]) as job:
        pid = int(job("a").split()[1])
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_linux_limits_everything() -> None:
    assert not_limited() == ()
