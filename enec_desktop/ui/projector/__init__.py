"""The window for the projector: the slides of one case after another, by keyboard only."""
