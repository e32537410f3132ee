"""The rule core beside other rule engines: 150 rules, 40 facts, three answers, on the same made cases.

``python -m tests.benchmarks.rule_core_time [cases]``: CLIPS (clipspy) and zen-engine are taken in where they
are installed; neither is a dependency of the program. Every side is first held against the plain reading of
the rules.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable

from tests.benchmarks.rule_engines import (
    clips_engine,
    generated_python,
    program,
    program_explained,
    zen_engine,
)
from tests.benchmarks.rule_problem import Plain, Rule, cases, reference, rules
from tests.benchmarks.timing import busy, ratio, told, turn_by_turn

CHECKED = 200
OURS: dict[str, Callable[[list[Rule]], Callable[[Plain], list[bool | None]]]] = {
    "program: answers of all rules, three-valued": program,
    "program: with explanations": program_explained,
}
LEAST = "generated Python, two-valued, no trace"
PEERS = {
    "CLIPS, which rules fired": ("clips", clips_engine),
    "zen-engine, rows that matched": ("zen", zen_engine),
}


def sides(problem: list[Rule], made: list[dict[str, str | float]]) -> dict[str, Callable[[Plain], object]]:
    """Every engine that is here, each checked; the others are told as left out."""
    answers = [[reference(rule, case) for rule in problem] for case in made[:CHECKED]]
    fires = [[number for number, one in enumerate(row) if one is True] for row in answers]
    found: dict[str, Callable[[Plain], object]] = {}
    for name, maker in OURS.items():
        run = maker(problem)
        assert [run(case) for case in made[:CHECKED]] == answers, name
        found[name] = run
    others = {LEAST: ("json", generated_python), **PEERS}
    for name, (package, make) in others.items():
        if importlib.util.find_spec(package) is None:
            print(f"{name}: left out, the package {package} is not installed")
            continue
        fired = make(problem)
        assert [fired(case) for case in made[:CHECKED]] == fires, name
        found[name] = fired
    return found


def main(count: int) -> None:
    problem, made = rules(), cases(count)
    checked = sides(problem, made)
    each = 20
    calls = {name: (lambda n, run=run: run(made[n])) for name, run in checked.items()}
    took = turn_by_turn(calls, count // each, each)
    print(busy())
    first = next(iter(took))
    for name, values in took.items():
        print(f"{told(name, values)}   first line / this one {ratio(took[first], values):7.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
