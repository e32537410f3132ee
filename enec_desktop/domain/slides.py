"""A case as it is shown to a board: slides in a fixed order, each with one thought."""

from __future__ import annotations

from dataclasses import dataclass, replace

from enec_desktop.domain.content import Section

QUESTION, NEWS, PATHOLOGY, STAGE, TIMELINE, OPTIONS, MISSING, PATHWAY, DECISION = range(1, 10)
"""The places of the slides, the same for every case: each is the number key that leads there."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One thought; ``place`` is its number key, which several slides may share.

    ``detail``: it is shown only when more is asked for. ``advice``: a board that says its intent first sees
    it only then.
    """

    place: int
    section: Section
    detail: bool = False
    advice: bool = False


@dataclass(frozen=True, slots=True)
class SlideSet:
    """The slides of one case; ``line`` and ``question`` head each of them.

    ``cited``: the ids behind the sentences that a reader finds again in the evidence.
    """

    case_id: str
    line: str
    question: str
    slides: tuple[Slide, ...]
    cited: frozenset[str] = frozenset()

    @property
    def places(self) -> tuple[int, ...]:
        """The places that have a slide, in order."""
        return tuple(dict.fromkeys(one.place for one in self.slides))

    def without_advice(self) -> SlideSet:
        """The facts alone: what is known, what is missing, where on the pathway this is."""
        return replace(self, slides=tuple(one for one in self.slides if not one.advice))

    def route(self, *, details: bool) -> tuple[Slide, ...]:
        """The slides in order, with or without those of detail."""
        return tuple(one for one in self.slides if details or not one.detail)
