"""The six states of a field: their order and their words."""

from __future__ import annotations

from enec_desktop.domain.case import FieldState
from enec_desktop.ui.kit import Kit

STATES = (
    FieldState.VALUE,
    FieldState.NOT_DONE,
    FieldState.PENDING,
    FieldState.UNKNOWN,
    FieldState.NOT_APPLICABLE,
    FieldState.NOT_RECORDED,
)
"""The order in which the state key goes through the six states."""


def state_words(kit: Kit, state: FieldState) -> str:
    """The word for the absence of a value."""
    return kit.words(f"state.{state.value.replace(' ', '_')}")
