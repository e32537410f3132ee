"""Giving cases away: case files, or a table that can be taken in again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import Cancelled, CaseRefused, EnecError
from enec_desktop.domain.intake import Unread, Written
from enec_desktop.domain.many_cases import ManyCases
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.exchange.case_files import write_case
from enec_desktop.exchange.case_table import table_of
from enec_desktop.exchange.table_writing import as_csv, as_workbook
from enec_desktop.exchange.whole_files import file_names, write_folder, write_whole

if TYPE_CHECKING:
    from enec_desktop.store.store import Store

TABLES = {".csv": as_csv, ".xlsx": as_workbook}
"""How a table is written, by the ending of its name."""


_READING = 0.3
"""The share of the time of an export that reading the cases takes."""

Item = TypeVar("Item")


class ExportDesk:
    """Writes cases; what is written is there as a whole or not at all.

    ``withheld`` names the cases whose advice waits for the intent of the board: an opinion tells the advice
    that it is on, so that their case files hold none. Tables never do.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        store: Callable[[], Store],
        withheld: Callable[[], frozenset[str]],
    ) -> None:
        self._vocabulary = vocabulary
        self._store = store
        self._withheld = withheld

    def waiting(self, ids: Sequence[str] | None) -> tuple[str, ...]:
        """Those of these cases (None: all) whose case files would tell opinions on advice that waits."""
        held, cases = self._withheld(), self._store().cases
        asked = sorted(held if ids is None else held & frozenset(ids))
        there = frozenset(cases.ids()) if asked else frozenset()
        return tuple(one for one in asked if one in there and cases.get(one).opinions)

    def write(self, ids: Sequence[str] | None, path: Path, tell: Progress = go_on) -> Written:
        """Write these cases (None: all stored ones).

        The ending decides: ``.csv`` or ``.xlsx`` a table, ``.json`` the case file of one case, none a new
        folder with a case file each. Raises EnecError with one sentence.
        """
        return self.write_unread([one for some in self.unread(ids) for one in some], path, tell)

    def unread(self, ids: Sequence[str] | None) -> Iterator[tuple[Unread, ...]]:
        """These cases (None: all) as they are stored, some at a time; the one step that needs the store.

        Raises EnecError where there is none, or one of them is not stored.
        """
        store = self._store()
        stored = store.cases.ids()
        wanted = stored if ids is None else tuple(dict.fromkeys(ids))
        if not wanted:
            raise EnecError("There is no case to write.")
        if gone := set(wanted) - set(stored):
            raise EnecError(f"There is no case {min(gone)} here.")
        waiting = self._withheld()
        return (
            tuple(replace(one, waits=one.id in waiting) for one in some)
            for some in store.reading.unread(wanted)
        )

    def write_unread(self, unread: Sequence[Unread], path: Path, tell: Progress = go_on) -> Written:
        """Write cases that were fetched; touches no store. Raises Cancelled where ``tell`` says so."""
        many, cases, kept_back = ManyCases(self._vocabulary), list[Case](), list[str]()
        for one in _watched(unread, lambda share: tell(share * _READING)):
            try:
                case = many.of_text(one.text)
            except (ValueError, CaseRefused) as error:
                raise EnecError(f"The stored case {one.id} cannot be read here: {error}") from error
            if one.waits and case.opinions and path.suffix.casefold() not in TABLES:
                case = replace(case, opinions=())
                kept_back.append(case.id)
            cases.append(case)
        self._write_cases(cases, path, lambda share: tell(_READING + share * (1 - _READING)))
        return Written(path, tuple(kept_back))

    def _write_cases(self, cases: Sequence[Case], path: Path, tell: Progress) -> None:
        kind = path.suffix.casefold()
        if kind in TABLES:
            headings, rows = table_of(_watched(cases, lambda share: tell(share / 2)), self._vocabulary)
            content = TABLES[kind](headings, _watched(rows, lambda share: tell((1 + share) / 2)))
            _go_on(tell(1.0))
            write_whole(path, content)
        elif len(cases) == 1 and kind:
            write_whole(path, write_case(cases[0]))
        elif kind == ".json":
            raise EnecError("A case file holds one case; name a folder, a .csv or an .xlsx file.")
        else:
            names = file_names(tuple(case.id for case in cases))
            write_folder(path, ((names[case.id], write_case(case)) for case in _watched(cases, tell)))


def _watched(items: Sequence[Item], tell: Progress) -> Iterator[Item]:
    """The items one by one, as long as they are wanted."""
    for number, item in enumerate(items):
        _go_on(tell(number / len(items)))
        yield item


def _go_on(wanted: bool) -> None:
    if not wanted:
        raise Cancelled("The export was stopped; nothing was written.")
