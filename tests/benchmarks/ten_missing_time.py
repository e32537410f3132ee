"""What would change the answer, with exactly ten facts missing that the leading treatments may hang on.

``python -m tests.benchmarks.ten_missing_time [cases] [seed]``: made cases with one question of the day are
filled in, fact by fact, until a verdict row or a limit of the tumour treatments that may stand there hangs on
ten facts. Timed are the search alone, on fresh diagrams, and the whole assessment.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import islice
from random import Random

from enec_desktop.domain.assessment import Place, Sensitivity
from enec_desktop.domain.case import Case, Entry
from enec_desktop.domain.knowledge_base import OptionKind, SafetyLevel
from enec_desktop.domain.rule import Condition
from enec_desktop.domain.time import AfterEvent
from enec_desktop.engine.assess import assess
from enec_desktop.engine.completions import MOMENT, Completions
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.known import point_of
from enec_desktop.engine.moments import moments_of
from enec_desktop.engine.search import Space, open_facts
from enec_desktop.engine.sensitivity import sensitivity_of
from tests.assessing import environment, shipped
from tests.benchmarks.made_cases import Made, any_value, made
from tests.benchmarks.timing import busy, told
from tests.builders import vocabulary

MISSING = 10


def ten_missing(seed: int) -> Iterator[Made]:
    """Made cases of one question of the day that hang on exactly ten missing facts."""
    draw = Random(seed)
    for one in made(seed):
        case: Case | None = one.case
        while case is not None:
            env = environment(case, one.at)
            wanted = hangs_on(env)
            if len(wanted) <= MISSING or len(env.values(MOMENT)) > 1:  # type: ignore[arg-type]
                break
            case = _answered(Made(case, one.at), env, wanted, draw)
        if case is not None and len(wanted) == MISSING:
            yield Made(case, one.at)


def hangs_on(env: Environment) -> list[str]:
    """The missing facts that undecided rows and limits of the tumour treatments name."""
    knowledge = env.prepared.knowledge
    conditions: list[Condition] = []
    for option in knowledge.options.values():
        rows = [row.when for row in option.verdicts if answer(row.when, env) is not False]
        if option.kind is OptionKind.TREATMENT and rows:
            limits = [row for agent in option.agents for row in knowledge.agents[agent].rows]
            conditions += rows + [row.when for row in limits if row.level is SafetyLevel.STOP]
    return sorted({name for when in conditions for name in open_facts(when, env)})


def _answered(one: Made, env: Environment, wanted: list[str], draw: Random) -> Case | None:
    """The case with one of these facts recorded; None where none of them has a place."""
    places = [place for place in (_place(name, env) for name in wanted) if place.field]
    if not places:
        return None
    place = draw.choice(places)
    fact = any_value(vocabulary().field(place.kind, place.field), draw)
    if place.entry:
        return one.case.with_fact(place.entry, place.field, fact)
    before = one.at.event if isinstance(one.at, AfterEvent) else None
    return one.case.with_entry(
        Entry(one.case.new_id(place.kind), place.kind, {place.field: fact}), before=before
    )


def _place(name: str, env: Environment) -> Place:
    unanswered = env.reading(name).unanswered
    return unanswered[0] if unanswered else Place("", "", "")


def search(one: Made) -> tuple[float, Sensitivity]:
    """Processor seconds of the search alone, and what it found."""
    env = environment(one.case, one.at)
    (candidate, *_) = moments_of(Space(Completions(env), env)).candidates
    point = point_of(one.case, one.at)
    started = time.process_time()
    found = sensitivity_of(shipped().options.values(), candidate.space, point)
    return time.process_time() - started, found


def main(count: int, seed: int) -> None:
    cases = list(islice(ten_missing(seed), count))
    searched = [search(one) for one in cases]
    whole = []
    for one in cases:
        started = time.process_time()
        assess(one.case, shipped(), one.at)
        whole.append(time.process_time() - started)
    settled = sum(found.settled for _, found in searched)
    print(busy())
    print(told(f"search, {count} cases with {MISSING} facts missing", [took for took, _ in searched]))
    print(told("whole assessment of the same cases", whole))
    print(f"settled in {settled} of {count}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
