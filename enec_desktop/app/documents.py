"""Files that leave the room: each is noted with its hash, and a file that comes back is judged offline."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop.domain.board_record import BoardRecord, DocumentKind, Issued, Verdict, Verified
from enec_desktop.domain.errors import EnecError

if TYPE_CHECKING:
    from enec_desktop.store.store import Store

_ID = re.compile(rb"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_HEAD = 1024
"""Where a reader of PDF looks for its mark."""


class DocumentDesk:
    """Issues documents and tells of a file whether it is one of them, unchanged and still in force.

    The id of a document is 32 hexadecimal digits; it stands in the file more than once as plain bytes, so
    that a file is recognised whichever byte was changed.
    """

    def __init__(self, store: Callable[[], Store], now: Callable[[], datetime], who: str) -> None:
        self._store = store
        self._now = now
        self._who = who

    def id_of(self, kind: DocumentKind, record: BoardRecord) -> str:
        """The id of a document of a record: always the same, so that its bytes can be made again."""
        return _digits("record", record.sha256, kind.value)

    def id_of_draft(
        self, kind: DocumentKind, at: datetime, *, case_id: str = "", meeting: str = "", revision: int = 0
    ) -> str:
        """The id of a document that tells no record; ``at`` is the time that is printed on it."""
        return _digits("draft", kind.value, case_id, meeting, str(revision), at.isoformat())

    def issue(
        self,
        kind: DocumentKind,
        pdf: bytes,
        id: str,
        *,
        record: BoardRecord | None = None,
        case_id: str = "",
        meeting: str = "",
        revision: int = 0,
        at: datetime | None = None,
    ) -> Issued:
        """Note a document as it leaves; the same bytes again are no second note.

        ``at``: when it was written, where that is before now. A document of a record takes case, meeting and
        revision from it. Raises ValueError where the id does not stand in the file twice: it could not be
        recognised when it was changed.
        """
        if pdf.count(id.encode()) < 2:
            raise ValueError("the id of a document stands in its file at least twice")
        if record is not None:
            case_id, meeting, revision = record.case_id, record.meeting, record.revision
        number, sha256 = record.number if record else None, hashlib.sha256(pdf).hexdigest()
        made = Issued(id, kind, case_id, meeting, number, revision, at or self._now(), self._who, sha256)
        return self._store().records.issue(made)

    def issued(self, case_id: str) -> tuple[Issued, ...]:
        """What was issued of a case alone, the newest first."""
        return self._store().records.issued_of(case_id)

    def verify(self, path: Path) -> Verified:
        """What can be said of a file offline. Raises EnecError for one that is not there or no PDF."""
        content = _read(path)
        records = self._store().records
        known = records.issued_as(hashlib.sha256(content).hexdigest())
        if known is not None:
            return self._verdict(known, Verdict.AS_ISSUED)
        for id in dict.fromkeys(_ID.findall(content)):
            known = records.issued_under(id.decode())
            if known is not None:
                return self._verdict(known, Verdict.ALTERED)
        if b"%PDF-" not in content[:_HEAD]:
            raise EnecError(f"{path} is no PDF file; choose the file of a document.")
        return Verified(Verdict.NOT_KNOWN)

    def _verdict(self, known: Issued, verdict: Verdict) -> Verified:
        """The verdict with what came after the file; what is superseded may still be as it was issued."""
        if known.kind is DocumentKind.PACK:
            newer = self._since(known)
        else:
            newer = tuple(one for one in (self._newer(known),) if one is not None)
        if newer and verdict is Verdict.AS_ISSUED:
            verdict = Verdict.SUPERSEDED
        return Verified(verdict, known, newer[0] if newer else None, newer[1:])

    def _since(self, pack: Issued) -> tuple[BoardRecord, ...]:
        """What was confirmed after a pack left and concerns its meeting: decisions of it and amendments."""
        current = self._store().records.current()
        later = (one for one in current if one.confirmed > pack.at)
        return tuple(one for one in later if self._was_at(one, pack.meeting))

    def _was_at(self, record: BoardRecord, meeting: str) -> bool:
        """Whether a record or a version before it was confirmed at a meeting."""
        versions = {one.number: one for one in self._store().records.outlines(record.case_id)}
        version: BoardRecord | None = record
        while version is not None and version.meeting != meeting:
            version = versions.get(version.supersedes) if version.supersedes else None
        return version is not None

    def _newer(self, issued: Issued) -> BoardRecord | None:
        """The record that superseded the one a document tells, or that was confirmed after a draft."""
        records = self._store().records
        if issued.record is not None:
            return records.after(issued.record)
        later = [one for one in records.of_case(issued.case_id) if one.revision > issued.revision]
        return later[0] if later and issued.case_id else None


def _digits(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnecError(f"{path} cannot be read: {error.strerror}. Choose another file.") from error
