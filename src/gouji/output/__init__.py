"""Judgements and records to what people and programs read: text for a terminal, JSON by the contract."""

from gouji.output.jsonl import facts_record, judgement_record, verdict
from gouji.output.listing import facts_text
from gouji.output.quotes import Style
from gouji.output.terminal import judgement_text

__all__ = ["Style", "facts_record", "facts_text", "judgement_record", "judgement_text", "verdict"]
