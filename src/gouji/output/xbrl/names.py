"""Names of the taxonomy: namespaces, element names, and the types that concepts have there."""

from __future__ import annotations

import re

from gouji.vocabulary import Concept

NAMESPACE = "urn:x-gouji:vocabulary"
UNITS = "urn:x-gouji:unit"
ORGANISATIONS = "urn:x-gouji:organisation"
ROLES = "urn:x-gouji:role"
CURRENCIES = "http://www.xbrl.org/2003/iso4217"
SCHEMA = "gouji.xsd"

# Dimension: what it says of a fact, in both languages.
DIMENSIONS = {
    "Subject": ("对象", "subject"),
    "Stage": ("预算阶段", "budget stage"),
    "Scope": ("范围", "scope"),
    "Fund": ("资金来源", "fund"),
    "Item": ("科目", "item of the classification"),
    "Limit": ("限定词", "word of limit"),
}
_CURRENCY = {"元": "CNY", "美元": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP"}
_NOT_IN_NAMES = re.compile(r"[^0-9A-Za-z_\u00b7\u3001-\ud7ff]")


def period_type(concept: Concept) -> str:
    """Whether a concept is measured at a day or over a time."""
    return "instant" if concept.nature == "stock" else "duration"


def item_type(concept: Concept) -> str:
    """The type of a concept's values."""
    if concept.unit == "money":
        return "xbrli:monetaryItemType"
    return "dtr:percentItemType" if concept.unit == "percent" else "xbrli:decimalItemType"


def unit_of(concept: Concept, unit: str | None) -> str | None:
    """The unit of a fact, "" for a pure number; None where the figure's unit is not one that the concept can have."""
    if concept.unit in ("money", "percent"):
        fits = unit == ("元" if concept.unit == "money" else "%")
        return (_measure(unit or "") if unit != "%" else "") if fits else None
    if unit is None or unit == "%":
        return ""
    above, _, below = unit.partition("/")
    return f"{_measure(above)}/{_measure(below)}" if below else _measure(unit)


def _measure(unit: str) -> str:
    if unit in _CURRENCY:
        return f"iso4217:{_CURRENCY[unit]}"
    name = _NOT_IN_NAMES.sub(lambda match: f"_x{ord(match[0]):X}_", unit)
    return f"unit:{name if not name[0].isdigit() else f'_{name}'}"


def entity(organisation: str) -> str:
    """The identifier of a unit: its name, with what an identifier may not hold (blanks, controls) as %20."""
    return "organisation:" + "".join(
        "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
        if letter == "%" or letter.isspace() or not letter.isprintable()
        else letter
        for letter in organisation
    )
