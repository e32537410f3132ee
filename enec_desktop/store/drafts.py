"""Half-typed texts and the last place of the user; apart from the cases, whose journal they never touch."""

from __future__ import annotations

from datetime import datetime

from enec_desktop.domain.draft import Draft, Spot
from enec_desktop.store.driver import Database
from enec_desktop.store.journal import stamp


class Drafts:
    """Keeps texts by field. Each is on the disk when the call returns; raises StoreRefused where it is not.

    A fact that is saved takes the draft of its field with it, in one transaction (``shelf``).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, spot: Spot, text: str, when: datetime) -> None:
        """Keep what stands in a field now, and that the user is there; an empty text is dropped."""
        with self._database.transaction("What you typed"):
            if text:
                self._database.run(
                    "INSERT OR REPLACE INTO drafts (case_id, kind, entry, field, chapter, text, at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    spot.case_id,
                    spot.kind,
                    spot.entry_id,
                    spot.field,
                    spot.chapter,
                    text,
                    stamp(when),
                )
            else:
                self._database.run(
                    "DELETE FROM drafts WHERE case_id = ? AND kind = ? AND entry = ? AND field = ?",
                    spot.case_id,
                    spot.kind,
                    spot.entry_id,
                    spot.field,
                )
            self._stand(spot)

    def of_case(self, case_id: str) -> tuple[Draft, ...]:
        """All drafts of a case, the oldest first."""
        found = self._database.rows(
            "SELECT chapter, kind, entry, field, text, at FROM drafts WHERE case_id = ? ORDER BY at", case_id
        )
        return tuple(
            Draft(Spot(case_id, chapter, kind, entry, field), text, datetime.fromisoformat(at))
            for chapter, kind, entry, field, text, at in found
        )

    def go_to(self, spot: Spot) -> None:
        """Say where the user is."""
        with self._database.transaction("Where you are"):
            self._stand(spot)

    def leave(self) -> None:
        """The user ended the program: the next start has no place to come back to."""
        with self._database.transaction("That you left"):
            self._database.run("DELETE FROM last_spot")

    def last(self) -> Spot | None:
        """Where the user was when the program was broken off; None after an orderly end."""
        found = self._database.row("SELECT case_id, chapter, kind, entry, field FROM last_spot")
        return None if found is None else Spot(*found)

    def _stand(self, spot: Spot) -> None:
        self._database.run(
            "INSERT OR REPLACE INTO last_spot (one, case_id, chapter, kind, entry, field)"
            " VALUES (1, ?, ?, ?, ?, ?)",
            spot.case_id,
            spot.chapter,
            spot.kind,
            spot.entry_id,
            spot.field,
        )
