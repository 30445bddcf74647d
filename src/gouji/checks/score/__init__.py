"""G3xx: points, scores, totals and grades."""
