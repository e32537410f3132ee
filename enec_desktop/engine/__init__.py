"""The decision engine: pure functions from a case and the knowledge to an assessment."""
