"""The answer: what the reform does, how sure that is, and how to take it away."""
