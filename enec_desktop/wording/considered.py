"""The options of an assessment, each once, with its standing under every question that may be the day's."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from enec_desktop.domain.assessment import Assessment, Certainty, MomentView, OptionView, Verdict
from enec_desktop.domain.knowledge_base import OptionKind, SafetyLevel, Standing

_IN_FULL = (Standing.RECOMMENDED, Standing.OPTION)


@dataclass(frozen=True, slots=True)
class Considered:
    """An option with its views, one for each candidate question (by its letter) it stands under."""

    views: tuple[tuple[str, OptionView], ...]

    @property
    def option(self) -> OptionView:
        """The view under the first candidate question."""
        return self.views[0][1]

    @property
    def standing(self) -> str:
        """ "recommended, certain", or each standing with the questions it belongs to."""
        told: dict[str, list[str]] = {}
        for letter, view in self.views:
            certain = "certain" if view.certainty is Certainty.CERTAIN else "possible if …"
            told.setdefault(f"{view.standing}, {certain}", []).append(letter)
        return "; ".join(f"{words}{_under(letters)}" for words, letters in told.items())

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every row that holds or may hold, each once."""
        return tuple({one.row: one for _, view in self.views for one in view.verdicts}.values())

    @property
    def is_blocked(self) -> bool:
        """Whether a recorded value stops it."""
        return any(one.fires and one.level == SafetyLevel.STOP for one in self.option.alerts)


def _under(letters: list[str]) -> str:
    return f" under {', '.join(letters)}" if any(letters) else ""


def lettered(assessment: Assessment) -> tuple[tuple[str, MomentView], ...]:
    """The candidate questions with a letter each, without one where there is only one."""
    views = assessment.moments
    letters = ascii_uppercase if len(views) > 1 else " "
    return tuple((letter.strip(), view) for letter, view in zip(letters, views, strict=False))


def considered(assessment: Assessment, kind: OptionKind) -> tuple[Considered, ...]:
    """The options of a kind, those placed higher under any question first."""
    found: dict[str, list[tuple[str, OptionView]]] = {}
    rank: dict[str, int] = {}
    order = list(Standing)
    for letter, view in lettered(assessment):
        for group in view.groups:
            for option in group.options if group.kind is kind else ():
                found.setdefault(option.id, []).append((letter, option))
                rank[option.id] = min(rank.get(option.id, len(order)), order.index(option.standing))
    return tuple(Considered(tuple(found[one])) for one in sorted(found, key=lambda one: rank[one]))


def in_full(options: tuple[Considered, ...], assessment: Assessment, most: int) -> tuple[Considered, ...]:
    """Those to print as cards: recommended and optional ones, up to ``most``; a tie is never divided."""
    worth = [one for one in options if any(view.standing in _IN_FULL for _, view in one.views)]
    if len(worth) <= most:
        return tuple(worth)
    chosen = {one.option.id for one in worth[:most]}
    ties = [group for view in assessment.moments for group in view.groups if group.standing in _IN_FULL]
    tied = {one.id for group in ties if any(o.id in chosen for o in group.options) for one in group.options}
    return tuple(one for one in worth if one.option.id in chosen | tied)
