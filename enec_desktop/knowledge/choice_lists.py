"""The choices of one field, read alone: the list of cases shows them before the vocabulary is read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from enec_desktop.domain.errors import KnowledgeRefused


def read_choices(folder: Path, kind: str, field: str) -> Mapping[str, str]:
    """Words by code, in order, as the vocabulary's file of a kind writes them at the field itself.

    Checked is only that they can be read: all else is checked when the vocabulary is read. Raises
    KnowledgeRefused where they cannot.
    """
    path = folder / f"{kind}.toml"
    try:
        choices = tomllib.loads(path.read_text(encoding="utf-8"))["fields"][field]["choices"]
        return {str(code): str(words) for code, words in choices.items()}
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise KnowledgeRefused((f"{path}: the choices of {field} cannot be read: {error!r}.",)) from error
