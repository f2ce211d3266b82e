"""With what the model runs: columns, keyed draws, numbers, money, settings. No domain word lives here."""
