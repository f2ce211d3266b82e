"""The worlds of a trial under one seed: who is drawn, what befalls them, what is measured and compared."""
