"""What the viewer can do."""
