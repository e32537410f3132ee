"""Whether a case is ready for the board, who sees to what is missing, and the order of the agenda."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from enec_desktop.app.assessments import AssessmentDesk
from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case
from enec_desktop.domain.contradictions import open_doubts
from enec_desktop.domain.readiness import (
    Light,
    OpenGate,
    Placed,
    Readiness,
    ReadinessRules,
    hardness,
    has_question,
    in_order,
    open_gates,
    tasks,
)


class ReadinessDesk:
    """Tells how far cases are, by rules that are data."""

    def __init__(
        self, rules: Callable[[], ReadinessRules], knowledge: KnowledgeDesk, assessments: AssessmentDesk
    ) -> None:
        self._rules = rules
        self._knowledge = knowledge
        self._assessments = assessments

    def of(self, case: Case, found: Assessment | None = None) -> Readiness:
        """How far a case is; ``found`` is its assessment where there is one, else it is made here.

        Pure apart from the date: it may run off the main thread.
        """
        found = self._assessments.assess(case) if found is None else found
        rules, vocabulary = self._rules(), self._knowledge.base.vocabulary
        doubts = open_doubts(self._assessments.contradictions(found), case)
        light, gates = self.light(case)
        return Readiness(
            case.id,
            light,
            gates,
            tasks(case, gates, self._assessments.mattering(found, doubts), rules, vocabulary),
            hardness(case, found, len([one for one in doubts if one.level != "see"])),
            rules.lane,
            rules.lane_claims,
        )

    def light(self, case: Case) -> tuple[Light, tuple[OpenGate, ...]]:
        """The same in short, without an assessment: whether a case is ready, and what has to be recorded."""
        gates = open_gates(case, self._rules())
        return Light.NO_QUESTION if not has_question(case) else Light.ASKS if gates else Light.READY, gates

    def order(self, cases: Iterable[Readiness]) -> tuple[Placed, ...]:
        """The hardest of the ready ones first, those that are not ready last, each with what decided."""
        return in_order(cases, self._rules())
