"""Reads plain JSON values strictly: one refusal, with its place, for anything the format does not allow."""

from __future__ import annotations

import difflib
import json
import math
import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import NoReturn

from enec_desktop.domain.errors import CaseRefused
from enec_desktop.domain.time import PartialDate

TEXT_CAP = 20_000
"""Most characters that one text may have."""

FIRST_YEAR, LAST_YEAR = 1850, 2199
"""Years outside are slips of the keyboard, not dates of a patient."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\Z")
_BREAKS = frozenset("\n\t")
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


def refuse(place: str, wrong: str, mend: str) -> NoReturn:
    """Raise CaseRefused with one line: the place, what is wrong there, what to write instead."""
    raise CaseRefused(f"{place}: {wrong}; {mend}.")


def shown(raw: object) -> str:
    """A value of the document as a message quotes it: one short line."""
    if isinstance(raw, float):
        return plain(raw)
    try:
        text = json.dumps(raw, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        text = f"a {type(raw).__name__}"
    text = "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text)
    return text if len(text) <= 60 else text[:57] + "..."


def plain(number: float) -> str:
    """A number without trailing zeros: 70.0 reads 70."""
    return str(int(number)) if number.is_integer() else f"{number:.10g}"


def listed(names: Iterable[str], asked: str = "") -> str:
    """Which of these to write: the names alike to what was asked, else all of a short list."""
    known = sorted(names)
    alike = difflib.get_close_matches(asked[:80], known, n=3)
    return " or ".join(f'"{name}"' for name in alike) if alike else ", ".join(known[:40])


def as_object(
    raw: object, place: str, required: Collection[str], optional: Collection[str] = ()
) -> dict[str, object]:
    """A JSON object with these keys and no other."""
    if not isinstance(raw, dict):
        refuse(place, f"{shown(raw)} is not an object", "write { ... }")
    allowed = {*required, *optional}
    for key in raw:
        if key not in allowed:
            refuse(place, f"unknown key {shown(key)}", f"write {listed(allowed, str(key))}")
    for key in required:
        if key not in raw:
            refuse(place, f'"{key}" is missing', "add it")
    return raw


def as_list(raw: object, place: str) -> list[object]:
    """A JSON list."""
    if not isinstance(raw, list):
        refuse(place, f"{shown(raw)} is not a list", "write [ ... ]")
    return raw


def as_text(raw: object, place: str, *, lines: bool = False, blank: bool = False) -> str:
    """Text without control characters; ``lines`` allows line breaks and tabs, ``blank`` nothing at all."""
    if not isinstance(raw, str):
        refuse(place, f"{shown(raw)} is not text", 'write it in quotes, "..."')
    if len(raw) > TEXT_CAP:
        refuse(place, f"the text has {len(raw)} characters", f"write {TEXT_CAP} or fewer")
    # What can be printed holds no control character; few texts have to be looked at sign by sign.
    for char in "" if raw.isprintable() else raw:
        if unicodedata.category(char) in _REFUSED_CATEGORIES and not (lines and char in _BREAKS):
            refuse(place, f"the text holds the control character U+{ord(char):04X}", "take it out")
    if not blank and not raw.strip():
        refuse(place, "the text is empty", "leave the key out or write the text")
    return raw


def as_id(raw: object, place: str) -> str:
    """An id of a case or entry."""
    if not isinstance(raw, str) or not _ID.match(raw):
        refuse(place, f"{shown(raw)} is not an id", "write 1 to 64 letters, digits, - or _, no space")
    return raw


def as_code(raw: object, place: str, codes: Collection[str], what: str) -> str:
    """One word of a closed list."""
    if isinstance(raw, str) and raw in codes:
        return raw
    if not isinstance(raw, bool) and isinstance(raw, int) and str(raw) in codes:
        refuse(place, f"{raw} is a number, not a {what}", f'write "{raw}" in quotes')
    refuse(place, f"{shown(raw)} is not a {what}", f"write {listed(codes, shown(raw))}")


def as_number(raw: object, place: str) -> float:
    """A finite number; true and false are none."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        refuse(place, f"{shown(raw)} is not a number", "write digits without quotes, such as 12.5")
    try:
        number = float(raw)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        refuse(place, "the number is not finite", "write digits, such as 12.5")
    return number + 0.0


def as_date(raw: object, place: str) -> PartialDate:
    """A date as precise as it is known."""
    mend = "write 2026, 2026-03 or 2026-03-12"
    if not isinstance(raw, str):
        refuse(place, f"{shown(raw)} is not a date in quotes", f"{mend}, in quotes")
    try:
        found = PartialDate.parse(raw)
    except ValueError:
        refuse(place, f"{shown(raw)} is not a date of the calendar", mend)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        refuse(place, f"the year {found.year} is not a plausible one", f"write {FIRST_YEAR} to {LAST_YEAR}")
    return found
