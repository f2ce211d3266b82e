"""The survey instrument: simulated residents are interviewed as a real survey would."""
