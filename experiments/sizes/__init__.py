"""Promise P9: the same mix of people gives the same per head in communities of every size."""
