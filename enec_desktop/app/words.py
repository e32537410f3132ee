"""The words of the program in the language in force, and what the workshops wrote in English said in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from enec_desktop.domain.time import PartialDate

if TYPE_CHECKING:
    from enec_desktop.domain.case import Case
    from enec_desktop.domain.content import Block, Page, Section
    from enec_desktop.domain.drawing import Drawing

ENGLISH, CHINESE = "en", "zh"
LANGUAGES = (ENGLISH, CHINESE)
"""The languages of the program, in the order they are offered."""


class Interpreter(Protocol):
    """Says in another language what was written in English; sentences of advice stay, marked once."""

    def say(self, text: str) -> str:
        """A label or a text put together from labels."""

    def problem(self, text: str) -> str:
        """The sentence of an error or a refusal."""

    def blocks(self, blocks: tuple[Block, ...], case: Case | None) -> tuple[Block, ...]:
        """Content blocks; what is written by hand in the case stays as it is."""

    def sections(self, sections: tuple[Section, ...], case: Case | None) -> tuple[Section, ...]:
        """Sections of content blocks."""

    def page(self, page: Page, case: Case) -> Page:
        """A whole document."""

    def drawing(self, drawing: Drawing) -> Drawing:
        """A picture."""


_COUNTED = ("count", "cases", "total")
"""Places that say how many there are of what a sentence is about."""


class Words:
    """Looks up ``worklist.search`` in the text file of the language, and says what is put together.

    ``read`` answers the texts of a language, ``interpreter`` who says in it what was written in English.
    English needs no interpreter: everything it is asked comes back as it was.
    """

    def __init__(
        self,
        read: Callable[[str], Mapping[str, str]],
        interpreter: Callable[[str], Interpreter],
        language: str = ENGLISH,
    ) -> None:
        self._read, self._interpreter = read, interpreter
        self.turn(language)

    @property
    def language(self) -> str:
        """The language in force: one of LANGUAGES."""
        return self._language

    def turn(self, language: str) -> None:
        """Take another language; raises EnecError when its texts cannot be read."""
        self._texts = self._read(language)
        self._language = language

    def __call__(self, key: str) -> str:
        """The words of a key; raises KeyError for a key the language lacks."""
        return self._texts[key]

    def format(self, key: str, **values: object) -> str:
        """The words of a key with values put in; those of ``<key>_one``, if any, where they count one."""
        one = f"{key}_one"
        counts_one = any(values.get(name) == 1 for name in _COUNTED) and one in self._texts
        return self._texts[one if counts_one else key].format(**values)

    def say(self, text: str) -> str:
        """A label, or a text put together from labels, in the language in force."""
        return self._interpreter(self._language).say(text) if text and self._is_other else text

    def problem(self, text: str) -> str:
        """The sentence of an error or a refusal in the language in force, in English where that lacks it."""
        return self._interpreter(self._language).problem(text) if text and self._is_other else text

    def date(self, day: PartialDate) -> str:
        """A date as a reader of the language writes it: 12-Mar-2026, or 2026-03-12."""
        return day.iso() if self._is_other else day.shown()

    def blocks(self, blocks: tuple[Block, ...], case: Case | None = None) -> tuple[Block, ...]:
        """Content blocks with their labels in the language in force."""
        return self._interpreter(self._language).blocks(blocks, case) if self._is_other else blocks

    def sections(self, sections: tuple[Section, ...], case: Case | None = None) -> tuple[Section, ...]:
        """Sections with their labels in the language in force."""
        return self._interpreter(self._language).sections(sections, case) if self._is_other else sections

    def page(self, page: Page, case: Case) -> Page:
        """A document with its labels in the language in force."""
        return self._interpreter(self._language).page(page, case) if self._is_other else page

    def drawing(self, drawing: Drawing) -> Drawing:
        """A picture with its labels in the language in force."""
        return self._interpreter(self._language).drawing(drawing) if self._is_other else drawing

    @property
    def _is_other(self) -> bool:
        return self._language != ENGLISH
