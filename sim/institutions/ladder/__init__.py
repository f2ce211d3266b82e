"""The ladder for active residents (S5.3)."""
