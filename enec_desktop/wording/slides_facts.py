"""Slides of facts: pathology and diagnosis, the stage with what it rests on, imaging, fitness, wishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enec_desktop.domain.case import Entry, Fact, FieldState
from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Row, Rows, Section, Sentence
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.slides import OPTIONS, PATHOLOGY, STAGE, Slide
from enec_desktop.wording.board import Board
from enec_desktop.wording.court import TITLE as COURT
from enec_desktop.wording.court import court_in_short, court_section
from enec_desktop.wording.entries import lesions, title_of
from enec_desktop.wording.facts import NOT_RECORDED, grouped_rows, latest_with, remarks
from enec_desktop.wording.patient_state import diagnosis_words, stage_is_settled, stage_words
from enec_desktop.wording.phrases import first_capital
from enec_desktop.wording.summary_basis import is_only_molecular, lacking_rows, missing_studies
from enec_desktop.wording.work_up import work_up_blocks

_RESTS_ON = (
    "fitness.ecog", "fitness.comorbidity", "fitness.creatinine_clearance", "presentation.dysphagia",
    "presentation.weight_loss_percent", "preferences.goals", "preferences.tumour_treatment",
)  # fmt: skip
"""What a board asks for before any treatment: fitness, swallowing and nutrition, kidney, wishes."""


def pathology_slides(board: Board) -> Iterator[Slide]:
    """The diagnosis with the latest specimen and whether it holds; then the other specimens, the reasons."""
    specimens = [*enumerate(board.of_kind("specimen"), 1)]
    words = first_capital(diagnosis_words(board.assessment))
    lead = Sentence(f"{words}.", ("table/histology.class",), strong=True)
    blocks: list[Block] = [Paragraph((lead,))]
    if not specimens:
        blocks.append(Paragraph((Sentence("No specimen is recorded.", mark=Mark.ASK),)))
    full = [one for one in specimens if not is_only_molecular(board, one[1])] or specimens
    latest = full[-1] if full else None
    if latest is not None:
        blocks += _specimen(board, *latest, len(specimens))
    yield Slide(PATHOLOGY, Section("pathology", "Pathology", tuple(blocks)))
    court = board.assessment.court
    yield Slide(PATHOLOGY, Section("holds", COURT, court_in_short(court)))
    rest = [
        block
        for one in reversed(specimens)
        if one != latest
        for block in _specimen(board, *one, len(specimens))
    ]
    yield Slide(PATHOLOGY, Section("specimens", "The other specimens", tuple(rest)), detail=True)
    yield Slide(PATHOLOGY, replace(court_section(court), title="The diagnosis, for and against"), detail=True)


def _specimen(board: Board, number: int, entry: Entry, count: int) -> Iterator[Block]:
    yield Heading(title_of(board, entry, str(number) if count > 1 else ""), 3)
    yield Rows((*_told(board, entry, "specimen"), *lacking_rows(board, entry)))
    yield from lesions(board, board.case.parts_of(entry.id))


def _told(board: Board, entry: Entry, named: str) -> list[Row]:
    """What is recorded of an entry beside the field its heading says."""
    rest = {name: fact for name, fact in entry.facts.items() if name != named}
    return grouped_rows(replace(entry, facts=rest), board.kind(entry.kind))


def stage_slides(board: Board) -> Iterator[Slide]:
    """The stage with the studies it rests on or lacks, the studies, the latest first, and what was stated."""
    settled = stage_is_settled(board.assessment)
    mark = Mark.NONE if settled else Mark.ASK
    lead = Sentence(f"{stage_words(board.assessment)}.", ("table/extent",), mark, strong=True)
    blocks = (Paragraph((lead,)), *work_up_blocks(board.assessment))
    yield Slide(STAGE, Section("stage", "Stage", blocks))
    yield Slide(STAGE, Section("imaging", "Imaging", tuple(_imaging(board))))
    yield Slide(STAGE, Section("stated", "Stage as stated", tuple(_stated(board))), detail=True)


def rests_on_slide(board: Board) -> Slide:
    """Fitness, organ function and wishes: what the options rest on, with date, or that it is not recorded."""
    rows = tuple(_fact(board, name) for name in _RESTS_ON)
    return Slide(OPTIONS, Section("fitness", "What the options rest on", (Rows(rows),)))


def _stated(board: Board) -> Iterator[Block]:
    for kind in ("staging", "judgement"):
        for entry in reversed(board.of_kind(kind)):
            yield Heading(title_of(board, entry), 3)
            rows = grouped_rows(entry, board.kind(kind))
            yield Rows(tuple(rows)) if rows else Paragraph((Sentence("Nothing is stated.", mark=Mark.ASK),))
    if not board.of_kind("staging"):
        yield Paragraph((Sentence("No TNM statement is recorded.", mark=Mark.ASK),))


def _imaging(board: Board) -> Iterator[Block]:
    studies, bare = board.of_kind("study"), list[Sentence]()
    if not studies:
        yield Paragraph((Sentence("No study is recorded.", mark=Mark.ASK),))
    for number, entry in reversed([*enumerate(studies, 1)]):
        title = title_of(board, entry, str(number) if len(studies) > 1 else "")
        rows, parts = _told(board, entry, "modality"), lesions(board, board.case.parts_of(entry.id))
        if not rows and not parts:
            bare.append(Sentence(title, (entry.id,)))
            continue
        yield Heading(title, 3)
        if rows:
            yield Rows(tuple(rows))
        yield from parts
    if bare:
        yield Heading("Nothing recorded but that it took place", 3)
        yield Bullets(tuple(bare))
    loose = tuple(one for one in board.of_kind("lesion") if one.of is None)
    if loose:
        yield Heading("Lesions, study not named", 3)
        yield from lesions(board, loose)
    yield from missing_studies(board)


def _fact(board: Board, name: str) -> Row:
    """A fact with its date, and that it is too old where a limit holds it for that."""
    kind, _, field = name.partition(".")
    label = board.kind(kind).fields[field].label
    worked_out = next((one for one in board.assessment.measures if one.name == name and one.known), None)
    entry = latest_with(board.known, kind, field)
    fact = entry.fact(field) if entry else Fact()
    if fact.state is FieldState.NOT_RECORDED and worked_out is not None:
        return Row(label, Sentence(f"{worked_out.words} (worked out)", worked_out.refs), f"{kind}/{field}")
    if fact.state is FieldState.NOT_RECORDED:
        return Row(label, Sentence(NOT_RECORDED, (name,), Mark.ASK), f"{kind}/{field}")
    old = any(seen.stale and seen.name == name for alert in board.alerts for seen in alert.seen)
    told = show_fact(board.kind(kind).fields[field], fact) + _on(entry, fact)
    told += ", too old to rely on" if old else ""
    asked = old or fact.state is FieldState.PENDING
    return Row(label, Sentence(told, (name,), Mark.ASK if asked else Mark.NONE), f"{kind}/{field}")


def _on(entry: Entry | None, fact: Fact) -> str:
    """The date of a fact, by default that of its entry, with source and note."""
    if fact.on is None and entry is not None and entry.date is not None:
        return f" ({entry.date.shown()})" + remarks(fact)
    return remarks(fact)
