"""What holds for every test: no example is judged by the clock, machines may be busy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("gouji", deadline=None)
settings.load_profile("gouji")
