"""G6xx: what a form or its rules ask for and the report lacks."""
