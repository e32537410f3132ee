"""What was entered since the board decided last: what a case discussed again is asked about first."""

from __future__ import annotations

from enec_desktop.domain.case import Case, Entry

_OF_THE_BOARD = frozenset({"question", "decision", "identity"})
"""What a meeting writes itself, and what is no event."""


def since_board(case: Case, question: str) -> tuple[Entry | None, tuple[Entry, ...]]:
    """The last decision before a question (an entry id), and the events between it and the question.

    The order of the entries is the order of the history. Parts of an event (a lesion of a study) go with
    it and are not told apart. Without a decision before, nothing is new: everything is.
    """
    before = list(case.entries)
    ids = [entry.id for entry in before]
    if question in ids:
        before = before[: ids.index(question)]
    last = next((n for n in reversed(range(len(before))) if before[n].kind == "decision"), None)
    if last is None:
        return None, ()
    later = (entry for entry in before[last + 1 :] if entry.kind not in _OF_THE_BOARD and entry.of is None)
    return before[last], tuple(later)
