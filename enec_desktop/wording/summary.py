"""The board's summary: page one is the outcome, the pages after it are what the outcome rests on."""

from __future__ import annotations

from enec_desktop.domain.assessment import Assessment
from enec_desktop.domain.case import Case, Entry, Fact
from enec_desktop.domain.content import Page
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.opinion_document import reasons
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.site import NO_SITE, SiteProfile
from enec_desktop.domain.time import PartialDate
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.facts import NOT_RECORDED, latest
from enec_desktop.wording.opinions import board_section
from enec_desktop.wording.paper_refs import citing
from enec_desktop.wording.site import named_here, site_section
from enec_desktop.wording.summary_basis import basis_sections
from enec_desktop.wording.summary_decision import afterwards_section, minutes_section
from enec_desktop.wording.summary_options import option_sections
from enec_desktop.wording.summary_outcome import outcome_sections
from enec_desktop.wording.summary_record import seal_of, status_words
from enec_desktop.wording.summary_sources import closing_sections, ids_of

__all__ = ["Stamp", "board_summary"]

_FOR_WHOM = "for a multidisciplinary team; supports, does not replace, its judgement"
_HASH = 6
_NAMED_BY = (("name", "name", ""), ("birth_date", "born", ""), ("hospital_number", "number", "HN "))


def board_summary(
    case: Case,
    known: tuple[Entry, ...],
    assessment: Assessment,
    knowledge: KnowledgeBase,
    stamp: Stamp,
    site: SiteProfile = NO_SITE,
    meeting: Meeting | None = None,
) -> Page:
    """The paper of a case at the point of its assessment; ``known`` are the entries known then.

    ``meeting`` is the meeting that discusses it. The same arguments give the same page. Nothing learnt after
    the point is printed.
    """
    board = Board(case, known, named_here(assessment, site, knowledge), knowledge, meeting)
    first = outcome_sections(board, stamp)
    here = site_section(assessment, site, knowledge)
    said = board_section(assessment, case.opinions, reasons(knowledge.vocabulary))
    added = tuple(one for one in (said, here) if one.blocks)
    decided = tuple(one for one in (minutes_section(board), afterwards_section(board)) if one.blocks)
    rest = (*decided, *basis_sections(board), *option_sections(board), *added)
    closing = closing_sections(board, ids_of((*first, *rest)), stamp)
    return Page(
        "Board summary",
        status_words(board, stamp),
        identity_words(board, stamp),
        footer_words(board, stamp),
        citing(first, knowledge),
        citing((*rest, *closing), knowledge),
        seal_of(stamp),
    )


def identity_words(board: Board, stamp: Stamp) -> str:
    """Whose document it is, by name and two more identifiers; on every page."""
    if stamp.pseudonym:
        age = board.seen("patient.age")
        return f"{stamp.pseudonym} · pseudonymised · age {age.words if age else NOT_RECORDED}"
    patient = latest(board.known, "identity")
    if board.case.published and (patient is None or patient.fact("name").value is None):
        return f"{board.case.title or 'no title'} · published patient · {board.case.id}"
    fields = board.kind("identity").fields
    told = []
    for name, absent, before in _NAMED_BY:
        fact = patient.fact(name) if patient else Fact()
        words = show_fact(fields[name], fact)
        lead = "" if words.startswith(before) else before
        told.append(f"{lead}{words}" if fact.value is not None else f"{absent} {words}")
    return " · ".join(told)


def footer_words(board: Board, stamp: Stamp, whom: str = _FOR_WHOM) -> str:
    """Which revision, knowledge and print it is, and for whom; on every page."""
    edition = board.knowledge.edition
    day = PartialDate.of(stamp.printed.date()).shown()
    version = f"record version {stamp.record.version} · " if stamp.record else ""
    made = "as confirmed" if stamp.record else "printed"
    return (
        f"{version}case revision {stamp.revision} · knowledge {edition.version} ({edition.hash[:_HASH]})"
        f" · {made} {day} {stamp.printed:%H:%M}{f' · {whom}' if whom else ''}"
    )
