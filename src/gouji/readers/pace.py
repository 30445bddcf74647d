"""Long readings in steps: a reader says that one is done, and who gave it limits may start its time anew."""

from __future__ import annotations

from collections.abc import Callable

on_step: Callable[[], None] | None = None
"""What to call after each step; None where nobody measures."""


def step_done() -> None:
    """Say that a step of a long reading (a scanned page) is done."""
    if on_step is not None:
        on_step()
