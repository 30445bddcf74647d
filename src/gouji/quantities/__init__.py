"""Numbers in Chinese official prose: scanner, numerals, units, and the interval that a printed figure stands for.

The lowest room but errors: it knows text and decimals, nothing of reports. `find_quantities` is its door.
"""

from gouji.quantities.quantity import Kind, Quantity

__all__ = ["Kind", "Quantity"]
