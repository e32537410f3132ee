"""What follows from decisions: actions not done yet, conditions to watch, deviations that are alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from enec_desktop.domain.assessment import Explanation, Seen
from enec_desktop.domain.board_record import BoardRecord
from enec_desktop.domain.case import Case, Entry, FieldState
from enec_desktop.domain.time import PartialDate


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action that is neither done nor dropped.

    ``patient`` is the name, or the title of a case without one. ``confirmed``: its decision is.
    ``overdue``: the day it was due, or the last day that can be meant, is over.
    """

    case_id: str
    patient: str
    decision: str
    entry: str
    what: str
    owner: str
    due: PartialDate | None
    overdue: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """A condition of a decision, looked at again.

    ``answer`` and ``then``, at the decision: holds, does not hold, None: not known. ``asks`` are the facts
    it waits for. ``problem``: why the program cannot check it; empty where it can. ``relist``: the case goes
    back on the agenda where it holds.
    """

    entry: str
    decision: str
    words: str
    when: str
    answer: bool | None
    then: bool | None
    consequence: str
    otherwise: str
    relist: bool
    asks: tuple[Seen, ...] = ()
    explanation: Explanation | None = None
    problem: str = ""

    @property
    def turned(self) -> bool:
        """Whether it is answered now, and otherwise than at the decision."""
        return self.answer is not None and self.answer != self.then

    @property
    def calls(self) -> bool:
        """Whether the case belongs on the agenda again because of it."""
        return self.relist and self.answer is True and self.then is not True


@dataclass(frozen=True, slots=True)
class LikeDeviations:
    """Decisions that deviate from the same advice for the same coded reason; nothing changes by itself."""

    rule: str
    reason: str
    records: tuple[BoardRecord, ...]

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases, each once, the one decided last first."""
        return tuple(dict.fromkeys(record.case_id for record in self.records))


def decisions_in_force(case: Case, confirmed: Collection[str]) -> Iterator[Entry]:
    """For each question the newest confirmed decision, else the last one written."""
    last: dict[str, Entry] = {}
    asked = ""
    for entry in case.entries:
        if entry.kind == "question":
            asked = entry.id
        elif entry.kind == "decision":
            old = last.get(asked)
            if entry.id in confirmed or old is None or old.id not in confirmed:
                last[asked] = entry
    yield from last.values()


def open_actions(case: Case, confirmed: Collection[str], today: date) -> Iterator[OpenAction]:
    """The open actions of the decisions in force, in the order they are listed."""
    for decision in decisions_in_force(case, confirmed):
        for part in case.parts_of(decision.id):
            if part.kind == "action" and _is_open(part):
                due = part.fact("due").value
                day = due if isinstance(due, PartialDate) else None
                yield OpenAction(
                    case.id,
                    _patient(case),
                    decision.id,
                    part.id,
                    words_of(part, "what"),
                    words_of(part, "owner"),
                    day,
                    day is not None and day.latest < today,
                    decision.id in confirmed,
                )


def by_due_day(actions: Iterable[OpenAction]) -> tuple[OpenAction, ...]:
    """The soonest due first, those without a day last."""
    return tuple(sorted(actions, key=lambda one: (one.due is None, one.due.latest if one.due else date.max)))


def words_of(entry: Entry, field: str) -> str:
    """The text of a field; empty where none is recorded."""
    value = entry.fact(field).value
    return value if isinstance(value, str) else ""


def _is_open(action: Entry) -> bool:
    state = action.fact("state")
    if state.state is FieldState.NOT_APPLICABLE:
        return False
    return state.value is None or "open" in (state.value if isinstance(state.value, frozenset) else ())


def _patient(case: Case) -> str:
    named = (words_of(entry, "name") for entry in case.of_kind("identity"))
    return next(filter(None, named), case.title)
