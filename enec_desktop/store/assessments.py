"""Assessments as they were shown to a board, kept whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from enec_desktop.domain.errors import StoreRefused
from enec_desktop.domain.history import KeptAssessment
from enec_desktop.store.driver import Database
from enec_desktop.store.journal import stamp

_ALL = """SELECT id, case_id, revision, at, edition, knowledge_hash, input_hash, who, kept, document
    FROM assessments"""


class Assessments:
    """Keeps assessments; none is ever changed or removed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self,
        case_id: str,
        revision: int,
        document: str,
        *,
        at: str,
        edition: str,
        knowledge_hash: str,
        input_hash: str,
        who: str,
        when: datetime,
    ) -> int:
        """Keep the JSON text of an assessment of one revision of a case; returns its number.

        Raises StoreRefused for a revision that does not exist.
        """
        with self._database.transaction("The assessment"):
            if not self._database.row(
                "SELECT 1 FROM journal WHERE case_id = ? AND revision = ?", case_id, revision
            ):
                raise StoreRefused(f"There is no revision {revision} of a case {case_id} to keep it for.")
            return self._database.run(
                """INSERT INTO assessments (case_id, revision, at, edition, knowledge_hash, input_hash,
                    who, kept, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                case_id,
                revision,
                at,
                edition,
                knowledge_hash,
                input_hash,
                who,
                stamp(when),
                document,
            )

    def of_case(self, case_id: str) -> tuple[KeptAssessment, ...]:
        """All assessments of a case, the newest first."""
        found = self._database.rows(f"{_ALL} WHERE case_id = ? ORDER BY id DESC", case_id)
        return tuple(_kept(row) for row in found)

    def get(self, number: int) -> KeptAssessment:
        """One kept assessment. Raises StoreRefused when there is none with this number."""
        found = self._database.row(f"{_ALL} WHERE id = ?", number)
        if found is None:
            raise StoreRefused(f"There is no kept assessment {number}.")
        return _kept(found)


def _kept(row: tuple[Any, ...]) -> KeptAssessment:
    number, case_id, revision, at, edition, knowledge, inputs, who, kept, document = row
    when = datetime.fromisoformat(kept)
    return KeptAssessment(number, case_id, revision, at, edition, knowledge, inputs, who, when, document)
