"""Creatinine clearance by Cockcroft and Gault, for what is known of creatinine, weight and age."""

from __future__ import annotations

from enec_desktop.domain.values import Interval

_UMOL_PER_MG_DL = 88.4
_FEMALE = 0.85


def cockcroft_gault(creatinine: Interval, weight: Interval, age: Interval, female: bool) -> Interval:
    """Clearance in mL/min from creatinine in µmol/L, actual weight in kg and age in years.

    Ranges give a range: the clearance falls with creatinine and age and rises with weight.
    """
    share = _FEMALE if female else 1.0
    lowest = share * max(140 - age.high, 0) * weight.low / (72 * creatinine.high / _UMOL_PER_MG_DL)
    highest = share * max(140 - age.low, 0) * weight.high / (72 * creatinine.low / _UMOL_PER_MG_DL)
    return Interval(lowest, highest, creatinine.high_open or weight.low_open, creatinine.low_open)
