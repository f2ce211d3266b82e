"""A5, mass organisations 群团组织."""
