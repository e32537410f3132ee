"""Body measures by their printed formulas; ranges give the range of every corner.

Sources: standards of body surface (Mosteller, DuBois), ideal and adjusted weight, Calvert's term. Nothing
here is a dose.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from enec_desktop.domain.measures import Formula
from enec_desktop.domain.values import Codes, Interval, ValueSet

_CM_PER_INCH = 2.54
_CALVERT_CAP, _CALVERT_CONSTANT = 125.0, 25.0


def body_mass_index(height: float, weight: float) -> float:
    """kg/m² from height in cm and weight in kg."""
    return weight / (height / 100) ** 2


def surface_mosteller(height: float, weight: float) -> float:
    """Body surface in m² from cm and kg, by Mosteller: the root of cm x kg / 3600."""
    return float((height * weight / 3600) ** 0.5)


def surface_dubois(height: float, weight: float) -> float:
    """Body surface in m² from cm and kg, by DuBois: 0.007184 x kg^0.425 x cm^0.725."""
    return float(0.007184 * weight**0.425 * height**0.725)


def ideal_weight(height: float, female: bool) -> float | None:
    """kg from cm: 50 (women 45.5) plus 2.3 for each inch over 60; None below 60 inches."""
    over = height / _CM_PER_INCH - 60
    return (45.5 if female else 50.0) + 2.3 * over if over >= 0 else None


def adjusted_weight(height: float, weight: float, female: bool) -> float | None:
    """kg, for obesity: the ideal weight plus 0.4 of what the actual one exceeds it by."""
    ideal = ideal_weight(height, female)
    return None if ideal is None else ideal + 0.4 * (weight - ideal)


def calvert_term(clearance: float) -> float:
    """mL/min: the clearance, at most 125, plus 25; a target AUC times this is Calvert's dose in mg."""
    return min(clearance, _CALVERT_CAP) + _CALVERT_CONSTANT


def weight_loss(usual: float, weight: float) -> float:
    """Per cent of the weight before the illness (kg) that is lost; a gain is no loss."""
    return max(0.0, (usual - weight) / usual * 100)


def worked_out(formula: str, inputs: Sequence[ValueSet]) -> Interval | None:
    """The formula over all corners of its inputs; None where it is not defined for one of them.

    Every formula here rises or falls throughout with each input, so the corners bound it.
    """
    corners = [_corners(values) for values in inputs]
    found = [_at(Formula(formula), corner) for corner in product(*corners)]
    numbers = [one for one in found if one is not None]
    return Interval(min(numbers), max(numbers)) if len(numbers) == len(found) else None


def _corners(values: ValueSet) -> tuple[float, ...]:
    if isinstance(values, Interval):
        return (values.low, values.high)
    return (1.0 if values == Codes({"female"}) else 0.0,)


def _at(formula: Formula, given: Sequence[float]) -> float | None:
    match formula:
        case Formula.BODY_MASS_INDEX:
            return body_mass_index(*given)
        case Formula.SURFACE_MOSTELLER:
            return surface_mosteller(*given)
        case Formula.SURFACE_DUBOIS:
            return surface_dubois(*given)
        case Formula.IDEAL_WEIGHT:
            return ideal_weight(given[0], bool(given[1]))
        case Formula.ADJUSTED_WEIGHT:
            return adjusted_weight(given[0], given[1], bool(given[2]))
        case Formula.CALVERT_TERM:
            return calvert_term(*given)
        case Formula.WEIGHT_LOSS:
            return weight_loss(*given)
        case Formula.SUM:
            return sum(given)
        case Formula.DIFFERENCE:
            return given[0] - given[1]
