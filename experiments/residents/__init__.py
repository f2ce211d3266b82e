"""Residents one by one: whom a reform moved, and interviews."""
