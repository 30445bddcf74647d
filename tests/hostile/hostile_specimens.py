"""Files made to harm: each function gives the bytes of one. Nothing here is taken from a real attack."""

from __future__ import annotations

# The modules register what they make.
import hostile_others
import hostile_pdf
import hostile_sheets
import hostile_word
from hostile_base import NOWHERE, SPECIMENS

__all__ = ["NOWHERE", "SPECIMENS", "hostile_others", "hostile_pdf", "hostile_sheets", "hostile_word"]
