"""Who notices a fault: the expected vignettes, the leaves of the decision map, or the proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from enec_desktop.domain.case import Case
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.time import AfterEvent, At, Latest
from enec_desktop.domain.values import Codes
from enec_desktop.engine.assess import assess
from enec_desktop.engine.completions import MOMENT
from enec_desktop.engine.conditions import answer
from enec_desktop.engine.editions import edited, only_touched, reads_alike
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.proof.prove import Proving
from tests import boundaries
from tests.assessing import VIGNETTES, anything, codes_of, environment, instead, shipped, stored
from tests.builders import case, entry
from tests.engine.altered import notes
from tests.journeys import test_boundary_vignettes as judged
from tests.journeys import test_decision_map_leaves as leaves
from tests.journeys import test_vignettes as traps
from tests.mutation.mutants import Mutant

QUICK = {"tables": ("tables",), "options": ("clashes",), "limits": ("worse",), "findings": ()}
"""The layers of the proof that take less than a second: asked before the vignettes."""

LAYERS = {
    "tables": ("guards", "endings", "clashes", "worse", "dead"),
    "options": ("endings", "worse", "dead"),
    "limits": ("dead",),
    "findings": ("guards", "endings", "dead"),
}
"""The other layers that a fault of a kind can reach."""


@dataclass(frozen=True)
class Judge:
    """One expected case: the facts as the engine sees them, and everything that is expected of it."""

    name: str
    case: Case
    at: At
    facts: tuple[Environment, ...]
    is_met: Callable[[], bool]


def noticed_by(mutant: Mutant) -> str:
    """The first who notices: a vignette by its name, or a layer of the proof; empty where nobody does."""
    altered = mutant.knowledge()
    layers = Proving(altered, notes()).layers()
    found = (f"proof: {one}" for one in QUICK[mutant.layer] if next(iter(layers[one]()), None) is not None)
    return next(found, "") or _by_vignettes(mutant, altered) or _by_proof(mutant, layers)


def _by_vignettes(mutant: Mutant, altered: KnowledgeBase) -> str:
    few = _few(altered)
    touched = [judge for judge in judges() if _is_touched(judge, mutant) and _reads_otherwise(judge, few)]
    with instead(altered, boundaries.seen, leaves.found):
        for judge in touched:
            if not judge.is_met():
                return judge.name
    return ""


def _by_proof(mutant: Mutant, layers: dict[str, Callable[[], Iterable[str]]]) -> str:
    for layer in LAYERS[mutant.layer]:
        if next(iter(layers[layer]()), None) is not None:
            return f"proof: {layer}"
    return ""


@cache
def judges() -> tuple[Judge, ...]:
    """All judges, made while nothing is altered: their facts are those under the knowledge that ships."""
    return (*_boundaries(), *_leaves(), *_traps())


def _is_touched(judge: Judge, mutant: Mutant) -> bool:
    """Whether the fault can show in a case: its condition is not surely the same there."""
    for facts in judge.facts:
        answers = {answer(one, facts) for one in mutant.conditions}
        if None in answers or len(answers) > 1 or (len(mutant.conditions) == 1 and True in answers):
            return True
    return False


Few = tuple[KnowledgeBase, KnowledgeBase] | None


def _few(altered: KnowledgeBase) -> Few:
    """Both editions with the touched options alone, where only options were touched."""
    changed = edited(shipped(), altered)
    before, after = only_touched(shipped(), altered, changed), only_touched(altered, shipped(), changed)
    return None if before is None or after is None else (before, after)


def _reads_otherwise(judge: Judge, few: Few) -> bool:
    if few is None:
        return True
    old, new = (assess(judge.case, one, judge.at) for one in few)
    return not reads_alike(old, new)


def _facts(told: Case, at: At) -> tuple[Environment, ...]:
    """The facts of a case, then as they are under each question of the day it may have."""
    env = environment(told, at)
    rows = shipped().tables[MOMENT].rows
    beside = any(row.beside and answer(row.when, env) is not False for row in rows)
    codes = anything(MOMENT) if beside else env.values(MOMENT)
    return (env, *(env.assume({MOMENT: Codes({code})}) for code in sorted(codes_of(codes))))


def _boundaries() -> Iterator[Judge]:
    for name, one in boundaries.WRITTEN.items():
        met = tuple(key for key in one if (name, key) in set(judged.MET))
        told, at = boundaries.told_of(name), AfterEvent(boundaries.LAST)
        yield Judge(name, told, at, _facts(told, at), partial(_all_met, name, met))


def _all_met(name: str, keys: tuple[str, ...]) -> bool:
    return not any(boundaries.unmet(name, key) for key in keys)


def _traps() -> Iterator[Judge]:
    checks = _checks(traps)
    for name in traps.EXPECTED:
        at: At = AfterEvent(traps.point(name)) if traps.point(name) else Latest()
        mine = tuple(one for one, names in checks if name in names)
        told = stored(VIGNETTES, name)
        yield Judge(name, told, at, _facts(told, at), partial(_all_pass, mine, name))


def _leaves() -> Iterator[Judge]:
    checks = _checks(leaves)
    for leaf, one in leaves.LEAVES.items():
        pieces = [(name, leaves.PIECES[name]) for name in one["case"]]
        told = case(*(entry(p["kind"], f"e{i}-{name}", **p["facts"]) for i, (name, p) in enumerate(pieces)))
        mine = tuple(check for check, names in checks if leaf in names)
        yield Judge(leaf, told, Latest(), _facts(told, Latest()), partial(_all_pass, mine, leaf))


def _checks(module: Any) -> list[tuple[Callable[[str], None], frozenset[str]]]:
    """The tests of a file that are asked of one case each, with the names of the cases."""
    found = []
    for check in vars(module).values():
        marks = getattr(check, "pytestmark", ())
        named = [mark.args for mark in marks if mark.name == "parametrize" and isinstance(mark.args[0], str)]
        if len(named) == 1 and named[0][0] in ("name", "leaf"):
            found.append((check, frozenset(named[0][1])))
    return found


def _all_pass(checks: tuple[Callable[[str], None], ...], name: str) -> bool:
    try:
        for check in checks:
            check(name)
    except (AssertionError, ValueError, KeyError):
        return False
    return True
