"""Calibration: the model's own survey against published facts (``facts.csv``, ``place_facts.csv``).

``shequ check PLACE`` holds one place against its own facts.
"""
