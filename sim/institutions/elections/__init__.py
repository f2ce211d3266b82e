"""Elections of the residents' committee and of building heads (S3.1, S3.3)."""
