"""Government's tasks: issued, gated, worked off; each with one fate (S1.1, S1.2)."""
