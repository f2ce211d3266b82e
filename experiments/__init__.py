"""The laboratory: batches of runs, paired comparisons, tables, figures, reports, the command ``shequ``."""
