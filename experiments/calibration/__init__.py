"""Calibration: the model's own survey against published facts (``facts.csv``), over several seeds."""
