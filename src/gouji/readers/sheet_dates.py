"""Dates and times of spreadsheets: days since an epoch, shown by the letters of a format."""

from __future__ import annotations

from datetime import datetime, timedelta

DATE_LETTERS = "ymdhsae"
_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_DAY_OF_1900_SHIFT = 60
_LAST_DAY = 2_957_000
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"

Pieces = list[tuple[str, str]]


def show_date(value: float, pieces: Pieces, since_1904: bool) -> str | None:
    """A moment by a format's pieces (kind, text); None for what lies outside the calendar."""
    moment = _moment(value, _smallest(pieces), since_1904)
    if moment is None:
        return None
    halves = any(kind == "half" for kind, _ in pieces)
    roles = _roles(pieces)
    shown: list[str] = []
    for index, (kind, text) in enumerate(pieces):
        if kind == "date":
            shown.append(_letters(moment, text, roles[index], halves))
        elif kind == "elapsed":
            seconds = round(value * 86400)
            shown.append(str(seconds // {"h": 3600, "m": 60, "s": 1}[text[0]]).zfill(len(text)))
        elif kind == "half":
            morning, evening = text.split("/")
            shown.append(morning if moment.hour < 12 else evening)
        elif kind == "digit":
            shown.append(_part_of_second(moment, pieces, index))
        elif kind != "@":
            shown.append(text)
    return "".join(shown)


def _smallest(pieces: Pieces) -> int:
    """The microseconds to which the moment is rounded, so that 8:59:59.9999 is 9:00:00 and not 8:59:59."""
    return (1_000_000, 100_000, 10_000, 1_000)[min(3, sum(kind == "digit" for kind, _ in pieces))]


def _moment(value: float, unit: int, since_1904: bool) -> datetime | None:
    # Serial 60 is a 29 February 1900 that never was; before it everything is a day later.
    shift = 0 if since_1904 or value >= _DAY_OF_1900_SHIFT else 1
    if not 0 <= value < _LAST_DAY:
        return None
    microseconds = round(value * 86_400_000_000 / unit) * unit
    return (_EPOCH_1904 if since_1904 else _EPOCH_1900) + timedelta(days=shift, microseconds=microseconds)


def _roles(pieces: Pieces) -> list[str]:
    """The meaning of each letter: an m after hours or before seconds is minutes."""
    letters = [(index, text[0]) for index, (kind, text) in enumerate(pieces) if kind in ("date", "elapsed")]
    roles = [text[:1] for _, text in pieces]
    for place, (index, letter) in enumerate(letters):
        before = letters[place - 1][1] if place else ""
        after = letters[place + 1][1] if place + 1 < len(letters) else ""
        if letter == "m" and (before == "h" or after == "s"):
            roles[index] = "minute"
    return roles


def _letters(moment: datetime, text: str, role: str, halves: bool) -> str:
    count = len(text)
    if role in ("y", "e"):
        return f"{moment.year % 100:02d}" if role == "y" and count <= 2 else str(moment.year)
    if role == "m" and count >= 3:
        name = _MONTHS[moment.month - 1]
        return name[:3] if count == 3 else name[0] if count == 5 else name
    if role == "d" and count >= 3:
        name = _DAYS[moment.weekday()]
        return name[:3] if count == 3 else name
    if role == "a":
        return ("星期" if count == 4 else "") + _WEEK[moment.weekday()]
    hour = (moment.hour % 12 or 12) if halves else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "minute": moment.minute, "s": moment.second}[role]
    return str(number).zfill(min(count, 2))


def _part_of_second(moment: datetime, pieces: Pieces, index: int) -> str:
    rank = sum(kind == "digit" for kind, _ in pieces[:index])
    return f"{moment.microsecond:06d}"[rank] if rank < 6 else "0"
