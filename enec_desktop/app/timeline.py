"""The history of a case as a picture, for the window."""

from __future__ import annotations

from enec_desktop.wording.timeline import Spot, Timeline, height_of, timeline

__all__ = ["Spot", "Timeline", "height_of", "timeline"]
