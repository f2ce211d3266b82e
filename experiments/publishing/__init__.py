"""Published results: made, checked by running them again, and told on pages."""
