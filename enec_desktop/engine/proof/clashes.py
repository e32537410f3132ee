"""Options that stand against each other in one and the same case."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from enec_desktop.domain.knowledge_base import OptionKind, Standing
from enec_desktop.domain.proof import ProofNotes
from enec_desktop.engine.proof.diagrams import NEVER
from enec_desktop.engine.proof.space import Space
from enec_desktop.engine.proof.standings import Stands, advised

Pair = tuple[str, str]


def clashes(space: Space, found: dict[str, Stands]) -> dict[Pair, str]:
    """Pairs of options and one case of each: two tumour treatments recommended at once, or a treatment
    advised under one name and argued against under another."""
    pairs: dict[Pair, str] = {}
    for one, other in combinations(found.values(), 2):
        met = list(_meetings(one, other, space))
        if met:
            pairs[one.option.id, other.option.id] = met[0]
    return pairs


def _meetings(one: Stands, other: Stands, space: Space) -> Iterator[str]:
    diagrams, treatment = space.diagrams, OptionKind.TREATMENT
    nodes = []
    if one.option.kind is treatment and other.option.kind is treatment:
        nodes.append(diagrams.conj(one.at[Standing.RECOMMENDED], other.at[Standing.RECOMMENDED]))
    if set(one.option.codes) & set(other.option.codes):
        nodes.append(diagrams.conj(advised(one, space), other.at[Standing.AGAINST]))
        nodes.append(diagrams.conj(advised(other, space), one.at[Standing.AGAINST]))
    for node in nodes:
        if node != NEVER and space.grounded(node) != NEVER:
            yield space.told(node)


def clash_faults(found: dict[Pair, str], space: Space, notes: ProofNotes) -> Iterator[str]:
    """Clashes nobody gave a reason for, and reasons for what is no clash."""
    knowledge = space.knowledge
    known = knowledge.claims.keys() | knowledge.sources.keys() | knowledge.discrepancies.keys()
    for ref in sorted({ref for one in notes.clashes for ref in one.refs} - known - knowledge.silences.keys()):
        yield f'proof/clashes.toml: "{ref}" is no claim, source, discrepancy or silence; mend the id'
    listed = {frozenset(pair) for one in notes.clashes for pair in combinations(one.options, 2)}
    for pair, where in found.items():
        if frozenset(pair) not in listed:
            yield (
                f"options/*/{pair[0]}.toml and {pair[1]}.toml clash where {where}; mend one, or say in "
                "proof/clashes.toml why both are shown"
            )
    for names in sorted(" and ".join(sorted(one)) for one in listed - {frozenset(one) for one in found}):
        yield f"proof/clashes.toml: {names} do not clash; take the pair out"
