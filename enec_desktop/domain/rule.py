"""Conditions over fact names: the small language the knowledge is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from enec_desktop.domain.values import Codes


@dataclass(frozen=True, slots=True)
class Compare:
    """``fitness.ecog <= 2``: a number fact against a number."""

    name: str
    sign: str
    number: float


@dataclass(frozen=True, slots=True)
class OneOf:
    """``tumour.m == M1`` or ``tumour.t in (T1a, Tis)``: a coded fact against a few codes."""

    name: str
    codes: Codes


@dataclass(frozen=True, slots=True)
class Known:
    """``known(histology.ki67)``: whether anything narrower than "anything" is recorded."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; not known stays not known."""

    part: Condition


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; an empty And always holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds; an empty Or never holds."""

    parts: tuple[Condition, ...]


Leaf = Compare | OneOf | Known
Condition = Compare | OneOf | Known | Not | And | Or

ALWAYS = And(())


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every comparison of a condition, left to right."""
    if isinstance(condition, And | Or):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        yield condition


def names(condition: Condition) -> frozenset[str]:
    """The fact names a condition looks at."""
    return frozenset(leaf.name for leaf in leaves(condition))
