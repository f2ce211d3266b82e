"""The analyst's own page: two worlds side by side, in Chinese and English."""
