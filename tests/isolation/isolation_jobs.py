"""Work that goes wrong in every way; functions that a fresh interpreter can import."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from gouji.errors import CheckCrashed, DamagedFile, ExtractCrashed
from gouji.readers import pace

HELD: list[bytes] = []


def do(path: str) -> str:
    """What the name of the path says; anything else is given back with the worker's number."""
    action, _, argument = path.partition(":")
    if action == "hang":
        time.sleep(600)
    elif action == "spin":
        while True:
            pass
    elif action == "hoard":
        HELD.append(bytes(int(argument) << 20))
    elif action == "hoard wrapped":
        try:
            do("hoard:4096")
        except MemoryError as error:
            raise ExtractCrashed("extract", "wrapped") from error
    elif action == "signal":
        os.kill(os.getpid(), getattr(signal, argument))
    elif action == "exit":
        os._exit(int(argument))
    elif action == "damaged":
        raise DamagedFile(path, "坏了。", "is broken.")
    elif action == "check":
        raise CheckCrashed("G101", "boom")
    elif action == "bug":
        raise KeyError(argument)
    elif action == "connect":
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    elif action == "run":
        subprocess.run(["true"], check=True)
    elif action == "pages":
        for _ in range(int(argument)):
            time.sleep(0.6)
            pace.step_done()
    elif action == "say":
        print("noise", flush=True)
    return f"{path} {os.getpid()}"


def bytes_of(path: str) -> int:
    """The size of a file, which needs the right name of it."""
    return Path(path).stat().st_size


def wrong(path: str) -> str:
    """Give another kind of record than promised."""
    return [path]  # type: ignore[return-value]
