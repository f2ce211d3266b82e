"""A8, community social organisations 社区社会组织."""
