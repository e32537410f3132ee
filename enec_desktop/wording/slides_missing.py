"""Slides of what is missing: each fact with what hangs on it, and whether it would change the advice."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import Question
from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Section, Sentence
from enec_desktop.wording.assessment import caution_sentences
from enec_desktop.wording.board import Board
from enec_desktop.wording.sensitivity import TITLE, sensitivity_blocks


def missing_slides(board: Board) -> Iterator[Section]:
    """The missing facts that matter, those that do not, what would turn the advice, and cautions."""
    yield Section("missing", "What is missing, and whether it matters", tuple(_missing(board)))
    for view in board.assessment.moments[:1]:
        under = f": {view.label}" if len(board.assessment.moments) > 1 else ""
        yield Section(f"turning/{view.moment}", TITLE + under, sensitivity_blocks(view, board.knowledge))
    found = caution_sentences(board.assessment, board.knowledge)
    yield Section("doubts", "Cautions", (Bullets(found),) if found else ())


def _missing(board: Board) -> Iterator[Block]:
    questions = board.assessment.questions
    matter = [one for one in questions if one.matters]
    if not questions:
        yield Paragraph((Sentence("No missing fact named by the rules would change what is shown."),))
    if questions and not matter:
        yield Paragraph(
            (Sentence("Nothing that is missing would change the leading treatment.", strong=True),)
        )
    for why in dict.fromkeys(one.why for one in matter):
        yield Heading(why, 3)
        yield Bullets(tuple(_asked(one) for one in matter if one.why == why))
    rest = [one for one in questions if not one.matters]
    if rest:
        names = "; ".join(one.label for one in rest)
        told = f"Missing too, for checks and other options: {names}."
        yield Paragraph((Sentence(told, tuple(one.name for one in rest)),))


def _asked(one: Question) -> Sentence:
    words = f"{one.seen.words}, too old to rely on" if one.seen.stale else one.seen.words
    return Sentence(f"{one.ask} ({words})", (one.name,), Mark.ASK)
