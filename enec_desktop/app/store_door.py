"""The way to the store: its file is opened when a case is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop import paths
from enec_desktop.domain.errors import StoreRefused

if TYPE_CHECKING:
    from enec_desktop.domain.vocabulary import Vocabulary
    from enec_desktop.store.store import Store


class StoreDoor:
    """Opens the store on first use, and closes it if it was opened.

    ``beside`` names the files of the folder that go into every backup. ``elsewhere``: it lies in a folder
    that was chosen earlier; it is never made anew there, as the cases may be on a disk that is not connected.
    """

    def __init__(
        self,
        folder: Path,
        vocabulary: Callable[[], Vocabulary],
        now: Callable[[], datetime],
        beside: tuple[str, ...],
        elsewhere: bool,
    ) -> None:
        self._folder, self._elsewhere = folder, elsewhere
        self._now, self._beside = now, beside
        self._vocabulary = vocabulary
        self._store: Store | None = None

    def open(self) -> Store:
        """The store. Raises StoreRefused, with one sentence, where it cannot be opened."""
        if self._store is None:
            if self._elsewhere and not paths.holds_cases(self._folder):
                raise StoreRefused(
                    f"Cases are kept in {self._folder}, but none are there now. Connect its disk, "
                    "or name another folder with --data-dir."
                )
            from enec_desktop.store.store import open_store

            self._store = open_store(self._folder, self._vocabulary, self._now(), beside=self._beside)
        return self._store

    def close(self) -> None:
        """Let the store go, where it was opened."""
        if self._store is not None:
            self._store.close()
            self._store = None
