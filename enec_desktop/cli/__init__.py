"""The command line: everything the window can compute, it can too."""
