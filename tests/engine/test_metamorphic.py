"""What has to stay the same: the patient told another way, the knowledge written another way, a fact more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from enec_desktop.domain.assessment import (
    Assessment,
    Certainty,
    Conditions,
    MomentView,
    OptionView,
    Place,
    Say,
    Seen,
)
from enec_desktop.domain.case import Case
from enec_desktop.domain.knowledge_base import KnowledgeBase, OptionKind
from enec_desktop.domain.rule import names
from enec_desktop.domain.time import AfterEvent, Latest
from enec_desktop.domain.values import Codes, meet
from enec_desktop.engine.assess import assess
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment
from tests.assessing import environment, shipped
from tests.builders import cases
from tests.conftest import LONG
from tests.engine.looked_at import limits_on_what_is_recorded
from tests.engine.retelling import (
    SAME_ADVICE,
    SAME_IN_EVERY_WORD,
    Retelling,
    Told,
    with_open_items_answered,
    years_later,
)
from tests.engine.rewriting import REWRITINGS
from tests.engine.stored_points import Stored, everyone

SAMPLE = 2
TRIES = 10


def changed(retelling: Retelling) -> list[tuple[Stored, Told]]:
    """The stored patients that the retelling changes: a few of them, or all in the long test."""
    found = []
    for one in everyone():
        told = retelling(Told(one.case, one.at), Random(f"{one.name} {one.point}"))
        if to_compare(told) != to_compare(Told(one.case, one.at)):
            found.append((one, told))
    return found if LONG else Random(retelling.__name__).sample(found, min(SAMPLE, len(found)))


def to_compare(told: Told) -> Any:
    """A case with the order of its facts, which two equal mappings do not show."""
    entries = [(one, list(one.facts.items())) for one in told.case.entries]
    return told.case.id, told.case.title, told.case.published, entries


def by_name(one: Callable[..., Any]) -> str:
    return one.__name__


@pytest.mark.parametrize("retelling", SAME_IN_EVERY_WORD, ids=by_name)
def test_the_same_patient_gets_the_same_assessment_in_every_word(retelling: Retelling) -> None:
    told = changed(retelling)
    assert told
    for one, again in told:
        found = assess(again.case, shipped(), again.at)
        assert in_every_word(found, again) == in_every_word(one.assessment, Told(one.case, one.at)), one


@pytest.mark.parametrize("retelling", SAME_ADVICE, ids=by_name)
def test_the_same_patient_gets_the_same_advice(retelling: Retelling) -> None:
    told = changed(retelling)
    assert told
    for one, again in told:
        assert advice(assess(again.case, shipped(), again.at)) == advice(one.assessment), one


@settings(
    max_examples=2000 if LONG else 6,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(cases(), st.sampled_from([*SAME_IN_EVERY_WORD, *SAME_ADVICE]), st.data())
def test_any_patient_told_another_way_gets_the_same_advice(
    case: Case, retelling: Retelling, data: st.DataObject
) -> None:
    assume(case.entries and retelling is not years_later)  # any case may reach past the year 2099
    events = [AfterEvent(entry.id) for entry in case.entries]
    told = Told(case, data.draw(st.just(Latest()) | st.sampled_from(events)))
    again = retelling(told, Random(data.draw(st.integers(0, 2**32))))
    assume(to_compare(again) != to_compare(told))
    expected, found = (assess(one.case, shipped(), one.at) for one in (told, again))
    if retelling in SAME_IN_EVERY_WORD:
        assert in_every_word(found, again) == in_every_word(expected, told)
    else:
        assert advice(found) == advice(expected)


def in_every_word(found: Assessment, told: Told) -> Any:
    """All of an assessment but the names of the case and its sources; entries by the ids first told."""
    return _plain(replace(found, case_id="", input_hash="", at=""), told)


def _plain(value: Any, told: Told) -> Any:
    if isinstance(value, Place):
        return told.names.get(value.entry, value.entry), value.kind, value.field
    if isinstance(value, Seen):
        value = replace(value, source=None)
    if is_dataclass(value):
        return [_plain(getattr(value, part.name), told) for part in fields(value)]
    return [_plain(one, told) for one in value] if isinstance(value, tuple) else value


def advice(found: Assessment) -> Any:
    """What an assessment advises, in its order: every standing with its certainty, reason and clearance,
    every sentence told, every question; not where a value was read and what kind of missing it is."""
    court = found.court
    on_diagnosis = (court.contradictions, court.speaks_for, court.speaks_against, court.mimics)
    return (
        [_moment(view) for view in found.moments],
        [_said(says) for says in (*on_diagnosis, court.next_steps, found.contradictions, found.findings)],
        [(one.name, one.values) for one in (court.verdict, *found.diagnosis, *found.staging)],
        [(one.name, one.why, one.decides, one.matters) for one in found.questions],
    )


def _moment(view: MomentView) -> Any:
    shown = [(g.kind, g.standing, g.certainty, [_option(o) for o in g.options]) for g in view.groups]
    needed = _conditions(view.conditions)
    return view.moment, view.certainty, needed, shown, [one.id for one in view.not_here], _turning(view)


def _turning(view: MomentView) -> Any:
    """Who may lead, and which missing facts could change it."""
    told = view.sensitivity
    if told is None:
        return None
    leaders = [(one.options, _conditions(one.conditions)) for one in told.leaders]
    return leaders, told.stays, [one.name for one in told.facts], told.settled


def _option(view: OptionView) -> Any:
    verdicts = [(one.row, one.certainty, _conditions(one.conditions)) for one in view.verdicts]
    alerts = [(one.id, one.fires) for one in view.alerts]
    said = [_said(says) for says in (view.reasons_for, view.reasons_against, view.checks)]
    return view.id, view.standing, view.certainty, view.clearance, verdicts, alerts, said


def _said(says: tuple[Say, ...]) -> list[tuple[str, bool]]:
    return [(one.id, one.open) for one in says]


def _conditions(told: Conditions) -> Any:
    sets = [[(wish.name, wish.values) for wish in wishes] for wishes in told.sets]
    return sets, told.more, told.unsettled


@pytest.mark.parametrize("rewriting", REWRITINGS, ids=by_name)
def test_the_same_knowledge_written_another_way_gives_every_option_the_same_place(
    rewriting: Callable[[KnowledgeBase], KnowledgeBase],
) -> None:
    everybody = everyone()
    rewritten = rewriting(shipped())
    for one in everybody if LONG else Random(by_name(rewriting)).sample(everybody, SAMPLE):
        assert placed(assess(one.case, rewritten, one.at)) == placed(one.assessment), one


def placed(found: Assessment) -> Any:
    """Where each option stands at each moment, and what the tables say."""
    views = [(view.moment, view.certainty, option) for view in found.moments for option in shown_in(view)]
    tables = (found.court.verdict, *found.diagnosis, *found.staging)
    return {
        (moment, sure, option.id, option.standing, option.certainty, option.clearance)
        for moment, sure, option in views
    }, {(table.name, table.values) for table in tables}


def told_more(one: Stored, draw: Random) -> Told:
    """The case with a few open items answered, none of them against what stands on record."""
    before = Told(one.case, one.at)
    for _ in range(TRIES):
        after = with_open_items_answered(before, draw)
        if after != before and is_narrower(after, before):
            return after
    return before


def is_narrower(after: Told, before: Told) -> bool:
    """Whether every fact read off entries, or combined from several of them, has only lost values.

    It has not where a statement takes the place of another one, or where both contradict each other: a
    stated M and one read off a stage group, a stop for progression in a history without one.
    """
    here, there = environment(after.case, after.at), environment(before.case, before.at)
    tables = shipped().tables
    read = [name for name in shipped().facts if name not in tables or tables[name].policy == "narrow"]
    narrowed = all(_narrows(name, here, there) for name in (*read, "tumour.m"))
    return narrowed and not _progressed_without_entry(here, there)


def _narrows(name: str, here: Environment, there: Environment) -> bool:
    return meet(here.values(name), there.values(name)) == here.values(name)


def _progressed_without_entry(here: Environment, there: Environment) -> bool:
    """Whether the last treatment now stopped for progression, though every progression was listed before."""
    stopped = here.values("treatment.reason_stopped") == Codes({"progression"})
    was_said = there.values("treatment.reason_stopped") == Codes({"progression"})
    return stopped and not was_said and there.values("history.last") == Codes({"course"})


@dataclass(frozen=True)
class Ended:
    """What was the case only as long as something was missing, and has it now.

    A diagnostic work-up is today's question while no diagnosis is recorded, and an option that asks for the
    stage is advised while the stage is not complete: to record what they ask for ends them, and turns no
    answer on the tumour. Everything else has to be so whatever the missing facts turn out to be.
    """

    moment: bool = False
    options: frozenset[str] = frozenset()


def ended(after: Told, before: Told) -> Ended:
    """What a fact more has ended: the moment by a fact its row asks for, an option by all it asks for."""
    here, there = environment(after.case, after.at), environment(before.case, before.at)
    rows = shipped().tables["moment"].rows
    held = next((row for row in rows if answer(row.when, there) is True), None)
    answered = [one for one in (held.asks if held else ()) if here.is_known(one) and not there.is_known(one)]
    complete = {
        name
        for name in shipped().tables
        if name.startswith("open.")
        and (there.values(name), here.values(name)) == (Codes({"yes"}), Codes({"no"}))
    }
    asking = [one for one in shipped().options.values() if one.kind is OptionKind.CLARIFY]
    done = (one.id for one in asking if any(names(row.when) & complete for row in one.verdicts))
    return Ended(bool(answered), frozenset(done))


TURNED_ONCE = {
    "takeshita-2000-emr-m3", "hanzawa-2024-egj-nivo-conversion", "jcimcr-2024-scnec-stage3-70m", "cd56-alone",
    "node-regional", "high-grade-net-wording", "poorly-differentiated-net-wording", "adjuvant-after-pn1",
}  # fmt: skip
"""Patients whose answers a fact more has turned before: in the short run too."""


def to_tell_more(seed: int) -> list[Stored]:
    """The patients of a run: all in the long test."""
    if LONG:
        return everyone()
    some = Random(seed).sample(everyone(), 2 * SAMPLE)
    return some + [one for one in everyone() if one.name in TURNED_ONCE and one not in some]


@pytest.mark.parametrize("seed", range(60 if LONG else 2))
def test_a_fact_more_never_turns_a_sure_answer_and_never_brings_back_what_was_excluded(seed: int) -> None:
    told = [(one, told_more(one, Random(f"{one.name} {one.point} {seed}"))) for one in to_tell_more(seed)]
    narrowed = [(one, after) for one, after in told if after.case != one.case]
    assert len(narrowed) > len(told) / 2
    for one, after in narrowed:
        found = assess(after.case, shipped(), after.at)
        assert not turned(one.assessment, found, ended(after, Told(one.case, one.at))), (one, after)


def turned(before: Assessment, after: Assessment, done: Ended) -> list[str]:
    """Whatever was sure and is no longer, or was excluded and is back, without what has ended."""
    old, new = ({view.moment: view for view in found.moments} for found in (before, after))
    lost = [] if done.moment else [moment for moment in new if moment not in old]
    sure = (moment for moment in old if old[moment].certainty is Certainty.CERTAIN and not done.moment)
    lost += [moment for moment in sure if moment not in new]
    for moment in old.keys() & new.keys():
        options = {option.id: option for option in shown_in(old[moment]) if option.id not in done.options}
        for option in shown_in(new[moment]):
            if option.id in options:
                lost += [f"{moment}: {what}" for what in _turned(options[option.id], option)]
    return lost


def _turned(old: OptionView, new: OptionView) -> list[str]:
    lost = []
    if old.certainty is Certainty.CERTAIN and (new.standing, new.certainty) != (old.standing, old.certainty):
        lost.append(f"{old.id} was {old.standing}, is {new.certainty} {new.standing}")
    rows, still = ({one.row: one.certainty for one in view.verdicts} for view in (old, new))
    lost += [f"{row} is back" for row in still if row not in rows]
    sure = [row for row in rows if rows[row] is Certainty.CERTAIN]
    lost += [f"{row} is no longer certain" for row in sure if still.get(row) is not Certainty.CERTAIN]
    if not (old.verdicts and new.verdicts):  # an option that is not for this situation tells no limits
        return lost
    alerts, then = (_alerts(view) for view in (old, new))
    lost += [f"{alert} is back" for alert in then if alert not in alerts]
    return lost + [f"{alert} fires no more" for alert in alerts if alerts[alert] and not then.get(alert)]


def _alerts(view: OptionView) -> dict[str, bool | None]:
    """The limits told, without those that ask what is on record and not what is so."""
    return {one.id: one.fires for one in view.alerts if one.id not in limits_on_what_is_recorded()}


def shown_in(view: MomentView) -> list[OptionView]:
    """Every option as a candidate moment shows it, those not for this situation included."""
    return [*(one for group in view.groups for one in group.options), *view.not_here]
