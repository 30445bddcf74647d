"""A sentence to a user, in both languages."""

from __future__ import annotations

from typing import Literal

import msgspec

Language = Literal["zh", "en"]


class Text(msgspec.Struct, frozen=True):
    """The same sentence in Chinese and English."""

    zh: str
    en: str

    def said_in(self, language: Language) -> str:
        """The sentence in one language."""
        return self.zh if language == "zh" else self.en
