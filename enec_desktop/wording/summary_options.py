"""Options considered, what stands in their way, and what is missing: the advice part of the paper."""

from __future__ import annotations

from dataclasses import replace

from enec_desktop.domain.assessment import Certainty, Conditions, MomentView, Verdict
from enec_desktop.domain.content import (
    Block,
    Bullets,
    Card,
    Heading,
    Mark,
    Paragraph,
    Section,
    Sentence,
)
from enec_desktop.domain.knowledge_base import KnowledgeBase, OptionKind, SafetyLevel
from enec_desktop.wording.assessment import KIND_TITLES, findings_blocks
from enec_desktop.wording.board import Board
from enec_desktop.wording.comparisons import comparison_sentence, of_option
from enec_desktop.wording.considered import Considered, considered, in_full, lettered
from enec_desktop.wording.options import (
    CLEARANCE,
    alert_sentence,
    because_sentence,
    check_first,
    claim_sentence,
    evidence_words,
    say_sentence,
)
from enec_desktop.wording.phrases import conditions_words
from enec_desktop.wording.sensitivity import TITLE, sensitivity_blocks

_CARDS, _CLAIMS, _QUESTIONS, _DECIDES, _REFS = 3, 3, 8, 3, 3
_NOT_ALL = "In full, with every check, toxicity and source: on the screen and in the record inside this file."


def option_sections(board: Board) -> tuple[Section, ...]:
    """Doubts, then the options by kind, limits that apply, missing facts."""
    doubts = findings_blocks(board.assessment, board.knowledge)
    sections = (
        Section("doubts", "Contradictions and cautions", doubts),
        Section("options", "Options considered", tuple(_options(board))),
        Section("compared", "Sources side by side, for the options printed as cards", _compared(board)),
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
        blocks += [_card(one, board.knowledge) for one in cards]
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
    items = tuple(comparison_sentence(one, board.knowledge) for one in found.values())
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
    return [Paragraph((Sentence(told, mark=Mark.ASK),)), Bullets(items)]


def _under(view: MomentView) -> str:
    return "" if view.certainty is Certainty.CERTAIN else f", if {conditions_words(view.conditions)}"


def _card(one: Considered, knowledge: KnowledgeBase) -> Card:
    """An option on paper: why, what blocks it, for, against, evidence with population and number."""
    option, lead = one.option, one.option.verdicts[0]
    words, mark = CLEARANCE[option.clearance]
    tags = (
        Sentence(one.standing, strong=True),
        Sentence(evidence_words(lead.tier, lead.directness)),
        Sentence(words, mark=mark),
    )
    first = check_first(option.alerts)
    checks = [replace(first, refs=(option.id,), mark=Mark.ASK)] if first else []
    stops = [alert for alert in option.alerts if alert.fires and alert.level != SafetyLevel.WATCH]
    claims = [knowledge.claims[claim] for claim in option.expect[:_CLAIMS]]
    parts = (
        ("Blocked or adjusted by", [alert_sentence(alert) for alert in stops]),
        ("", checks),
        ("For", [say_sentence(say) for say in option.reasons_for]),
        ("Against", [say_sentence(say) for say in option.reasons_against]),
        ("Evidence", [claim_sentence(claim) for claim in claims]),
    )
    body: list[Block] = [Paragraph(tuple(_because(verdict, knowledge) for verdict in one.verdicts))]
    body += [_run_on(title, said, knowledge) for title, said in parts if said]
    return Card(option.id, option.title, tags, tuple(body))


def _run_on(title: str, said: list[Sentence], knowledge: KnowledgeBase) -> Paragraph:
    """Sentences after their title in one paragraph: paper is short of room."""
    lead = (Sentence(f"{title}:", strong=True),) if title else ()
    return Paragraph((*lead, *(_paper(one, knowledge) for one in said)))


def _because(verdict: Verdict, knowledge: KnowledgeBase) -> Sentence:
    """With the first way to bring it about; the others are counted."""
    short = replace(verdict, conditions=_first_way(verdict.conditions))
    return _paper(because_sentence(short), knowledge)


def _first_way(conditions: Conditions) -> Conditions:
    """The first way to bring a verdict about; the others are counted."""
    more = len(conditions.sets) - 1 + conditions.more if conditions.sets else 0
    return replace(conditions, sets=conditions.sets[:1], more=more)


def _paper(sentence: Sentence, knowledge: KnowledgeBase) -> Sentence:
    """With ids of statements only, where there are any: the list of sources says whose they are."""
    first = (knowledge.claims, knowledge.discrepancies, knowledge.silences)
    for named in (first, (knowledge.sources,)):
        kept = tuple(ref for ref in sentence.refs if any(ref in one for one in named))
        if kept:
            return replace(sentence, refs=kept)
    return sentence


def _line(one: Considered, knowledge: KnowledgeBase) -> Sentence:
    lead = one.option.verdicts[0]
    mark = Mark.STOP if one.is_blocked else Mark.NONE
    standing = one.standing
    if len(one.views) == 1 and lead.certainty is Certainty.POSSIBLE:
        standing = f"{lead.standing} if {conditions_words(_first_way(lead.conditions))}"
    told = _paper(Sentence(f"{one.option.title} ({standing}): {lead.because}", lead.refs), knowledge)
    return replace(told, refs=told.refs[:_REFS], mark=mark)


def _safety(board: Board) -> tuple[Block, ...]:
    fired = [one for one in board.alerts if one.fires and one.level != SafetyLevel.WATCH and one.seen]
    items = tuple(_paper(alert_sentence(one), board.knowledge) for one in fired)
    open_stops = [one for one in board.alerts if one.fires is None and one.level == SafetyLevel.STOP]
    blocks: list[Block] = [Bullets(items)] if items else []
    if not items:
        blocks.append(Paragraph((Sentence("No recorded value crosses a limit of the options shown."),)))
    if open_stops:
        needed = dict.fromkeys(seen.label for one in open_stops for seen in one.seen)
        told = f"Limits that cannot be judged yet need: {'; '.join(needed)}."
        blocks.append(Paragraph((Sentence(told, mark=Mark.ASK),)))
    return tuple(blocks)


def _missing(board: Board) -> tuple[Block, ...]:
    questions = board.assessment.questions
    if not questions:
        return (Paragraph((Sentence("No missing fact named by the rules would change what is shown."),)),)
    items = tuple(
        Sentence(f"{one.label}: {one.seen.words}. {one.why} {_decides(one.decides)}", mark=Mark.ASK)
        for one in questions[:_QUESTIONS]
    )
    blocks: list[Block] = [Bullets(items)]
    more = questions[_QUESTIONS:]
    if more:
        told = f"{len(more)} more, each with less hanging on it: {'; '.join(one.label for one in more)}."
        blocks.append(Paragraph((Sentence(told),)))
    view = board.assessment.moments[0]
    return (*blocks, Heading(f"{TITLE}: {view.label}", 3), *sensitivity_blocks(view, board.knowledge))


def _decides(names: tuple[str, ...]) -> str:
    more = len(names) - _DECIDES
    return f"Touches: {'; '.join(names[:_DECIDES])}{f'; {more} more' if more > 0 else ''}."
