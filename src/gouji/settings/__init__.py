"""Settings of a place or an office, in `gouji.toml`: which checks run, how severe they are, with which thresholds, for
which place and year, and the exceptions that somebody accepted, with a reason and a date.

`read_settings(path)` is the door; a file that holds anything unknown is refused with all its problems at once. What
is accepted is shown apart and never dropped. `accept` adds an exception to a file and keeps the rest of it as it is.
"""

from gouji.settings.accepting import accept
from gouji.settings.applying import applied, chosen
from gouji.settings.reading import NAME, find_settings, read_settings, settings_from
from gouji.settings.records import Acceptance, Settings

__all__ = [
    "NAME",
    "Acceptance",
    "Settings",
    "accept",
    "applied",
    "chosen",
    "find_settings",
    "read_settings",
    "settings_from",
]
