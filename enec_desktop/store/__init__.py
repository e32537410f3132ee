"""Keeps cases, their journal, kept assessments and backups in one folder; SQL lives here alone."""
