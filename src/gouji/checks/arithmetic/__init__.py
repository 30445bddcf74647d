"""G1xx: sums, differences, shares, changes, rates and means recomputed from the figures beside them."""
