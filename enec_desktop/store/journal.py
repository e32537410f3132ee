"""The journal: every change of every case, in order; nothing in it is ever altered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.history import Action, Change
from enec_desktop.store.changes import Document, Patch, applied
from enec_desktop.store.driver import Database


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a change, when (with its time zone) and why."""

    who: str
    when: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the journal; ``undoes`` is the revision it took back, ``follows`` see migrations."""

    seq: int
    revision: int
    patch: Patch
    author: Author
    follows: int | None
    undoes: int | None


_COLUMNS = """j.seq, j.revision, j.at, j.who, j.action, j.entry, j.field, j.old, j.new, j.reason, j.follows,
    u.revision FROM journal j LEFT JOIN journal u ON u.seq = j.undoes"""


def as_text(value: object) -> str:
    """JSON as it is kept: readable, without spaces, and nothing that is not JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def stamp(when: datetime) -> str:
    """A moment in UTC to the millisecond: texts sort as moments do. Raises ValueError without a time zone."""
    if when.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return when.astimezone(UTC).isoformat(timespec="milliseconds")


def append(
    database: Database,
    case_id: str,
    revision: int,
    patch: Patch,
    author: Author,
    *,
    follows: int | None = None,
    undoes: int | None = None,
) -> int:
    """Write one change; returns its place in the journal."""
    return database.run(
        """INSERT INTO journal (case_id, revision, at, who, action, entry, field, old, new, reason,
            follows, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        case_id,
        revision,
        stamp(author.when),
        author.who,
        patch.action.value,
        patch.entry,
        patch.field,
        _kept(patch.old),
        _kept(patch.new),
        author.reason,
        follows,
        undoes,
    )


def line(database: Database, seq: int) -> Line:
    """One row by its place."""
    return _line(database.rows(f"SELECT {_COLUMNS} WHERE j.seq = ?", seq)[0])


def lines(database: Database, case_id: str, up_to: int | None = None) -> list[Line]:
    """The changes of a case in order, to the end or up to a revision, this one included."""
    limit = -1 if up_to is None else up_to
    sql = f"SELECT {_COLUMNS} WHERE j.case_id = ? ORDER BY j.revision LIMIT ?"
    return [_line(row) for row in database.rows(sql, case_id, limit)]


def documents(changes: list[Line]) -> Iterator[tuple[Line, Document, Document]]:
    """Each change with the document before and after it. Raises Misfit for a damaged journal."""
    before: Document = {}
    for one in changes:
        after = applied(before, one.patch)
        yield one, before, after
        before = after


def undo_target(database: Database, head: int) -> Line | None:
    """The change an undo would take back; None at the beginning, and where a decision was confirmed."""
    found = line(database, head)
    return None if found.patch.action in (Action.CREATE, Action.CONFIRM) else found


def redo_target(database: Database, head: int) -> tuple[Line, int] | None:
    """The change a redo would bring back, with the undo that took it back.

    It is the last one typed on top of the head: a newer one typed there hides those before it.
    """
    newest = "SELECT max(seq) FROM journal WHERE"
    (last,) = database.rows(f"{newest} follows = ?", head)[0]
    if last is None:
        return None
    (undo,) = database.rows(f"{newest} undoes = ?", last)[0]
    return line(database, last), undo


def told(line: Line, kind: str) -> Change:
    """The row as the domain tells it; old and new as JSON text, empty where nothing stood."""
    patch, author = line.patch, line.author
    return Change(
        line.revision,
        stamp(author.when),
        author.who,
        patch.action,
        patch.entry or "",
        kind,
        patch.field or "",
        _kept(patch.old) or "",
        _kept(patch.new) or "",
        author.reason,
        line.undoes,
    )


def _line(row: tuple[Any, ...]) -> Line:
    seq, revision, at, who, action, entry, field, old, new, reason, follows, undoes = row
    try:
        patch = Patch(Action(action), entry, field, _read(old), _read(new))
        author = Author(who, datetime.fromisoformat(at), reason)
    except ValueError as error:
        raise StoreRefused(f"Line {seq} of the journal is damaged; open a backup.") from error
    return Line(seq, revision, patch, author, follows, undoes)


def _kept(value: object) -> str | None:
    return None if value is None else as_text(value)


def _read(text: str | None) -> Any:
    return None if text is None else json.loads(text)
