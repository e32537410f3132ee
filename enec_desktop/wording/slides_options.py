"""Slides of the options: what they rest on, then of each leading one what was found, then the advice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from enec_desktop.domain.assessment import Alert, Certainty, Clearance, MomentView, OptionView
from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Section, Sentence
from enec_desktop.domain.knowledge_base import OptionKind, SafetyLevel, Standing
from enec_desktop.domain.slides import OPTIONS, Slide
from enec_desktop.wording.assessment import KIND_TITLES
from enec_desktop.wording.board import Board
from enec_desktop.wording.considered import Considered, considered, in_full, lettered
from enec_desktop.wording.glance import hard_stops
from enec_desktop.wording.options import (
    CLEARANCE,
    alert_sentence,
    because_sentence,
    check_first,
    claim_sentence,
    evidence_words,
    limit_in_short,
    say_sentence,
)
from enec_desktop.wording.phrases import conditions_words, first_capital
from enec_desktop.wording.slides_chart import charts
from enec_desktop.wording.slides_facts import rests_on_slide
from enec_desktop.wording.summary_cards import before_on_paper

_LETTERS = re.compile(r"\(([A-Z][\w+-]*)\)$")
_CARDS, _CLAIMS, _REASONS = 3, 3, 2


def option_slides(board: Board) -> Iterator[Slide]:
    """Facts, then evidence, clearance and reasons of each leading treatment, then every option together."""
    yield rests_on_slide(board)
    yield from (replace(one, advice=True) for one in _advice(board))


def _advice(board: Board) -> Iterator[Slide]:
    for one in _leading(board):
        yield from _evidence(one, board)
        yield from _standing(one, board)
    yield Slide(OPTIONS, Section("options", "Options side by side", tuple(_side_by_side(board))))
    yield Slide(
        OPTIONS, Section("options/full", "Options one by one", tuple(_one_by_one(board))), detail=True
    )


def _leading(board: Board) -> tuple[Considered, ...]:
    """The treatments that lead under each question, in the order of the questions, then those next to them.

    Every question has its own before any has a second choice; a tie is never divided.
    """
    treatments = considered(board.assessment, OptionKind.TREATMENT)
    chosen: dict[str, None] = {}
    for view in board.assessment.moments:
        group = view.leading(OptionKind.TREATMENT)
        if group is not None and len(chosen) < _CARDS:
            chosen |= dict.fromkeys(option.id for option in group.options)
    rest = (one.option.id for one in in_full(treatments, board.assessment, _CARDS))
    for id in rest:
        if len(chosen) < _CARDS:
            chosen[id] = None
    by_id = {one.option.id: one for one in treatments}
    return tuple(by_id[id] for id in chosen)


def _evidence(one: Considered, board: Board) -> Iterator[Slide]:
    """The figures as charts and in words with their sources; what is not shown is counted."""
    option = one.option
    claims = [board.knowledge.claims[claim] for claim in option.expect]
    shown, rest = claims[:_CLAIMS], len(claims) - _CLAIMS
    title = f"{short_title(option.title)} · what was found"
    yield from (
        Slide(OPTIONS, Section(f"chart/{option.id}/{at}", title, (picture,)))
        for at, picture in enumerate(charts(shown))
    )
    blocks: list[Block] = [Bullets(tuple(claim_sentence(claim) for claim in shown))] if shown else []
    if not claims:
        none = Sentence("The sources print no figure of outcome for this option.", (option.id,), Mark.NOTE)
        blocks.append(Paragraph((none,)))
    if rest > 0:
        figures = "figure stands" if rest == 1 else "figures stand"
        blocks.append(
            Paragraph((Sentence(f"{rest} more {figures} with the option in the case.", (option.id,)),))
        )
    yield Slide(OPTIONS, Section(f"evidence/{option.id}", title, tuple(blocks)))


def _standing(one: Considered, board: Board) -> Iterator[Slide]:
    """Whether recorded values clear it, the first reasons, its place in the sources; all of it as detail."""
    option, name = one.option, short_title(one.option.title)
    blocks = [*_asked_under(one, board), *_cleared(option, short=True)]
    for title, says in (("For", option.reasons_for), ("Against", option.reasons_against)):
        more = f", {_REASONS} of {len(says)}" if len(says) > _REASONS else ""
        if says:
            blocks += [Heading(title + more, 3), Bullets(tuple(say_sentence(say) for say in says[:_REASONS]))]
    blocks += _placed(one)
    yield Slide(OPTIONS, Section(f"standing/{option.id}", f"{name} · clearance and standing", tuple(blocks)))
    cleared = (*_cleared(option, short=False), *_before(option))
    yield Slide(
        OPTIONS,
        Section(f"clearance/{option.id}", f"{name} · clearance in full", cleared),
        detail=True,
    )
    reasons: list[Block] = []
    for title, says in (("For", option.reasons_for), ("Against", option.reasons_against)):
        if len(says) > _REASONS:
            reasons += [Heading(title, 3), Bullets(tuple(say_sentence(say) for say in says))]
    yield Slide(
        OPTIONS,
        Section(f"reasons/{option.id}", f"{name} · every reason", tuple(reasons)),
        detail=True,
    )


def _asked_under(one: Considered, board: Board) -> Iterator[Block]:
    """The questions an option stands under, where more than one may be the day's."""
    views = dict(lettered(board.assessment))
    if len(views) > 1:
        yield Bullets(tuple(_lettered(letter, views[letter], Mark.ASK) for letter, _ in one.views))


def _cleared(option: OptionView, *, short: bool) -> Iterator[Block]:
    """The clearance, the limits that apply, by their values or in full, and what is to be checked first."""
    words, mark = CLEARANCE[option.clearance]
    lead = "" if short_title(option.title) == option.title else f"{option.title}: "
    told_first = f"{lead}{words}." if lead else f"{first_capital(words)}."
    yield Paragraph((Sentence(told_first, (option.id,), mark, strong=True),))
    fired = [alert for alert in option.alerts if alert.fires and alert.level != SafetyLevel.WATCH]
    told = [_by_value(alert) if short and alert.seen else alert_sentence(alert) for alert in fired]
    first = check_first(option.alerts)
    told += [first] if first else []
    if told:
        yield Bullets(tuple(told))


def _by_value(alert: Alert) -> Sentence:
    mark = Mark.STOP if alert.level == SafetyLevel.STOP else Mark.CAUTION
    return Sentence(f"{limit_in_short(alert)}.", (*alert.refs, alert.id), mark)


def _before(option: OptionView) -> Iterator[Block]:
    before = before_on_paper(option)
    if before:
        yield Heading("Before it", 3)
        yield Bullets(tuple(before))


def _placed(one: Considered) -> Iterator[Block]:
    lead = one.option.verdicts[0]
    evidence = evidence_words(lead.tier, lead.directness)
    standing = Sentence(f"{first_capital(one.standing)} ({evidence}).", (lead.row,), strong=True)
    yield Heading("Where the sources place it", 3)
    yield Paragraph((standing, *(because_sentence(verdict) for verdict in one.verdicts)))


def short_title(title: str) -> str:
    """An option by its letters, where its name ends with some: "EP"."""
    found = _LETTERS.search(title)
    return found[1] if found else title


def _side_by_side(board: Board) -> Iterator[Block]:
    """The options by kind and standing, those that share both on one line; then the hard stops."""
    views = lettered(board.assessment)
    if len(views) > 1:
        yield Bullets(tuple(_lettered(letter, view) for letter, view in views))
    for kind in OptionKind:
        found = considered(board.assessment, kind)
        lines = [*_lines([one for one in found if not _is_against(one)])]
        if lines:
            yield Heading(KIND_TITLES[kind], 3)
            yield Bullets(tuple(lines))
    yield from _against(board)
    stops = hard_stops(board.assessment)
    if stops:
        yield Bullets(tuple(stops))
    if not any(view.groups for _, view in views):
        none = Sentence("No option of the knowledge fits this situation.", mark=Mark.CAUTION)
        yield Paragraph((none,))


def _lines(options: Sequence[Considered]) -> Iterator[Sentence]:
    """ "Recommended, certain: EP; IP. Not cleared: values missing or stale." """
    together: dict[tuple[str, Clearance], list[Considered]] = {}
    for one in options:
        clearance = one.option.clearance if _asks_clearance(one.option) else Clearance.CLEAR
        together.setdefault((one.standing, clearance), []).append(one)
    for (standing, clearance), found in together.items():
        names = "; ".join(one.option.title for one in found)
        words, mark = CLEARANCE[clearance]
        told = f"{first_capital(standing)}: {names}."
        if any(_asks_clearance(one.option) for one in found):
            told += f" {first_capital(words)}."
        refs = dict.fromkeys(
            ref for one in found for ref in (one.option.verdicts[0].row, *one.option.verdicts[0].refs)
        )
        yield Sentence(told, tuple(refs), Mark.NONE if clearance is Clearance.CLEAR else mark)


def _against(board: Board) -> Iterator[Block]:
    found = [one for kind in OptionKind for one in considered(board.assessment, kind) if _is_against(one)]
    if found:
        names = "; ".join(one.option.title for one in found)
        yield Heading("The sources advise against", 3)
        yield Paragraph((Sentence(f"{names}.", tuple(one.option.verdicts[0].row for one in found)),))


def _one_by_one(board: Board) -> Iterator[Block]:
    """Every option with what would bring it about, by kind."""
    for kind in OptionKind:
        found = [one for one in considered(board.assessment, kind) if not _is_against(one)]
        if found:
            yield Heading(KIND_TITLES[kind], 3)
            yield Bullets(tuple(_line(one) for one in found))


def _line(one: Considered) -> Sentence:
    """ "EP (recommended, certain): why." """
    lead = one.option.verdicts[0]
    standing = one.standing
    if len(one.views) == 1 and lead.certainty is Certainty.POSSIBLE:
        standing = f"{lead.standing} if {conditions_words(lead.conditions)}"
    return Sentence(f"{one.option.title} ({standing}): {lead.because}", (*lead.refs, lead.row))


def _lettered(letter: str, view: MomentView, mark: Mark = Mark.NONE) -> Sentence:
    certain = view.certainty is Certainty.CERTAIN
    told = f"{letter}: {view.label}{'' if certain else ', possible'}."
    return Sentence(told, (f"moment/{view.moment}",), Mark.NONE if certain else mark)


def _is_against(one: Considered) -> bool:
    return all(view.standing is Standing.AGAINST for _, view in one.views)


def _asks_clearance(option: OptionView) -> bool:
    return option.kind is OptionKind.TREATMENT or option.clearance is not Clearance.CLEAR
