"""Other formats: case files and what other programs read or write."""
