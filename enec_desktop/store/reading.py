"""Many cases at once, some at a time and unread: reading their documents is work for another thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enec_desktop.domain.intake import Known, Unread
from enec_desktop.domain.worklist import Where
from enec_desktop.store.driver import Database

KNOWN_AT_ONCE = 4_000
"""So many lines of the list are fetched in about 20 ms."""

UNREAD_AT_ONCE = 400
"""So many documents are fetched in about 10 ms."""


class ManyAtOnce:
    """What a check of many rows, or an export, needs of the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self) -> Iterator[tuple[Known, ...]]:
        """All cases, archived and binned ones too, as the matching of an import sees them."""
        after = 0
        sql = "SELECT nr, id, name, number, born, place FROM cases WHERE nr > ? ORDER BY nr LIMIT ?"
        while found := self._database.rows(sql, after, KNOWN_AT_ONCE):
            after = found[-1][0]
            yield tuple(
                Known(case_id, name or "", number or "", born or "", place != Where.LIST)
                for _, case_id, name, number, born, place in found
            )

    def unread(self, ids: Sequence[str]) -> Iterator[tuple[Unread, ...]]:
        """These cases as they lie in the file, in the order of their ids; one that is gone is left out."""
        for at in range(0, len(ids), UNREAD_AT_ONCE):
            some = ids[at : at + UNREAD_AT_ONCE]
            marks = ", ".join("?" * len(some))
            joined = "cases JOIN documents ON case_nr = nr"
            sql = f"SELECT id, revision, document FROM {joined} WHERE id IN ({marks})"
            found = {row[0]: Unread(*row) for row in self._database.rows(sql, *some)}
            yield tuple(found[one] for one in some if one in found)
