"""Each table over all its cells: an answer everywhere, every row used, every value heard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from enec_desktop.domain.knowledge_base import DecisionTable
from enec_desktop.domain.proof import ProofNotes, TableProof
from enec_desktop.domain.rule import Condition, Known, leaves, names
from enec_desktop.domain.values import Interval
from enec_desktop.engine.proof.diagrams import NEVER, Node
from enec_desktop.engine.proof.space import Space


def table_proof(table: DecisionTable, space: Space) -> TableProof:
    """The figures of one table."""
    sense = space.table(table.name)
    facts = frozenset(table.take).union(*(names(row.when) for row in table.rows))
    nodes = sum(space.diagrams.nodes(one) for one in sense.answers.values())
    return TableProof(
        table.name,
        len(facts),
        space.cells_named(facts),
        len(table.rows),
        nodes,
        sense.contradictory != NEVER,
    )


def table_faults(table: DecisionTable, space: Space, notes: ProofNotes) -> Iterator[str]:
    """Cells without an answer, rows and answers that nothing reaches, values that tell nothing."""
    where = f"tables/{table.name}.toml"
    sense = space.table(table.name)
    gap = sense.untold
    if table.policy == "narrow":
        facts = {space.names[one] for one in space.diagrams.support(gap)}
        gap = space.diagrams.every([gap, *(space.known(name) for name in sorted(facts))])
    if gap != NEVER:
        yield f"{where}: no row holds where {space.told(gap)}; write a row for it"
    for row, at in zip(table.rows, sense.decides, strict=True):
        if space.grounded(at) == NEVER:
            yield f"{where} [{row.id}]: {_why_dead(space.node(row.when))}; mend its condition or take it out"
    for code, at in sense.answers.items():
        reached = [row for row in table.rows if code in row.then] or code in _taken(table, space)
        if at == NEVER or not reached:
            yield f"{where}: nothing leads to {code}; write the row that does, or take the outcome out"
    if table.policy == "narrow":
        yield from _unheard(table, space, notes)
        yield from _excluding(table, space)


def _taken(table: DecisionTable, space: Space) -> frozenset[str]:
    domains = [space.knowledge.facts[name].domain for name in table.take]
    return frozenset().union(*(one for one in domains if isinstance(one, frozenset)))


def _why_dead(holds: Node) -> str:
    return "can never hold" if holds == NEVER else "the rows above it, or the facts, leave it no case"


def _unheard(table: DecisionTable, space: Space, notes: ProofNotes) -> Iterator[str]:
    """Values that never bring a row about: what is recorded would say nothing."""
    listed = {(one.fact, value) for one in notes.quiet if one.table == table.name for value in one.values}
    named = frozenset().union(*(_asked(row.when) for row in table.rows))
    found = {(name, value) for name in named for value in _quiet_values(table, name, space)}
    where = f"tables/{table.name}.toml"
    for fact, value in sorted(found - listed):
        yield f"{where}: {fact} = {value} brings no row about; write its row, or say why in proof/quiet.toml"
    for fact, value in sorted(listed - found):
        yield f"proof/quiet.toml: {fact} = {value} does not stand silent in {table.name}; take it out"


def _excluding(table: DecisionTable, space: Space) -> Iterator[str]:
    """Rows that exclude each other on one and the same facts: no other source is there to blame."""
    rows = zip(table.rows, space.table(table.name).holds, strict=True)
    for (one, at), (other, there) in combinations(((row, node) for row, node in rows if row.then), 2):
        both = space.diagrams.conj(at, there)
        alone = _asked(one.when) == _asked(other.when) and not set(one.then) & set(other.then)
        if alone and both != NEVER:
            yield (
                f"tables/{table.name}.toml [{one.id}] and [{other.id}]: both hold where {space.told(both)} "
                "and exclude each other; mend the limit of one"
            )


def _asked(condition: Condition) -> frozenset[str]:
    return frozenset(leaf.name for leaf in leaves(condition) if not isinstance(leaf, Known))


def _quiet_values(table: DecisionTable, name: str, space: Space) -> Iterator[str]:
    """The codes, or the spans of numbers, that no row of the table hears."""
    run: list[Interval] = []
    for place, cell in enumerate(space.cells[name]):
        quiet = not _is_heard(table, name, place, space)
        if isinstance(cell, frozenset):
            yield from sorted(cell) if quiet else ()
        elif quiet and not _is_between_whole_numbers(name, cell, space):
            run.append(cell)
        elif not quiet and run:
            yield _span(run)
            run = []
    if run:
        yield _span(run)


def _span(run: list[Interval]) -> str:
    low, high = run[0].low, run[-1].high
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _is_between_whole_numbers(name: str, cell: Interval, space: Space) -> bool:
    definition = space.knowledge.facts[name]
    kind = space.knowledge.vocabulary.kinds.get(definition.kind)
    field = kind.fields.get(definition.source_field) if kind else None
    return field is not None and field.whole and not cell.is_point and cell.high - cell.low <= 1


def _is_heard(table: DecisionTable, name: str, place: int, space: Space) -> bool:
    """Whether some row holds with this value of a fact and not with every value of it."""
    diagrams, variable = space.diagrams, space.variable(name)
    for row, node in zip(table.rows, space.table(table.name).holds, strict=True):
        if row.then and name in _asked(row.when):
            here = diagrams.at(node, variable, place)
            anyway = diagrams.every(diagrams.at(node, variable, one) for one in range(len(space.cells[name])))
            if diagrams.but(here, anyway) != NEVER:
                return True
    return False
