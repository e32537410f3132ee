"""Facts and conditions in plain words, from the labels of the knowledge."""

from __future__ import annotations

from dataclasses import replace

from enec_desktop.domain.assessment import Explanation, Seen
from enec_desktop.domain.case import FieldState
from enec_desktop.domain.knowledge_base import FactDefinition
from enec_desktop.domain.rule import And, Compare, Condition, Known, Leaf, Not, Or
from enec_desktop.domain.shown import shown_unit
from enec_desktop.domain.spoken import codes_in_words, in_words, number
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment

_SIGNS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "==": "exactly", "!=": "other than"}


def see(name: str, env: Environment, *, stale: bool = False) -> Seen:
    """A fact as the engine sees it, with its words and where it was read."""
    while env.parent is not None and not env.prepared.rests_on[name] & env.changed:
        env = env.parent
    found = env.seen.get((name, stale))
    if found is None:
        found = env.seen[name, stale] = _see(name, env, stale)
    return found


def _see(name: str, env: Environment, stale: bool) -> Seen:
    definition = env.prepared.knowledge.facts[name]
    values = env.values(name)
    words = in_words(values, definition)
    supposed = env.parent is not None and values != env.root().values(name)
    if definition.is_worked_out:
        state = FieldState.VALUE if values != definition.domain else FieldState.NOT_RECORDED
        return Seen(name, definition.label, values, words, state, stale, (), supposed=supposed)
    reading = env.reading(name)
    if words == "not known":
        words = str(reading.state) if reading.state is not FieldState.VALUE else "not known"
    places = reading.places or reading.unanswered
    state, on, source = reading.state, reading.on, reading.source
    return Seen(name, definition.label, values, words, state, stale, places, on, source, supposed)


def explain(condition: Condition, env: Environment, refs: tuple[str, ...] = ()) -> Explanation:
    """The tree of a condition: each part with its answer, each leaf with the fact it looked at."""
    if isinstance(condition, And | Or):
        decides = isinstance(condition, Or)
        parts = tuple(explain(part, env) for part in condition.parts)
        text = ("at least one of these" if decides else "all of these") if parts else "always"
        return Explanation(text, _joint([part.answer for part in parts], decides), parts, refs=refs)
    if isinstance(condition, Not):
        part = explain(condition.part, env)
        return Explanation("not", None if part.answer is None else not part.answer, (part,), refs=refs)
    leaf = _leaf(condition, env)
    return replace(leaf, refs=refs) if refs else leaf


def _joint(answers: list[bool | None], decides: bool) -> bool | None:
    """The answer of an Or, which one yes decides, or of an And, which one no decides."""
    if decides in answers:
        return decides
    return None if None in answers else not decides


def _leaf(condition: Leaf, env: Environment) -> Explanation:
    while env.parent is not None and not env.prepared.rests_on[condition.name] & env.changed:
        env = env.parent
    told = env.leaves.get(condition)
    if told is None:
        words, found = _leaf_text(condition, env), answer(condition, env)
        told = env.leaves[condition] = Explanation(words, found, seen=see(condition.name, env))
    return told


def _leaf_text(condition: Leaf, env: Environment) -> str:
    words = env.prepared.leaves
    if condition not in words:
        words[condition] = _leaf_words(condition, env.prepared.knowledge.facts[condition.name])
    return words[condition]


def _leaf_words(condition: Leaf, definition: FactDefinition) -> str:
    if isinstance(condition, Known):
        return f"{definition.label} is recorded"
    if isinstance(condition, Compare):
        unit = f" {shown_unit(definition.unit)}" if definition.unit else ""
        return f"{definition.label}: {_SIGNS[condition.sign]} {number(condition.number)}{unit}"
    return f"{definition.label}: {codes_in_words(condition.codes, definition)}"
