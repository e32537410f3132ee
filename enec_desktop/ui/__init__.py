"""The window: Qt lives here and nowhere else; what it shows and saves goes through ``app``."""
