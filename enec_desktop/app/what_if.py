"""What would be said if one fact were another: both assessments side by side, and nothing saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from enec_desktop.app.assessments import AssessmentDesk
from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.content import Block
from enec_desktop.domain.difference import difference
from enec_desktop.domain.time import At
from enec_desktop.domain.vocabulary import FieldType
from enec_desktop.domain.what_if import Assumption, WhatIf, assume, read_assumption
from enec_desktop.engine.known import known_then, point_of
from enec_desktop.engine.places import entry_of
from enec_desktop.wording.what_if import what_if_blocks, what_if_document


@dataclass(frozen=True, slots=True)
class FactChoice:
    """A fact that may be tried out, with the entry it belongs to and what the case says of it now."""

    kind: str
    field: str
    label: str
    entry: str
    now: str
    asked: bool

    @property
    def name(self) -> str:
        """How an assumption names it."""
        return f"{self.kind}.{self.field}"


class WhatIfDesk:
    """Works on copies; it has no way to the store."""

    def __init__(
        self, knowledge: KnowledgeDesk, assessments: AssessmentDesk, now: Callable[[], datetime]
    ) -> None:
        self._knowledge = knowledge
        self._assessments = assessments
        self._now = now

    def read(self, text: str, case: Case, at: At | None = None) -> Assumption:
        """ "fitness.ecog=1" for this case. Raises EnecError with one sentence."""
        knowledge = self._knowledge.base
        known = known_then(case, knowledge.vocabulary, at or self._assessments.latest())
        return read_assumption(
            text,
            case,
            knowledge.vocabulary,
            lambda kind, field: entry_of(kind, field, known, knowledge),
            self._now().date(),
        )

    def compare(self, case: Case, assumed: Sequence[Assumption], at: At | None = None) -> WhatIf:
        """The assessment as recorded and that of the copy; pure, it may run off the main thread.

        Raises CaseRefused where the copy would contradict itself.
        """
        point = at or self._assessments.latest()
        vocabulary = self._knowledge.base.vocabulary
        known = known_then(case, vocabulary, point)
        copy = assume(case, known, point, assumed, point_of(case, point))
        from_document(to_document(copy), vocabulary)
        before = self._assessments.assess(case, point)
        after = self._assessments.assess(copy, point)
        return WhatIf(tuple(assumed), before, after, difference(before, after))

    def blocks(self, found: WhatIf) -> tuple[Block, ...]:
        """Both sides as content blocks."""
        return what_if_blocks(found)

    def document(self, found: WhatIf) -> dict[str, object]:
        """Both sides and their difference as plain JSON values."""
        return what_if_document(found)

    def choices(self, assessment: Assessment) -> tuple[FactChoice, ...]:
        """The facts that may be tried out: those asked for first, then in the order of the chapters."""
        facts, vocabulary = self._knowledge.base.facts, self._knowledge.base.vocabulary
        seen = {one.name: one.words for one in assessment.facts}
        asked = [f"{one.place.kind}.{one.place.field}" for one in assessment.questions]
        found = [
            FactChoice(
                kind.name,
                field.name,
                field.label,
                kind.label,
                seen.get(f"{kind.name}.{field.name}", "not recorded"),
                f"{kind.name}.{field.name}" in asked,
            )
            for kind in vocabulary.kinds.values()
            for field in kind.fields.values()
            if f"{kind.name}.{field.name}" in facts and field.type in (FieldType.NUMBER, FieldType.CHOICE)
        ]
        order = {name: place for place, name in reversed(tuple(enumerate(asked)))}
        return tuple(sorted(found, key=lambda one: order.get(one.name, len(order))))
