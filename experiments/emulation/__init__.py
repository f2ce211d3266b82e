"""Instant answers: an emulator of what policies do in plausible worlds, and goals sought on it.

``python -m experiments.emulation.train`` runs an archive of policies in plausible worlds and fits the
emulator that ships; ``shequ quick`` asks it.
"""
