"""The laboratory: batches of runs, paired comparisons, tables, figures, reports, the command ``shequ``."""

from experiments.reading import Results, read_results

__all__ = ["Results", "read_results"]
