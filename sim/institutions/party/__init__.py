"""A4, party organisation 社区党组织."""
