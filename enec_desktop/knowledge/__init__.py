"""Reads the knowledge files, checks them and freezes them."""
