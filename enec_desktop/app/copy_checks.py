"""Which copies were read from end to end, when, and what that showed: none is read twice for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from enec_desktop.app.settings import Setting, SettingsDesk
from enec_desktop.domain.history import Backup, Checked, Health
from enec_desktop.domain.progress import Wanted

FILE = "copy-checks.json"
"""The name of the file in the data folder. It is no setting: a copy of the settings must not differ by it."""

_CHECKS = "checks"

LASTS = timedelta(days=7)
"""After so long a copy is read again: a disk can lose what it holds without touching size and date."""


class CopyChecks:
    """Remembers by path, size and date of change of a file; a file that changed since counts as unchecked."""

    def __init__(self, data: Path, now: Callable[[], datetime]) -> None:
        self._kept = SettingsDesk(data / FILE)
        self._now = now

    def of(self, copy: Backup) -> Checked | None:
        """What the last check showed; None where there was none of this file as it is, or long ago."""
        found = self._last(copy)
        # A clock that was set back must not keep a check for ever.
        return found if found is not None and abs(self._now() - found.when) < LASTS else None

    def damaged(self, copies: Iterable[Backup]) -> frozenset[Path]:
        """Those of which the last check, however long ago, says so: time does not mend a file."""
        found = ((one.path, self._last(one)) for one in copies)
        return frozenset(path for path, last in found if last is not None and last.health is Health.DAMAGED)

    def work(self, copy: Backup) -> Callable[[Wanted], tuple[str, Health]]:
        """The check of a copy, for another thread: it touches neither the store nor this. May be Cancelled.

        Its result is for ``keep``: what the file was when it began, and what was found.
        """
        from enec_desktop.store.copy_check import check_copy

        path = copy.path

        def check(wanted: Wanted) -> tuple[str, Health]:
            return _figures(path), check_copy(path, wanted)

        return check

    def keep(self, copy: Backup, result: tuple[str, Health]) -> Checked:
        """Remember what was found; what could not be read is not remembered."""
        figures, health = result
        found = Checked(self._now(), health)
        if health is not Health.UNREADABLE:
            kept = self._kept.get(_CHECKS, {})
            checks = {name: one for name, one in kept.items() if _figures(Path(name))}
            entry: dict[str, Setting] = {"when": found.when.isoformat(), "health": health, "file": figures}
            self._kept.set(_CHECKS, {**checks, str(copy.path): entry})
        return found

    def made(self, copy: Backup) -> None:
        """A copy was made, and checked as each is."""
        self.keep(copy, (_figures(copy.path), Health.WHOLE))

    def _last(self, copy: Backup) -> Checked | None:
        kept = self._kept.get(_CHECKS, {}).get(str(copy.path))
        if not isinstance(kept, dict) or kept.get("file") != _figures(copy.path):
            return None
        try:
            found = Checked(datetime.fromisoformat(str(kept["when"])), Health(str(kept["health"])))
            # A moment without its zone cannot be compared.
            return found if found.when.tzinfo else None
        except (KeyError, ValueError):
            return None


def _figures(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"
