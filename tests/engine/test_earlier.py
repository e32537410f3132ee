"""What is taken over from the assessment before is what would be worked out anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from enec_desktop.domain.assessment import Assessment, OptionView
from enec_desktop.domain.case import Case, Fact
from enec_desktop.domain.errors import Cancelled
from enec_desktop.domain.time import At, Latest, OnDate
from enec_desktop.engine.assess import assess_in_steps
from enec_desktop.engine.earlier import Memory
from tests.assessing import DEMOS, LATEST, VIGNETTES, shipped, stored
from tests.builders import case, entry

STORED = [(folder, path.stem) for folder in (DEMOS, VIGNETTES) for path in sorted(folder.glob("*.json"))]
CHANGES = 6
"""So many changes are made in turn to each case that is looked at."""

Facts = dict[tuple[str, str], list[Fact]]


def facts_in_use() -> Facts:
    """Every fact that some stored case records, by its kind of entry and its field."""
    found: Facts = {}
    for folder, name in STORED:
        for one in stored(folder, name).entries:
            for field, fact in one.facts.items():
                found.setdefault((one.kind, field), []).append(fact)
    return found


def changed(told: Case, choice: random.Random, facts: Facts) -> Case:
    """The case with a field entered, altered or cleared; now and then an entry goes, or two change places."""
    at = choice.randrange(len(told.entries))
    one = told.entries[at]
    before, after = told.entries[:at], told.entries[at + 1 :]
    if choice.random() < 0.1 and len(told.entries) > 2:
        return replace(told, entries=(*before, *after))
    if choice.random() < 0.1 and before:
        return replace(told, entries=(one, *before[1:], before[0], *after))
    field = choice.choice([field for kind, field in facts if kind == one.kind])
    now = {name: fact for name, fact in one.facts.items() if name != field}
    if field not in one.facts or choice.random() < 0.7:
        now[field] = choice.choice(facts[one.kind, field])
    return replace(told, entries=(*before, replace(one, facts=now), *after))


def assessed(told: Case, memory: Memory | None, at: At = LATEST, *, whole: bool = False) -> Assessment:
    """With the memory of the assessment before, or cold."""
    found, rest = assess_in_steps(told, shipped(), at, memory)
    return rest() if whole else found


@pytest.mark.parametrize("turn", [1, 2])
def test_an_assessment_after_another_one_says_what_it_would_say_alone(turn: int) -> None:
    choice, facts, memory = random.Random(turn), facts_in_use(), Memory()
    for folder, name in choice.sample(STORED, 4):
        told = stored(folder, name)
        for number in range(CHANGES):
            at = choice.choice((Latest(), Latest(date(2026, 11, 24)), OnDate(date(2026, 11, 24))))
            whole = number == CHANGES - 1
            assert assessed(told, memory, at, whole=whole) == assessed(told, None, at, whole=whole), name
            told = changed(told, choice, facts)


def test_an_older_specimen_that_is_read_otherwise_is_held_against_the_newest() -> None:
    def two(older: str) -> Case:
        first = entry("specimen", "first", stated_class=older)
        return case(first, entry("specimen", "second", stated_class="nec"))

    memory = Memory()
    found = [assessed(two(older), memory) for older in ("nec", "net_g1", "nec")]
    assert found == [assessed(two(older), None) for older in ("nec", "net_g1", "nec")]
    assert found[0].facts != found[1].facts or found[0].findings != found[1].findings


def test_an_entry_that_changed_places_counts_from_where_it_stands_now() -> None:
    """Whether a CT was done since the last treatment hangs on the order of entries of which one stays."""
    memory, ct = Memory(), entry("study", "scan", modality="ct")
    course, fitness = entry("course", "course", modality="surgery"), entry("fitness", "today", weight=70)
    orders = ((course, ct, fitness), (fitness, ct, course), (course, ct, fitness))
    found = [assessed(case(*entries), memory) for entries in orders]
    assert found == [assessed(case(*entries), None) for entries in orders]
    assert len({one.facts for one in found}) == 2


def test_a_value_of_another_day_is_told_with_its_own_date() -> None:
    def on(day: str) -> Case:
        return case(entry("fitness", "today", date=day, ecog="4", creatinine_clearance=30))

    memory = Memory()
    found = [assessed(on(day), memory) for day in ("2026-03-01", "2026-04-01")]
    assert found == [assessed(on(day), None) for day in ("2026-03-01", "2026-04-01")]


def test_options_that_do_not_rest_on_what_changed_are_the_very_ones_of_before() -> None:
    memory = Memory()
    before = assessed(case(entry("fitness", "today", weight=70, ecog="1")), memory)
    then = {id(one) for one in views(before)}
    after = assessed(case(entry("fitness", "today", weight=64, ecog="1")), memory)
    kept = [id(one) in then for one in views(after)]
    assert sum(kept) > len(kept) / 2


def views(found: Assessment) -> Iterator[OptionView]:
    """Every option under every question of the day."""
    for moment in found.moments:
        yield from (one for group in moment.groups for one in group.options)
        yield from moment.not_here


class Asked:
    """Answers so many times that work is wanted, and no more."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self) -> bool:
        self.left -= 1
        return self.left >= 0


def test_an_assessment_that_is_not_wanted_any_more_is_left_off_and_spoils_none_after_it() -> None:
    """A new key comes, or the window closes, in the middle of what a nearly empty case makes long."""
    sparse = case(entry("question", "first"))
    later = case(entry("question", "first"), entry("specimen", "biopsy", stated_class="nec"))
    memory = Memory()
    assessed(sparse, memory)
    for times in (0, 120, 1_500):
        with pytest.raises(Cancelled):
            assess_in_steps(later, shipped(), LATEST, memory, Asked(times))[1]()
    assert assessed(later, memory, whole=True) == assessed(later, None, whole=True)
