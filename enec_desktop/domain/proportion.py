"""Printed shares of patients: which counts they can stand for, and how sure a share of few patients is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt

_EXACT = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")
_NOT_EXACT = re.compile(r"[<>~-]")
_Z = 1.959964
"""The normal quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share in per cent as printed, of so many patients as printed, and every count it may stand for."""

    printed: str
    patients: int
    counts: tuple[int, ...]

    @property
    def is_possible(self) -> bool:
        """Whether any whole number of patients gives the printed share."""
        return bool(self.counts)


def shares(value: str, unit: str, patients: str, outcome: str = "") -> tuple[Share, ...]:
    """The exact shares in per cent that a figure prints, where one number of patients is printed with it.

    None for ranges, limits ("<30"), approximate shares, and rates over time ("OS-rate"): those are
    estimates over unequal follow-up, not counts.
    """
    if not unit.startswith("%") or not patients.isdigit() or int(patients) == 0:
        return ()
    if outcome.endswith("-rate") or _NOT_EXACT.search(value):
        return ()
    number = int(patients)
    return tuple(Share(one, number, _counts(one, number)) for one in _EXACT.findall(value))


def interval_of(share: Share) -> tuple[float, float] | None:
    """The 95 % Wilson interval of a share in per cent, over every count it may stand for.

    None where no count gives the share: a figure that cannot be has no interval.
    """
    if not share.counts:
        return None
    low, _ = wilson(share.counts[0], share.patients)
    _, high = wilson(share.counts[-1], share.patients)
    return 100 * low, 100 * high


def wilson(count: int, patients: int) -> tuple[float, float]:
    """The 95 % score interval of ``count`` out of ``patients``, as shares from 0 to 1.

    Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc
    1927;22:209-212. Raises ValueError for a count that cannot be.
    """
    if not 0 <= count <= patients or patients == 0:
        raise ValueError(f"{count} of {patients} is no share; give a count from 0 to the number of patients")
    share, square = count / patients, _Z * _Z
    middle = share + square / (2 * patients)
    reach = _Z * sqrt(share * (1 - share) / patients + square / (4 * patients * patients))
    whole = 1 + square / patients
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)


def _counts(printed: str, patients: int) -> tuple[int, ...]:
    """Every count whose share rounds to the printed digits, whichever way a half is rounded."""
    half = Fraction(1, 2 * 10 ** len(printed.partition(".")[2]))
    share = Fraction(printed)
    least = ceil((share - half) * patients / 100)
    most = floor((share + half) * patients / 100)
    return tuple(range(max(0, least), min(patients, most) + 1))
