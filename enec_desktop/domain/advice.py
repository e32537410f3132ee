"""Advice and the opinions of it: which rule an opinion speaks of, and whether that advice still stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from enec_desktop.domain.opinion import Opinion
from enec_desktop.domain.standing import QUESTION, Certainty

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Assessment, OptionView, Verdict

MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Advice:
    """What an opinion can speak of, as it stands now: a row of an option, a limit, a question of the day.

    ``about`` is the id of the option, of the limit itself, or ``moment``; opinions of an earlier advice
    belong to what has the same one.
    """

    rule: str
    about: str
    title: str
    standing: str
    certainty: str

    @property
    def is_of_an_option(self) -> bool:
        """Whether a card of an option stands for it."""
        return self.standing != QUESTION and self.about != self.rule


def advice(assessment: Assessment, rule: str) -> Advice | None:
    """What a rule says now; None where it says nothing here."""
    for view in assessment.moments:
        if rule == f"{MOMENT}/{view.moment}":
            return Advice(rule, MOMENT, view.label, QUESTION, view.certainty)
    for option, verdict in _rows(assessment):
        if verdict.row == rule:
            return Advice(rule, option.id, option.title, verdict.standing, verdict.certainty)
    for option in _options(assessment):
        for alert in option.alerts:
            if alert.id == rule:
                sure = Certainty.CERTAIN if alert.fires else Certainty.POSSIBLE
                words = (alert.limit or alert.text).rstrip(".")
                return Advice(rule, rule, f"{alert.agent} ({words})", alert.level, sure)
    return None


def verdict_of(assessment: Assessment, rule: str) -> Verdict | None:
    """The verdict of a row as it stands now; None where the row does not hold."""
    return next((verdict for _, verdict in _rows(assessment) if verdict.row == rule), None)


def stands(opinion: Opinion, assessment: Assessment) -> bool:
    """Whether an opinion speaks of advice that still stands: the same row with the same standing."""
    found = advice(assessment, opinion.rule)
    return found is not None and opinion.standing == found.standing


def of_earlier_advice(opinions: tuple[Opinion, ...], assessment: Assessment) -> tuple[Opinion, ...]:
    """The opinions whose row no longer holds, or holds with another standing."""
    return tuple(one for one in opinions if not stands(one, assessment))


def _options(assessment: Assessment) -> Iterator[OptionView]:
    for view in assessment.moments:
        for group in view.groups:
            yield from group.options


def _rows(assessment: Assessment) -> Iterator[tuple[OptionView, Verdict]]:
    for option in _options(assessment):
        for verdict in option.verdicts:
            yield option, verdict
