"""Reads the words of the interface (``resources/text/<language>.toml``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from enec_desktop.domain.errors import EnecError


def read_texts(path: Path) -> dict[str, str]:
    """All words by dotted key. Raises EnecError when the file cannot be read or holds anything but text."""
    # Only here: a start with the table at hand does not read TOML.
    import tomllib

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EnecError(
            f"The words of {path.name} cannot be read: {error}. Install the program again."
        ) from error
    return dict(_flat(content, "", path.name))


def _flat(table: Mapping[str, object], prefix: str, file: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.", file)
        elif isinstance(value, str):
            yield f"{prefix}{key}", value
        else:
            raise EnecError(f"{file}: {prefix}{key} is no text. Install the program again.")
