"""Looks that screen and paper share: colours and measures by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """The token table: colours (``#RRGGBB``) by palette and name; sizes and spacing in points by name.

    Palettes are ``light``, ``dark``, ``contrast`` and ``projector``; all have the same names.
    """

    palettes: Mapping[str, Mapping[str, str]]
    sizes: Mapping[str, float]
    spacing: Mapping[str, float]
