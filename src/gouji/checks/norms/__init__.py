"""G9xx: weights, bands and limits that differ from the scheme that applies."""
