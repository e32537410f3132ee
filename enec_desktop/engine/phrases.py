"""Values, facts and conditions in plain words, from the labels of the knowledge."""

from __future__ import annotations

import math
from dataclasses import replace

from enec_desktop.domain.assessment import Explanation, Seen
from enec_desktop.domain.case import FieldState
from enec_desktop.domain.knowledge_base import FactDefinition
from enec_desktop.domain.rule import And, Compare, Condition, Known, Leaf, Not, Or
from enec_desktop.domain.shown import shown_unit
from enec_desktop.domain.values import Codes, Interval, ValueSet
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment

_SIGNS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "==": "exactly", "!=": "other than"}


_DIGITS = {"clock": 1, "cockcroft_gault": 1, "formula": 2}
"""Digits after the point of a worked-out number: more would be a precision the inputs do not have."""


def number(value: float) -> str:
    """A number without trailing zeros."""
    return f"{value:.6g}"


def in_words(values: ValueSet, definition: FactDefinition) -> str:
    """A set of values as a reader says it: "3-20 %", "above 90 %", "M0 or M1", "not known"."""
    if values == definition.domain:
        return "not known"
    if isinstance(values, Interval):
        unit = f" {shown_unit(definition.unit)}" if definition.unit else ""
        if definition.how in ("formula", "recist"):
            values = replace(
                values, low=round(values.low, definition.digits), high=round(values.high, definition.digits)
            )
        return f"{_span(values, definition)}{unit}"
    return _codes(values, definition)


def _codes(codes: Codes, definition: FactDefinition) -> str:
    """The labels of the codes, or of the codes left out where those are the fewer by far."""
    labels = definition.choices or {}
    rest = Codes(labels) - codes
    if codes and rest and len(codes) > 2 * len(rest) + 1:
        return f"other than {either([labels[code] for code in _in_order(rest, definition)])}"
    return either([labels.get(code, code) for code in _in_order(codes, definition)])


def _span(values: Interval, definition: FactDefinition) -> str:
    domain = definition.domain
    assert isinstance(domain, Interval)
    if values.is_point:
        return number(round(values.low, _DIGITS[definition.how]) if definition.how in _DIGITS else values.low)
    if values.high in (math.inf, domain.high):
        return f"{'above' if values.low_open else 'at least'} {number(values.low)}"
    if values.low in (-math.inf, domain.low) and not values.low_open:
        return f"{'below' if values.high_open else 'at most'} {number(values.high)}"
    if values.low_open and values.high_open:
        return f"above {number(values.low)} and below {number(values.high)}"
    if definition.how in ("clock", "cockcroft_gault", "count"):
        return f"about {number(round(values.low, 1))}-{number(round(values.high, 1))}"
    return f"{number(values.low)}-{number(values.high)}"


def _in_order(codes: Codes, definition: FactDefinition) -> list[str]:
    order = list(definition.choices or ())
    return sorted(codes, key=lambda code: order.index(code) if code in order else len(order))


def either(words: list[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


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
    if definition.is_worked_out:
        state = FieldState.VALUE if values != definition.domain else FieldState.NOT_RECORDED
        return Seen(name, definition.label, values, words, state, stale, ())
    reading = env.reading(name)
    if words == "not known":
        words = str(reading.state) if reading.state is not FieldState.VALUE else "not known"
    places = reading.places or reading.unanswered
    return Seen(
        name, definition.label, values, words, reading.state, stale, places, reading.on, reading.source
    )


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
    return f"{definition.label}: {_codes(condition.codes, definition)}"
