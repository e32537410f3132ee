"""Slides of the options: what they rest on, then of each leading one what was found, then the advice."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import Certainty, Clearance, OptionView
from enec_desktop.domain.content import Block, Bullets, Heading, Mark, Paragraph, Section, Sentence
from enec_desktop.domain.knowledge_base import OptionKind, SafetyLevel, Standing
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
    say_sentence,
)
from enec_desktop.wording.phrases import conditions_words
from enec_desktop.wording.slides_chart import charts
from enec_desktop.wording.slides_facts import rests_on_slide
from enec_desktop.wording.summary_cards import before_on_paper

_CARDS, _CLAIMS = 3, 4
_SIDE_BY_SIDE = "Options side by side"


def option_slides(board: Board) -> Iterator[Section]:
    """Facts, evidence and clearance of each leading treatment, then the options with their standing."""
    yield rests_on_slide(board)
    treatments = considered(board.assessment, OptionKind.TREATMENT)
    for one in in_full(treatments, board.assessment, _CARDS):
        yield _evidence(one, board)
        yield _clearance(one)
        yield _reasons(one)
    yield Section("options", _SIDE_BY_SIDE, tuple(_side_by_side(board)))


def _evidence(one: Considered, board: Board) -> Section:
    """The figures as charts, then in words with their sources; what is not shown is counted."""
    option = one.option
    claims = [board.knowledge.claims[claim] for claim in option.expect]
    shown, rest = claims[:_CLAIMS], len(claims) - _CLAIMS
    blocks: list[Block] = [*charts(shown)]
    blocks += [Bullets(tuple(claim_sentence(claim) for claim in shown))] if shown else []
    if not claims:
        none = Sentence("The sources print no figure of outcome for this option.", (option.id,), Mark.NOTE)
        blocks.append(Paragraph((none,)))
    if rest > 0:
        figures = "figure stands" if rest == 1 else "figures stand"
        more = Sentence(f"{rest} more {figures} with the option in the case.", (option.id,))
        blocks.append(Paragraph((more,)))
    return Section(f"evidence/{option.id}", f"{option.title} · what was found", tuple(blocks))


def _clearance(one: Considered) -> Section:
    """Whether recorded values clear it: limits that apply, what they wait for, what is to be done before."""
    option = one.option
    words, mark = CLEARANCE[option.clearance]
    fired = [alert for alert in option.alerts if alert.fires and alert.level != SafetyLevel.WATCH]
    first = check_first(option.alerts)
    told = [alert_sentence(alert) for alert in fired] + ([first] if first else [])
    blocks: list[Block] = [
        Paragraph((Sentence(f"{words[:1].upper()}{words[1:]}.", (option.id,), mark, True),))
    ]
    blocks += [Bullets(tuple(told))] if told else []
    before = before_on_paper(option)
    blocks += [Heading("Before it", 3), Bullets(tuple(before))] if before else []
    return Section(f"clearance/{option.id}", f"{option.title} · clearance", tuple(blocks))


def _reasons(one: Considered) -> Section:
    """For and against it, and at the end where the sources place it."""
    option, lead = one.option, one.option.verdicts[0]
    blocks: list[Block] = []
    for title, says in (("For", option.reasons_for), ("Against", option.reasons_against)):
        if says:
            blocks += [Heading(title, 3), Bullets(tuple(say_sentence(say) for say in says))]
    evidence = evidence_words(lead.tier, lead.directness)
    standing = Sentence(f"{one.standing.capitalize()} ({evidence}).", (lead.row,), strong=True)
    because = tuple(because_sentence(verdict) for verdict in one.verdicts)
    blocks += [Heading("Where the sources place it", 3), Paragraph((standing, *because))]
    return Section(f"reasons/{option.id}", f"{option.title} · for, against, standing", tuple(blocks))


def _side_by_side(board: Board) -> Iterator[Block]:
    """Every option with its standing, by kind; those the sources advise against are only named."""
    views = lettered(board.assessment)
    if len(views) > 1:
        yield Bullets(
            tuple(
                Sentence(
                    f"{letter}: {view.label}{_under(view.certainty, letter)}", (f"moment/{view.moment}",)
                )
                for letter, view in views
            )
        )
    against: list[Considered] = []
    for kind in OptionKind:
        found = considered(board.assessment, kind)
        against += [one for one in found if _is_against(one)]
        placed = [one for one in found if not _is_against(one)]
        if placed:
            yield Heading(KIND_TITLES[kind], 3)
            yield Bullets(tuple(_line(one) for one in placed))
    if against:
        names = "; ".join(one.option.title for one in against)
        refs = tuple(one.option.verdicts[0].row for one in against)
        yield Heading("The sources advise against", 3)
        yield Paragraph((Sentence(f"{names}.", refs),))
    stops = hard_stops(board.assessment)
    if stops:
        yield Bullets(tuple(stops))
    if not any(view.groups for _, view in views):
        none = Sentence("No option of the knowledge fits this situation.", mark=Mark.CAUTION)
        yield Paragraph((none,))


def _under(certainty: Certainty, letter: str) -> str:
    return " (possible)" if certainty is Certainty.POSSIBLE and letter else ""


def _is_against(one: Considered) -> bool:
    return all(view.standing is Standing.AGAINST for _, view in one.views)


def _line(one: Considered) -> Sentence:
    """ "EP (recommended, certain); not cleared: values missing or stale." """
    lead = one.option.verdicts[0]
    standing = one.standing
    if len(one.views) == 1 and lead.certainty is Certainty.POSSIBLE:
        standing = f"{lead.standing} if {conditions_words(lead.conditions)}"
    words, mark = CLEARANCE[one.option.clearance]
    cleared = f"; {words}" if _asks_clearance(one.option) else ""
    shown = mark if one.option.clearance is not Clearance.CLEAR else Mark.NONE
    return Sentence(f"{one.option.title} ({standing}){cleared}.", (*lead.refs, lead.row), shown)


def _asks_clearance(option: OptionView) -> bool:
    return option.kind is OptionKind.TREATMENT or option.clearance is not Clearance.CLEAR
