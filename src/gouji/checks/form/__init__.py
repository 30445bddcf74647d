"""G8xx: numbering, names, years, wording."""
