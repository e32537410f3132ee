"""The words that paper adds by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The few words a printed page adds by itself.

    ``page`` is filled with ``{number}`` and ``{count}``, ``sheet`` likewise where several documents make one
    file, ``document`` with the beginning of its id, ``goes_on`` with the ``{title}`` of what was divided.
    ``marks`` say in words what the four shapes show, for a reader who cannot see them. ``unprintable`` heads
    the list of characters without a glyph.
    """

    language: str = "en"
    page: str = "page {number} of {count}"
    sheet: str = "sheet {number} of {count}"
    document: str = "document {id}"
    goes_on: str = "{title} (continued)"
    note: str = "note:"
    ask: str = "to ask:"
    caution: str = "caution:"
    stop: str = "stop:"
    unprintable: str = "Characters that could not be printed"
    stands_for: str = "{code} stands for {name}"
    no_name: str = "a character without a name"
