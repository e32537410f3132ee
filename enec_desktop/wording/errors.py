"""The known errors of the sources behind what is said, those that may change a reading first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from enec_desktop.domain.assessment import Assessment, OptionView
from enec_desktop.domain.content import Mark, Sentence
from enec_desktop.domain.evidence import Discrepancy
from enec_desktop.domain.knowledge_base import KnowledgeBase

GRAVE = "A"
"""The severity of an error that may change a clinical reading: told in full, never folded away."""


def errors_of(option: OptionView, knowledge: KnowledgeBase) -> tuple[Discrepancy, ...]:
    """The errors of everything an option rests on: verdicts, reasons, checks, limits, figures."""
    refs = [ref for verdict in option.verdicts for ref in verdict.refs]
    refs += [ref for alert in option.alerts for ref in alert.refs]
    for said in (option.reasons_for, option.reasons_against, option.checks):
        refs += [ref for say in said for ref in say.refs]
    return errors_behind((*refs, *option.expect), knowledge)


def errors_beside(assessment: Assessment, knowledge: KnowledgeBase) -> tuple[Discrepancy, ...]:
    """The errors of what an assessment says beside its options: diagnosis, stage, cautions."""
    court = assessment.court
    said = (*assessment.contradictions, *assessment.findings, *court.contradictions, *court.speaks_for)
    said += (*court.speaks_against, *court.mimics, *court.next_steps)
    refs = [ref for one in said for ref in one.refs]
    refs += [ref for one in (court.verdict, *assessment.diagnosis, *assessment.staging) for ref in one.refs]
    return errors_behind(refs, knowledge)


def errors_behind(refs: Iterable[str], knowledge: KnowledgeBase) -> tuple[Discrepancy, ...]:
    """The errors that ids name, or that the claims among them carry, each once."""
    return _behind(tuple(refs), knowledge)


@lru_cache(maxsize=2048)
def _behind(refs: tuple[str, ...], knowledge: KnowledgeBase) -> tuple[Discrepancy, ...]:
    """Asked several times for each option, and again with every change of a case."""
    ids: set[str] = set()
    for ref in refs:
        claim = knowledge.claims.get(ref)
        ids.update(claim.discrepancies if claim else [ref] if ref in knowledge.discrepancies else [])
    return tuple(sorted((knowledge.discrepancies[one] for one in ids), key=in_order))


def in_order(one: Discrepancy) -> tuple[str, int, str]:
    """Grave ones first, then by number."""
    return one.severity, len(one.id), one.id


def error_sentence(one: Discrepancy) -> Sentence:
    """An error with what is printed and the reading used."""
    mark = Mark.STOP if one.severity == GRAVE else Mark.CAUTION
    return Sentence(f"{one.where}. Printed: {one.printed} Used here: {one.used}", (one.id,), mark=mark)
