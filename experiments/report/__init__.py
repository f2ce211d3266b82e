"""The report of a question: one HTML file that opens without a network, in English and Chinese."""
