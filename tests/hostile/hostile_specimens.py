"""Files made to harm: each function gives the bytes of one. Nothing here is taken from a real attack."""

from __future__ import annotations

# The modules register what they make.
import hostile_others
import hostile_pdf
import hostile_sheets
import hostile_word
from hostile_base import NOWHERE, SPECIMENS

# What a library in C follows to its end: here only the worker's limits stop it.
STOPPED_BY_LIMITS = ("pdf_form_calls_itself",)

__all__ = [
    "NOWHERE",
    "SPECIMENS",
    "STOPPED_BY_LIMITS",
    "hostile_others",
    "hostile_pdf",
    "hostile_sheets",
    "hostile_word",
]
