"""Reads values out of pasted reports by rules; it offers them with their words and enters nothing."""
