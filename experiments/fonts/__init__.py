"""The font that ships, what it has, and which fonts of the system lend it what it has not."""
