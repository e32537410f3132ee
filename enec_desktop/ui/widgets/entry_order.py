"""Where an entry goes among the others of a case."""

from __future__ import annotations

from collections.abc import Sequence

from enec_desktop.domain.case import Case


def open_question(case: Case, kind: str) -> str | None:
    """The question that waits for its board stays last: what is added was known to it."""
    last = case.entries[-1] if case.entries else None
    waits = last is not None and last.kind == "question" and kind not in ("question", "decision")
    return last.id if last is not None and waits else None


def moved_before(case: Case, peers: Sequence[str], at: int, *, back: bool) -> str | None:
    """Before which entry one goes that takes the place ``at`` among its peers; None: to the end.

    It goes before the peer that stands there, or behind it.
    """
    order = [entry.id for entry in case.entries]
    after = order.index(peers[at]) + 1
    return peers[at] if back else order[after] if after < len(order) else None
