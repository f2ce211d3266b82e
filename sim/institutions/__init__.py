"""Institutions, a folder each: what a body is, its numbers, its month, its offers and its outcomes.

A month reads levers as plain dataclasses and works on bodies and the residents' columns.
"""
