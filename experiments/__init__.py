"""The laboratory: batches of runs, paired comparisons, tables, figures, reports, the command ``shequ``."""

from experiments.storing.read_results import Results, read_results

__all__ = ["Results", "read_results"]
