"""Agreeing and disagreeing with the advice: kept in the case, shown beside the advice, never part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from enec_desktop.domain.advice import advice
from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Section, Sentence
from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.opinion import Opinion
from enec_desktop.domain.opinion_document import reasons
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.wording.opinions import (
    for_rules,
    opinion_document,
    opinion_sentence,
    with_apart,
    with_opinions,
)

if TYPE_CHECKING:
    from enec_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class SaidOpinion:
    """An opinion with its sentence; ``is_own``: it is the reader's, who may take it back."""

    opinion: Opinion
    sentence: Sentence
    is_own: bool


class OpinionDesk:
    """The opinions of one store's cases; each is durable when the call returns.

    A person has one opinion of a rule as it stands; saying the same again takes it back. Raises StoreRefused
    where it cannot be kept.
    """

    def __init__(
        self, vocabulary: Vocabulary, store: Callable[[], Store], now: Callable[[], datetime], who: str
    ) -> None:
        self.reasons = reasons(vocabulary)
        self._store = store
        self._now = now
        self._who = who

    def own(self, case: Case, found: Assessment, rule: str) -> Opinion | None:
        """What the reader has said of a rule as it stands; None where that is nothing."""
        said = [one for one in case.opinions if (one.rule, one.who) == (rule, self._who)]
        known = advice(found, rule) if said else None
        return next((one for one in said if known and one.standing == known.standing), None)

    def turn(self, case_id: str, found: Assessment, rule: str, *, agrees: bool) -> Case:
        """Agree or disagree with a rule; the same said before is taken back.

        Raises ValueError for the assessment of another case.
        """
        if found.case_id != case_id:
            raise ValueError(f"{found.case_id} was assessed, not {case_id}")
        known = advice(found, rule)
        if known is None:
            raise StoreRefused("This advice does not stand any more; no opinion of it was kept.")
        case = self._case(case_id)
        old = self.own(case, found, rule)
        if old is not None and old.agrees == agrees:
            return self.take_back(case_id, old)
        today = PartialDate.of(self._now().date())
        said = Opinion(
            rule, known.about, agrees, self._who, today, known.standing, known.certainty, found.edition
        )
        return self._keep(case_id, said, (*(one for one in case.opinions if one != old), said))

    def give_reason(self, case_id: str, opinion: Opinion, reason: str, text: str) -> Case:
        """Add to an opinion why: a code of the reasons, free words, or both; nothing where it is gone."""
        case = self._case(case_id)
        said = replace(opinion, reason="" if opinion.agrees else reason, text=" ".join(text.split()))
        if opinion not in case.opinions or said == opinion:
            return case
        return self._keep(case_id, said, tuple(said if one == opinion else one for one in case.opinions))

    def take_back(self, case_id: str, opinion: Opinion) -> Case:
        """Take an opinion out; undo brings it back."""
        case = self._case(case_id)
        return self._keep(case_id, opinion, tuple(one for one in case.opinions if one != opinion))

    def of_rules(self, case: Case, found: Assessment, rules: tuple[str, ...]) -> tuple[SaidOpinion, ...]:
        """The opinions that stand on a card about these rows of an option."""
        return tuple(
            SaidOpinion(one, opinion_sentence(one, found, self.reasons), one.who == self._who)
            for one in for_rules(case.opinions, found, rules)
        )

    def with_apart(self, case: Case, found: Assessment, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """The sections with the opinions on no card: of the question, of limits, of what stands no more."""
        return with_apart(sections, found, case.opinions, self.reasons)

    def beside(self, case: Case, found: Assessment, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """The sections with the opinions on the cards of their options."""
        return with_opinions(sections, found, case.opinions, self.reasons)

    def document(self, case: Case, found: Assessment) -> dict[str, object]:
        """The opinions as plain JSON values; empty where there is none."""
        return opinion_document(found, case.opinions)

    def _case(self, case_id: str) -> Case:
        return self._store().cases.get(case_id)

    def _keep(self, case_id: str, said: Opinion, opinions: tuple[Opinion, ...]) -> Case:
        cases = self._store().cases
        cases.change_opinions(case_id, said.option, said.rule, opinions, self._who, self._now())
        return self._case(case_id)
