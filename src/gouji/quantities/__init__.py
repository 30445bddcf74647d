"""Numbers in Chinese official prose: the scanner, numerals, units, and the interval that a printed figure stands for.

The lowest room but errors: it knows text and decimals, nothing of reports. `find_quantities` is its door.
"""

from gouji.quantities.intervals import printed_interval, reinterpret
from gouji.quantities.periods import Period, PeriodKind, find_periods
from gouji.quantities.quantity import Kind, Quantity
from gouji.quantities.scan import find_quantities

__all__ = [
    "Kind",
    "Period",
    "PeriodKind",
    "Quantity",
    "find_periods",
    "find_quantities",
    "printed_interval",
    "reinterpret",
]
