"""Which fact of which case a widget stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldKey:
    """A field of an entry of a case; an empty entry id: the entry comes into being with its first fact."""

    case_id: str
    entry_id: str
    kind: str
    field: str
