"""What was assessed lately, so that the window, the paper and the slides of a case need it once."""

from __future__ import annotations

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case
from enec_desktop.domain.time import At

_KEPT = 8
"""As many as a long agenda has cases; more would only take room."""


class Lately:
    """Finds the assessment of a case at a point by an edition; the latest few are kept.

    Assessments are values, and worked out from these three alone: the same one may be handed out again. Two
    threads may ask at once; what is kept is replaced whole.
    """

    def __init__(self) -> None:
        self._kept: tuple[tuple[str, At, Case, Assessment], ...] = ()

    def found(self, edition: str, at: At, case: Case) -> Assessment | None:
        """The assessment by the edition of this hash; None where it is not kept."""
        for hash, point, known, assessment in self._kept:
            if hash == edition and point == at and (known is case or known == case):
                return assessment
        return None

    def keep(self, at: At, case: Case, assessment: Assessment) -> Assessment:
        """Keep an assessment that is whole, and answer it."""
        edition = assessment.knowledge_hash
        if self.found(edition, at, case) is None:
            self._kept = ((edition, at, case, assessment), *self._kept[: _KEPT - 1])
        return assessment
