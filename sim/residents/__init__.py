"""Whether and why a resident takes part: four gates, the nine acts, experience, habit, the ladder."""
