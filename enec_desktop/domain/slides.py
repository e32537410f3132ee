"""A case as it is shown to a board: slides in a fixed order, each with one thought."""

from __future__ import annotations

from dataclasses import dataclass

from enec_desktop.domain.content import Section

QUESTION, NEWS, PATHOLOGY, STAGE, TIMELINE, OPTIONS, MISSING, PATHWAY, DECISION = range(1, 10)
"""The places of the slides, the same for every case: each is the number key that leads there."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One thought; ``place`` is its number key, which several slides may share."""

    place: int
    section: Section


@dataclass(frozen=True, slots=True)
class SlideSet:
    """The slides of one case; ``line`` and ``question`` head each of them."""

    case_id: str
    line: str
    question: str
    slides: tuple[Slide, ...]

    @property
    def places(self) -> tuple[int, ...]:
        """The places that have a slide, in order."""
        return tuple(dict.fromkeys(one.place for one in self.slides))

    def first_of(self, place: int) -> int | None:
        """The index of the first slide of a place; None where the case has none."""
        return next((at for at, one in enumerate(self.slides) if one.place == place), None)
