"""The order of options: kinds apart, then what surely cannot wait, standing, certainty, what a recorded value
puts behind, evidence and directness; ties stay ties."""

from __future__ import annotations

from itertools import groupby

from enec_desktop.domain.assessment import Certainty, Clearance, OptionGroup, OptionView
from enec_desktop.domain.evidence import Directness, Tier
from enec_desktop.domain.knowledge_base import OptionKind, Standing

_KINDS = list(OptionKind)
_STANDINGS = list(Standing)
_CERTAINTIES = list(Certainty)
_TIERS = list(Tier)
_DIRECTNESS = list(Directness)

Key = tuple[int, bool, bool, int, int, bool, int, int]


def groups(views: list[OptionView]) -> tuple[OptionGroup, ...]:
    """Options in order; those the sources do not separate share a group. Blocked ones end their kind."""
    ordered = sorted(views, key=lambda view: (_key(view), view.title))
    found = []
    for _, members in groupby(ordered, key=_key):
        tied = tuple(members)
        found.append(OptionGroup(tied[0].kind, tied[0].standing, tied[0].certainty, tied))
    return tuple(found)


def _key(view: OptionView) -> Key:
    lead = view.verdicts[0]
    return (
        _KINDS.index(view.kind),
        view.clearance is Clearance.BLOCKED,
        not _cannot_wait(view),
        *strength(view.standing, view.certainty),
        view.is_behind,
        _TIERS.index(lead.tier),
        _DIRECTNESS.index(lead.directness),
    )


def _cannot_wait(view: OptionView) -> bool:
    """What is urgent, surely on the table and not advised against."""
    return view.urgent and view.certainty is Certainty.CERTAIN and view.standing is not Standing.AGAINST


def strength(standing: Standing, certainty: Certainty) -> tuple[int, int]:
    """Where a verdict stands among the verdicts of its option: strongest first."""
    return _STANDINGS.index(standing), _CERTAINTIES.index(certainty)
