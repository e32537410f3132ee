"""The help inside the program: its chapters, and the search in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.app.words import Words
from enec_desktop.domain.content import Block, Heading, Section
from enec_desktop.wording.help import found_section, help_sections


class HelpDesk:
    """Reads only; every figure is counted in the edition in force."""

    def __init__(self, knowledge: KnowledgeDesk, words: Words, now: Callable[[], datetime]) -> None:
        self._knowledge, self._words, self._now = knowledge, words, now

    def chapters(self) -> dict[str, str]:
        """The titles of the chapters by their ids, in order."""
        return {one.id: self._words.say(one.title) for one in self._sections()}

    def chapter(self, id: str) -> tuple[Block, ...]:
        """One chapter under its title. Raises StopIteration for an id that is none."""
        return self._titled(next(one for one in self._sections() if one.id == id))

    def find(self, text: str) -> tuple[Block, ...]:
        """Every sentence that holds each word of a text, by chapter; that none does is said."""
        return self._titled(found_section(self._sections(), text))

    def _sections(self) -> tuple[Section, ...]:
        return help_sections(self._knowledge.base, self._now().date())

    def _titled(self, section: Section) -> tuple[Block, ...]:
        return self._words.blocks((Heading(section.title, 1), *section.blocks))
