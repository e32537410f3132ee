"""Times counted from another event, as people write them: "13 months after surgery"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.strict import shown
from enec_desktop.domain.time import DAYS_PER_MONTH, Elapsed
from enec_desktop.domain.typed.text import either, refuse_other_digits, tidy
from enec_desktop.domain.values import Interval

_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
_FORM = re.compile(
    rf"({_NUMBER})(?:\s*(?:[-～〜]|to)\s*({_NUMBER}))?\s*"
    r"(d|days?|w|wks?|weeks?|m|mos?|months?|y|yrs?|years?) (?:after|since|from) (?:the (?:start of )?)?(.+)",
    re.I | re.A,
)
_MONTHS = {"d": 1 / DAYS_PER_MONTH, "w": 7 / DAYS_PER_MONTH, "m": 1.0, "y": 12.0}
_OFFERED = 4


def read_elapsed(text: str, events: Mapping[str, str], also: Mapping[str, str]) -> Elapsed | None:
    """The event and the months after it that a text names; None where it is no text of this form.

    ``events``: the titles of the events that may be meant, by id; ``also``: other words for them. Every word
    typed has to begin a word of an event. Raises FieldProblem where none fits, or more than one.
    """
    refuse_other_digits(text)
    found = _FORM.fullmatch(tidy(text))
    if found is None:
        return None
    factor = _MONTHS[found[3][0].casefold()]
    low, high = (_months(end or found[1], factor) for end in (found[1], found[2]))
    if low > high:
        raise FieldProblem(f"The range in {shown(tidy(text))} is reversed; write the smaller number first.")
    return Elapsed(_event(text, found[4], events, also), Interval(low, high))


def _months(digits: str, factor: float) -> float:
    return round(float(digits.replace(",", ".")) * factor, 2)


def _event(text: str, named: str, events: Mapping[str, str], also: Mapping[str, str]) -> str:
    exact = [name for name, title in events.items() if tidy(title).casefold() == named.casefold()]
    typed = re.findall(r"\w+", named.casefold())
    fitting = exact or [
        name for name, title in events.items() if _fits(typed, f"{title} {also.get(name, '')}")
    ]
    if len(fitting) == 1:
        return fitting[0]
    before = tidy(text)[: -len(named)]
    titles = [events[name] for name in fitting or events][-_OFFERED:]
    offered = [f"{before}{tidy(title)}" for title in titles]
    if fitting:
        raise FieldProblem(f"{shown(named)} can be {either(titles)}; write one of them.", offered)
    mend = f"write {either(titles)}" if titles else "add that event first"
    raise FieldProblem(f"{shown(named)} is no earlier event of this case; {mend}.", offered)


def _fits(typed: list[str], words: str) -> bool:
    own = re.findall(r"\w+", words.casefold())
    return bool(typed) and all(any(word.startswith(part) for word in own) for part in typed)
