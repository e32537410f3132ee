"""Backups, made when asked for and at the end and restored from a list; and the check of the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop import paths
from enec_desktop.app.copy_checks import CopyChecks
from enec_desktop.app.settings import FILE as SETTINGS
from enec_desktop.app.settings import SettingsDesk
from enec_desktop.domain.errors import Cancelled, EnecError
from enec_desktop.domain.history import Backup, Occasion, StillHeld
from enec_desktop.domain.progress import Progress, go_on
from enec_desktop.exchange.whole_files import write_whole

if TYPE_CHECKING:
    from enec_desktop.store.store import Store

FOLDER, KEEP, MONTHS, PROBLEM = "backup.folder", "backup.keep", "backup.months", "backup.problem"
"""Names of settings: the chosen folder (empty: beside the store), how many copies, of how many months one."""

USUAL_KEEP, USUAL_MONTHS = 10, 12


class Beside(StrEnum):
    """What lies beside the cases and is copied with them."""

    PROFILE = "profile"
    LOGO = "logo"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What came back: ``cases`` of them, and what beside them; ``before`` is the copy of what was there."""

    before: Backup
    cases: int
    beside: tuple[Beside, ...]


class BackupDesk:
    """The copies of one store, in the folder that was chosen."""

    def __init__(
        self, data: Path, store: Callable[[], Store], settings: SettingsDesk, now: Callable[[], datetime]
    ) -> None:
        self._data = data
        self._store = store
        self._settings = settings
        self._now = now
        self._checks: CopyChecks | None = None

    @property
    def checks(self) -> CopyChecks:
        """What is known of the copies by reading them from end to end."""
        if self._checks is None:
            self._checks = CopyChecks(self._data, self._now)
        return self._checks

    @property
    def folder(self) -> Path:
        """Where copies go: the chosen folder, or the one beside the store."""
        chosen = self._settings.get(FOLDER, "")
        return Path(chosen) if chosen else self._store().backups.usual_folder

    def choose_folder(self, folder: Path) -> None:
        """Let copies go to another folder from now on; those that are elsewhere stay there."""
        self._settings.set(FOLDER, str(folder.absolute()))

    @property
    def keeps(self) -> tuple[int, int]:
        """How many of the newest copies are kept, and of how many months the newest one."""
        number, months = (
            self._settings.get(name, usual) for name, usual in ((KEEP, USUAL_KEEP), (MONTHS, USUAL_MONTHS))
        )
        return max(number, 1), max(months, 0)

    def choose_keeps(self, number: int, months: int) -> None:
        """Keep another number of copies from the next one on."""
        self._settings.set_all({KEEP: number, MONTHS: months})

    def make(self, folder: Path | None = None, tell: Progress = go_on) -> Backup:
        """Make a dated, verified copy now; old ones beyond the rule go once it stands.

        Raises StoreRefused where it cannot be written, Cancelled where ``tell`` says so.
        """
        return self._make(folder or self.folder, Occasion.ASKED, tell)

    def at_close(self, tell: Progress = go_on) -> Backup | None:
        """Make a copy at the end, unless the newest one holds all there is, or there is no case.

        It never raises what the user can mend: that is told at the next start (``take_problem``).
        """
        try:
            store = self._store()
            if not store.cases.ids() or self._is_current(store):
                return None
            return self._make(self.folder, Occasion.CLOSE, tell)
        except Cancelled:
            return None
        except EnecError as trouble:
            self._settings.set(PROBLEM, str(trouble))
            return None

    def take_problem(self) -> str:
        """Why the last end left no copy, in one sentence, told once; else empty."""
        return self._settings.take(PROBLEM)

    def list(self, folder: Path | None = None) -> tuple[Backup, ...]:
        """The copies of this store, newest first."""
        return self._store().backups.list(folder or self.folder)

    def restore(self, path: Path, tell: Progress = go_on) -> BroughtBack:
        """Bring all cases back to what a copy holds; what is here now is copied first.

        Profile and logo of the hospital come back where there is none now, and each setting that is not set
        now; what is there stays. Raises StoreRefused or Cancelled; all is as it was then.
        """
        done = self._store().restore(path, self._now(), tell)
        came: list[Beside] = []
        for name, content in done.beside.items():
            if name == SETTINGS:
                here_only = (FOLDER, PROBLEM)
                came += [Beside.SETTINGS] if self._settings.fill_in(content, here_only) else []
            elif not (self._data / name).exists():
                self._write(self._data / name, content)
                came.append(Beside.LOGO if name == paths.LOGO_FILE else Beside.PROFILE)
        return BroughtBack(done.before, done.cases, tuple(came))

    def holding(self, case_ids: tuple[str, ...]) -> StillHeld:
        """The copies that hold any of these cases: erasing does not reach them."""
        return self._store().backups.holding(case_ids, self.folder)

    def verify(self, tell: Progress = go_on) -> tuple[str, ...]:
        """Every fault of the store in a sentence; none when it is whole. Raises Cancelled."""
        return self._store().verify(tell)

    def _make(self, folder: Path, occasion: Occasion, tell: Progress) -> Backup:
        copies = self._store().backups
        made = copies.make(self._now(), folder, occasion=occasion, tell=tell)
        self.checks.made(made)
        number, months = self.keeps
        damaged = self.checks.damaged(copies.list(folder))
        copies.keep(number, folder, months=months, damaged=damaged)
        return made

    def _is_current(self, store: Store) -> bool:
        damaged = self.checks.damaged(store.backups.list(self.folder))
        return store.backups.is_current(self.folder, damaged=damaged)

    def _write(self, target: Path, content: bytes) -> None:
        try:
            write_whole(target, content)
        except EnecError as error:
            raise EnecError(f"The cases were restored, but not all beside them: {error}") from error
