"""G5xx: limits between kinds of money, and figures that cannot be."""
