"""Scenarios against the first, over paired seeds."""
