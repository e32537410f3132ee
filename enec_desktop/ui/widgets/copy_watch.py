"""Reads the copies of a list one after the other, out of the way, and tells of each what that showed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from enec_desktop.app.copy_checks import CopyChecks
from enec_desktop.domain.history import Backup, Checked, Health
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks

LANE = "copies"


class CopyWatch(QObject):
    """``found`` gives the place in the list of the copy that was just read."""

    found = Signal(int)

    def __init__(self, kit: Kit, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._tasks = kit, tasks
        self._checks: CopyChecks = kit.desk.backups.checks
        self._copies: tuple[Backup, ...] = ()
        self._known: dict[Path, Checked] = {}

    def take(self, copies: Sequence[Backup]) -> None:
        """Another list: what is known of each is known at once."""
        self.rest()
        self._copies = tuple(copies)
        remembered = ((one.path, self._checks.of(one)) for one in copies)
        self._known = {path: check for path, check in remembered if check is not None}

    def go_on(self) -> None:
        """Read what was not read yet, the newest first."""
        at = next((at for at, one in enumerate(self._copies) if one.path not in self._known), None)
        if at is None:
            return
        copy = self._copies[at]

        def keep(result: tuple[str, Health]) -> None:
            self._known[copy.path] = self._checks.keep(copy, result)
            self.found.emit(at)
            self.go_on()

        self._tasks.run_while_wanted(LANE, self._checks.work(copy), keep)

    def rest(self) -> None:
        """Read no further; no copy is held open afterwards, so that it can be removed or renamed."""
        self._tasks.stop(LANE)

    def is_damaged(self, copy: Backup) -> bool:
        """Whether a copy was read and found damaged."""
        known = self._known.get(copy.path)
        return known is not None and known.health is Health.DAMAGED

    def words(self, copy: Backup) -> str:
        """What the list says of a copy."""
        known = self._known.get(copy.path)
        if known is None:
            return self._kit.words("backup.being_checked")
        when = f"{known.when.astimezone():%d-%b-%Y %H:%M}"
        return self._kit.words(f"backup.health_{known.health.name.lower()}", when=when)
