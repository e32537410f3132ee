"""The words of the interface, by key."""

from __future__ import annotations

from collections.abc import Mapping


class Words:
    """Looks up ``worklist.search`` in the text file of the language."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __call__(self, key: str) -> str:
        """The words of a key; raises KeyError for a key the language lacks."""
        return self._texts[key]

    def format(self, key: str, **values: object) -> str:
        """The words of a key with values put in."""
        return self._texts[key].format(**values)
