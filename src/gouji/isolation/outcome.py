"""What a worker's end means, as an exception with one sentence in two languages."""

from __future__ import annotations

import signal

from gouji.errors import OverLimit, ReaderCrashed
from gouji.isolation.limits import Limits

# How programs in C, C++ and Rust end when they are given no memory.
_ABORTS = frozenset(
    getattr(signal, name) for name in ("SIGABRT", "SIGTRAP", "SIGILL", "SIGSEGV", "SIGBUS") if hasattr(signal, name)
)
_NEAR_SHARE = 0.7


def over_memory(path: str, limits: Limits) -> OverLimit:
    """The file needed more memory than allowed."""
    return OverLimit(
        path,
        f"读这个文件用的内存超过 {limits.memory} MB，已停止。正常的报告不会这样；确需读取，请用 --memory 放宽。",
        f"reading it took more than {limits.memory} MB of memory and was stopped; no ordinary report does: "
        "if you trust it, allow more with --memory.",
    )


def over_time(path: str, limits: Limits) -> OverLimit:
    """The file needed more time than allowed."""
    return OverLimit(
        path,
        f"读这个文件超过 {limits.seconds:g} 秒，已停止。正常的报告不会这样；确需读取，请用 --seconds 放宽。",
        f"reading it took more than {limits.seconds:g} seconds and was stopped; no ordinary report does: "
        "if you trust it, allow more with --seconds.",
    )


def crashed(path: str, what: str) -> ReaderCrashed:
    """The worker died or our code failed; `what` is the signal, the exit status or the exception."""
    what = " ".join(what.split())
    return ReaderCrashed(
        path,
        f"读这个文件时程序出错（{what}），其他文件不受影响。请把文件报给我们，或用办公软件打开后另存再试。",
        f"the program failed while reading it ({what}); other files are not affected. Please report the file, or "
        "save it again from an office program.",
    )


def death(path: str, code: int, peak: int, limits: Limits) -> OverLimit | ReaderCrashed:
    """Why a worker died: `code` is its exit status, or minus the signal; `peak` its own memory in bytes, or 0."""
    if code < 0:
        number = -code
        if number == getattr(signal, "SIGXCPU", None):
            return over_time(path, limits)
        if number in _ABORTS and peak > _NEAR_SHARE * limits.memory * 1024 * 1024:
            return over_memory(path, limits)
        try:
            name = signal.Signals(number).name
        except ValueError:
            name = f"signal {number}"
        return crashed(path, name)
    return crashed(path, f"exit {code}")
