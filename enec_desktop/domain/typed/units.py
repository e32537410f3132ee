"""Units as people write them behind a number: ``mg/dl``, ``umol/l``, ``/10HPF``, ``x10^9/L``, ``yrs``."""

from __future__ import annotations

import re
import unicodedata

from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.strict import shown
from enec_desktop.domain.typed.text import either
from enec_desktop.domain.vocabulary import Field

_ALSO = {
    **dict.fromkeys(("y", "yr", "yrs", "year", "yearsold"), "years"),
    **dict.fromkeys(("mo", "mos", "month"), "months"),
    **dict.fromkeys(("w", "wk", "wks", "week"), "weeks"),
    "percent": "%",
}
_LEFT_OUT = str.maketrans({"×": "x", "μ": "u", **dict.fromkeys(" ^*()", None)})
_PER = re.compile(r"\bper\b")


def unit_of(field: Field, typed: str, chosen: str | None) -> str | None:
    """The unit of a number: the one typed behind it, else the one chosen beside the box, else the only one.

    ``typed`` is empty where nothing stands behind the number. Raises FieldProblem for a unit the field
    does not have, and where several are possible and none is named: a unit is never guessed by size.
    """
    if chosen is not None and chosen not in field.units:
        raise FieldProblem(f"{shown(chosen)} is not a unit of {field.label}; {_mend(field)}.")
    if typed:
        return _known(field, typed, chosen)
    if chosen is None and len(field.units) > 1:
        raise FieldProblem(f"The unit is missing; {_mend(field)} behind the number.")
    return chosen or field.unit


def _known(field: Field, typed: str, chosen: str | None) -> str:
    found = next((unit for unit in field.units if _key(unit) == _key(typed)), None)
    if found is not None:
        return found
    if chosen is not None and _key(chosen.split()[0]) == _key(typed):
        return chosen
    raise FieldProblem(f"{shown(typed)} is not a unit of {field.label}; {_mend(field)}.")


def _key(unit: str) -> str:
    """What two spellings of one unit have in common."""
    key = unicodedata.normalize("NFKC", unit).casefold()
    key = _PER.sub("/", key).translate(_LEFT_OUT)
    key = _ALSO.get(key, key)
    return key.removeprefix("x") or key


def _mend(field: Field) -> str:
    return f"write {either(list(field.units))}" if field.units else "write the number alone"
