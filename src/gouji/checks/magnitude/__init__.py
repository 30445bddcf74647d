"""G4xx: units, powers of ten and malformed figures."""
