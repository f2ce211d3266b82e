"""What the page needs from the laboratory."""
