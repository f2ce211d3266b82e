"""With what the model runs: columns, keyed luck, numbers, money, settings. No domain word lives here."""
