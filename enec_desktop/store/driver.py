"""The only door to SQLite: one connection, set so that a saved edit survives a power cut."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import sqlcipher3
from sqlcipher3 import dbapi2

from enec_desktop.domain.errors import Cancelled, StoreRefused

# sqlite_utils takes pysqlite3 where there is one; with the stock module it would miss this driver's errors.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

Error = dbapi2.Error
"""The base of every error this driver raises; it is not an error of the stock module."""

OLDEST = (3, 51, 3)
"""Older versions can corrupt a file in WAL mode."""

APPLICATION_ID = int.from_bytes(b"ENEC", "big")
"""Stands in the header of every store, so that no other program's file is taken for one."""

READING: tuple[tuple[str, str, str | int], ...] = (
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("temp_store", "MEMORY", 2),
)
"""What is set on every connection, and what must be read back."""

# Exclusive before WAL: then no shared-memory file is needed, and no second program can write.
WRITING: tuple[tuple[str, str, str | int], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("secure_delete", "ON", 1),
)
"""What is set on the connection that writes."""

ALONE: tuple[tuple[str, str, str | int], ...] = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
)
"""What is set to finish a copy: afterwards it is one file, whatever opens it."""

_STEPS_BETWEEN = 20_000
"""After so many steps of its machine SQLite asks whether to go on: about every millisecond."""

_PAGES_BETWEEN = 1_000
"""So many pages are taken over between two questions whether to go on."""

_WHY = {
    "SQLITE_FULL": "the disk is full; make room, then try again",
    "SQLITE_IOERR": "the disk reported an error; try again, and have the disk looked at",
    "SQLITE_READONLY": "the folder can no longer be written",
    "SQLITE_CANTOPEN": "the file cannot be opened",
    "SQLITE_BUSY": "another program holds the file",
    "SQLITE_LOCKED": "another program holds the file",
    "SQLITE_CORRUPT": "the file is damaged; open a backup",
    "SQLITE_NOTADB": "the file is damaged or no case store; open a backup",
    "SQLITE_TOOBIG": "the text is too long",
}


class Database:
    """A connection to one store file; what a user can mend comes out as StoreRefused."""

    def __init__(self, path: Path, *, read_only: bool = False, alone: bool = False) -> None:
        if dbapi2.sqlite_version_info < OLDEST:
            needed = ".".join(map(str, OLDEST))
            found = dbapi2.sqlite_version
            raise StoreRefused(f"SQLite {found} can damage a store; install {needed} or newer.")
        self.path = path
        self._lost = self._watched = False
        self._copies = read_only or alone
        self._doing = f"The case store {path} was not opened"
        address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
        try:
            # The stock default opens a transaction unasked; here BEGIN and COMMIT are written out.
            self.connection = dbapi2.connect(address, uri=True, isolation_level=None, timeout=1)
        except Error as error:
            self._refuse(error)
        try:
            self._set_up(READING)
            new = self._is_new()
            self._set_up(() if read_only else ALONE if alone else WRITING)
            if new:
                # First of all: a file whose making is broken off must be known as ours the next time.
                self.run(f"PRAGMA application_id = {APPLICATION_ID}")
        except BaseException:
            self.connection.close()
            raise
        self._doing = "The case store could not be read"

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of one statement; its values in order, or one mapping of their names."""
        named = len(values) == 1 and isinstance(values[0], dict)
        try:
            return self.connection.execute(sql, values[0] if named else values).fetchall()  # type: ignore[no-any-return]
        except (Error, UnicodeError) as error:
            self._refuse(error)

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """The first row, or None."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def run(self, sql: str, *values: object) -> int:
        """Carry out one statement; returns the number of the row it inserted last."""
        try:
            return self.connection.execute(sql, values).lastrowid  # type: ignore[no-any-return]
        except (Error, UnicodeError) as error:
            self._refuse(error)

    @contextlib.contextmanager
    def transaction(self, what: str = "The change") -> Iterator[None]:
        """All that is done inside is on the disk when it ends, or none of it is and it raises."""
        with self.doing(f"{what} was not saved and nothing of it was kept"):
            if self.is_writing:
                # Rolling back here would take back half of the other change.
                raise StoreRefused(f"{self._doing}: something larger is being written. Try again after it.")
            try:
                self.run("BEGIN IMMEDIATE")
                yield
                self.run("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @property
    def is_writing(self) -> bool:
        """Whether a transaction is under way, in which the window may look at keys."""
        return bool(self.connection.in_transaction)

    @contextlib.contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Refusals inside begin with these words: what did not come about."""
        before, self._doing = self._doing, what
        try:
            yield
        finally:
            self._doing = before

    @contextlib.contextmanager
    def watched(self, wanted: Callable[[], bool]) -> Iterator[None]:
        """Long statements inside end in Cancelled once ``wanted`` answers no."""
        if not wanted():
            raise Cancelled(f"{self._doing}: it was called off.")
        self._watched = True
        self.connection.set_progress_handler(lambda: not wanted(), _STEPS_BETWEEN)
        try:
            yield
        finally:
            self.connection.set_progress_handler(None, 0)
            self._watched = False

    def become(self, source: Database, tell: Callable[[float], bool]) -> None:
        """Take over all pages of another file in one transaction: a power cut leaves the old or the new.

        ``tell`` hears the share that is done; where it answers False, all stays as it was (Cancelled).
        """

        def step(_: int, left: int, pages: int) -> None:
            # After the last page all is done already.
            if left and not tell(1 - left / pages):
                raise Cancelled(f"{self._doing}: it was called off.")

        try:
            source.connection.backup(self.connection, pages=_PAGES_BETWEEN, progress=step)
        except Error as error:
            self._refuse(error)

    def close(self) -> None:
        """Let go of the file; everything saved is in it."""
        if not self._copies:
            with contextlib.suppress(Error):
                # Lets the next session choose its indexes by what is in the tables.
                self.connection.execute("PRAGMA optimize")
        with contextlib.suppress(Error):
            self.connection.close()

    def _roll_back(self) -> None:
        # After a full disk SQLite may have rolled back already.
        if not self.connection.in_transaction:
            return
        try:
            self.connection.execute("ROLLBACK")
        except Error:
            # Never read on within the change that failed: it would look saved.
            self.connection.close()
            self._lost = True

    def _is_new(self) -> bool:
        """Whether the file is empty. A stranger's is refused: its triggers and views would be a program."""
        (found,) = self.rows("PRAGMA application_id")[0]
        (things,) = self.rows("SELECT count(*) FROM sqlite_schema")[0]
        if found != APPLICATION_ID and (found or things):
            raise StoreRefused(f"{self.path} belongs to another program. Choose another folder.")
        return bool(found != APPLICATION_ID)

    def _set_up(self, ritual: tuple[tuple[str, str, str | int], ...]) -> None:
        for name, wanted, read_back in ritual:
            self.rows(f"PRAGMA {name}={wanted}")
            (found,) = self.rows(f"PRAGMA {name}")[0]
            if found != read_back:
                raise StoreRefused(f"{self._doing}: {name} stays at {found}, not {read_back}.")

    def _refuse(self, error: Exception) -> NoReturn:
        if self._lost:
            again = "the file had to be let go after an error. Close the program and open it again"
            raise StoreRefused(f"{self._doing}: {again}.") from error
        if isinstance(error, dbapi2.ProgrammingError):
            raise error  # a bug of ours, such as the wrong thread; no user can mend it
        if isinstance(error, UnicodeError):
            raise StoreRefused(f"{self._doing}: the text holds half a character. Type it again.") from error
        name = getattr(error, "sqlite_errorname", None) or ""
        if self._watched and name == "SQLITE_INTERRUPT":
            raise Cancelled(f"{self._doing}: it was called off.") from error
        why = next((why for start, why in _WHY.items() if name.startswith(start)), str(error))
        raise StoreRefused(f"{self._doing}: {why}.") from error
