"""A birth date by which nobody can be alive on the day asked for: said, and no age is counted from it."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.assessment import Say
from enec_desktop.domain.evidence import Verification
from enec_desktop.domain.shown import shown_interval
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import Interval, is_empty, meet
from enec_desktop.engine.environment import Environment

AGE = "patient.age"


def impossible_age(env: Environment) -> Iterator[Say]:
    """What is wrong where the birth date and the day asked for give no age that a patient can have."""
    definition, readings = env.prepared.knowledge.facts.get(AGE), env.readings
    born = readings.birth()
    if definition is None or born is None or readings.day is None:
        return
    day, years = PartialDate.of(readings.day).shown(), readings.years_since(born.date)
    if years is None or not is_empty(meet(years, definition.domain)):
        return
    assert isinstance(definition.domain, Interval)
    if years.high < definition.domain.low:
        wrong = f"the birth date {born.date.shown()} lies after the day asked for, {day}"
    else:
        wrong = (
            f"born {born.date.shown()}, the patient would be {shown_interval(years)} years old "
            f"on the day asked for, {day}"
        )
    text = f"{definition.label}: {wrong}. One of the two dates is wrong; no age is counted from them."
    yield Say(AGE, text, (AGE,), False, (), Verification.ARTICLE)
