"""Conditions of the knowledge in words, without a patient: what a rule asks for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeGuard

from enec_desktop.domain.knowledge_base import FactDefinition
from enec_desktop.domain.rule import And, Compare, Condition, Known, Not, OneOf, Or
from enec_desktop.domain.shown import shown_number
from enec_desktop.domain.values import Codes
from enec_desktop.wording.facts import either

_SIGNS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "==": "exactly", "!=": "other than"}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}

Facts = Mapping[str, FactDefinition]


def condition_words(condition: Condition, facts: Facts) -> str:
    """What a condition asks for: "Class of the tumour: NET; and Ki-67 index: above 20 %"."""
    if _is_range(condition):
        return _range(condition, facts)
    if isinstance(condition, And | Or):
        if not condition.parts:
            return "always" if isinstance(condition, And) else "never"
        joint = "; and " if isinstance(condition, And) else ", or "
        return joint.join(_part(part, facts) for part in condition.parts)
    return _leaf(condition, facts)


def condition_lines(condition: Condition, facts: Facts) -> tuple[str, ...]:
    """The parts that all have to hold, one line each."""
    if isinstance(condition, And) and condition.parts and not _is_range(condition):
        return tuple(_part(part, facts) for part in condition.parts)
    return (condition_words(condition, facts),)


def _part(condition: Condition, facts: Facts) -> str:
    words = condition_words(condition, facts)
    whole = not isinstance(condition, And | Or) or len(condition.parts) < 2 or _is_range(condition)
    return words if whole else f"({words})"


def _is_range(condition: Condition) -> TypeGuard[And]:
    """Whether two or more limits of one number stand together: "1 <= nodes <= 2"."""
    if not isinstance(condition, And) or len(condition.parts) < 2:
        return False
    named = {part.name if isinstance(part, Compare) else "" for part in condition.parts}
    return len(named) == 1 and "" not in named


def _range(condition: And, facts: Facts) -> str:
    first, *rest = (condition_words(part, facts) for part in condition.parts)
    return " and ".join([first, *(words.rpartition(": ")[2] for words in rest)])


def _leaf(condition: Compare | OneOf | Known | Not, facts: Facts) -> str:
    match condition:
        case Not(part):
            return _opposite(part, facts)
        case Known(name):
            return f"{_label(name, facts)} is recorded"
        case Compare(name, sign, limit):
            unit = facts[name].unit if name in facts else ""
            return f"{_label(name, facts)}: {_SIGNS[sign]} {shown_number(limit)}{f' {unit}' if unit else ''}"
        case OneOf(name, codes):
            return f"{_label(name, facts)}: {_codes(name, codes, facts)}"


def _opposite(part: Condition, facts: Facts) -> str:
    match part:
        case Not(inner):
            return condition_words(inner, facts)
        case Known(name):
            return f"{_label(name, facts)} is not recorded"
        case Compare(name, sign, limit):
            return condition_words(Compare(name, _OPPOSITE[sign], limit), facts)
        case OneOf(name, codes):
            return f"{_label(name, facts)}: not {_codes(name, codes, facts)}"
        case _:
            return f"not ({condition_words(part, facts)})"


def _label(name: str, facts: Facts) -> str:
    return facts[name].label if name in facts else name


def _codes(name: str, codes: Codes, facts: Facts) -> str:
    labels = (facts[name].choices if name in facts else None) or {}
    order = {code: place for place, code in enumerate(labels)}
    ordered = sorted(codes, key=lambda code: (order.get(code, math.inf), code))
    return either([labels.get(code, code) for code in ordered])
