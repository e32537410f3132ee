"""What belongs to a good discussion; ticked at the table, never asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to tick, in English and Chinese; ``id`` is what a meeting keeps of it."""

    id: str
    say: str
    say_zh: str

    def words(self, language: str) -> str:
        """What it says in a language of the program."""
        return self.say_zh if language == "zh" else self.say
