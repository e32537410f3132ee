"""Taking in cases of other programs: looked at first, written in one go, taken back in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop.app.import_plans import (
    CaseFile,
    Index,
    Match,
    Stored,
    Tell,
    match_file,
    match_row,
    plan_files,
    plan_rows,
)
from enec_desktop.app.settings import Setting, SettingsDesk
from enec_desktop.domain.case import Case
from enec_desktop.domain.columns import field_of, read_address, told
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.headings import Headings, plain
from enec_desktop.domain.intake import (
    ColumnUse,
    DayOrder,
    Fate,
    ImportPlan,
    KeptImport,
    Known,
    Reading,
    TableFile,
    UndoneImport,
    Unread,
)
from enec_desktop.domain.many_cases import ManyCases
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.exchange.case_files import read_case
from enec_desktop.exchange.case_rows import Column, RowReader, RowSays
from enec_desktop.exchange.cell_values import Manner
from enec_desktop.exchange.tables import file_content, is_case_file, read_table

if TYPE_CHECKING:
    from enec_desktop.store.store import Store

REMEMBERED = 40
"""So many kinds of tables keep their columns; the one longest not used is forgotten."""

_KEPT = "import.columns"


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """Case files that were read together."""

    name: str
    files: tuple[CaseFile, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What the rows of a table, or case files, say, and which stored cases they mean."""

    name: str
    rows: tuple[RowSays, ...] = ()
    files: tuple[CaseFile, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def meant(self) -> tuple[str, ...]:
        """The ids of the stored cases that are meant."""
        return tuple(sorted({one.known.id for one in self.matches if one.known is not None}))


class ImportDesk:
    """Reads, checks, writes and takes back. ``read``, ``say`` and ``plan`` touch no store."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        store: Callable[[], Store],
        now: Callable[[], datetime],
        who: str,
        settings: SettingsDesk,
        headings: Callable[[], Headings],
    ) -> None:
        self.vocabulary = vocabulary
        self._store, self._now, self._who = store, now, who
        self._settings, self._make_headings = settings, headings
        self._headings: Headings | None = None

    def read(self, paths: Sequence[Path], reading: Reading | None = None) -> TableFile | CaseFiles:
        """One table, or case files; told apart by what is in them.

        Raises EnecError for a table that cannot be read, and for several at once. A case file that is
        refused keeps its sentence.
        """
        contents = [(path, file_content(path)) for path in paths]
        tables = [path for path, content in contents if not is_case_file(content)]
        if not contents:
            raise EnecError("No file was chosen; choose case files or a table.")
        if not tables:
            files = tuple(self._case_file(path.name, content) for path, content in contents)
            return CaseFiles(_name_of(paths), files)
        if len(contents) > 1:
            raise EnecError(f"{tables[0].name} is a table; tables are taken in one at a time.")
        return read_table(contents[0][1], paths[0].name, reading or Reading())

    def guess(self, table: TableFile) -> tuple[ColumnUse, ...]:
        """What the columns are taken in as: as the last time for the same headings, else by their words."""
        kept = self._remembered(table.headings)
        if kept is not None:
            return kept
        if self._headings is None:
            self._headings = self._make_headings()
        return self._headings.guess(table.headings)

    def remember(self, table: TableFile, uses: Sequence[ColumnUse]) -> None:
        """Keep what the columns are taken in as, for the next file with the same headings."""
        key: list[Setting] = [plain(heading) for heading in table.headings]
        columns: list[Setting] = [[use.address, use.unit] for use in uses]
        old = [one for one in self._settings.get(_KEPT, []) if _headings_in(one) != key]
        newest: dict[str, Setting] = {"headings": key, "columns": columns}
        self._settings.set(_KEPT, [*old, newest][-REMEMBERED:])

    def problem(self, table: TableFile, uses: Sequence[ColumnUse]) -> str:
        """Why the columns cannot be taken in like this; empty where they can."""
        taken = [use.address for use in uses if use.address]
        if not taken:
            return "No column is taken in yet; say what one of them holds."
        for address in taken:
            if taken.count(address) > 1:
                known = read_address(address, self.vocabulary)
                words = told(known, self.vocabulary) if known else address
                return f"Two columns are taken in as {words}; leave one of them out."
        return ""

    def known(self) -> Iterator[tuple[Known, ...]]:
        """All stored cases as the matching sees them, some at a time, so that a window can look at keys."""
        return self._store().reading.known()

    def say(
        self,
        source: TableFile | CaseFiles,
        uses: Sequence[ColumnUse],
        order: DayOrder,
        known: Sequence[Known],
        tell: Tell,
    ) -> Said:
        """Read every cell of the columns taken in, and find out which of the stored cases are meant.

        Raises EnecError where two columns are the same part.
        """
        index = Index.of(known)
        if isinstance(source, CaseFiles):
            found = tuple(match_file(one.case, index) if one.case else Match() for one in source.files)
            return Said(source.name, files=source.files, matches=found)
        if problem := self.problem(source, uses):
            raise EnecError(problem)
        reader = RowReader(list(self._columns(source, uses)), self.vocabulary, self._manner(order))
        rows = []
        for at, line in enumerate(source.lines):
            tell(at, len(source.lines))
            rows.append(reader.read(line))
        return Said(source.name, tuple(rows), matches=tuple(match_row(one, index) for one in rows))

    def unread(self, said: Said) -> Iterator[tuple[Unread, ...]]:
        """The stored cases that are meant, some at a time; a check needs no more of the store."""
        return self._store().reading.unread(said.meant)

    def plan(self, said: Said, unread: Sequence[Unread], tell: Tell) -> ImportPlan:
        """What would happen with every row or file."""
        stored = Stored({one.id: one for one in unread}, ManyCases(self.vocabulary))
        if said.files:
            planned = plan_files(said.files, said.matches, stored, tell)
        else:
            stem = f"case-{self._now():%Y%m%d-%H%M%S-%f}"
            planned = plan_rows(said.rows, said.matches, stored, stem, tell)
        return ImportPlan(said.name, tuple(planned))

    def check(
        self,
        source: TableFile | CaseFiles,
        uses: Sequence[ColumnUse] = (),
        order: DayOrder = DayOrder.ASK,
        tell: Tell = lambda done, of: None,
    ) -> ImportPlan:
        """The whole dry run at once."""
        known = [one for some in self.known() for one in some]
        said = self.say(source, uses, order, known, tell)
        return self.plan(said, [one for some in self.unread(said) for one in some], tell)

    def write(self, plan: ImportPlan, tell: Progress = go_on) -> KeptImport:
        """Write what a plan would write, all or nothing. Raises EnecError with one sentence.

        Raises Cancelled where ``tell`` says so; nothing is written then.
        """
        if not plan.to_write:
            raise EnecError("There is nothing new or changed to write.")
        new: list[Case] = []
        changed: list[tuple[Case, int]] = []
        for one in plan.to_write:
            assert one.case is not None
            if one.fate is Fate.NEW:
                new.append(one.case)
            else:
                changed.append((one.case, one.revision))
        restored = [one.case.id for one in plan.to_write if one.restores and one.case]
        imports = self._store().imports
        return imports.write(plan.name, new, changed, restored, self._who, self._now(), tell)

    def last(self) -> KeptImport | None:
        """The import that can be taken back."""
        return self._store().imports.last()

    def undo(self, tell: Progress = go_on) -> UndoneImport:
        """Take the last import back. Raises EnecError when there is none, or Cancelled by ``tell``."""
        return self._store().imports.undo(self._who, self._now(), tell)

    def _manner(self, order: DayOrder) -> Manner:
        return Manner(self._now().date(), order)

    def _case_file(self, name: str, content: bytes) -> CaseFile:
        try:
            return CaseFile(name, read_case(content, self.vocabulary))
        except EnecError as refused:
            return CaseFile(name, None, str(refused))

    def _columns(self, table: TableFile, uses: Sequence[ColumnUse]) -> Iterator[Column]:
        for at, (heading, use) in enumerate(zip(table.headings, uses, strict=True)):
            address = read_address(use.address, self.vocabulary) if use.address else None
            if address is None:
                continue
            field = field_of(address, self.vocabulary)
            unit = use.unit if field is not None and use.unit in field.units else ""
            yield Column(at, heading or f"column {at + 1}", address, unit)

    def _remembered(self, headings: Sequence[str]) -> tuple[ColumnUse, ...] | None:
        key = [plain(heading) for heading in headings]
        for one in self._settings.get(_KEPT, []):
            if _headings_in(one) == key and isinstance(one, dict):
                uses = tuple(self._use(column) for column in _list(one.get("columns")))
                return uses if len(uses) == len(key) else None
        return None

    def _use(self, kept: Setting) -> ColumnUse:
        """A column as it was kept; left out where the vocabulary no longer has the part."""
        parts = [part for part in _list(kept) if isinstance(part, str)]
        if len(parts) != 2 or read_address(parts[0], self.vocabulary) is None:
            return ColumnUse()
        return ColumnUse(*parts)


def _headings_in(kept: Setting) -> list[Setting]:
    return _list(kept.get("headings")) if isinstance(kept, dict) else []


def _list(kept: Setting | None) -> list[Setting]:
    return kept if isinstance(kept, list) else []


def _name_of(paths: Sequence[Path]) -> str:
    return paths[0].name if len(paths) == 1 else f"{len(paths)} case files"
