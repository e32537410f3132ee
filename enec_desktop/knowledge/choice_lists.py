"""The choices of one field, read alone: the list of cases shows them before the vocabulary is read."""

from __future__ import annotations

from pathlib import Path

from enec_desktop.domain.errors import KnowledgeRefused


def read_choices(path: Path, field: str) -> dict[str, str]:
    """Words by code, in order, as the vocabulary's file of a kind writes them at the field itself.

    Checked is only that they can be read: all else is checked when the vocabulary is read. Raises
    KnowledgeRefused where they cannot.
    """
    # Only here: a start with the table at hand does not read TOML.
    import tomllib

    try:
        choices = tomllib.loads(path.read_text(encoding="utf-8"))["fields"][field]["choices"]
        return {str(code): str(words) for code, words in choices.items()}
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise KnowledgeRefused((f"{path}: the choices of {field} cannot be read: {error!r}.",)) from error
