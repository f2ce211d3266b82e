"""Proposals and complaints, and what comes of them (S5.2, S3.2)."""
