"""Deciding under doubt: which policy is best how surely, where the order turns, what to find out next."""
