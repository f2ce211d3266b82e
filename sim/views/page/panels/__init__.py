"""What each part of the page shows, as plain data: one file a part; the Vue files beside draw it."""
