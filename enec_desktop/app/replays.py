"""What another edition of the knowledge would change for the stored cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.content import Section
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.replay import AdviceChange, CaseReplay, Replay
from enec_desktop.domain.time import AfterEvent, At, Latest
from enec_desktop.engine.assess import assess, at_words
from enec_desktop.engine.editions import Comparing, only_touched, reads_alike
from enec_desktop.wording.replay import replay_document, replay_section

if TYPE_CHECKING:
    from enec_desktop.store.store import Store

Progress = Callable[[int, int], None]


class ReplayDesk:
    """Assesses cases by two editions and tells what differs."""

    def __init__(
        self,
        knowledge: KnowledgeDesk,
        other: Callable[[Path], KnowledgeBase],
        store: Callable[[], Store],
        withheld: Callable[[], frozenset[str]],
        now: Callable[[], datetime],
    ) -> None:
        self._withheld = withheld
        self._knowledge = knowledge
        self._other = other
        self._store = store
        self._now = now

    def replay(
        self, folder: Path, progress: Progress | None = None, is_cancelled: Callable[[], bool] | None = None
    ) -> Replay:
        """Every stored case under the program's edition and under that of a folder.

        What changes in a case whose advice waits for the intent of the board is not told, only that it does.
        ``progress`` gets the number of cases done and of all; ``is_cancelled`` is asked before each case.
        Raises KnowledgeRefused with every fault of the other edition.
        """
        other = self._other(folder)
        store = self._store().cases
        ids = store.ids()
        found = self.over((store.get(id_) for id_ in ids), len(ids), other, progress, is_cancelled)
        held = self._withheld()
        told = tuple(one for one in found.changed if one.case_id not in held)
        waiting = tuple(dict.fromkeys(one.case_id for one in found.changed if one.case_id in held))
        return replace(found, changed=told, waiting=waiting)

    def over(
        self,
        cases: Iterable[Case],
        total: int,
        other: KnowledgeBase,
        progress: Progress | None = None,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> Replay:
        """These cases under both editions; nothing of the store is touched, so it may run anywhere."""
        replayed = _Replayed(self._knowledge.base, other, self._now())
        for done, case in enumerate(cases):
            if is_cancelled is not None and is_cancelled():
                return replayed.result(done, cancelled=True)
            replayed.add(case)
            if progress is not None:
                progress(done + 1, total)
        return replayed.result(total)

    def section(self, replay: Replay) -> Section:
        """What changed, in content blocks."""
        return replay_section(replay)

    def document(self, replay: Replay) -> dict[str, object]:
        """The same as plain JSON values."""
        return replay_document(replay)


class _Replayed:
    """One replay under way.

    Where only some options were edited, a case is first assessed with these alone; only where they read
    otherwise it is assessed whole.
    """

    def __init__(self, before: KnowledgeBase, after: KnowledgeBase, now: datetime) -> None:
        self._comparing = Comparing(before, after)
        self._editions = (before, after)
        few = (
            only_touched(before, after, self._comparing.edited),
            only_touched(after, before, self._comparing.edited),
        )
        self._few = None if few[0] is None or few[1] is None else (few[0], few[1])
        self._latest = Latest(now.date())
        self._points = 0
        self._changed: list[CaseReplay] = []
        self._refused: list[tuple[str, str]] = []

    def add(self, case: Case) -> None:
        """Assess a case at its points; one that the other edition cannot read is noted with the reason."""
        try:
            again = self._as_read_by_the_other(case)
        except CaseRefused as refused:
            self._refused.append((case.id, str(refused)))
            return
        found: dict[tuple[AdviceChange, ...], list[str]] = {}
        for at in self._points_of(case):
            self._points += 1
            changes = self._changes(case, again, at)
            if changes:
                found.setdefault(changes, []).append(at_words(at))
        for changes, points in found.items():
            self._changed.append(CaseReplay(case.id, case.title, " and ".join(points), changes))

    def result(self, cases: int, *, cancelled: bool = False) -> Replay:
        """What was found so far."""
        before, after = (one.edition for one in self._editions)
        return Replay(
            f"{before.version} ({before.hash[:12]})",
            f"{after.version} ({after.hash[:12]})",
            self._comparing.edited,
            cases,
            self._points,
            tuple(self._changed),
            tuple(self._refused),
            cancelled,
        )

    def _as_read_by_the_other(self, case: Case) -> Case:
        before, after = (one.vocabulary for one in self._editions)
        return case if before == after else from_document(to_document(case), after)

    def _points_of(self, case: Case) -> Iterator[At]:
        """The last question put to a board, and everything recorded where there is more or no question."""
        asked = case.of_kind("question")
        if asked:
            yield AfterEvent(asked[-1].id)
        if not asked or case.entries[-1] is not asked[-1]:
            yield self._latest

    def _may_change(self, case: Case, again: Case, at: At) -> bool:
        if self._few is None:
            return True
        return not reads_alike(assess(case, self._few[0], at), assess(again, self._few[1], at))

    def _changes(self, case: Case, again: Case, at: At) -> tuple[AdviceChange, ...]:
        if not self._comparing.edited or not self._may_change(case, again, at):
            return ()
        old, new = assess(case, self._editions[0], at), assess(again, self._editions[1], at)
        return self._comparing.changes(old, new)
