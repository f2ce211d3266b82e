"""A12, share-cooperative company 社区股份合作公司."""
