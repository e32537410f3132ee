"""What the assessment says, in the few lines that fit on page one."""

from __future__ import annotations

from dataclasses import replace

from enec_desktop.domain.assessment import (
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
from enec_desktop.wording.facts import either
from enec_desktop.wording.phrases import conditions_words

LONGEST, AFTER_DECISION = 8, 6
"""Lines at most, before and after the board decided; what does not fit stands in the basis."""

_MISSING, _CONTRADICTIONS, _MOMENTS, _CHECKS, _REFS = 5, 2, 3, 4, 3


def advice(board: Board, stamp: Stamp) -> tuple[Block, ...]:
    """The question of the day, the leading options, contradictions and what is missing first."""
    most = AFTER_DECISION if board.is_decided else LONGEST
    lines = [_moment(board), *_contradictions(board), *_leading(board)][: most - 1]
    lines.append(_missing(board))
    overdue = _overdue(board, stamp)
    if overdue:
        return (Paragraph((overdue,)), Bullets(tuple(lines)))
    return (Bullets(tuple(lines)),)


def _overdue(board: Board, stamp: Stamp) -> Sentence | None:
    edition = board.knowledge.edition
    if stamp.printed.date().isoformat() <= edition.review_by:
        return None
    told = f"The knowledge was to be reviewed by {edition.review_by}: check it against current sources."
    return Sentence(told, mark=Mark.CAUTION, strong=True)


def _moment(board: Board) -> Sentence:
    views = board.assessment.moments
    if len(views) == 1:
        return Sentence(f"Question of the day: {views[0].label}.", strong=True)
    told = f"The question of the day is open: {either([view.label for view in views])}."
    return Sentence(told, mark=Mark.ASK, strong=True)


def _contradictions(board: Board) -> list[Sentence]:
    found = board.assessment.contradictions
    told = [Sentence(say.text, say.refs[:_REFS], mark=Mark.STOP) for say in found[:_CONTRADICTIONS]]
    if len(found) > _CONTRADICTIONS:
        more = f" {len(found) - _CONTRADICTIONS} more in the basis."
        told[-1] = replace(told[-1], text=told[-1].text + more)
    return told


def _leading(board: Board) -> list[Sentence]:
    views = board.assessment.moments
    if len(views) == 1:
        return _of_moment(views[0])
    shared = _clarify(views)
    lines = [line for view in views[:_MOMENTS] if (line := _short(view))]
    if len(views) > _MOMENTS:
        lines.append(
            Sentence(f"{len(views) - _MOMENTS} more possible questions, with their options, in the basis.")
        )
    return [*shared, *lines]


def _of_moment(view: MomentView) -> list[Sentence]:
    """The leading group of each kind; of treatments also the next group."""
    lines = []
    for kind in OptionKind:
        groups = [one for one in view.groups if one.kind is kind and one.standing is not Standing.AGAINST]
        shown = _shown(groups, kind)
        lines += [_group(group, KIND_TITLES[kind]) for group in shown]
        if kind is OptionKind.TREATMENT and not groups:
            lines.append(Sentence("Tumour treatment: the sources place none here.", mark=Mark.NOTE))
    return lines


def _shown(groups: list[OptionGroup], kind: OptionKind) -> list[OptionGroup]:
    """Two groups of treatments, and on to one that nothing blocks; support and trials where certain."""
    if kind is not OptionKind.TREATMENT:
        firm = kind is OptionKind.CLARIFY or (groups and groups[0].certainty is Certainty.CERTAIN)
        return groups[:1] if firm else []
    free = [place for place, group in enumerate(groups) if any(map(_is_free, group.options))]
    return groups[: max(2, free[0] + 1 if free else 0)]


def _is_free(option: OptionView) -> bool:
    return option.clearance is not Clearance.BLOCKED


def _group(group: OptionGroup, title: str) -> Sentence:
    names = "; ".join(option.title for option in group.options)
    told = f"{title} ({_standing(group)}): {names}."
    if len(group.options) > 1:
        told += " The sources do not separate them."
    held, mark = _held_up(group.options)
    refs = dict.fromkeys(ref for option in group.options for ref in option.verdicts[0].refs[:_REFS])
    return Sentence(told + held, tuple(refs)[:_REFS], mark=mark)


def _standing(group: OptionGroup) -> str:
    if group.certainty is Certainty.CERTAIN:
        return f"{group.standing}, certain"
    first = group.options[0].verdicts[0].conditions
    more = len(first.sets) - 1 + first.more if first.sets else 0
    return f"{group.standing} if {conditions_words(replace(first, sets=first.sets[:1], more=more))}"


def _held_up(options: tuple[OptionView, ...]) -> tuple[str, Mark]:
    """What blocks an option or has to be checked first, in words."""
    told = ""
    blocked = [option for option in options if option.clearance is Clearance.BLOCKED]
    for option in blocked:
        stops = [alert for alert in option.alerts if alert.fires and alert.level == SafetyLevel.STOP]
        told += f" Blocked for this patient: {option.title} ({'; '.join(alert.text for alert in stops[:1])})"
    unknown = {
        seen.label: None
        for option in options
        for alert in option.alerts
        if alert.fires is None and alert.level == SafetyLevel.STOP
        for seen in alert.seen
    }
    if unknown:
        told += f" Check first: {'; '.join(tuple(unknown)[:_CHECKS])}"
        told += f" and {len(unknown) - _CHECKS} more." if len(unknown) > _CHECKS else "."
    mark = Mark.STOP if blocked else Mark.ASK if unknown else Mark.NONE
    return told, mark


def _clarify(views: tuple[MomentView, ...]) -> list[Sentence]:
    """What is to be clarified whichever question it is."""
    leading = [view.leading(OptionKind.CLARIFY) for view in views]
    if any(group is None for group in leading):
        return []
    titles = [{option.title for option in group.options} for group in leading if group]
    shared = set.intersection(*titles)
    first = leading[0]
    named = [option.title for option in first.options if option.title in shared] if first else []
    return [Sentence(f"Clarify first, whichever it is: {'; '.join(named)}.")] if named else []


def _short(view: MomentView) -> Sentence | None:
    group = view.leading(OptionKind.TREATMENT)
    if group is None or group.standing is Standing.AGAINST:
        return None
    names = "; ".join(option.title for option in group.options)
    certain = "" if group.certainty is Certainty.CERTAIN else ", possible under conditions"
    refs = group.options[0].verdicts[0].refs[:_REFS]
    return Sentence(f"If {view.label}: {names} ({group.standing}{certain}).", refs)


def _missing(board: Board) -> Sentence:
    questions = board.assessment.questions
    if not questions:
        return Sentence("No missing fact named by the rules would change this.")
    told = "; ".join(one.label for one in questions[:_MISSING])
    more = len(questions) - _MISSING
    rest = f"; {more} more in the basis" if more > 0 else ""
    return Sentence(f"Missing, to ask first: {told}{rest}.", mark=Mark.ASK)
