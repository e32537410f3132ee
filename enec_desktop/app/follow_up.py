"""After the meeting: what is still to be done, which conditions turned, which deviations are alike."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from enec_desktop.app.knowledge import KnowledgeDesk
from enec_desktop.app.points import latest
from enec_desktop.domain.board_record import BoardRecord
from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.case_document import from_document
from enec_desktop.domain.errors import CaseRefused
from enec_desktop.domain.follow_up import (
    LikeDeviations,
    OpenAction,
    Trigger,
    by_due_day,
    decisions_in_force,
    open_actions,
    words_of,
)
from enec_desktop.domain.rule import Condition
from enec_desktop.domain.time import AfterEvent, At
from enec_desktop.engine.watching import watched
from enec_desktop.knowledge.parsing import ConditionFault, parse_condition

if TYPE_CHECKING:
    from enec_desktop.store.store import Store


class FollowUpDesk:
    """Looks at what became of decisions; it changes nothing."""

    def __init__(
        self, knowledge: KnowledgeDesk, store: Callable[[], Store], now: Callable[[], datetime]
    ) -> None:
        self._knowledge = knowledge
        self._store = store
        self._now = now

    def open_actions(self, today: date | None = None) -> tuple[OpenAction, ...]:
        """The open actions of all cases outside the bin, the soonest due first."""
        day, store = today or self._now().date(), self._store()
        confirmed: dict[str, set[str]] = {}
        for case_id, decision in store.records.decisions():
            confirmed.setdefault(case_id, set()).add(decision)
        return by_due_day(
            action
            for case_id in store.cases.holding("action")
            for action in open_actions(store.cases.get(case_id), confirmed.get(case_id, ()), day)
        )

    def check(self, text: str) -> str:
        """Why the program cannot check a condition as it is written; empty where it can."""
        return self._read(text)[1]

    def triggers(self, case: Case) -> tuple[Trigger, ...]:
        """The conditions of the decisions in force, answered as the case is now and as it was then."""
        records = {one.decision: one.number for one in self._store().records.outlines(case.id)}
        found = []
        for decision in decisions_in_force(case, records.keys()):
            parts = [part for part in case.parts_of(decision.id) if part.kind == "condition"]
            if parts:
                number = records.get(decision.id)
                then = self._then(case, decision, number)
                found += [self._trigger(case, decision, part, then) for part in parts]
        return tuple(found)

    def like_deviations(self, at_least: int = 2) -> tuple[LikeDeviations, ...]:
        """Confirmed decisions in force that deviate from one rule for one coded reason, the most first.

        For people who keep the knowledge to look at: nothing changes by itself.
        """
        store = self._store()
        alike: dict[tuple[str, str], list[BoardRecord]] = {}
        for record in store.records.current():
            decision = store.cases.get(record.case_id).entry(record.decision)
            reasons, rule = decision.fact("deviation_reason").value, words_of(decision, "rule").strip()
            if decision.fact("stance").value != frozenset({"deviates"}) or not rule:
                continue
            for reason in reasons if isinstance(reasons, frozenset) else ():
                alike.setdefault((rule, reason), []).append(record)
        found = [LikeDeviations(*key, tuple(records)) for key, records in alike.items()]
        found = [one for one in found if len(one.cases) >= at_least]
        return tuple(sorted(found, key=lambda one: (-len(one.cases), one.rule, one.reason)))

    def _trigger(self, case: Case, decision: Entry, part: Entry, decided: tuple[Case, At]) -> Trigger:
        when = words_of(part, "when")
        condition, problem = self._read(when)
        told = (part.id, decision.id, words_of(part, "words"), when)
        follows = (words_of(part, "then"), words_of(part, "otherwise"))
        relist = part.fact("relist").value == frozenset({"yes"})
        if condition is None:
            return Trigger(*told, None, None, *follows, relist, problem=problem)
        base = self._knowledge.base
        now, asks = watched(condition, case, base, latest(self._now()))
        old, point = decided
        then, _ = watched(condition, old, base, point)
        return Trigger(*told, now.answer, then.answer, *follows, relist, asks, now)

    def _then(self, case: Case, decision: Entry, number: int | None) -> tuple[Case, At]:
        """The case as it was decided: as it was frozen, where it was confirmed and can be read still."""
        if number is not None:
            record = self._store().records.get(number)
            frozen = json.loads(record.document)["case"]
            with contextlib.suppress(CaseRefused):
                then = from_document(frozen, self._knowledge.base.vocabulary)
                return then, latest(record.confirmed)
        return case, AfterEvent(decision.id)

    def _read(self, text: str) -> tuple[Condition | None, str]:
        if not text.strip():
            return None, ""
        facts = self._knowledge.base.facts
        try:
            return parse_condition(text, {name: one.domain for name, one in facts.items()}), ""
        except ConditionFault as fault:
            return None, str(fault)
