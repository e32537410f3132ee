"""The slides of a case for a board: facts and evidence first, advice after them, one thought a slide."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from enec_desktop.domain.content import Block, Bullets, Mark, Paragraph, Row, Rows, Section, Sentence
from enec_desktop.domain.slides import NEWS, QUESTION, Slide, SlideSet
from enec_desktop.wording.assessment import moment_blocks
from enec_desktop.wording.board import Board
from enec_desktop.wording.news import SinceDecision, news_section
from enec_desktop.wording.one_line import one_line, short_line
from enec_desktop.wording.phrases import inside_words, marked
from enec_desktop.wording.slides_decision import decision_slides
from enec_desktop.wording.slides_facts import pathology_slides, stage_slides
from enec_desktop.wording.slides_missing import missing_slides
from enec_desktop.wording.slides_options import option_slides
from enec_desktop.wording.slides_pathway import pathway_slides
from enec_desktop.wording.slides_timeline import timeline_slides
from enec_desktop.wording.summary_sources import ids_of

_LINE_RESTS_ON = (
    "patient.age", "identity.sex", "fitness.ecog", "table/histology.class", "endoscopy.site", "table/extent",
)  # fmt: skip
_QUESTIONS = 4
_NEWS = 2
"""Blocks of the news that tell facts: since when, and what was entered."""

_CONTRADICTIONS = "What does not fit together"


def slide_set(board: Board, since: SinceDecision | None, confirmed: Collection[str] = ()) -> SlideSet:
    """The slides of a case at the point of its assessment; ``since``: the decision on the question before.

    ``confirmed``: the entries of the case that are part of a confirmed record.
    Nothing is shown but what is recorded and what follows from it; the same arguments give the same slides.
    """
    slides = (
        *question_slides(board),
        *news_slides(board, since),
        *pathology_slides(board),
        *stage_slides(board),
        *timeline_slides(board),
        *option_slides(board),
        *missing_slides(board),
        *pathway_slides(board),
        *decision_slides(board, confirmed),
    )
    shown = tuple(one for one in slides if one.section.blocks)
    base = board.knowledge
    refs = {ref for one in shown for ref in ids_of((one.section,))}
    cited = frozenset(
        ref for ref in refs if ref in base.claims or ref in base.discrepancies or ref in base.sources
    )
    return SlideSet(board.case.id, short_line(board), _asked(board), shown, cited)


def question_slides(board: Board) -> Iterator[Slide]:
    """The case in one line and the question; what contradicts itself; each question that may be the day's."""
    views = board.assessment.moments
    moments = tuple(f"moment/{view.moment}" for view in views)
    line = Sentence(one_line(board), (*_LINE_RESTS_ON, *moments), strong=True)
    asked = board.text(board.question, "question", "question", "Question")
    blocks: list[Block] = [Paragraph((line,)), Rows((asked,))]
    if len(views) > 1:
        told = "; ".join(inside_words(view.label) for view in views[:_QUESTIONS])
        rest = len(views) - _QUESTIONS
        told += f" and {rest} more" if rest > 0 else ""
        blocks.append(Rows((Row("Of the day", Sentence(f"open: {told}", moments, Mark.ASK)),)))
    if board.case.published:
        cited = Sentence(board.case.published.citation, mark=Mark.NOTE)
        blocks.append(Rows((Row("Published patient", cited),)))
    yield Slide(QUESTION, Section("question", "The case and the question", tuple(blocks)))
    found = board.assessment.contradictions
    items = tuple(Sentence(marked(s.text, s.verification), (*s.refs, s.id), Mark.STOP) for s in found)
    yield Slide(QUESTION, Section("contradictions", _CONTRADICTIONS, (Bullets(items),) if items else ()))
    if len(views) > 1:
        several = Section("questions", "More than one question", moment_blocks(board.assessment))
        yield Slide(QUESTION, several, detail=True)


def news_slides(board: Board, since: SinceDecision | None) -> Iterator[Slide]:
    """What came since the last decision of a board on another question; then what the advice says anew.

    A first discussion has nothing to tell here: that is no slide of the usual way.
    """
    facts = news_section(None, since, board.known, board.vocabulary).blocks
    if since is None:
        none = Sentence(
            "No earlier decision of a board is recorded: nothing to compare with.", mark=Mark.NOTE
        )
        facts = (Paragraph((none,)),)
    told = Section("news", "What is new since the last board", facts[:_NEWS])
    yield Slide(NEWS, told, detail=since is None)
    anew = Section("news/advice", "What the assessment says anew", facts[_NEWS:])
    yield Slide(NEWS, anew, advice=True)


def _asked(board: Board) -> str:
    """The question that is put, in the words of the case, else that of the day."""
    row = board.text(board.question, "question", "question", "Question", "")
    first = board.assessment.first
    if row.value.text:
        return row.value.text
    return first.label if first is not None else "question of the day open"
