"""What was found of a folder in which somebody wants to keep cases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Ground(Enum):
    """What a folder is to somebody who wants to keep cases in it."""

    NEW = "new"
    EMPTY = "empty"
    CASES = "cases"
    MIXED = "mixed"
    NO_FOLDER = "no_folder"
    UNWRITABLE = "unwritable"
    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True, slots=True)
class Survey:
    """A folder as it was found; nothing in it was changed.

    ``what`` names what stands against it: another file, the sync program's folder, the word of the system.
    ``removable``: its disk can be unplugged, as far as this machine tells.
    """

    folder: Path
    ground: Ground
    what: str = ""
    removable: bool = False

    @property
    def is_fit(self) -> bool:
        """Whether cases can be kept there."""
        return self.ground in (Ground.NEW, Ground.EMPTY, Ground.CASES)
