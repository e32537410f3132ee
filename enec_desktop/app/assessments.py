"""Assessing a case, and opening any sentence down to its source."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.app.lately import Lately
from enec_desktop.app.points import latest
from enec_desktop.domain.advice import advice, verdict_of
from enec_desktop.domain.assessment import Assessment, Explanation
from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.content import Block, Card, Section, Sentence
from enec_desktop.domain.contradictions import contradictions
from enec_desktop.domain.difference import difference
from enec_desktop.domain.history import KeptAssessment
from enec_desktop.domain.mattering import Mattering, mattering
from enec_desktop.domain.progress import Wanted, always, leave_off
from enec_desktop.domain.queries import Query
from enec_desktop.domain.site import NO_SITE, SiteProfile
from enec_desktop.domain.time import AfterEvent, At
from enec_desktop.engine.assess import assess, assess_in_steps
from enec_desktop.engine.earlier import Memory
from enec_desktop.engine.known import known_then, point_of
from enec_desktop.wording.assessment import assessment_sections
from enec_desktop.wording.board import Board
from enec_desktop.wording.clocks import clock_section
from enec_desktop.wording.evidence import evidence_card
from enec_desktop.wording.explanation import explanation_blocks
from enec_desktop.wording.limits import limits_section, use_line
from enec_desktop.wording.news import SinceDecision, news_section, with_changes
from enec_desktop.wording.one_line import one_line
from enec_desktop.wording.record import assessment_document
from enec_desktop.wording.record_evidence import evidence_document
from enec_desktop.wording.site import site_document, with_site
from enec_desktop.wording.titles import titled

if TYPE_CHECKING:
    from enec_desktop.store.store import Store


Read = tuple[Assessment, tuple[Section, ...]]
"""An assessment and what is told of it."""


KEPT_THEN = 4
"""So many assessments as of a decision are kept."""


@dataclass(frozen=True, slots=True)
class Steps:
    """An assessment that is told at once, and whole when what would change it is worked out, which may
    take several times as long. Each is asked for once, ``first`` first if at all."""

    first: Callable[[], Read]
    whole: Callable[[], Read]


class AssessmentDesk:
    """What the engine says of a case, in blocks ready to draw."""

    def __init__(
        self,
        knowledge: KnowledgeDesk,
        store: Callable[[], Store],
        now: Callable[[], datetime],
        who: str,
        site: Callable[[], SiteProfile] = lambda: NO_SITE,
    ) -> None:
        self._knowledge = knowledge
        self._site = site
        self._store = store
        self._now = now
        self._who = who
        self._lately = Lately()
        self._memory = Memory()
        self._decided: tuple[tuple[str, tuple[Entry, ...], Assessment], ...] = ()

    def assess(self, case: Case, at: At | None = None, wanted: Wanted = always) -> Assessment:
        """The assessment of a case; by default with everything recorded, values aged to today.

        Pure apart from the date: it may run off the main thread. Raises KeyError for an unknown event,
        Cancelled soon after it is not ``wanted`` any more.
        """
        base, point = self._knowledge.base, at or self.latest()
        found = self._lately.found(base.edition.hash, point, case)
        return found or self._lately.keep(point, case, assess(case, base, point, turning=True, wanted=wanted))

    def latest(self) -> At:
        """The point in time "now"."""
        return latest(self._now())

    def sections(self, assessment: Assessment, *, to_come: bool = False) -> tuple[Section, ...]:
        """The assessment in sections of content blocks; ``to_come``: what would change it is not told yet."""
        base = self._knowledge.base
        return with_site(assessment_sections(assessment, base, to_come=to_come), self._site(), base)

    def read(self, case: Case, at: At | None = None, before: Assessment | None = None) -> Read:
        """The assessment of a case with its sections: what is new first, and how long ago things were.

        ``before``: what was said before the last change, where it is to be held against it. Pure apart from
        the date, as ``assess``. Raises KeyError for an unknown event.
        """
        return self.in_steps(case, at, before).whole()

    def in_steps(
        self, case: Case, at: At | None = None, before: Assessment | None = None, wanted: Wanted = always
    ) -> Steps:
        """As ``read``, in two steps for a screen that follows every key.

        Both steps raise Cancelled soon after they are not ``wanted`` any more.
        """
        point = at or self.latest()

        def told(found: Assessment, to_come: bool, then_to_come: bool) -> Read:
            leave_off(wanted)
            return found, self._told(case, point, before, found, to_come, then_to_come)

        known = self._lately.found(self._knowledge.base.edition.hash, point, case)
        if known is not None:
            # What was said at a decision may still have to be worked out: as long as an assessment.
            return Steps(lambda: told(known, False, True), lambda: told(known, False, False))
        first, rest = assess_in_steps(case, self._knowledge.base, point, self._memory, wanted)
        return Steps(
            lambda: told(first, True, True),
            lambda: told(self._lately.keep(point, case, rest()), False, False),
        )

    def _told(
        self,
        case: Case,
        at: At,
        before: Assessment | None,
        found: Assessment,
        to_come: bool,
        then_to_come: bool,
    ) -> tuple[Section, ...]:
        base = self._knowledge.base
        known = known_then(case, base.vocabulary, at)
        last = difference(before, found) if before is not None else None
        glance, *rest = with_changes(self.sections(found, to_come=to_come), last)
        since = self._since_decision(known, case, found, to_come=then_to_come)
        news = news_section(last, since, known, base.vocabulary)
        clocks = clock_section(known, point_of(case, at), base.vocabulary)
        told = [glance, news, *rest]
        told.insert(next((i for i, one in enumerate(told) if one.id == "measures"), len(told)), clocks)
        told.append(limits_section(base.edition, self._now().date()))
        return tuple(one for one in told if one.blocks)

    def use_line(self) -> Sentence:
        """What stands below all advice: for whom it is, what it is not, how old its knowledge is."""
        return use_line(self._knowledge.base.edition, self._now().date())

    def _since_decision(
        self, known: tuple[Entry, ...], case: Case, found: Assessment, *, to_come: bool
    ) -> SinceDecision | None:
        decision = next((one for one in reversed(known) if one.kind == "decision"), None)
        return self.since(decision, known, case, found, to_come=to_come) if decision is not None else None

    def since(
        self,
        decision: Entry,
        known: tuple[Entry, ...],
        case: Case,
        found: Assessment,
        *,
        to_come: bool = False,
    ) -> SinceDecision:
        """What came after a decision, and what is said now other than it was then.

        ``to_come``: what was said then may be told later, where it is not known already.
        """
        entries = known_then(case, self._knowledge.base.vocabulary, AfterEvent(decision.id))
        there = {one.id for one in entries}
        later = tuple(one for one in known if one.id not in there)
        then = self._kept_then(entries)
        if then is None and to_come:
            return SinceDecision(decision, later, None)
        then = then or self._as_decided(case, decision.id, entries)
        return SinceDecision(decision, later, difference(then, found))

    def _kept_then(self, entries: tuple[Entry, ...]) -> Assessment | None:
        """What was said of these entries, where it is kept."""
        edition = self._knowledge.base.edition.hash
        return next((then for *of, then in self._decided if of == [edition, entries]), None)

    def _as_decided(self, case: Case, decision: str, entries: tuple[Entry, ...]) -> Assessment:
        """What was said at a decision; the last few are kept, as most changes come after it."""
        base = self._knowledge.base
        then = assess(case, base, AfterEvent(decision))
        self._decided = ((base.edition.hash, entries, then), *self._decided[: KEPT_THEN - 1])
        return then

    def contradictions(self, assessment: Assessment) -> tuple[Query, ...]:
        """What an assessment found to contradict itself, as remarks beside the fields it comes from."""
        return contradictions(assessment, self._knowledge.base)

    def mattering(self, assessment: Assessment, doubts: Sequence[Query] = ()) -> tuple[Mattering, ...]:
        """The facts that can change the answer, with where each is entered; ``doubts`` among them."""
        return mattering(assessment, self._knowledge.base, doubts)

    def one_line(self, case: Case, assessment: Assessment) -> str:
        """The case as a referrer says it, in one line."""
        knowledge = self._knowledge.base
        known = known_then(case, knowledge.vocabulary, self.latest())
        return one_line(Board(case, known, assessment, knowledge))

    def document(self, assessment: Assessment) -> dict[str, object]:
        """The assessment as plain JSON values, whole, with the known errors and comparisons behind it.

        Under "site" stands what the hospital says of its options, where there is a site profile.
        """
        base = self._knowledge.base
        return {
            **assessment_document(assessment),
            **evidence_document(assessment, base),
            **site_document(assessment, self._site(), base),
        }

    def explain(self, ref: str) -> tuple[Block, ...]:
        """The card behind an id: claim, discrepancy, source, silence, rule, safety row."""
        return titled(evidence_card(ref, self._knowledge.base), self._knowledge.base)

    def explain_rule(self, assessment: Assessment, rule: str) -> tuple[Block, ...]:
        """The conditions of a rule with the facts this case gave them; the card alone for other ids."""
        found = _explanation(assessment, rule)
        cards = self.explain(rule)
        if advice(assessment, rule) is not None:
            cards = tuple(replace(one, rules=(rule,)) if isinstance(one, Card) else one for one in cards)
        return (*cards, *explanation_blocks(found)) if found is not None else cards

    def keep(self, case_id: str, assessment: Assessment) -> int:
        """Keep an assessment whole, as it was shown; returns its number."""
        store = self._store()
        return store.assessments.keep(
            case_id,
            store.cases.revision(case_id),
            json.dumps(self.document(assessment), ensure_ascii=False, sort_keys=True),
            at=assessment.at,
            edition=assessment.edition,
            knowledge_hash=assessment.knowledge_hash,
            input_hash=assessment.input_hash,
            who=self._who,
            when=self._now(),
        )

    def kept(self, case_id: str) -> tuple[KeptAssessment, ...]:
        """The assessments kept of a case, the newest first."""
        return self._store().assessments.of_case(case_id)


def _explanation(assessment: Assessment, rule: str) -> Explanation | None:
    kind, _, code = rule.partition("/")
    for view in assessment.moments:
        if kind == "moment" and view.moment == code:
            return view.explanation
    found = verdict_of(assessment, rule)
    return found.explanation if found is not None else None
