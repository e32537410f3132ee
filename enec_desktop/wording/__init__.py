"""Turns assessments and records into content blocks; every sentence carries the ids it rests on."""
