"""What all tests share: no example is judged by the clock, machines may be busy; programs of other makers."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import settings

settings.register_profile("gouji", deadline=None)
settings.load_profile("gouji")

INSTALL_SECONDS = 900


@pytest.fixture(scope="session")
def program() -> Callable[..., str]:
    """Find a program by one of its names; put there with apt where we may, else the test is skipped.

    On a machine that says it builds for others (CI) the test fails instead: there nothing is skipped.
    """

    def find(*names: str, package: str, called: str) -> str:
        found = next(filter(None, map(shutil.which, names)), None) or _installed(names, package)
        if found is None:
            reason = (
                f"{called} is not installed here, and it could not be installed (Debian: apt-get install {package})"
            )
            (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
        return found

    return find


@cache
def _installed(names: tuple[str, ...], package: str) -> str | None:
    """A program put there with apt, where we may; None where we may not or cannot."""
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", package]):
        done = subprocess.run([apt, *arguments], capture_output=True, env=environment, timeout=INSTALL_SECONDS)
        if done.returncode:
            return None
    return next(filter(None, map(shutil.which, names)), None)
