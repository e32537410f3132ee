"""Unknown never acts as a value: where the knowledge looks at "not recorded", it is listed with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.knowledge_base import DecisionTable
from enec_desktop.domain.proof import ProofNotes
from enec_desktop.domain.rule import ALWAYS, Known, leaves
from enec_desktop.engine.proof.conditions_of import all_conditions
from enec_desktop.engine.proof.diagrams import NEVER
from enec_desktop.engine.proof.space import Space

Guard = tuple[str, str]


def guards(space: Space) -> dict[Guard, bool]:
    """Place and fact of every ``known(...)``, and whether "not recorded" leaves out answers there.

    Outside tables a guard only decides whether something is said, so it leaves nothing out.
    """
    found: dict[Guard, bool] = {}
    for place, condition in all_conditions(space.knowledge):
        found |= {(place, leaf.name): False for leaf in leaves(condition) if isinstance(leaf, Known)}
    for fact in space.knowledge.facts.values():
        asked = leaves(fact.where) if fact.where is not None else ()
        if any(isinstance(leaf, Known) for leaf in asked):
            found["facts", fact.name] = False
    for table in space.knowledge.tables.values():
        for name in sorted(_read(table, space)):
            if narrows(table, name, space):
                found[f"tables/{table.name}", name] = True
    return found


def narrows(table: DecisionTable, name: str, space: Space) -> bool:
    """Whether an answer that some recorded value gives is out of reach while it is not recorded, with all
    else that is recorded the same; answers of what contradicts itself do not count, they are said as such."""
    if name not in space.guarded:
        return False
    diagrams, variable, known = space.diagrams, space.variable(name), space.known(name)
    sense = space.table(table.name)
    sound = diagrams.but(known, sense.contradictory)
    for answer in map(space.open, sense.answers.values()):
        recorded = diagrams.without(diagrams.conj(answer, sound), variable)
        missing = diagrams.without(diagrams.but(answer, known), variable)
        if diagrams.but(recorded, missing) != NEVER:
            return True
    return False


def guard_faults(found: dict[Guard, bool], space: Space, notes: ProofNotes) -> Iterator[str]:
    """Guards and closed lists without a reason, and reasons for what is none."""
    listed = {(one.place, fact): one.narrows for one in notes.guards for fact in one.facts}
    told = {True: "leaves answers out", False: "leaves no answer out"}
    for (place, fact), acts in found.items():
        said = listed.get((place, fact))
        if said is None:
            yield f"{place}: known({fact}) {told[acts]} and has no reason; give one in proof/guards.toml"
        elif said is not acts:
            yield f'proof/guards.toml: {fact} in {place} {told[acts]}; set "narrows" so, and mend the reason'
    for place, fact in listed.keys() - found.keys():
        yield f"proof/guards.toml: {place} does not ask known({fact}); take it out"
    closed = {one.name for one in space.knowledge.facts.values() if one.closed == ALWAYS}
    reasons = {fact for one in notes.closed for fact in one.facts}
    for fact in sorted(closed - reasons):
        yield f'facts: {fact} reads "none recorded" as "none" without a reason; give one in proof/guards.toml'
    for fact in sorted(reasons - closed):
        yield f'proof/guards.toml: {fact} is no list that is always complete; take it out of "closed"'


def _read(table: DecisionTable, space: Space) -> frozenset[str]:
    """The facts whose absence can speak: those asked with ``known(...)``, in a narrowing table all."""
    if table.policy == "narrow":
        nodes = space.table(table.name).answers.values()
        return frozenset(space.names[one] for node in nodes for one in space.diagrams.support(node))
    told = (leaf for row in table.rows for leaf in leaves(row.when))
    return frozenset(leaf.name for leaf in told if isinstance(leaf, Known))
