"""The slides of a case for a board: facts and evidence first, advice after them, one thought a slide."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.content import Block, Bullets, Mark, Paragraph, Row, Rows, Section, Sentence
from enec_desktop.domain.slides import (
    DECISION,
    MISSING,
    NEWS,
    OPTIONS,
    PATHOLOGY,
    PATHWAY,
    QUESTION,
    STAGE,
    TIMELINE,
    Slide,
    SlideSet,
)
from enec_desktop.wording.assessment import moment_blocks
from enec_desktop.wording.board import Board
from enec_desktop.wording.news import SinceDecision, news_section
from enec_desktop.wording.one_line import one_line, short_line
from enec_desktop.wording.phrases import marked
from enec_desktop.wording.slides_decision import decision_slides
from enec_desktop.wording.slides_facts import pathology_slides, stage_slides
from enec_desktop.wording.slides_missing import missing_slides
from enec_desktop.wording.slides_options import option_slides
from enec_desktop.wording.slides_pathway import pathway_slides
from enec_desktop.wording.slides_timeline import timeline_slides

_LINE_RESTS_ON = (
    "patient.age", "identity.sex", "fitness.ecog", "table/histology.class", "endoscopy.site", "table/extent",
)  # fmt: skip
_CAUTION = "What does not fit together"


def slide_set(board: Board, since: SinceDecision | None) -> SlideSet:
    """The slides of a case at the point of its assessment; ``since``: the decision on the question before.

    Nothing is shown but what is recorded and what follows from it; the same arguments give the same slides.
    """
    parts = (
        (QUESTION, question_slides(board)),
        (NEWS, news_slides(board, since)),
        (PATHOLOGY, pathology_slides(board)),
        (STAGE, stage_slides(board)),
        (TIMELINE, timeline_slides(board)),
        (OPTIONS, option_slides(board)),
        (MISSING, missing_slides(board)),
        (PATHWAY, pathway_slides(board)),
        (DECISION, decision_slides(board)),
    )
    slides = tuple(Slide(place, one) for place, sections in parts for one in sections if one.blocks)
    return SlideSet(board.case.id, short_line(board), _asked(board), slides)


def question_slides(board: Board) -> Iterator[Section]:
    """The case in one line and the question; then what contradicts itself."""
    moments = tuple(f"moment/{view.moment}" for view in board.assessment.moments)
    line = Sentence(one_line(board), (*_LINE_RESTS_ON, *moments), strong=True)
    asked = board.text(board.question, "question", "question", "Question")
    blocks: list[Block] = [Paragraph((line,)), Rows((asked,))]
    if board.case.published:
        cited = Sentence(board.case.published.citation, mark=Mark.NOTE)
        blocks.append(Rows((Row("Published patient", cited),)))
    if len(board.assessment.moments) != 1:
        blocks += moment_blocks(board.assessment)
    yield Section("question", "The case and the question", tuple(blocks))
    found = board.assessment.contradictions
    items = tuple(Sentence(marked(s.text, s.verification), (*s.refs, s.id), Mark.STOP) for s in found)
    yield Section("contradictions", _CAUTION, (Bullets(items),) if items else ())


def news_slides(board: Board, since: SinceDecision | None) -> Iterator[Section]:
    """What came since the last decision of a board on another question."""
    blocks = news_section(None, since, board.known, board.vocabulary).blocks
    if since is None:
        none = Sentence(
            "No earlier decision of a board is recorded: nothing to compare with.", mark=Mark.NOTE
        )
        blocks = (Paragraph((none,)),)
    yield Section("news", "What is new since the last board", blocks)


def _asked(board: Board) -> str:
    """The question that is put, in the words of the case, else that of the day."""
    row = board.text(board.question, "question", "question", "Question", "")
    first = board.assessment.first
    if row.value.text:
        return row.value.text
    return first.label if first is not None else "question of the day open"
