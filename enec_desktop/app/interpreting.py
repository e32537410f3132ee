"""Who says in another language what the workshops wrote in English."""

from __future__ import annotations

from collections.abc import Mapping

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Block, Page, Section
from enec_desktop.domain.drawing import Drawing
from enec_desktop.wording.phrasebook import Phrasebook, Reader
from enec_desktop.wording.problems import ProblemBook
from enec_desktop.wording.translated import (
    own_texts,
    translated_blocks,
    translated_drawing,
    translated_page,
    translated_sections,
)


class PhraseInterpreter:
    """Reads a phrasebook; what one case has of its own is remembered while that case is looked at."""

    def __init__(self, book: Phrasebook, problems: Mapping[str, str]) -> None:
        self._book = book
        self._problems = ProblemBook(problems, book.common.say)
        self._reader = book.common

    def say(self, text: str) -> str:
        """A label or a text put together from labels."""
        return self._book.common.say(text)

    def problem(self, text: str) -> str:
        """The sentence of an error or a refusal."""
        return self._problems.told(text)

    def blocks(self, blocks: tuple[Block, ...], case: Case | None) -> tuple[Block, ...]:
        """Content blocks; what is written by hand in the case stays as it is."""
        return translated_blocks(blocks, self._of(case))

    def sections(self, sections: tuple[Section, ...], case: Case | None) -> tuple[Section, ...]:
        """Sections of content blocks."""
        return translated_sections(sections, self._of(case))

    def page(self, page: Page, case: Case) -> Page:
        """A whole document."""
        return translated_page(page, self._of(case))

    def drawing(self, drawing: Drawing) -> Drawing:
        """A picture."""
        return translated_drawing(drawing, self._book.common)

    def _of(self, case: Case | None) -> Reader:
        own = own_texts(case) if case is not None else frozenset()
        if own != self._reader.own:
            self._reader = self._book.reader(own)
        return self._reader
