"""The worker's side: do the work for each path that comes, send what it gave or why it gave nothing.

A message to the worker is a path. A message from it begins with one byte: READY (at its start), TICK (a step is
done, its time starts anew), DONE (the result follows as msgpack), FAILED (a Failure as msgpack); DONE and FAILED
in capitals come from a worker that then ends, because too much memory stayed behind in it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NoReturn

import msgspec

from gouji.errors import ReadError, StageError
from gouji.isolation.limits import Guard, Limits
from gouji.isolation.outcome import over_memory
from gouji.isolation.wire import encode
from gouji.readers import pace

READY, TICK, DONE, FAILED = b"r", b".", b"d", b"f"


class Failure(msgspec.Struct, frozen=True):
    """An error on the wire: the name of its class in `gouji.errors` and what its constructor takes."""

    name: str
    arguments: tuple[str, ...]


def serve(connection: Connection, work: Callable[[str], Any], limits: Limits) -> NoReturn:
    """Work until the parent hangs up; never returns."""
    _silence(connection.fileno())
    guard = Guard(limits)
    try:
        pace.on_step = lambda: _tick(connection, guard)
        connection.send_bytes(READY)
        ends = False
        while not ends:
            path = connection.recv_bytes().decode("utf-8", "surrogatepass")
            guard.allow_step()
            answer, ends = _answer(work, path, limits)
            ends = ends or guard.worn()
            connection.send_bytes(answer[:1].upper() + answer[1:] if ends else answer)
    except (EOFError, OSError):
        pass  # the parent is gone
    # Nothing of the parent may run in here: no exit handlers, no buffers written twice.
    os._exit(0)


def _tick(connection: Connection, guard: Guard) -> None:
    guard.allow_step()
    connection.send_bytes(TICK)


def _silence(keep: int) -> None:
    """Turn the standard streams to nowhere: what a library prints must not mix with the parent's output."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        # A parent without standard input has numbers below 3 to give away.
        if stream != keep:
            os.dup2(nowhere, stream)
    sys.stdin, sys.stdout, sys.stderr = (open(nowhere, mode, closefd=False) for mode in ("r", "w", "w"))  # noqa: SIM115


def _answer(work: Callable[[str], Any], path: str, limits: Limits) -> tuple[bytes, bool]:
    """The message for one path, and whether the worker must end after it."""
    try:
        return DONE + encode(work(path)), False
    except Exception as error:
        memory = _out_of_memory(error)
        failure = _failure(over_memory(path, limits) if memory else error, path)
        return FAILED + encode(failure), memory


def _failure(error: Exception, path: str) -> Failure:
    if isinstance(error, ReadError):
        # The sentences carry the path; the constructor puts it there again.
        zh, en = error.zh.removeprefix(f"{error.path}："), error.en.removeprefix(f"{error.path}: ")
        return Failure(type(error).__name__, (error.path, zh, en))
    if isinstance(error, StageError):
        return Failure(type(error).__name__, (error.stage, error.detail))
    return Failure(StageError.__name__, ("work", f"{type(error).__name__}: {error}"))


def _out_of_memory(error: BaseException | None) -> bool:
    # A stage wraps whatever it meets, so the cause is looked for below it.
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False
