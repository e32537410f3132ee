"""Random conditions with what is told of their facts, and two independent readings of them.

``by_enumeration`` tries every combination of what the open leaves may answer. ``cql_answers`` hands the
conditions to another implementation of three-valued logic, HL7's CQL as npm ``cql-execution`` runs it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from enec_desktop.domain.rule import And, Compare, Condition, Known, Leaf, Not, OneOf, Or
from enec_desktop.domain.values import COMPARE, Codes, Interval, ValueSet

CODES: Mapping[str, tuple[str, ...]] = {"organ": ("liver", "lung", "node"), "stage": ("I", "II", "III", "IV")}
NUMBERS = ("ki67", "age", "months")
TOP = 4
HALF_STEPS = [step / 2 for step in range(2 * TOP + 1)]
"""Every limit is a whole number up to ``TOP``, so that half steps stand for all numbers."""

WHOLE, INSIDE = range(TOP + 1), range(1, TOP)
"""Limits of comparisons. A missing number is surely not below its lowest value, which CQL cannot know: it is
asked about limits inside the range."""

MODULES = "ENEC_CQL_MODULES"
PEER = Path(__file__).with_name("cql_peer.js")
TYPES = "{urn:hl7-org:elm-types:r1}"


@dataclass(frozen=True)
class Told:
    """What is told of each fact; a fact that is not told may be anything."""

    sets: Mapping[str, ValueSet]

    def values(self, name: str) -> ValueSet:
        return self.sets.get(name, Codes(CODES[name]) if name in CODES else Interval(0, TOP))

    def is_known(self, name: str) -> bool:
        return name in self.sets


def any_condition(draw: Random, limits: range = WHOLE, depth: int = 3) -> Condition:
    """A condition up to a few levels deep, with empty and single parts now and then."""
    kind = draw.choice(["and", "or", "not", "leaf"]) if depth else "leaf"
    if kind == "not":
        return Not(any_condition(draw, limits, depth - 1))
    if kind == "leaf":
        return _any_leaf(draw, limits)
    several = tuple(any_condition(draw, limits, depth - 1) for _ in range(draw.choice([0, 1, 2, 2, 2, 3])))
    return And(several) if kind == "and" else Or(several)


def _any_leaf(draw: Random, limits: range) -> Leaf:
    name = draw.choice([*CODES, *NUMBERS])
    if draw.random() < 0.1:
        return Known(name)
    if name in CODES:
        return OneOf(name, Codes(draw.sample(CODES[name], draw.randint(1, 2))))
    return Compare(name, draw.choice(sorted(COMPARE)), float(draw.choice(limits)))


def anything_told(draw: Random) -> Told:
    """Some facts told: one value, a few, or an interval with open or closed ends."""
    sets: dict[str, ValueSet] = {}
    for name, choices in CODES.items():
        if draw.random() < 0.7:
            sets[name] = Codes(draw.sample(choices, draw.randint(1, len(choices) - 1)))
    for name in NUMBERS:
        low, high = sorted((draw.randint(0, TOP), draw.randint(0, TOP)))
        ends = low < high
        if draw.random() < 0.7:
            sets[name] = Interval(low, high, ends and draw.random() < 0.5, ends and draw.random() < 0.5)
    return Told(sets)


def values_told(draw: Random) -> Told:
    """Each fact told as one value or not at all, which is all that CQL can say."""
    sets: dict[str, ValueSet] = {name: Codes({draw.choice(choices)}) for name, choices in CODES.items()}
    sets |= {name: Interval.point(float(draw.randint(0, TOP))) for name in NUMBERS}
    return Told({name: values for name, values in sets.items() if draw.random() < 0.6})


def by_enumeration(condition: Condition, told: Told) -> bool | None:
    """The answer if every leaf, wherever it stands, turns out either way it can, on its own."""
    outcomes = _outcomes(condition, told)
    return outcomes.pop() if len(outcomes) == 1 else None


def _outcomes(condition: Condition, told: Told) -> set[bool]:
    match condition:
        case Not(part):
            return {not one for one in _outcomes(part, told)}
        case And(several):
            return {all(row) for row in product(*(_outcomes(part, told) for part in several))}
        case Or(several):
            return {any(row) for row in product(*(_outcomes(part, told) for part in several))}
        case Known(name):
            return {name in told.sets}
        case OneOf(name, codes):
            values = told.sets.get(name, CODES[name])
            return {value in codes for value in values}  # type: ignore[union-attr]
        case Compare(name, sign, number):
            return {_compared(one, sign, number) for one in _numbers(told.sets.get(name))}


def _numbers(values: ValueSet | None) -> list[float]:
    if not isinstance(values, Interval):
        return HALF_STEPS
    above = (n for n in HALF_STEPS if n > values.low or (n == values.low and not values.low_open))
    return [n for n in above if n < values.high or (n == values.high and not values.high_open)]


def _compared(one: float, sign: str, number: float) -> bool:
    signs = {"<": one < number, "<=": one <= number, "==": one == number}
    return signs[sign] if sign in signs else not signs[{">=": "<", ">": "<=", "!=": "=="}[sign]]


def why_no_cql() -> str:
    """Why the other implementation cannot be asked here; empty where it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    modules = os.environ.get(MODULES, "")
    if not modules:
        return f"{MODULES} does not name a node_modules folder"
    return "" if (Path(modules) / "cql-execution").is_dir() else f"no cql-execution in {MODULES}"


def cql_answers(conditions: list[Condition], cases: list[Told]) -> list[list[bool | None]]:
    """What CQL answers to each condition, case by case; no network, no file."""
    found = subprocess.run(
        ["node", str(PEER)],
        input=json.dumps({"library": _library(conditions), "cases": [_parameters(one) for one in cases]}),
        env={**os.environ, "NODE_PATH": os.environ[MODULES]},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answers: list[list[bool | None]] = json.loads(found.stdout)
    return answers


def _parameters(told: Told) -> dict[str, Any]:
    return {name: _value(told.sets.get(name)) for name in (*CODES, *NUMBERS)}


def _value(values: ValueSet | None) -> str | float | None:
    if values is None:
        return None
    return values.low if isinstance(values, Interval) else min(values)


def _library(conditions: list[Condition]) -> dict[str, Any]:
    """A CQL library in its compiled form (ELM): each fact a parameter, each condition a definition."""
    types = {**dict.fromkeys(CODES, "String"), **dict.fromkeys(NUMBERS, "Decimal")}
    parameters = [
        {"name": name, "parameterTypeSpecifier": {"type": "NamedTypeSpecifier", "name": f"{TYPES}{type_}"}}
        for name, type_ in types.items()
    ]
    defined = [
        {"name": f"c{number}", "context": "Patient", "expression": _elm(condition)}
        for number, condition in enumerate(conditions)
    ]
    return {
        "identifier": {"id": "Conditions", "version": "1"},
        "schemaIdentifier": {"id": "urn:hl7-org:elm", "version": "r1"},
        "usings": {"def": [{"localIdentifier": "System", "uri": "urn:hl7-org:elm-types:r1"}]},
        "parameters": {"def": parameters},
        "statements": {"def": defined},
    }


def _elm(condition: Condition) -> dict[str, Any]:
    match condition:
        case Not(part):
            return {"type": "Not", "operand": _elm(part)}
        case And(several):
            return _folded("And", [_elm(part) for part in several], empty=True)
        case Or(several):
            return _folded("Or", [_elm(part) for part in several], empty=False)
        case Known(name):
            return {"type": "Not", "operand": {"type": "IsNull", "operand": _fact(name)}}
        case OneOf(name, codes):
            return _folded("Or", [_compare("Equal", name, code) for code in sorted(codes)], empty=False)
        case Compare(name, "!=", number):
            return {"type": "Not", "operand": _compare("Equal", name, number)}
        case Compare(name, sign, number):
            signs = {"<": "Less", "<=": "LessOrEqual", ">": "Greater", ">=": "GreaterOrEqual", "==": "Equal"}
            return _compare(signs[sign], name, number)


def _folded(type_: str, operands: list[dict[str, Any]], *, empty: bool) -> dict[str, Any]:
    if not operands:
        return _literal("Boolean", str(empty).lower())
    folded, *rest = operands
    for one in rest:
        folded = {"type": type_, "operand": [folded, one]}
    return folded


def _compare(type_: str, name: str, value: str | float) -> dict[str, Any]:
    literal = _literal("String" if isinstance(value, str) else "Decimal", str(value))
    return {"type": type_, "operand": [_fact(name), literal]}


def _fact(name: str) -> dict[str, Any]:
    return {"type": "ParameterRef", "name": name}


def _literal(type_: str, value: str) -> dict[str, Any]:
    return {"type": "Literal", "valueType": f"{TYPES}{type_}", "value": value}
