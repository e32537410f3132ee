"""How long work tells how far it is, and hears whether it is still wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from enec_desktop.domain.errors import Cancelled

Progress: TypeAlias = Callable[[float], bool]
"""Gets the share that is done, 0 to 1; its answer says whether to go on. False ends the work in Cancelled."""

Wanted: TypeAlias = Callable[[], bool]
"""Answers, from any thread, whether work is still wanted."""


def go_on(share: float) -> bool:
    """For work that nobody watches."""
    return True


def always() -> bool:
    """For work that nobody calls off."""
    return True


def leave_off(wanted: Wanted) -> None:
    """Raise Cancelled once work is not wanted any more; its result is dropped, nothing was written."""
    if not wanted():
        raise Cancelled("The work was called off: its result is not wanted any more.")
