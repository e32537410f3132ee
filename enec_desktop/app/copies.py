"""The outcome, a card or a record as plain text, for the record that the hospital keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Block, Card, Paragraph, Section
from enec_desktop.domain.opinion_document import reasons
from enec_desktop.domain.shown_patient import ShownPatient
from enec_desktop.domain.time import PartialDate
from enec_desktop.wording.copied import Copied, copied_card, copied_outcome, copied_record
from enec_desktop.wording.opinions import for_rules, opinion_sentence


class CopyDesk:
    """Texts only: nothing is stored, nothing of what is hidden on the screen is in them."""

    def __init__(self, knowledge: KnowledgeDesk, now: Callable[[], datetime]) -> None:
        self._knowledge = knowledge
        self._now = now

    def outcome(
        self, case: Case, found: Assessment, sections: tuple[Section, ...], patient: ShownPatient
    ) -> str:
        """At a glance, question, stage, what is missing and the options in short, with the opinions."""
        base = self._knowledge.base
        codes = reasons(base.vocabulary)
        return copied_outcome(sections, found, case.opinions, codes, self._of(patient))

    def card(self, case: Case, found: Assessment, card: Card, patient: ShownPatient, *, opened: bool) -> str:
        """One card of an assessment, with what was said of it, and with its details where they are open."""
        codes = reasons(self._knowledge.base.vocabulary)
        said = tuple(
            Paragraph((opinion_sentence(one, found, codes),))
            for one in for_rules(case.opinions, found, card.rules)
        )
        told = Card(card.id, card.title, card.tags, (*card.body, *said), card.folded)
        return copied_card(told, self._of(patient), opened=opened)

    def record(self, title: str, blocks: tuple[Block, ...], patient: ShownPatient | None = None) -> str:
        """A record of the knowledge; of a patient where it stands beside an assessment."""
        return copied_record(title, blocks, self._of(patient or ShownPatient("")))

    def _of(self, patient: ShownPatient) -> Copied:
        today = PartialDate.of(self._now().date())
        return Copied(patient.words, today, self._knowledge.base.edition, patient.hidden)
