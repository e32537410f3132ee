"""Trouble the user can mend, as opposed to bugs."""

from __future__ import annotations

from collections.abc import Sequence


class EnecError(Exception):
    """Something the user can mend; the message is one clear sentence that says how."""


class FieldProblem(EnecError):
    """What was typed into one field cannot be taken; the message is one sentence to stand beside it.

    It says what is wrong and what to write; the typed text stays where it is. ``readings``: what can have
    been meant, each a text that is taken as it stands; one key chooses one of them. Nothing is chosen for
    the user, not even a single one. ``state``: the state of the field that the text names, else empty.
    """

    def __init__(self, message: str, readings: Sequence[str] = (), state: str = "") -> None:
        super().__init__(message)
        self.readings, self.state = tuple(readings), state


class CaseRefused(EnecError):
    """A case document breaks a rule of the format; nothing of it was taken.

    The message names the place (``events[3].facts.ki67``) and what to write instead.
    """


class KnowledgeRefused(EnecError):
    """The knowledge files have faults; ``faults`` lists every one with file and place."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("The knowledge was refused:\n" + "\n".join(faults))
        self.faults = faults


class StoreRefused(EnecError):
    """The case store cannot be opened or written; the message says what was kept and what to do."""


class Cancelled(EnecError):
    """The user called off long work; the message says what was left as it was."""
