"""A patient as names may be read now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ShownPatient:
    """The patient in words; ``hidden`` gives what stands for words that may not be read."""

    words: str
    hidden: Mapping[str, str] = field(default_factory=dict)
