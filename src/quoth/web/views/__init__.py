"""What each page shows, as plain dicts: the same data for the page and for its twins."""
