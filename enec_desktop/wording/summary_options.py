"""Options considered, what stands in their way, and what is missing: the advice part of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enec_desktop.domain.assessment import Certainty, MomentView, OptionView, Question
from enec_desktop.domain.content import (
    Block,
    Bullets,
    Heading,
    Mark,
    Paragraph,
    Section,
    Sentence,
)
from enec_desktop.domain.knowledge_base import KnowledgeBase, OptionKind
from enec_desktop.wording.assessment import KIND_TITLES, findings_blocks, more_sentences
from enec_desktop.wording.board import Board
from enec_desktop.wording.comparisons import comparison_line, of_option
from enec_desktop.wording.considered import Considered, considered, in_full, lettered
from enec_desktop.wording.options import alert_sentence
from enec_desktop.wording.phrases import conditions_words
from enec_desktop.wording.sensitivity import TITLE, sensitivity_blocks
from enec_desktop.wording.summary_cards import first_way, in_safety, paper_card, with_statements

_CARDS, _QUESTIONS, _DECIDES, _REFS, _OPEN = 3, 8, 3, 3, 8
_NOT_ALL = "In full, with every check, figure and source: on the screen and in the record inside this file."


def option_sections(board: Board) -> tuple[Section, ...]:
    """Doubts, then the options by kind, limits that apply, missing facts."""
    doubts = findings_blocks(board.assessment, board.knowledge)
    sections = (
        Section("doubts", "Contradictions and cautions", doubts),
        Section("options", "Options considered", tuple(_options(board))),
        Section("compared", "Sources side by side, in full on the screen", _compared(board)),
        Section("safety", "Safety: limits that apply, with the value and date they rest on", _safety(board)),
        Section("missing", "Missing facts and what hangs on them", _missing(board)),
    )
    return tuple(section for section in sections if section.blocks)


def _options(board: Board) -> list[Block]:
    blocks: list[Block] = _open_question(board)
    for kind in OptionKind:
        options = considered(board.assessment, kind)
        if not options:
            continue
        blocks.append(Heading(KIND_TITLES[kind], 3))
        cards = _in_cards(board) if kind is OptionKind.TREATMENT else ()
        blocks += [paper_card(one, board.knowledge) for one in cards]
        rest = [one for one in options if one not in cards]
        blocks += [Bullets(tuple(_line(one, board.knowledge) for one in rest))] if rest else []
    if not any(view.groups for view in board.assessment.moments):
        none = Sentence("No option of the knowledge fits this situation.", mark=Mark.CAUTION)
        return [*blocks, Paragraph((none,))]
    return [*blocks, Paragraph((Sentence(_NOT_ALL, mark=Mark.NOTE),))]


def _in_cards(board: Board) -> tuple[Considered, ...]:
    """The options printed as cards: treatments that stand highest."""
    return in_full(considered(board.assessment, OptionKind.TREATMENT), board.assessment, _CARDS)


def _compared(board: Board) -> tuple[Block, ...]:
    """Each comparison once, however many of the cards it concerns."""
    found = {one.id: one for card in _in_cards(board) for one in of_option(card.option.id, board.knowledge)}
    items = tuple(comparison_line(one) for one in found.values())
    return (Bullets(items),) if items else ()


def _open_question(board: Board) -> list[Block]:
    views = board.assessment.moments
    if len(views) < 2:
        return []
    told = "The question of the day is open"
    if board.assessment.first is not None:
        told = "More than one question is put, the first one first"
    told += "; each option names by letter the questions it stands under."
    items = tuple(
        Sentence(f"{letter}: {view.label}{_under(view)}.", (f"moment/{view.moment}",))
        for letter, view in lettered(board.assessment)
    )
    rests = tuple(f"moment/{view.moment}" for view in views)
    return [Paragraph((Sentence(told, mark=Mark.ASK, rests=rests),)), Bullets(items)]


def _under(view: MomentView) -> str:
    return "" if view.certainty is Certainty.CERTAIN else f", if {conditions_words(view.conditions)}"


def _line(one: Considered, knowledge: KnowledgeBase) -> Sentence:
    lead = one.option.verdicts[0]
    mark = Mark.STOP if one.is_blocked else Mark.NONE
    standing = one.standing
    if len(one.views) == 1 and lead.certainty is Certainty.POSSIBLE:
        standing = f"{lead.standing} if {conditions_words(first_way(lead.conditions))}"
    told = with_statements(Sentence(f"{one.option.title} ({standing}): {lead.because}", lead.refs), knowledge)
    return replace(told, refs=told.refs[:_REFS], mark=mark)


def _safety(board: Board) -> tuple[Block, ...]:
    items = tuple(
        with_statements(alert_sentence(one), board.knowledge) for one in board.alerts if in_safety(one)
    )
    blocks: list[Block] = [Bullets(items)] if items else []
    if not items:
        blocks.append(Paragraph((Sentence("No recorded value crosses a limit of the options shown."),)))
    return (*blocks, *_cannot_be_judged(board))


def _cannot_be_judged(board: Board) -> tuple[Block, ...]:
    """Facts that stops wait for; those of the options printed as cards stand with their card."""
    with_card = {one.option.id for one in _in_cards(board)}
    there = {name: None for option in board.options if option.id in with_card for name in _waits_for(option)}
    found = dict.fromkeys(name for option in board.options for name in _waits_for(option))
    here = [name for name in found if name not in there]
    if not found:
        return ()
    more = f"; {len(here) - _OPEN} more, with their options on the screen" if len(here) > _OPEN else ""
    cards = " the facts named with the cards above" if there else ""
    also = ", and" if there and here else ""
    told = f"Limits that cannot be judged yet need:{cards}{also} {'; '.join(here[:_OPEN])}{more}".rstrip()
    return (Paragraph((Sentence(f"{told}.", mark=Mark.ASK, rests=tuple(_open_stops(board))),)),)


def _open_stops(board: Board) -> Iterator[str]:
    return (one.id for one in board.alerts if one.fires is None and one.moves)


def _waits_for(option: OptionView) -> list[str]:
    stops = [one for one in option.alerts if one.fires is None and one.moves]
    return [seen.label for one in stops for seen in one.seen]


def _missing(board: Board) -> tuple[Block, ...]:
    questions = board.assessment.questions
    if not questions:
        return (Paragraph((Sentence("No missing fact named by the rules would change what is shown."),)),)
    shown = [one for one in questions if one.matters][:_QUESTIONS] or list(questions[:_QUESTIONS])
    blocks: list[Block] = []
    for why in dict.fromkeys(one.why for one in shown):
        items = tuple(_asked(one) for one in shown if one.why == why)
        rests = tuple(one.name for one in shown if one.why == why)
        blocks += [Paragraph((Sentence(why, rests=rests),)), Bullets(items)]
    later = tuple(one for one in questions if one not in shown)
    blocks += [Paragraph(tuple(more_sentences(later)))] if later else []
    view = board.assessment.moments[0]
    turning = sensitivity_blocks(view, board.knowledge)
    title = (Heading(f"{TITLE}: {view.label}", 3),) if turning else ()
    return (*blocks, *title, *turning)


def _asked(one: Question) -> Sentence:
    told = f"{one.label}: {one.seen.words}. {_decides(one.decides)}"
    return Sentence(told, mark=Mark.ASK, rests=(one.name,))


def _decides(names: tuple[str, ...]) -> str:
    more = len(names) - _DECIDES
    return f"Touches: {'; '.join(names[:_DECIDES])}{f'; {more} more' if more > 0 else ''}."
