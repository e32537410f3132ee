"""Units as people write them behind a number: ``mg/dl``, ``umol/l``, ``/10HPF``, ``x10^9/L``, ``yrs``."""

from __future__ import annotations

import re
import unicodedata

from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.strict import shown
from enec_desktop.domain.typed.text import either
from enec_desktop.domain.vocabulary import Field

_GIGA = "giga/l"
_ALSO = {
    **dict.fromkeys(("y", "yr", "yrs", "yo", "y/o", "year", "yearold", "yearsold"), "years"),
    **dict.fromkeys(("mo", "mos", "month"), "months"),
    **dict.fromkeys(("w", "wk", "wks", "week"), "weeks"),
    **dict.fromkeys(("percent", "pct"), "%"),
    **dict.fromkeys(("micromol/l", "mcmol/l"), "umol/l"),
    # 10^3 in a microlitre, 1 in a nanolitre, a giga in a litre: three spellings of 10^9 in a litre.
    **dict.fromkeys((_GIGA, "/nl", "103/ul", "103/mcl", "10e9/l"), "109/l"),
    "timesuln": "uln",
}
_SAME_WORD = re.compile(r"mitos[ei]s\s*(?=/|per)|(?<=10 )high[ -]power fields?|(?<=hpf)s\b", re.I)
_LEFT_OUT = str.maketrans({"×": "x", "μ": "u", **dict.fromkeys(" ^*()", None)})
_PER = re.compile(r"\bper\b")


def unit_of(field: Field, typed: str, chosen: str | None) -> str | None:
    """The unit of a number: the one typed behind it, else the one chosen beside the box, else the only one.

    ``typed`` is empty where nothing stands behind the number. Raises FieldProblem for a unit the field
    does not have, and where several are possible and none is named (its ``readings`` are the units): a unit
    is never guessed by size.
    """
    if chosen is not None and chosen not in field.units:
        raise FieldProblem(f"{shown(chosen)} is not a unit of {field.label}; {_mend(field)}.")
    if typed and not field.units and typed.casefold() == field.label.casefold():
        return None
    if typed:
        return _known(field, typed, chosen)
    if chosen is None and len(field.units) > 1:
        raise FieldProblem(f"The unit is missing; {_mend(field)} behind the number.", list(field.units))
    return chosen or field.unit


def _known(field: Field, typed: str, chosen: str | None) -> str:
    typed = _SAME_WORD.sub(lambda word: "HPF" if word[0][0] in "hH" else "", typed)
    found = next((unit for unit in field.units if _plain(unit) == _plain(typed)), None)
    found = found or next((unit for unit in field.units if _key(unit) == _key(typed)), None)
    if found is not None:
        return found
    if chosen is not None and _key(chosen.split()[0]) == _key(typed):
        return chosen
    raise FieldProblem(f"{shown(typed)} is not a unit of {field.label}; {_mend(field)}.")


def _plain(unit: str) -> str:
    """A unit without signs and case that people leave out."""
    key = unicodedata.normalize("NFKC", unit)
    # Only the capital is a giga: 121 g/L typed beside platelets is a slip, never 121 of them.
    key = key.replace("G/L", _GIGA).casefold()
    key = _PER.sub("/", key.replace("per cent", "percent")).translate(_LEFT_OUT)
    return key.removeprefix("x") or key


def _key(unit: str) -> str:
    """What two spellings of one unit have in common."""
    key = _plain(unit)
    return _ALSO.get(key, key)


def _mend(field: Field) -> str:
    return f"write {either(list(field.units))}" if field.units else "write the number alone"
