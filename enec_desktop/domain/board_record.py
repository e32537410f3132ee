"""What a board decided, frozen when it was confirmed; later versions supersede it and never edit it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

OPEN_GROUP = "afterwards"
"""The group of fields that say what became of a decision: they stay open when it is confirmed."""


class DocumentKind(StrEnum):
    """The documents that can leave the room."""

    SUMMARY = "summary"
    DOSSIER = "dossier"
    LETTER = "letter"
    PATIENT = "patient"
    AGENDA = "agenda"
    TO_DO = "to-do"
    PACK = "pack"


@dataclass(frozen=True, slots=True)
class BoardRecord:
    """One confirmed version of one decision of one case.

    ``number`` is its number in the store, ``decision`` the entry of the case, ``version`` counts from 1;
    ``supersedes`` is the number of the version before. ``revision`` is the position of the case's journal it
    was confirmed at, ``document`` the frozen whole as JSON text (case, assessment, meeting) and ``sha256``
    its hash in hexadecimal. ``reason`` says why an amendment was made, empty for version 1.
    """

    number: int
    case_id: str
    decision: str
    version: int
    supersedes: int | None
    meeting: str
    revision: int
    confirmed: datetime
    who: str
    chair: str
    reason: str
    edition: str
    knowledge_hash: str
    sha256: str
    document: str


@dataclass(frozen=True, slots=True)
class Issued:
    """One file that left the store: which document it is, and the hash of its bytes.

    ``id`` is printed into the file; ``record`` is the number of the record it tells, None for a draft,
    ``revision`` that of the case (0 where it is of a meeting).
    """

    id: str
    kind: DocumentKind
    case_id: str
    meeting: str
    record: int | None
    revision: int
    at: datetime
    who: str
    sha256: str


class Verdict(StrEnum):
    """What can be said of a file offline."""

    AS_ISSUED = "as issued by this store"
    SUPERSEDED = "superseded"
    ALTERED = "altered"
    NOT_KNOWN = "not known here"


@dataclass(frozen=True, slots=True)
class Verified:
    """The verdict on a file, with what was issued under its id and the record that superseded it.

    ``more`` are further records of today that a pack does not tell yet.
    """

    verdict: Verdict
    issued: Issued | None = None
    newer: BoardRecord | None = None
    more: tuple[BoardRecord, ...] = ()
