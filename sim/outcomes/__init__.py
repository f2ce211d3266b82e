"""What is seen: outcomes, the survey instrument, the explanation of one decision."""
