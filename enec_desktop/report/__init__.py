"""Paper: lays out content blocks as a PDF and computes nothing."""
