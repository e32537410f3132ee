"""What people type into fields, read as values: never guessed, refused in one sentence."""
