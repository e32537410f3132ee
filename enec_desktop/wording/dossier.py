"""The dossier of a case: the summary with everything behind it, so that any sentence can be followed down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enec_desktop.domain.assessment import Assessment, Clearance, MomentView, OptionView
from enec_desktop.domain.case import Case, Entry, FieldState
from enec_desktop.domain.content import (
    Block,
    Card,
    Heading,
    Mark,
    Page,
    Paragraph,
    Picture,
    Row,
    Rows,
    Section,
    Sentence,
)
from enec_desktop.domain.knowledge_base import KnowledgeBase, OptionKind, Standing
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.opinion_document import reasons
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.site import NO_SITE, SiteProfile
from enec_desktop.domain.timeline import stops_of
from enec_desktop.wording.assessment import assessment_sections
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.dossier_evidence import evidence_sections
from enec_desktop.wording.dossier_once import told_once
from enec_desktop.wording.explanation import explanation_blocks
from enec_desktop.wording.facts import entry_name, remarks, when_words
from enec_desktop.wording.open_facts import open_facts, with_open
from enec_desktop.wording.opinions import board_section
from enec_desktop.wording.paper_refs import citing
from enec_desktop.wording.site import named_here, site_section
from enec_desktop.wording.summary import footer_words, identity_words
from enec_desktop.wording.summary_basis import basis_sections
from enec_desktop.wording.summary_decision import afterwards_section, minutes_section
from enec_desktop.wording.summary_outcome import outcome_sections
from enec_desktop.wording.summary_record import (
    attendance_section,
    intent_sections,
    seal_of,
    sign_off_section,
    status_words,
)
from enec_desktop.wording.summary_sources import edition_section, ids_of
from enec_desktop.wording.timeline import timeline

_IN_FULL = ("missing", "doubts", "options/", "turning/", "not-here/")
_WIDE = 490.0
_LANE_NAMES = {
    "specimen": "Pathology", "study": "Imaging", "course": "Treatment", "progression": "Progression",
    "decision": "Board",
}  # fmt: skip


def dossier(
    case: Case,
    known: tuple[Entry, ...],
    assessment: Assessment,
    knowledge: KnowledgeBase,
    stamp: Stamp,
    site: SiteProfile = NO_SITE,
    meeting: Meeting | None = None,
) -> Page:
    """The outcome as in the summary; then history, facts, every option in full, rules, evidence and errors.

    ``known`` are the entries known at the point of the assessment. The same arguments give the same page.
    """
    board = Board(case, known, named_here(assessment, site, knowledge), knowledge, meeting)
    first = outcome_sections(board, stamp)
    full = in_depth(assessment_sections(board.assessment, knowledge), board)
    middle = (
        minutes_section(board),
        afterwards_section(board),
        timeline_section(board),
        *basis_sections(board),
        *told_once(tuple(one for one in full if one.id.startswith(_IN_FULL))),
        board_section(assessment, case.opinions, reasons(knowledge.vocabulary)),
        site_section(assessment, site, knowledge),
        rules_section(board),
    )
    told = tuple(one for one in middle if one.blocks)
    evidence = evidence_sections(ids_of((*first, *told)), knowledge)
    held = (attendance_section(board), *intent_sections(board))
    closing = (*held, edition_section(board, stamp), sign_off_section(board, stamp))
    return Page(
        "Dossier",
        status_words(board, stamp),
        identity_words(board, stamp),
        footer_words(board, stamp),
        citing(first, knowledge),
        citing((*told, *evidence, *closing), knowledge),
        seal_of(stamp),
    )


def in_depth(sections: tuple[Section, ...], board: Board) -> tuple[Section, ...]:
    """The sections with the details of the treatments the sources place here; the other cards in short.

    With the details of every option a dossier would have two hundred pages, which nobody reads; the errors
    of the sources stand in full in the appendix.
    """
    whole = {f"{view.moment}/{option.id}" for view in board.assessment.moments for option in _placed(view)}
    return tuple(replace(one, blocks=tuple(_depth(block, whole) for block in one.blocks)) for one in sections)


def _depth(block: Block, whole: set[str]) -> Block:
    match block:
        case Card() if block.id.endswith("/not-here"):
            return replace(block, folded=tuple(map(_short, block.folded)))
        case Card() if block.id not in whole:
            return _short(block)
        case Paragraph((Sentence(text),)) if text.endswith(":"):
            # It leads what follows and may not end a page.
            return Heading(text, 4)
    return block


def _short(block: Block) -> Block:
    return replace(block, folded=()) if isinstance(block, Card) else block


def _placed(view: MomentView) -> Iterator[OptionView]:
    for option in _standing(view):
        placed = option.verdicts[0].standing in (Standing.RECOMMENDED, Standing.OPTION)
        if placed and option.clearance is not Clearance.BLOCKED:
            yield option


def timeline_section(board: Board) -> Section:
    """The history as a drawn line, and its events in words in the same order."""
    ids = {entry.id for entry in board.known}
    stops = tuple(one for one in stops_of(board.case) if one.id in ids)
    if not stops:
        none = Sentence("No event of the history is recorded.", mark=Mark.ASK)
        return Section("timeline", "Timeline", (Paragraph((none,)),))
    entries = {entry.id: entry for entry in board.known}
    labels = {one.id: entry_name(entries[one.id], board.vocabulary) for one in stops}
    asks = {one: told for one, told in open_facts(board).items() if one in labels}
    sign = " A diamond: a fact is missing there that could change the answer." if asks else ""
    words = Sentence(f"Filled: dated, to scale; hatched: no date.{sign}", tuple(labels))
    picture = Picture(timeline(stops, labels, _LANE_NAMES, _WIDE, asks=asks).drawing, words)
    rows = tuple(with_open(_event(board, entries[one.id]), asks.get(one.id, ())) for one in stops)
    return Section("timeline", "Timeline", (picture, Rows(rows), *_earlier_questions(board)))


def _earlier_questions(board: Board) -> tuple[Block, ...]:
    """What boards were asked before; the question of today stands on the first page."""
    fields = board.kind("question").fields
    rows = []
    for entry in board.of_kind("question")[:-1]:
        if entry.fact("question").state is not FieldState.VALUE:
            continue
        day, asked = entry.fact("board_date"), entry.fact("question")
        when = when_words(entry, board.known, board.vocabulary)
        if day.state is FieldState.VALUE:
            when = show_fact(fields["board_date"], day)
        told = show_fact(fields["question"], asked) + remarks(asked)
        rows.append(Row(when, Sentence(told, (entry.id,)), f"{entry.id}/question"))
    return (Heading("Earlier questions for the board", 3), Rows(tuple(rows))) if rows else ()


def rules_section(board: Board) -> Section:
    """Why the question and the treatments stand: every condition with its answer and the fact seen."""
    blocks: list[Block] = []
    for view in board.assessment.moments:
        blocks += [Heading(f"Question of the day: {view.label}", 3), *explanation_blocks(view.explanation)]
        for option in _placed(view):
            blocks.append(Heading(f"{option.title}: {option.verdicts[0].standing}", 3))
            blocks += explanation_blocks(option.verdicts[0].explanation)
    for found in (*board.assessment.diagnosis, *board.assessment.staging):
        blocks += [Heading(found.label, 3), *explanation_blocks(found.explanation)]
    return Section("rules", "The rules, with the facts they saw", tuple(blocks))


def _standing(view: MomentView) -> Iterator[OptionView]:
    """The treatments that stand under a question of the day, those advised against left out."""
    for group in view.groups:
        if group.kind is OptionKind.TREATMENT and group.standing is not Standing.AGAINST:
            yield from group.options


def _event(board: Board, entry: Entry) -> Row:
    name, kind = entry_name(entry, board.vocabulary), board.kind(entry.kind).label
    when = when_words(entry, board.known, board.vocabulary)
    told = kind if name == kind else f"{kind}: {name}"
    return Row(when, Sentence(told, (entry.id,)), f"{entry.id}/")
