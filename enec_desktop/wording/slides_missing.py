"""Slides of what is missing: each fact with what hangs on it, and whether it would change the advice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enec_desktop.domain.assessment import Question
from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Section, Sentence
from enec_desktop.domain.slides import MISSING, Slide
from enec_desktop.wording.assessment import caution_sentences
from enec_desktop.wording.board import Board
from enec_desktop.wording.sensitivity import TITLE, sensitivity_blocks


def missing_slides(board: Board) -> Iterator[Slide]:
    """The missing facts that matter, what would turn the advice, cautions, and what else is missing."""
    questions = board.assessment.questions
    matter = [one for one in questions if one.matters]
    rest = [one for one in questions if not one.matters]
    yield Slide(
        MISSING, Section("missing", "What is missing, and whether it matters", tuple(_missing(matter, rest)))
    )
    for view in board.assessment.moments[:1]:
        under = f": {view.label}" if len(board.assessment.moments) > 1 else ""
        turning = sensitivity_blocks(view, board.knowledge)
        yield Slide(MISSING, Section(f"turning/{view.moment}", TITLE + under, turning), advice=True)
    found = caution_sentences(board.assessment, board.knowledge)
    yield Slide(MISSING, Section("doubts", "Cautions", (Bullets(found),) if found else ()))
    asked = (Bullets(tuple(_asked(one) for one in rest)),) if rest else ()
    yield Slide(MISSING, Section("missing/rest", "Missing, for checks and other options", asked), detail=True)


def _missing(matter: Sequence[Question], rest: Sequence[Question]) -> Iterator[Block]:
    if not matter:
        none = "No missing fact named by the rules would change the leading treatment."
        yield Paragraph((Sentence(none, strong=True),))
    for why in dict.fromkeys(one.why for one in matter):
        yield Heading(why, 3)
        yield Bullets(tuple(_asked(one) for one in matter if one.why == why))
    if rest:
        belong = "missing fact belongs" if len(rest) == 1 else "missing facts belong"
        told = f"{len(rest)} more {belong} to checks and to other options."
        yield Paragraph((Sentence(told, tuple(one.name for one in rest)),))


def _asked(one: Question) -> Sentence:
    words = f"{one.seen.words}, too old to rely on" if one.seen.stale else one.seen.words
    return Sentence(f"{one.ask} ({words})", (one.name,), Mark.ASK)
