"""A note of the hospital on a record of the knowledge: of all patients, never of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RecordNote:
    """What stands on a record, who wrote it last and when.

    ``text`` is empty once the note was deleted; ``before`` is what it said until then.
    """

    id: int
    ref: str
    text: str
    who: str
    when: datetime
    before: str = ""
