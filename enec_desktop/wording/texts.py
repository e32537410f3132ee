"""Reads the words of the interface (``resources/text/<language>.toml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop.domain.errors import EnecError

if TYPE_CHECKING:
    from enec_desktop.wording.phrasebook import Phrasebook

_MAP = "map/"
"""The keys of the lines on the map of the pathway: parts of labels, none by themselves."""


def read_texts(path: Path) -> dict[str, str]:
    """All words by dotted key. Raises EnecError when the file cannot be read or holds anything but text."""
    return dict(_flat(_content(path), "", path.name))


def read_phrasebook(path: Path, english: Mapping[str, str], other: Mapping[str, str]) -> Phrasebook:
    """The phrasebook of a language: the phrases of a file, and the labels of the knowledge by key.

    Raises EnecError when the file cannot be read.
    """
    from enec_desktop.wording.phrasebook import Phrasebook

    lines = {english[key]: text for key, text in other.items() if key.startswith(_MAP)}
    labels = ((english[key], text) for key, text in other.items() if not key.startswith(_MAP))
    return Phrasebook.of(_content(path), labels, lines)


def read_problems(path: Path) -> dict[str, str]:
    """The sentences of errors, English to other. Raises EnecError when the file cannot be read."""
    found = _content(path)
    wrong = next((key for key, value in found.items() if not isinstance(value, str)), None)
    if wrong is not None:
        raise EnecError(f"{path.name}: {wrong} is no text. Install the program again.")
    return {key: str(value) for key, value in found.items()}


def _content(path: Path) -> dict[str, object]:
    # Only here: a start with the table at hand does not read TOML.
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EnecError(
            f"The words of {path.name} cannot be read: {error}. Install the program again."
        ) from error


def _flat(table: Mapping[str, object], prefix: str, file: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.", file)
        elif isinstance(value, str):
            yield f"{prefix}{key}", value
        else:
            raise EnecError(f"{file}: {prefix}{key} is no text. Install the program again.")
