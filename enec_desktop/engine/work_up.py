"""Which studies the stage rests on, and which usual ones are not on record."""

from __future__ import annotations

from enec_desktop.domain.assessment import StudyNeed
from enec_desktop.domain.knowledge_base import StudyRule
from enec_desktop.domain.values import Codes, is_single
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment


def work_up(env: Environment) -> tuple[StudyNeed, ...]:
    """The studies asked for in this case, each with the dates of those on record."""
    rules = env.prepared.knowledge.studies
    return tuple(_need(rule, env) for rule in rules if answer(rule.when, env) is True)


def _need(rule: StudyRule, env: Environment) -> StudyNeed:
    values, reading = env.values(rule.fact), env.reading(rule.fact)
    done = values == Codes({"yes"}) if is_single(values) else None
    places = dict.fromkeys(place.entry for place in (*reading.places, *reading.unanswered))
    found = (entry.date for entry in env.readings.entries if entry.id in places)
    dates = tuple(day for day in found if day is not None)
    return StudyNeed(rule.id, rule.label, done, dates, rule.say, rule.refs, rule.verification)
