"""What is kept of the past: how a field changed, assessments shown to a board, copies of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from enec_desktop.domain.case import Entry, Fact


class Action(StrEnum):
    """What one journal entry did to a case."""

    CREATE = "create"
    FACT = "fact"
    TIME = "time"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"
    RENAME = "rename"
    ARCHIVE = "archive"
    IMPORT = "import"
    PLACE = "place"
    OPINION = "opinion"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class FactChange:
    """How one field came to its value: who changed it, from what, to what.

    ``undoes``: the revision this one took back, for an undo; for a redo, the undo's.
    """

    revision: int
    when: datetime
    who: str
    old: Fact
    new: Fact
    reason: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What the next undo or redo would do, for the words of its menu item.

    ``old`` is what stands now, ``new`` what will: facts for FACT, titles for RENAME and IMPORT (all that an
    import changed in the case), entries for the others; None where nothing stands. ``field`` of an IMPORT is
    what the whole of it is called, where it has a name. OPINION: ``entry`` is the option, ``field`` the row.
    """

    action: Action
    entry: str
    kind: str
    field: str
    old: Fact | Entry | str | None
    new: Fact | Entry | str | None


@dataclass(frozen=True, slots=True)
class KeptAssessment:
    """An assessment as it was shown; ``document`` is its JSON text, unchanged ever since."""

    id: int
    case_id: str
    revision: int
    at: str
    edition: str
    knowledge_hash: str
    input_hash: str
    who: str
    when: datetime
    document: str


class Occasion(StrEnum):
    """Why a backup was made."""

    ASKED = "asked for"
    CLOSE = "at the end"
    RESTORE = "before restoring"
    UPGRADE = "before an upgrade"


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of the whole store; ``size`` in bytes, ``cases`` None where it cannot be read now.

    ``problem``: a sentence why it cannot be brought back; empty where nothing speaks against it.
    """

    path: Path
    when: datetime
    size: int
    cases: int | None = None
    occasion: Occasion = Occasion.ASKED
    problem: str = ""


class Health(StrEnum):
    """What reading every page of a copy showed. UNREADABLE: it cannot be read now; nothing is known."""

    WHOLE = "whole"
    DAMAGED = "damaged"
    UNREADABLE = "cannot be read now"


@dataclass(frozen=True, slots=True)
class Checked:
    """That a copy was read from end to end, and what that showed."""

    when: datetime
    health: Health


@dataclass(frozen=True, slots=True)
class StillHeld:
    """Copies that hold a case: how many, when the newest was made, and how many cannot be looked into."""

    copies: int
    newest: datetime | None
    unreadable: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: ``cases`` of them; ``before`` is the copy of what was there until then.

    ``beside``: the files that lay beside the store when the backup was made, by name.
    """

    before: Backup
    cases: int
    beside: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the journal: what was changed, when, by whom and why."""

    position: int
    when: str
    who: str
    action: str
    entry: str
    kind: str
    field: str
    old: str
    new: str
    reason: str
    undoes: int | None = None
