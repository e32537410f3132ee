"""Which fact of which case a widget stands for, or which part of one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldKey:
    """A field of an entry of a case; an empty entry id: the entry comes into being with its first fact.

    ``part``: its date, report or note; without a field, the date or the months of the entry itself.
    """

    case_id: str
    entry_id: str
    kind: str
    field: str
    part: str = ""

    @property
    def spot(self) -> str:
        """Field and part in one word, as drafts are kept under it."""
        return f"{self.field}.{self.part}" if self.part else self.field
