"""What the assessment says, in the few lines that fit on page one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enec_desktop.domain.assessment import (
    Alert,
    Certainty,
    Clearance,
    MomentView,
    OptionGroup,
    OptionView,
)
from enec_desktop.domain.content import Block, Bullets, Mark, Paragraph, Sentence
from enec_desktop.domain.knowledge_base import OptionKind, SafetyLevel, Standing
from enec_desktop.wording.assessment import KIND_TITLES
from enec_desktop.wording.board import Board, Stamp
from enec_desktop.wording.court import verdict_sentence
from enec_desktop.wording.facts import either
from enec_desktop.wording.limits import EDITION, RULES
from enec_desktop.wording.phrases import beside_words, conditions_words, inside_words, told_seen
from enec_desktop.wording.sensitivity import gives_way

LONGEST = 8
"""Lines at most; what does not fit stands in the basis."""

_HASH = 6
_MISSING, _CONTRADICTIONS, _CLARIFY, _MOMENTS, _CHECKS, _REFS, _TREATMENTS = 5, 2, 3, 4, 4, 3, 2


def advice(board: Board, stamp: Stamp) -> tuple[Block, ...]:
    """The question of the day, the leading options, contradictions and what is missing first."""
    diagnosis = verdict_sentence(board.assessment.court)
    lines = [diagnosis, _moment(board), *_contradictions(board), *_leading(board)][: LONGEST - 1]
    lines.append(_missing(board))
    doubts = tuple(one for one in (_overdue(board, stamp), _other_edition(board, stamp)) if one is not None)
    if doubts:
        return (Paragraph(doubts), Bullets(tuple(lines)))
    return (Bullets(tuple(lines)),)


def _overdue(board: Board, stamp: Stamp) -> Sentence | None:
    edition = board.knowledge.edition
    if stamp.printed.date().isoformat() <= edition.review_by:
        return None
    told = f"The knowledge was to be reviewed by {edition.review_by}: check it against current sources."
    return Sentence(told, mark=Mark.CAUTION, strong=True, rests=(EDITION,))


def _other_edition(board: Board, stamp: Stamp) -> Sentence | None:
    """A record is printed with the knowledge of today; where it is another one than then, that is said."""
    if stamp.record is None or stamp.record.knowledge_hash == board.knowledge.edition.hash:
        return None
    told = f"Confirmed with knowledge {stamp.record.edition} ({stamp.record.knowledge_hash[:_HASH]});"
    told += " what the assessment says here is that of the knowledge named below. The record in this file"
    rests = (EDITION, stamp.record.sha256)
    return Sentence(f"{told} holds what it said then.", mark=Mark.CAUTION, strong=True, rests=rests)


def _moment(board: Board) -> Sentence:
    views, first = board.assessment.moments, board.assessment.first
    rests = tuple(f"moment/{view.moment}" for view in views)
    if first is not None:
        beside = f"; {beside_words([view.label for view in views[1:]])}" if len(views) > 1 else ""
        return Sentence(f"Question of the day: {first.label}{beside}.", strong=True, rests=rests)
    told = f"The question of the day is open: {either([inside_words(view.label) for view in views])}."
    return Sentence(told, mark=Mark.ASK, strong=True, rests=rests)


def _contradictions(board: Board) -> list[Sentence]:
    found = board.assessment.contradictions
    told = [Sentence(say.text, say.refs[:_REFS], mark=Mark.STOP) for say in found[:_CONTRADICTIONS]]
    if len(found) > _CONTRADICTIONS:
        more = f" {len(found) - _CONTRADICTIONS} more in the basis."
        told[-1] = replace(told[-1], text=told[-1].text + more)
    return told


def _leading(board: Board) -> list[Sentence]:
    views = board.assessment.moments
    blocked = _blocked(board)
    if len(views) == 1:
        clarify, treatments, other = _of_moment(views[0], 1 if board.is_decided else _TREATMENTS)
        return [*clarify, *treatments, *blocked, *other]
    if board.assessment.first is not None:
        clarify, _, other = _of_moment(views[0], 1)
        return [*other, *clarify, *blocked, *_by_question(views[1:])]
    return [*_clarify(views), *blocked, *_by_question(views)]


def _of_moment(view: MomentView, most: int) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """What to clarify, the leading treatments, and support and trials where they are certain."""
    standing = [one for one in view.groups if one.standing is not Standing.AGAINST and _is_free(one)]
    found = {kind: [one for one in standing if one.kind is kind] for kind in OptionKind}
    clarify = [_group(one) for one in found[OptionKind.CLARIFY][:1]]
    treatments = [_group(one) for one in found[OptionKind.TREATMENT][:most]]
    if treatments:
        gives = gives_way(view, found[OptionKind.TREATMENT][0])
        treatments[0] = replace(treatments[0], text=treatments[0].text + gives)
    if not treatments:
        placed = any(one.kind is OptionKind.TREATMENT and _is_placed(one.standing) for one in view.groups)
        told = "all that the sources place here are blocked." if placed else "the sources place none here."
        rests = (f"moment/{view.moment}",)
        treatments = [Sentence(f"Tumour treatment: {told}", mark=Mark.NOTE, rests=rests)]
    other = [found[kind][0] for kind in (OptionKind.SUPPORT, OptionKind.REFERRAL) if found[kind]]
    return clarify, treatments, [_group(one) for one in other if one.certainty is Certainty.CERTAIN]


def _is_free(group: OptionGroup) -> bool:
    return any(option.clearance is not Clearance.BLOCKED for option in group.options)


def _blocked(board: Board) -> list[Sentence]:
    """Treatments that the sources place here and a recorded value stops."""
    stopped = {
        option.id: option
        for option in board.options
        if option.clearance is Clearance.BLOCKED
        and option.kind is OptionKind.TREATMENT
        and _is_placed(option.standing)
    }
    if not stopped:
        return []
    stops = [one for option in stopped.values() for one in option.alerts if one.fires and _stops(one)]
    why = told_seen(seen for one in stops for seen in one.seen)
    names = "; ".join(option.title for option in stopped.values())
    refs = tuple(dict.fromkeys(one.id for one in stops))
    return [Sentence(f"Blocked for this patient: {names}. {why}", refs[:_REFS], Mark.STOP)]


def _is_placed(standing: Standing) -> bool:
    return standing in (Standing.RECOMMENDED, Standing.OPTION)


def _stops(alert: Alert) -> bool:
    return alert.level == SafetyLevel.STOP


def _group(group: OptionGroup) -> Sentence:
    names = "; ".join(option.title for option in group.options)
    told = f"{KIND_TITLES[group.kind]} ({_standing(group)}): {names}."
    if len(group.options) > 1:
        told += " The sources do not separate them."
    first = _check_first(group.options)
    refs = dict.fromkeys(ref for option in group.options for ref in option.verdicts[0].refs[:_REFS])
    return Sentence(told + first, tuple(refs)[:_REFS], mark=Mark.ASK if first else Mark.NONE)


def _standing(group: OptionGroup) -> str:
    if group.certainty is Certainty.CERTAIN:
        return f"{group.standing}, certain"
    first = group.options[0].verdicts[0].conditions
    more = len(first.sets) - 1 + first.more if first.sets else 0
    return f"{group.standing} if {conditions_words(replace(first, sets=first.sets[:1], more=more))}"


def _check_first(options: tuple[OptionView, ...]) -> str:
    """The facts that stops hang on and that nobody knows, a few of them."""
    open_stops = [one for option in options for one in option.alerts if one.fires is None and _stops(one)]
    facts = tuple(dict.fromkeys(seen.label for one in open_stops for seen in one.seen))
    if not facts:
        return ""
    more = f" and {len(facts) - _CHECKS} more" if len(facts) > _CHECKS else ""
    return f" Check first: {'; '.join(facts[:_CHECKS])}{more}."


def _clarify(views: tuple[MomentView, ...]) -> list[Sentence]:
    """What is recommended to clarify whichever question it is."""
    placed = [_recommended(view) for view in views]
    firm = {one for found in placed for one, certainty in found.items() if certainty is Certainty.CERTAIN}
    named = [one for one in placed[0] if one in firm and all(one in found for found in placed)]
    told = f"Clarify first, whichever it is: {'; '.join(named[:_CLARIFY])}."
    rests = tuple(one.id for one in _options_of(views) if one.title in named)
    return [Sentence(told, rests=tuple(dict.fromkeys(rests)))] if named else []


def _options_of(views: tuple[MomentView, ...]) -> Iterator[OptionView]:
    return (option for view in views for group in view.groups for option in group.options)


def _recommended(view: MomentView) -> dict[str, Certainty]:
    groups = (one for one in view.groups if one.kind is OptionKind.CLARIFY)
    return {
        option.title: group.certainty
        for group in groups
        if group.standing is Standing.RECOMMENDED
        for option in group.options
    }


def _by_question(views: tuple[MomentView, ...]) -> list[Sentence]:
    """The leading treatment under each question; questions that share it share a line."""
    lines: dict[str, list[str]] = {}
    refs: dict[str, tuple[str, ...]] = {}
    for view in views:
        group = view.leading(OptionKind.TREATMENT)
        if group is None or group.standing is Standing.AGAINST or not _is_free(group):
            continue
        certain = "" if group.certainty is Certainty.CERTAIN else ", possible under conditions"
        told = f"{'; '.join(option.title for option in group.options)} ({group.standing}{certain})."
        lines.setdefault(told, []).append(inside_words(view.label))
        refs.setdefault(told, group.options[0].verdicts[0].refs[:_REFS])
    lead = "Beside it," if views[0].certainty is Certainty.CERTAIN else "If"
    shown = [Sentence(f"{lead} {either(labels)}: {told}", refs[told]) for told, labels in lines.items()]
    if len(shown) > _MOMENTS:
        rests = tuple(f"moment/{view.moment}" for view in views)
        more = Sentence("The other possible questions and their options: in the basis.", rests=rests)
        return [*shown[:_MOMENTS], more]
    return shown


def _missing(board: Board) -> Sentence:
    questions = board.assessment.questions
    if not questions:
        return Sentence("No missing fact named by the rules would change this.", rests=(RULES,))
    told = " ".join(one.ask for one in questions[:_MISSING])
    more = len(questions) - _MISSING
    rest = f" {more} more in the basis." if more > 0 else ""
    rests = tuple(one.name for one in questions)
    return Sentence(f"Missing, to ask first: {told}{rest}", mark=Mark.ASK, rests=rests)
