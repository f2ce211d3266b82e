"""Trials: field experiments run again inside the model, their effects held against the published ones."""
