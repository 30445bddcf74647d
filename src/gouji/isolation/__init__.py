"""Isolation: work on foreign files in a child process, so that a hostile file harms nothing but its own result.

`Isolated` runs one function for file after file in a reused worker with limits of memory and time. A worker that
hangs, eats memory or crashes is replaced; its file ends in a `ReadError` and the next file is not affected. The
worker may open no connection and start no program. This room is given the function; of readers it only knows that
they say when a step of a long reading is done, which starts the time anew. Library use (`gouji.read`) stays in the
caller's process.
"""

from gouji.isolation.isolated import Isolated
from gouji.isolation.limits import Limits, not_limited

__all__ = ["Isolated", "Limits", "not_limited"]
