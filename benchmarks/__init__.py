"""Speed, measured side by side, and the plain Mesa model that serves as the yardstick and as an oracle."""
