"""Giving cases away: case files, or a table that can be taken in again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.exchange.case_files import write_case
from enec_desktop.exchange.case_table import table_of
from enec_desktop.exchange.table_writing import as_csv, as_workbook
from enec_desktop.exchange.whole_files import file_names, write_folder, write_whole

if TYPE_CHECKING:
    from enec_desktop.store.store import Store

TABLES = {".csv": as_csv, ".xlsx": as_workbook}
"""How a table is written, by the ending of its name."""


class ExportDesk:
    """Writes cases; what is written is there as a whole or not at all."""

    def __init__(self, vocabulary: Vocabulary, store: Callable[[], Store]) -> None:
        self._vocabulary = vocabulary
        self._store = store

    def write(self, ids: Sequence[str] | None, path: Path) -> Path:
        """Write these cases (None: all stored ones); where they are.

        The ending decides: ``.csv`` or ``.xlsx`` a table, ``.json`` the case file of one case, none a new
        folder with a case file each. Raises EnecError with one sentence.
        """
        wanted = self._store().cases.ids() if ids is None else tuple(dict.fromkeys(ids))
        if not wanted:
            raise EnecError("There is no case to write.")
        return self.write_cases([self._store().cases.get(one) for one in wanted], path)

    def write_cases(self, cases: Sequence[Case], path: Path) -> Path:
        """Write cases that were read already."""
        kind = path.suffix.casefold()
        if kind in TABLES:
            write_whole(path, TABLES[kind](*table_of(cases, self._vocabulary)))
        elif len(cases) == 1 and kind:
            write_whole(path, write_case(cases[0]))
        elif kind == ".json":
            raise EnecError("A case file holds one case; name a folder, a .csv or an .xlsx file.")
        else:
            names = file_names(tuple(case.id for case in cases))
            write_folder(path, {names[case.id]: write_case(case) for case in cases})
        return path
