"""Rows handed to Qt, without any query of their own."""
