"""Plausible worlds from a survey or facts of one's own: ``shequ calibrate SURVEY.csv --place MY.toml``."""
