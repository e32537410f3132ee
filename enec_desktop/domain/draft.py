"""What was typed and is no fact yet, and where the user was: both outlive the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Spot:
    """A field of a case. Without ``field`` only the chapter is known.

    Without ``entry_id`` the entry comes into being with its first fact.
    """

    case_id: str
    chapter: str
    kind: str = ""
    entry_id: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that stands in a field and is not recorded: never a fact, until the user hands it over."""

    spot: Spot
    text: str
    when: datetime
