"""Boundary vignettes for tests: a base case and what differs in it, read as a case file is, assessed once.

The keys are explained in ``tests/vignettes/boundaries/README.md``.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from enec_desktop.domain.assessment import Alert, Assessment, Certainty, OptionView, Say
from enec_desktop.domain.case import Case
from enec_desktop.domain.case_document import from_document
from enec_desktop.domain.knowledge_base import OptionKind, Standing
from enec_desktop.domain.time import AfterEvent
from enec_desktop.engine.assess import assess
from tests.assessing import VIGNETTES, asked, codes_of, environment, leading, moments, shipped, shown, told

FOLDER = VIGNETTES / "boundaries"
FILES = sorted(path for path in FOLDER.glob("*.toml") if path.stem != "judged")
WRITTEN: dict[str, dict[str, Any]] = {
    name: one for path in FILES for name, one in tomllib.loads(path.read_text(encoding="utf-8")).items()
}
OFFERED = {Standing.RECOMMENDED, Standing.OPTION, Standing.INVESTIGATIONAL}
LAST = "q"


def told_of(name: str) -> Case:
    """The case of a vignette; refuses what a case file may not hold."""
    one = WRITTEN[name]
    document = json.loads((FOLDER / "bases" / f"{one['base']}.json").read_text(encoding="utf-8"))
    entries = {entry["id"]: entry for entry in document["entries"]}
    for gone in one.get("without", []):
        entry, _, fact = gone.partition(".")
        del (entries[entry]["facts"] if fact else entries)[fact or entry]
    for entry, facts in one.get("change", {}).items():
        entries[entry]["facts"].update(facts)
    for entry, where in one.get("place", {}).items():
        entries[entry].update(where)
    listed = list(entries.values())
    listed[-1:-1] = one.get("add", [])
    return from_document({**document, "id": name, "entries": listed}, shipped().vocabulary)


@cache
def seen(name: str) -> Assessment:
    """Its assessment after its question."""
    return assess(told_of(name), shipped(), AfterEvent(LAST))


def offered(found: Assessment, option: str) -> list[OptionView]:
    """The option in every candidate moment that offers it, under a condition or not."""
    return [view for view in shown(found, option) if view.standing in OFFERED]


def alerts_on(found: Assessment, option: str, facts: str | list[str]) -> list[Alert]:
    """The safety rows of an option that looked at one of these facts."""
    wanted = {facts} if isinstance(facts, str) else set(facts)
    return [alert for view in shown(found, option) for alert in view.alerts if wanted & _looked_at(alert)]


def _looked_at(alert: Alert) -> set[str]:
    places = {f"{place.kind}.{place.field}" for one in alert.seen for place in one.places}
    return places | {one.name for one in alert.seen}


def sentences(found: Assessment) -> set[str]:
    """All that is said of a case and holds: findings, reasons for and against, and rows that fire."""
    views = [view for moment in found.moments for group in moment.groups for view in group.options]
    said = {say.id for say in (*found.contradictions, *found.findings)}
    said |= {say.id for view in views for say in _reasons(view)}
    return said | {alert.id for view in views for alert in view.alerts if alert.fires}


def _reasons(view: OptionView) -> list[Say]:
    return [say for say in (*view.reasons_for, *view.reasons_against) if not say.open]


def _warned(found: Assessment, option: str, claim: str) -> bool:
    """Whether a reason against, a check or an alert of the option holds by that claim."""
    for view in shown(found, option):
        says = [say.refs for say in (*view.reasons_against, *view.checks) if not say.open]
        says += [alert.refs for alert in view.alerts if alert.fires]
        if any(claim in refs for refs in says):
            return True
    return False


def _all_refs(found: Assessment) -> set[str]:
    """What every finding and every shown option's verdict, reason, check and figure rests on."""
    refs = {ref for say in (*found.contradictions, *found.findings) for ref in say.refs}
    for moment in found.moments:
        for view in (view for group in moment.groups for view in group.options):
            refs |= {ref for verdict in view.verdicts for ref in verdict.refs} | set(view.expect)
            refs |= {ref for say in (*_reasons(view), *view.checks) for ref in say.refs}
    return refs


def _first_questions(found: Assessment) -> set[str]:
    first = found.questions[:5]
    return {f"{one.place.kind}.{one.place.field}" for one in first} | {one.name for one in first}


def _all_questions(found: Assessment) -> set[str]:
    return set(asked(found)) | {f"{one.place.kind}.{one.place.field}" for one in found.questions}


def _certain_first(found: Assessment) -> set[str]:
    groups = found.moments[0].groups if found.moments else ()
    certain = [g for g in groups if g.standing in OFFERED and g.certainty is Certainty.CERTAIN]
    return {option.id for group in certain for option in group.options}


def _offered_for_certain(found: Assessment, option: str) -> bool:
    """Whether nothing is open: neither the question of the day nor the option under it."""
    sure = [view for view in found.moments if view.certainty is Certainty.CERTAIN]
    groups = [group for view in sure for group in view.groups if group.standing in OFFERED]
    certain = [one for group in groups if group.certainty is Certainty.CERTAIN for one in group.options]
    return any(one.id == option for one in certain)


def _lead(found: Assessment) -> set[str]:
    return leading(found.moments[0], OptionKind.TREATMENT) if found.moments else set()


def _named(wanted: Iterable[str], holds: Callable[[str], bool]) -> list[str]:
    """Those of the wanted that do not hold."""
    return [one for one in wanted if not holds(one)]


def _set(wanted: Iterable[str], got: Iterable[str]) -> list[str]:
    """Every difference of two sets: what is missing, and with a plus what is too much."""
    want, have = set(wanted), set(got)
    return sorted(want - have) + [f"+{one}" for one in sorted(have - want)]


def _facts(name: str, wanted: dict[str, list[str]]) -> list[str]:
    known = environment(told_of(name), AfterEvent(LAST))
    differ = {fact: _set(codes, codes_of(known.values(fact))) for fact, codes in wanted.items()}
    return [f"{fact} {' '.join(codes)}" for fact, codes in differ.items() if codes]


def _fires(found: Assessment, option: str, facts: str | list[str], level: str | None = None) -> bool:
    rows = [alert for alert in alerts_on(found, option, facts) if level in (None, alert.level)]
    return any(alert.fires for alert in rows)


def _rows_that_fire(found: Assessment, option: str) -> set[str]:
    return {alert.id for view in shown(found, option) for alert in view.alerts if alert.fires}


def _unsettled(found: Assessment, option: str, facts: str) -> bool:
    rows = [alert.fires for alert in alerts_on(found, option, facts)]
    return None in rows and True not in rows


def _each_fact(facts: str | list[str], holds: Callable[[str], bool]) -> bool:
    return all(holds(fact) for fact in ([facts] if isinstance(facts, str) else facts))


def unmet(name: str, key: str) -> list[str]:
    """What of one expectation of a vignette is not met, in the words of the list; ``+`` is too much."""
    found, wanted = seen(name), WRITTEN[name][key]
    if key in OF_OPTIONS:
        return _named(wanted, lambda option: OF_OPTIONS[key](found, option))
    if key in OF_ROWS:
        return _named(wanted, lambda option: OF_ROWS[key](found, option, wanted[option]))
    return OF_CASE[key](name, found, wanted)


OF_OPTIONS: dict[str, Callable[[Assessment, str], bool]] = {
    "never": lambda found, option: all(option not in leading(view) for view in found.moments),
    "stands": lambda found, option: bool(offered(found, option)),
    "certain": lambda found, option: option in _certain_first(found),
    "possible": lambda f, option: bool(offered(f, option)) and not _offered_for_certain(f, option),
    "not_certain": lambda found, option: not _offered_for_certain(found, option),
    "against": lambda found, option: bool(shown(found, option)) and not offered(found, option),
    "absent": lambda found, option: not offered(found, option),
    "lead_has": lambda found, option: option in _lead(found),
    "moments_have": lambda found, moment: moment in moments(found),
    "asks": lambda found, fact: fact in _first_questions(found),
    "asks_any": lambda found, fact: fact in _all_questions(found),
    "says": lambda found, finding: finding in told(found),
    "silent": lambda found, finding: finding not in told(found),
}
"""Checks of one name after the other."""

OF_ROWS: dict[str, Callable[[Assessment, str, Any], bool]] = {
    "stops": lambda f, option, facts: _each_fact(facts, lambda fact: _fires(f, option, fact, "stop")),
    "alerts": lambda f, option, facts: _each_fact(facts, lambda fact: _fires(f, option, fact)),
    "no_stop": lambda f, option, facts: bool(shown(f, option)) and not _fires(f, option, facts, "stop"),
    "quiet": lambda f, option, facts: bool(shown(f, option)) and not _fires(f, option, facts),
    "unsettled": _unsettled,
    "fires_more_than": lambda f, option, other: bool(
        _rows_that_fire(f, option) - _rows_that_fire(seen(other), option)
    ),
    "warns": _warned,
    "no_warning": lambda f, option, claim: bool(shown(f, option)) and not _warned(f, option, claim),
}
"""Checks of an option together with a fact or a claim; a row of an option that is not shown is not seen."""

OF_CASE: dict[str, Callable[[str, Assessment, Any], list[str]]] = {
    "facts": lambda name, found, wanted: _facts(name, wanted),
    "moments": lambda name, found, wanted: _set(wanted, moments(found)),
    "first": lambda name, found, wanted: _set([wanted], moments(found)[:1]),
    "lead": lambda name, found, wanted: _set(wanted, _lead(found)),
    "tells": lambda name, found, wanted: [] if _all_refs(found) & set(wanted) else list(wanted),
    "says_more_than": lambda name, found, other: [] if sentences(found) - sentences(seen(other)) else [other],
    "same_lead_as": lambda name, found, other: _set(_lead(seen(other)), _lead(found)),
}
"""Checks of the case as a whole."""

EXPECTATIONS = (*OF_OPTIONS, *OF_ROWS, *OF_CASE)
