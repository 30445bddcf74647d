"""The parent's side of one worker process: its start, its messages, its end."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from gouji.isolation.child import READY, serve
from gouji.isolation.limits import Limits, resident

# A fresh interpreter imports everything anew; on a busy machine that takes seconds.
_START_SECONDS = 60.0
_FIRST_OPEN = 3


class Worker:
    """One child process that does `work`; `connection` speaks to it.

    A process with one thread forks, which costs a millisecond. One with more threads could fork in the middle of
    another thread's lock, so it starts a fresh interpreter instead, as does a platform without fork; `work` must
    then be a function that can be imported.
    """

    def __init__(self, work: Callable[[str], Any], limits: Limits):
        """Start the process; OSError when the system gives none."""
        here, there = multiprocessing.Pipe()
        self.connection = here
        self._pid: int | None = None
        self._process: BaseProcess | None = None
        # A fork begins with all that its parent holds; only what it takes beyond that is its own.
        self._given = resident()
        if hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1:
            self._pid = _fork(there, work, limits)
        else:
            self._process = multiprocessing.get_context("spawn").Process(
                target=serve, args=(there, work, limits), daemon=True
            )
            self._process.start()
        there.close()

    def wait_ready(self) -> bool:
        """Whether the worker came up."""
        try:
            return self.connection.poll(_START_SECONDS) and self.connection.recv_bytes() == READY
        except (EOFError, OSError):
            return False

    def end(self, *, kill: bool) -> tuple[int, int]:
        """End the process and wait for it: exit status (minus the signal) and the most that it took in bytes, or 0.

        Without `kill` it ends by itself: it is dead already, or sees that we hung up.
        """
        self.connection.close()
        if self._pid is not None:
            if kill:
                with suppress(ProcessLookupError):
                    os.kill(self._pid, 9)
            _, status, usage = os.wait4(self._pid, 0)
            self._pid = None
            return os.waitstatus_to_exitcode(status), max(usage.ru_maxrss * 1024 - self._given, 0)
        assert self._process is not None
        if kill:
            self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        self._process.close()
        return code, 0


def _fork(there: Connection, work: Callable[[str], Any], limits: Limits) -> int:
    # What lives now is shared with the child page by page; in the child the collector must not touch it.
    gc.freeze()
    pid = os.fork()
    if pid:
        gc.unfreeze()
        return pid
    try:
        _detach(there.fileno())
        serve(there, work, limits)
    finally:
        os._exit(1)


def _detach(keep: int) -> None:
    """Close the parent's files, all but the standard streams and one descriptor."""
    os.closerange(_FIRST_OPEN, keep)
    os.closerange(max(keep + 1, _FIRST_OPEN), os.sysconf("SC_OPEN_MAX"))
