"""What another edition of the knowledge would say of the stored cases."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdviceChange:
    """One thing that reads otherwise; ``moment`` is the question of the day it belongs to, or empty.

    ``what``: question of the day, standing, certainty, clearance, question, finding, or the label of
    something worked out; ``rows`` are the edited rows, tables and facts behind it.
    """

    moment: str
    subject: str
    title: str
    what: str
    before: str
    after: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseReplay:
    """A case whose advice changes at one point in time."""

    case_id: str
    title: str
    at: str
    changes: tuple[AdviceChange, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """Two editions over the same cases; ``refused``: case and the reason why it could not be assessed.

    ``cancelled``: the user stopped it; ``cases`` were looked at until then. ``waiting``: cases that change
    and are not told, as their advice waits for the intent of the board.
    """

    before: str
    after: str
    edited: tuple[str, ...]
    cases: int
    points: int
    changed: tuple[CaseReplay, ...]
    refused: tuple[tuple[str, str], ...] = ()
    cancelled: bool = False
    waiting: tuple[str, ...] = ()
