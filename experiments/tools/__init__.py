"""Other people's tools drive the laboratory in a few lines: EMA workbench, SALib, Optuna, pyABC."""
