"""The self-governance fund 社区自治基金 and its council (S3.3)."""
