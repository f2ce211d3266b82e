"""Words and numbers for people, in English and Chinese."""
