"""What is measured: the register of outcomes, residents' groups, concentration, headlines."""
