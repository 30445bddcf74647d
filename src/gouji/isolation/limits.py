"""What a worker may use and do, and how the operating system is told so."""

from __future__ import annotations

import math
import os
import signal
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows has none
    resource = None

MEGABYTE = 1024 * 1024
# A worker that holds so much of its memory limit after a file would make the next file fail.
_WORN_SHARE = 0.75

_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.forkpty",
    "os.startfile",
    "webbrowser.open",
)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one file may cost: `memory` in MB beyond what the worker has at its start, `seconds` of time.

    The seconds hold twice: as time on the processor, kept by the kernel, and as time on the clock, kept by the
    parent. A file that is read in steps, as a scan is page by page, has them for each step.
    """

    memory: int = 2048
    seconds: float = 60.0


def not_limited() -> tuple[str, ...]:
    """Which of "memory" and "processor" this platform does not limit; the clock is always kept."""
    if resource is None:
        return ("memory", "processor")
    # The kernel of macOS takes the limit of the address space and does not keep it.
    return ("memory",) if sys.platform == "darwin" else ()


class Guard:
    """The limits of the process that makes it; made once, in the worker."""

    def __init__(self, limits: Limits):
        """Set what holds for the whole life of the worker."""
        self._limits = limits
        self._ceiling = _address_space() + limits.memory * MEGABYTE
        # Control-C goes to the whole group; the parent decides when workers end.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # Each thread of a numerical library reserves address space, on a large machine more than the limit.
        for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
            os.environ.setdefault(name, "4")
        sys.addaudithook(_forbid)
        if resource is not None:
            _lower(resource.RLIMIT_CORE, 0)
            _lower(resource.RLIMIT_AS, self._ceiling)

    def allow_step(self) -> None:
        """Give the seconds once more, from now on."""
        if resource is not None:
            _lower(resource.RLIMIT_CPU, math.ceil(time.process_time() + self._limits.seconds))

    def worn(self) -> bool:
        """Whether so much memory stayed behind that the next file needs a fresh worker."""
        start = self._ceiling - self._limits.memory * MEGABYTE
        return _address_space() - start > _WORN_SHARE * self._limits.memory * MEGABYTE


def _lower(which: int, soft: int) -> None:
    assert resource is not None
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    try:
        resource.setrlimit(which, (soft, hard))
    except (ValueError, OSError):
        # Some platforms refuse some limits; `not_limited` says which, and the clock still holds.
        return


def resident() -> int:
    """The memory that this process holds in bytes, 0 where the platform does not tell."""
    return _pages(1)


def _address_space() -> int:
    """The address space of this process in bytes, 0 where the platform does not tell."""
    return _pages(0)


def _pages(field: int) -> int:
    try:
        pages = Path("/proc/self/statm").read_bytes().split()[field]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    # Readers neither connect nor execute; should a library or a hole in one try, it is told no.
    if event in _FORBIDDEN_SET:
        raise PermissionError(f"{event} is not allowed in a worker")


_FORBIDDEN_SET = frozenset(_FORBIDDEN)
