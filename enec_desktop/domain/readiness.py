"""Whether a case can be discussed: what is still missing, who sees to it, and what makes it hard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from enec_desktop.domain.assessment import Assessment, Place
from enec_desktop.domain.case import Case, Fact, FieldState
from enec_desktop.domain.mattering import Mattering, Reason
from enec_desktop.domain.vocabulary import Vocabulary


class Light(StrEnum):
    """READY: a question, and every gate passed. ASKS: a gate is open. NO_QUESTION: nothing is asked."""

    READY = "ready"
    ASKS = "asks"
    NO_QUESTION = "no question"


class Hardness(StrEnum):
    """What makes a case hard to discuss, each a thing that can be counted."""

    QUESTIONS = "questions"
    CONTRADICTIONS = "contradictions"
    UNSETTLED = "unsettled"
    LINES = "lines"


QUESTION = "question"
"""Stands for a gate in a task: without a question there is nothing to discuss."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What must be said before a case is ready: one of ``fields`` ("kind.field"), and who sees to it."""

    id: str
    fields: tuple[str, ...]
    discipline: str


@dataclass(frozen=True, slots=True)
class ReadinessRules:
    """The rules as written; ``sees``: a field, a group of a kind or a chapter, and its discipline.

    ``first``: which cases are taken before which, by how far they are.
    """

    gates: tuple[Gate, ...]
    sees: Mapping[str, str]
    first: tuple[Light, ...]
    hardest_by: tuple[Hardness, ...]
    lane: str
    lane_claims: tuple[str, ...]

    def discipline(self, place: Place, vocabulary: Vocabulary) -> str:
        """Who sees to a field; what only derives from one (a property of a regimen) goes by its chapter."""
        kind = vocabulary.kinds[place.kind]
        field = kind.fields.get(place.field)
        group = field.group if field is not None else ""
        names = (f"{place.kind}.{place.field}", f"{place.kind}.{group}", kind.chapter)
        return next(self.sees[name] for name in names if name in self.sees)


@dataclass(frozen=True, slots=True)
class OpenGate:
    """A gate that is not passed; ``place`` is where to write it, ``state`` what stands there.

    ``reason_missing``: it is in a state that wants a note why.
    """

    gate: Gate
    place: Place
    state: FieldState

    @property
    def reason_missing(self) -> bool:
        """Whether only the note why is wanted."""
        return self.state is not FieldState.NOT_RECORDED


@dataclass(frozen=True, slots=True)
class Task:
    """One thing a discipline sees to before the meeting.

    ``gate``: the id of the gate it opens, empty for a fact that matters; ``reason``: why it matters, None for
    a gate alone. ``ask`` is the question put for it, empty where none is; ``again``: recorded, too old or in
    doubt.
    """

    place: Place
    gate: str = ""
    reason: Reason | None = None
    ask: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Hard:
    """One reason why a case is hard, with how many of it there are."""

    reason: Hardness
    count: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a case is; ``to_do`` by discipline in the order of the vocabulary, only those with a task.

    ``lane`` is always "discuss"; ``lane_claims`` name what that rests on.
    """

    case_id: str
    light: Light
    gates: tuple[OpenGate, ...]
    to_do: Mapping[str, tuple[Task, ...]]
    complexity: tuple[Hard, ...]
    lane: str
    lane_claims: tuple[str, ...]

    def count(self, reason: Hardness) -> int:
        """How many there are of a reason, 0 where it does not apply."""
        return next((one.count for one in self.complexity if one.reason is reason), 0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A case in the proposed order; ``by``: the reason that puts it before the next one, None for a tie,
    the last one, or where the next is less far."""

    readiness: Readiness
    by: Hardness | None = None


def open_gates(case: Case, rules: ReadinessRules) -> tuple[OpenGate, ...]:
    """The gates that nothing passes, each with the field where most is said already, else its first."""
    return tuple(found for gate in rules.gates if (found := _open(case, gate)) is not None)


def has_question(case: Case) -> bool:
    """Whether the last question entry says what the board is asked."""
    asked = case.of_kind("question")
    return bool(asked) and asked[-1].fact("question").state is FieldState.VALUE


def hardness(case: Case, found: Assessment, contradictions: int) -> tuple[Hard, ...]:
    """What makes a case hard, only what there is; ``contradictions``: those without an answer.

    Lines of treatment are the systemic courses on record, other than those that gave no drug.
    """
    counts = {
        Hardness.QUESTIONS: len(found.moments) if len(found.moments) > 1 else 0,
        Hardness.CONTRADICTIONS: contradictions,
        Hardness.UNSETTLED: _unsettled(found),
        Hardness.LINES: len(
            [entry for entry in case.of_kind("course") if _gave_a_drug(entry.fact("regimen"))]
        ),
    }
    return tuple(Hard(reason, count) for reason, count in counts.items() if count)


def tasks(
    case: Case,
    gates: Iterable[OpenGate],
    matters: Iterable[Mattering],
    rules: ReadinessRules,
    vocabulary: Vocabulary,
) -> Mapping[str, tuple[Task, ...]]:
    """Everything that is to be seen to, by discipline: a question where there is none, gates, then the facts
    that matter, each once."""
    asked = {(one.place.kind, one.place.field): one for one in matters}
    made: dict[str, list[Task]] = {}
    for task in _without_question(case):
        made.setdefault(rules.discipline(task.place, vocabulary), []).append(task)
    for gate in gates:
        known = [key for key in map(_key, gate.gate.fields) if key in asked]
        one = asked.pop(known[0]) if known else None
        told = (one.reason, one.ask, one.again) if one else (None, "", False)
        made.setdefault(gate.gate.discipline, []).append(Task(gate.place, gate.gate.id, *told))
    for one in asked.values():
        who = rules.discipline(one.place, vocabulary)
        made.setdefault(who, []).append(Task(one.place, "", one.reason, one.ask, one.again))
    disciplines = vocabulary.field("position", "discipline").choices
    return {who: tuple(made[who]) for who in disciplines if who in made}


def in_order(cases: Iterable[Readiness], rules: ReadinessRules) -> tuple[Placed, ...]:
    """By how far they are as the rules say, the hardest of each first; ties keep their order."""

    def counts(one: Readiness) -> tuple[int, ...]:
        return (rules.first.index(one.light), *(-one.count(reason) for reason in rules.hardest_by))

    ordered = sorted(cases, key=counts)
    following: list[Readiness | None] = [*ordered[1:], None]
    return tuple(
        Placed(one, _before(one, then, rules)) for one, then in zip(ordered, following, strict=False)
    )


def _before(one: Readiness, then: Readiness | None, rules: ReadinessRules) -> Hardness | None:
    if then is None or one.light is not then.light:
        return None
    return next((reason for reason in rules.hardest_by if one.count(reason) != then.count(reason)), None)


def _open(case: Case, gate: Gate) -> OpenGate | None:
    said = [(place, fact) for place, fact in _said(case, gate)]
    if any(_passes(fact) for _, fact in said):
        return None
    if said:
        place, fact = said[0]
        return OpenGate(gate, place, fact.state)
    kind, field = _key(gate.fields[0])
    there = case.of_kind(kind)
    return OpenGate(gate, Place(there[-1].id if there else "", kind, field), FieldState.NOT_RECORDED)


def _said(case: Case, gate: Gate) -> Iterator[tuple[Place, Fact]]:
    """What is said of the fields of a gate, of each the latest."""
    for kind, field in map(_key, gate.fields):
        for entry in reversed(case.of_kind(kind)):
            fact = entry.fact(field)
            if fact.state is not FieldState.NOT_RECORDED:
                yield Place(entry.id, kind, field), fact
                break


def _passes(fact: Fact) -> bool:
    return fact.state is FieldState.VALUE or bool((fact.note or "").strip())


def _without_question(case: Case) -> Iterator[Task]:
    """The question for the board as something that is needed before it, where nobody asks one."""
    if not has_question(case):
        asked = case.of_kind("question")
        yield Task(Place(asked[-1].id if asked else "", "question", "question"), QUESTION)


def _key(name: str) -> tuple[str, str]:
    kind, _, field = name.partition(".")
    return kind, field


def _unsettled(found: Assessment) -> int:
    """How many tumour treatments may lead, over all questions of the day, where that is not settled."""
    open_views = [view.sensitivity for view in found.moments if view.sensitivity is not None]
    leaders = {option for one in open_views for leader in one.leaders for option in leader.options}
    settled = all(len(one.leaders) <= 1 and one.settled for one in open_views)
    return 0 if settled else len(leaders)


def _gave_a_drug(regimen: Fact) -> bool:
    return isinstance(regimen.value, frozenset) and regimen.value != frozenset({"none"})
