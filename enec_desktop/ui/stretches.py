"""Fetching from the store a little at a time: it belongs to this thread, which looks at keys between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer

STRETCH_MS = 30
"""So long the window may be busy with fetching before it looks at keys again."""

Piece = TypeVar("Piece")


def in_stretches(
    parent: QObject,
    pieces: Iterator[Sequence[Piece]],
    wanted: Callable[[], bool],
    then: Callable[[list[Piece]], object],
    failed: Callable[[Exception], object],
) -> None:
    """Fetch all pieces and hand them on; nothing happens once they are not wanted, or ``parent`` is gone.

    ``failed`` gets what the store refuses, and a bug, too: it ends what is shown and raises that again.
    """
    found: list[Piece] = []

    def some() -> None:
        until = QDeadlineTimer(STRETCH_MS)
        while wanted():
            try:
                found.extend(next(pieces))
            except StopIteration:
                then(found)
                return
            except Exception as trouble:
                failed(trouble)
                return
            if until.hasExpired():
                QTimer.singleShot(0, parent, some)
                return

    some()
