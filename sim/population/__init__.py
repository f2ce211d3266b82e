"""Who: residents as columns with a live view, institutions as Mesa agents, and their place."""
