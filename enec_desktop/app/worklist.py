"""The list of cases as a coordinator works with it: find, narrow, put away, take back, tell apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from enec_desktop.domain.worklist import Outlook, Where, WorklistCounts, WorklistQuery, WorklistRow

if TYPE_CHECKING:
    from enec_desktop.domain.alike import Alike, Person
    from enec_desktop.domain.case import Case
    from enec_desktop.store.store import Store


class WorklistDesk:
    """The worklist, the archive and the bin of one store."""

    def __init__(
        self,
        store: Callable[[], Store],
        statuses: Callable[[], Mapping[str, str]],
        now: Callable[[], datetime],
        who: Callable[[], str],
    ) -> None:
        self._store = store
        self._statuses = statuses
        self._now = now
        self._who = who

    @cached_property
    def statuses(self) -> Mapping[str, str]:
        """The states a case goes through on its way to the board: words by code, in order."""
        return self._statuses()

    def rows(self, query: WorklistQuery) -> list[WorklistRow]:
        """The cases a query finds, in its order."""
        return self._store().worklist.rows(query)

    def found(self, query: WorklistQuery) -> tuple[int, int]:
        """How many cases there are where a query looks, and how many it finds."""
        return self._store().worklist.found(query)

    def counts(self, query: WorklistQuery) -> WorklistCounts:
        """The same, and how many cases stand behind each value to narrow the list by."""
        return self._store().worklist.counts(query)

    def places(self) -> dict[Where, int]:
        """How many cases lie on the list, in the archive and in the bin."""
        return self._store().worklist.places()

    def where(self, case_id: str) -> Where:
        """Where a case lies."""
        return self._store().worklist.where(case_id)

    def place(self, case_id: str, where: Where) -> None:
        """Put a case on the list, into the archive or into the bin; nothing of it is lost by that."""
        self._store().cases.place(case_id, where, self._who(), self._now())

    def erase(self, case_ids: tuple[str, ...]) -> None:
        """Erase cases that lie in the bin, with their history, assessments, records and places on agendas.

        Copies made before still hold them. Raises StoreRefused for a case that is not in the bin; nothing is
        erased then.
        """
        self._store().erasing.erase(case_ids)

    def binned(self) -> tuple[str, ...]:
        """The ids of all cases in the bin."""
        return self._store().erasing.binned()

    def outlook(self, case_id: str) -> Outlook | None:
        """The case in one line and the facts it waits for, as last assessed; None before that."""
        return self._store().worklist.outlook(case_id)

    def alike(self, person: Person, but: str = "") -> tuple[Alike, ...]:
        """Stored patients who look like this one, the likest first; ``but`` is the case it is typed in."""
        return self._store().alikes.like(person, but)

    def person_of(self, case: Case) -> Person:
        """What tells the patient of a case from others."""
        return self._store().alikes.person_of(case)

    def alike_to(self, case: Case) -> tuple[Alike, ...]:
        """Stored patients who look like the one of a case."""
        return self._store().alikes.like_case(case)

    def unassessed(self, limit: int = 200) -> tuple[str, ...]:
        """The newest cases of the list whose assessment is missing or older than they are."""
        return self._store().worklist.unassessed(limit)

    def catch_up(self, limit: int = 200) -> int:
        """Read cases anew that an older program listed, at most ``limit``; how many are left."""
        return self._store().worklist.catch_up(limit)

    def set_summary(
        self,
        case_id: str,
        *,
        moment: str,
        diagnosis: str,
        stage: str,
        missing: int,
        revision: int,
        outlook: Outlook,
    ) -> None:
        """Show on the worklist what the assessment of a revision found."""
        self._store().worklist.set_summary(
            case_id,
            moment=moment,
            diagnosis=diagnosis,
            stage=stage,
            missing=missing,
            revision=revision,
            outlook=outlook,
        )
