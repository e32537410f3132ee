"""The case store as a whole: opened once, closed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.paths import STORE_FILE
from enec_desktop.store.driver import Database
from enec_desktop.store.lock import Lock
from enec_desktop.store.migrations import bring_up_to_date
from enec_desktop.store.place import (
    Surroundings,
    clear,
    keep_folder,
    look_around,
    make_file,
    prepare,
    unwritable,
)
from enec_desktop.store.worklist import Worklist

if TYPE_CHECKING:
    from enec_desktop.domain.history import Restored
    from enec_desktop.domain.vocabulary import Vocabulary
    from enec_desktop.store.alikes import Alikes
    from enec_desktop.store.assessments import Assessments
    from enec_desktop.store.backups import Backups
    from enec_desktop.store.cases import CaseStore
    from enec_desktop.store.drafts import Drafts
    from enec_desktop.store.erasing import Erasing
    from enec_desktop.store.imports import Imports
    from enec_desktop.store.meetings import Meetings
    from enec_desktop.store.notes import Notes
    from enec_desktop.store.reading import ManyAtOnce
    from enec_desktop.store.records import Records
    from enec_desktop.store.shelf import Shelf

STORE_NAME = STORE_FILE
BACKUPS_NAME = "backups"

UNFINISHED = ("restoring.db*", f"{BACKUPS_NAME}/*.db.part*")
"""What a power cut leaves of a copy or a restoring; it holds patients' data and is of no more use."""


class Store:
    """All that is kept in one folder; belongs to the thread that opened it.

    What the list of cases does not need is imported when first asked for: the window shows the list first.
    """

    def __init__(
        self,
        database: Database,
        lock: Lock,
        vocabulary: Vocabulary | Callable[[], Vocabulary],
        beside: tuple[str, ...] = (),
    ) -> None:
        self._database = database
        self._beside = beside
        self._lock = lock
        self._vocabulary = vocabulary
        self.worklist = Worklist(database, lambda: self._shelf)

    @cached_property
    def cases(self) -> CaseStore:
        """The cases with their journal."""
        from enec_desktop.store.cases import CaseStore

        return CaseStore(self._shelf)

    @cached_property
    def drafts(self) -> Drafts:
        """What is half typed, and where the user is."""
        from enec_desktop.store.drafts import Drafts

        return Drafts(self._database)

    @cached_property
    def notes(self) -> Notes:
        """What the hospital notes on records of the knowledge."""
        from enec_desktop.store.notes import Notes

        return Notes(self._database)

    @cached_property
    def meetings(self) -> Meetings:
        """The meetings of the board."""
        from enec_desktop.store.meetings import Meetings

        return Meetings(self._database, self._shelf.vocabulary.field("position", "discipline").choices)

    @cached_property
    def records(self) -> Records:
        """The decisions that were confirmed, and the files that were issued."""
        from enec_desktop.store.records import Records

        return Records(self._shelf, self.meetings)

    @cached_property
    def imports(self) -> Imports:
        """Many cases taken in at once."""
        from enec_desktop.store.imports import Imports

        return Imports(self._shelf)

    @cached_property
    def reading(self) -> ManyAtOnce:
        """Many cases at once, to be read elsewhere."""
        from enec_desktop.store.reading import ManyAtOnce

        return ManyAtOnce(self._database)

    @cached_property
    def alikes(self) -> Alikes:
        """Patients who look like another one."""
        from enec_desktop.store.alikes import Alikes

        return Alikes(self._database)

    @cached_property
    def erasing(self) -> Erasing:
        """The one way by which a case leaves the store."""
        from enec_desktop.store.erasing import Erasing

        return Erasing(self._database)

    @cached_property
    def assessments(self) -> Assessments:
        """The assessments that were kept."""
        from enec_desktop.store.assessments import Assessments

        return Assessments(self._database)

    @cached_property
    def backups(self) -> Backups:
        """The dated copies."""
        from enec_desktop.store.backups import Backups

        return Backups(self._database, self._database.path.parent / BACKUPS_NAME, self._beside)

    def verify(self, tell: Progress = go_on) -> tuple[str, ...]:
        """Read everything; one sentence for each fault, none when the store is whole.

        Raises Cancelled where ``tell`` says so.
        """
        from enec_desktop.store.verify import faults

        return tuple(faults(self._shelf, tell))

    def restore(self, backup: Path, now: datetime, tell: Progress = go_on) -> Restored:
        """Bring everything back to what a backup holds; what is here now is backed up first.

        Raises StoreRefused, or Cancelled where ``tell`` says so; all stays as it was then.
        """
        from enec_desktop.store.restoring import restore

        try:
            return restore(self._database, self.backups, backup, now, tell)
        finally:
            self.worklist.forget()

    @cached_property
    def _shelf(self) -> Shelf:
        from enec_desktop.store.shelf import Shelf

        vocabulary = self._vocabulary() if callable(self._vocabulary) else self._vocabulary
        return Shelf(self._database, vocabulary)

    def close(self) -> None:
        """Let go of the folder. All saved changes are in its file."""
        self._database.close()
        self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(
    folder: Path,
    vocabulary: Vocabulary | Callable[[], Vocabulary],
    now: datetime,
    around: Surroundings | None = None,
    beside: tuple[str, ...] = (),
) -> Store:
    """Open the cases of a folder, which is made when new.

    ``vocabulary`` may be a way to get it, taken when a case is first read or written. ``now`` dates the lock
    and a copy made before an upgrade; ``around`` is what the machine says of its
    disks (asked when None); ``beside`` names the files of the folder that go into every backup.

    Raises StoreRefused, with one sentence, where a store may not lie, is open already, cannot be written,
    is damaged or newer than this program.
    """
    place = prepare(folder, look_around() if around is None else around)
    lock = Lock(place, now)
    try:
        database = _open_file(place, now, beside)
    except BaseException:
        lock.release()
        raise
    return Store(database, lock, vocabulary, beside)


def _open_file(place: Path, now: datetime, beside: tuple[str, ...]) -> Database:
    path = place / STORE_NAME
    try:
        make_file(path)
        if not path.stat().st_size:
            # Before the first byte: a file that holds something has had its name kept.
            keep_folder(place)
        clear(place, *UNFINISHED)
    except OSError as error:
        raise unwritable(place, error) from error
    database = Database(path)
    try:
        bring_up_to_date(database, lambda: _copy(database, place, now, beside))
    except BaseException:
        database.close()
        raise
    return database


def _copy(database: Database, place: Path, now: datetime, beside: tuple[str, ...]) -> Path:
    from enec_desktop.store.backups import before_upgrade

    files = tuple(place / name for name in beside)
    return before_upgrade(database, place / BACKUPS_NAME, now, files)
