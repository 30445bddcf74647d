"""G2xx: one fact with two values, and words that the figures refute."""
