"""The list of cases: what the first picture of the window asks for, and nothing heavier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from enec_desktop.domain.worklist import WorklistCounts, WorklistQuery, WorklistRow

if TYPE_CHECKING:
    from enec_desktop.store.store import Store


class WorklistDesk:
    """Finds, orders and counts cases; the database does the work."""

    def __init__(self, store: Callable[[], Store], statuses: Callable[[], Mapping[str, str]]) -> None:
        self._store = store
        self._statuses = statuses

    @cached_property
    def statuses(self) -> Mapping[str, str]:
        """The states a case goes through on its way to the board: words by code, in order."""
        return self._statuses()

    def rows(self, query: WorklistQuery) -> list[WorklistRow]:
        """The cases a query finds, in its order."""
        return self._store().worklist.rows(query)

    def counts(self, query: WorklistQuery) -> WorklistCounts:
        """How many cases stand behind each filter."""
        return self._store().worklist.counts(query)
