"""G7xx: the same figure in another document or another year."""
