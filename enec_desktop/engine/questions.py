"""Which missing facts to ask for first.

No weights: what separates the moments comes first, then what decides or clears the leading tumour
treatment (or lies behind a caution), then what the other options hang on; within a step the order of
``questions.toml``, then the fact more options hang on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from enec_desktop.domain.assessment import (
    Certainty,
    Clearance,
    MomentView,
    OptionView,
    Place,
    Question,
    Seen,
)
from enec_desktop.domain.knowledge_base import OptionKind
from enec_desktop.domain.values import is_single
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.phrases import see
from enec_desktop.engine.search import open_facts

_MOMENT, _CONTRADICTION, _LEADING, _OTHER, _CHECK = range(5)
_WHY = {
    _MOMENT: "It decides which question the board has to answer.",
    _CONTRADICTION: "It settles a doubt about what is recorded.",
    _LEADING: "The leading options hang on it.",
    _OTHER: "Options shown here hang on it.",
    _CHECK: "It belongs to the checks before an option shown here.",
}
_DOUBTS = {"contradiction": _CONTRADICTION, "caution": _LEADING}


@dataclass(slots=True)
class _Wanted:
    step: int
    count: int = 0
    decides: dict[str, None] = field(default_factory=dict)


def questions(
    moments: tuple[MomentView, ...],
    separating: dict[str, int],
    doubts: Mapping[str, Counter[str]],
    env: Environment,
) -> tuple[Question, ...]:
    """Every missing fact that something shown hangs on, the first to ask first."""
    wanted: dict[str, _Wanted] = {}
    for name, power in separating.items():
        _want(wanted, name, _MOMENT if power else _OTHER, power, "the question of the day")
    for kind, asked in doubts.items():
        for name, power in asked.items():
            _want(wanted, name, _DOUBTS.get(kind, _OTHER), power, "what is recorded")
    for view in moments[:1]:
        _from_moment(view, wanted, env)
    for view in moments[1:]:
        _from_moment(view, wanted, env, later=True)
    order = list(env.prepared.knowledge.questions)
    place = {name: order.index(name) if name in order else len(order) for name in wanted}
    ranked = sorted(wanted, key=lambda name: (wanted[name].step, place[name], -wanted[name].count, name))
    old = _too_old(moments)
    found = [_question(name, wanted[name], see(name, env, stale=name in old), env) for name in ranked]
    return tuple(_each_place_once(found))


def _too_old(moments: tuple[MomentView, ...]) -> set[str]:
    """The facts that are recorded but too old for a limit that waits for them."""
    options = (option for view in moments for group in view.groups for option in group.options)
    waiting = (one for option in options for one in option.alerts if one.fires is None and one.moves)
    return {seen.name for alert in waiting for seen in alert.seen if seen.stale}


def _each_place_once(found: list[Question]) -> Iterator[Question]:
    """Two facts that one field answers are asked for once."""
    seen: set[Place] = set()
    for question in found:
        if question.place not in seen or not question.place.field:
            yield question
        seen.add(question.place)


def _from_moment(
    view: MomentView, wanted: dict[str, _Wanted], env: Environment, *, later: bool = False
) -> None:
    leading = view.leading(OptionKind.TREATMENT)
    first = leading.options if leading and not later else ()
    decisive = _decisive(first, env)
    for group in view.groups:
        for option in group.options:
            for name in _decided_by(option, env) | _cleared_by(option, env):
                step = _LEADING if option in first and name in decisive else _OTHER
                _want(wanted, name, step, 1, option.title)
            for say in option.checks:
                for seen in say.missing:
                    _want(wanted, seen.name, _CHECK, 1, option.title)


def _decisive(leading: tuple[OptionView, ...], env: Environment) -> set[str]:
    """What decides a leading option, or what every leading option has to be cleared of.

    A limit of one of several tied options leaves another one standing: it is asked for with the rest.
    """
    cleared = [_cleared_by(option, env) for option in leading]
    decided = {name for option in leading for name in _decided_by(option, env)}
    return decided | (set.intersection(*cleared) if cleared else set())


def _decided_by(option: OptionView, env: Environment) -> set[str]:
    return {
        name
        for verdict in option.verdicts
        if verdict.certainty is Certainty.POSSIBLE
        for one in verdict.conditions.sets
        for wish in one
        for name in _to_ask(wish.name, env)
    }


def _cleared_by(option: OptionView, env: Environment) -> set[str]:
    if option.clearance is not Clearance.UNKNOWN:
        return set()
    stops = [one for one in option.alerts if one.fires is None and one.moves]
    return {seen.name for alert in stops for seen in alert.seen if _may_be_asked(seen, env)}


def _to_ask(name: str, env: Environment) -> list[str]:
    """The fact itself; for a list that may be incomplete, what would make it complete."""
    closed = env.prepared.knowledge.facts[name].closed
    return [name] if closed is None else open_facts(closed, env) or [name]


def _may_be_asked(seen: Seen, env: Environment) -> bool:
    """Whether a reader could enter it, and a value (again, where it is stale) would tell more."""
    definition = env.prepared.knowledge.facts[seen.name]
    return not definition.is_worked_out and (seen.stale or not is_single(seen.values))


def _want(wanted: dict[str, _Wanted], name: str, step: int, count: int, decides: str) -> None:
    one = wanted.setdefault(name, _Wanted(step))
    if step < one.step:
        one.step, one.count = step, 0
    if step == one.step:
        one.count += count
    one.decides[decides] = None


def _question(name: str, wanted: _Wanted, seen: Seen, env: Environment) -> Question:
    definition = env.prepared.knowledge.facts[name]
    ask = definition.ask or f"{definition.label}?"
    decides, place = tuple(wanted.decides), _place(name, env)
    matters = wanted.step <= _LEADING
    return Question(name, definition.label, ask, _WHY[wanted.step], decides, seen, place, matters)


def _place(name: str, env: Environment) -> Place:
    definition = env.prepared.knowledge.facts[name]
    if definition.is_worked_out:
        return Place("", "", "")
    reading = env.reading(name)
    if reading.unanswered:
        return reading.unanswered[0]
    kind, _, field_ = (definition.place or f"{definition.kind}.{definition.source_field}").partition(".")
    latest = [entry.entry.id for entry in env.readings.of_kind(kind)] if kind else []
    return Place(latest[-1] if latest else "", kind, field_)
