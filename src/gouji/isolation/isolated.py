"""File after file in a worker: the door of the room."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Generic, TypeVar

import msgspec

from gouji import errors
from gouji.isolation.child import DONE, TICK, Failure
from gouji.isolation.limits import MEGABYTE, Limits
from gouji.isolation.outcome import crashed, death, over_time
from gouji.isolation.wire import decode
from gouji.isolation.worker import Worker

T = TypeVar("T")
_MAX_ANSWER_BYTES = 1024 * MEGABYTE


class Isolated(Generic[T]):
    """A function of a path that runs in a worker; call it as the function itself, within `with`.

    `work` raises ReadError or StageError and gives records of `kind`, which msgspec must be able to decode.
    `ahead` lists the paths in the order in which they will be asked for: the worker then works on the next one while
    the caller is busy with the last.
    """

    def __init__(
        self, work: Callable[[str], T], kind: type[T], limits: Limits | None = None, ahead: Iterable[str] = ()
    ):
        self._work, self._kind, self._limits = work, kind, limits or Limits()
        self._ahead = iter(ahead)
        self._worker: Worker | None = None
        self._asked: str | None = None
        self._deadline = 0.0

    def __enter__(self) -> Isolated[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end(kill=self._asked is not None)

    def __call__(self, path: str) -> T:
        """What the function makes of a path; raises what it raises, OverLimit, or ReaderCrashed."""
        path = str(path)
        if self._asked is None:
            self._skip_to(path)
            self._ask(path)
        elif self._asked != path:
            # The caller keeps to another order than announced: the work under way is for nobody.
            self._end(kill=True)
            self._ahead = iter(())
            self._ask(path)
        message = self._await(path)
        following = next(self._ahead, None)
        if following is not None:
            self._ask(following)
        try:
            if message[:1] == DONE:
                return decode(memoryview(message)[1:], self._kind)
            failure = decode(memoryview(message)[1:], Failure)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise crashed(path, f"answer that is no {self._kind.__name__}: {error}") from error
        raise _error(failure)

    def _skip_to(self, path: str) -> None:
        for announced in self._ahead:
            if announced == path:
                return

    def _ask(self, path: str) -> None:
        data = path.encode("utf-8", "surrogatepass")
        self._asked = path
        if self._worker is not None:
            try:
                self._worker.connection.send_bytes(data)
            except OSError:
                # It was killed while it waited, through no fault of this file.
                self._end(kill=True)
        if self._worker is None:
            self._worker = Worker(self._work, self._limits)
            if not self._worker.wait_ready():
                self._end(kill=True)
                raise crashed(path, "no worker")
            self._worker.connection.send_bytes(data)
        self._asked = path
        self._deadline = time.monotonic() + self._limits.seconds

    def _await(self, path: str) -> bytes:
        """The answer for what was asked: DONE or FAILED with what follows."""
        assert self._worker is not None
        connection = self._worker.connection
        try:
            while connection.poll(max(0.0, self._deadline - time.monotonic())):
                message = connection.recv_bytes(_MAX_ANSWER_BYTES)
                if message[:1] != TICK:
                    self._asked = None
                    if message[:1].isupper():
                        self._end(kill=False)
                    return message[:1].lower() + message[1:] if message[:1].isupper() else message
                self._deadline = time.monotonic() + self._limits.seconds
        except (EOFError, OSError):
            raise death(path, *self._end(kill=False), self._limits) from None
        self._end(kill=True)
        raise over_time(path, self._limits)

    def _end(self, *, kill: bool) -> tuple[int, int]:
        self._asked = None
        if self._worker is None:
            return 0, 0
        worker, self._worker = self._worker, None
        return worker.end(kill=kill)


def _error(failure: Failure) -> errors.GoujiError:
    """The error that the worker met; a name that is none of ours would be a worker gone mad."""
    kind = getattr(errors, failure.name, None)
    if isinstance(kind, type) and issubclass(kind, errors.ReadError | errors.StageError):
        return kind(*failure.arguments)
    return errors.StageError("isolation", f"the worker failed with {failure.name}")
