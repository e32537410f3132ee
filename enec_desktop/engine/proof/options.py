"""Every row, reason, check, safety row and finding can hold; every situation ends in advice or a silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from enec_desktop.domain.knowledge_base import KnowledgeBase, Option
from enec_desktop.domain.proof import ProofNotes
from enec_desktop.domain.rule import OneOf, names
from enec_desktop.engine.proof.diagrams import NEVER, Node
from enec_desktop.engine.proof.space import MOMENT, Space
from enec_desktop.engine.proof.standings import Stands, advised

CLASS = "histology.class"
EXTENT = "extent"
_MEND = "mend its condition or take it out"


def dead_parts(space: Space, found: dict[str, Stands]) -> Iterator[str]:
    """What no case can ever bring about."""
    for stands in found.values():
        yield from _dead_in_option(stands, space)
    used = {agent for option in space.knowledge.options.values() for agent in option.agents}
    for agent in space.knowledge.agents.values():
        if agent.id not in used:
            yield f"safety/{agent.id}.toml: no option names it under agents; name it, or take it out"
        for row in agent.rows:
            if space.grounded(space.node(row.when)) == NEVER:
                yield f"safety/{agent.id}.toml [{_last(row.id)}]: can never hold; {_MEND}"
    told = [("findings", one) for one in space.knowledge.findings]
    for file, one in [*told, *(("court", one) for one in space.knowledge.court)]:
        if space.grounded(space.node(one.when)) == NEVER:
            yield f"{file}.toml [{_last(one.id)}]: can never hold; {_MEND}"


def _dead_in_option(stands: Stands, space: Space) -> Iterator[str]:
    option = stands.option
    where = f"options/*/{option.id}.toml"
    real = []
    for row, decides in zip(option.verdicts, stands.decides, strict=True):
        real.append(space.grounded(decides))
        if real[-1] == NEVER:
            yield f"{where} [{_last(row.id)}]: the rows above it, or the facts, leave it no case; {_MEND}"
    for part in (option.reasons_for, option.reasons_against, option.checks):
        for one in part:
            when = space.node(one.when)
            if all(space.grounded(when, shown) == NEVER for shown in real):
                yield f"{where} [{_last(one.id)}]: never holds while the option is shown; {_MEND}"


def _last(row: str) -> str:
    return row.rpartition("/")[2]


@dataclass(slots=True)
class Endings:
    """How the situations end: what can be, how many cells they have, and the faults."""

    situations: int = 0
    cells: int = 0
    advised: int = 0
    asking: int = 0
    silent: int = 0
    faults: list[str] = field(default_factory=list)


def endings(space: Space, found: dict[str, Stands], notes: ProofNotes) -> Endings:
    """Moment by class by extent: advice of the kind that answers, a question whose answer would bring it,
    else a finding that names the silence."""
    diagrams = space.diagrams
    ends = Endings(faults=[f"proof/answers.toml: {one}" for one in _listing_faults(notes, space.knowledge)])
    spoken = _spoken(space, notes)
    needed: Node = NEVER
    settled = space.grounded(diagrams.every(map(space.relation, (MOMENT, CLASS, EXTENT))))
    for moment, here in _situations(space):
        real = diagrams.conj(here, settled)
        if real == NEVER:
            continue
        ends.situations += 1
        ends.cells += sum(_cells_of(one.option, here, space) for one in found.values())
        kinds = _kinds(moment, notes)
        answers = [one for one in found.values() if one.option.kind.value in kinds]
        sure = diagrams.conj(here, diagrams.some(advised(one, space) for one in answers))
        without = diagrams.but(real, sure)
        unanswered = diagrams.but(without, space.open(sure))
        ends.advised += without == NEVER
        ends.asking += unanswered != without
        ends.silent += unanswered != NEVER
        needed = diagrams.disj(needed, unanswered)
        gap = diagrams.but(unanswered, diagrams.some(spoken.values()))
        if gap != NEVER:
            ends.faults.append(_gap(gap, here, answers, kinds, space))
    for finding, node in spoken.items():
        if diagrams.conj(node, needed) == NEVER:
            ends.faults.append(f"proof/answers.toml: no case needs the silence of {finding}; take it out")
    return ends


def _spoken(space: Space, notes: ProofNotes) -> dict[str, Node]:
    """Where each listed silence is said."""
    findings = {_last(one.id): one for one in space.knowledge.findings}
    return {
        one.finding: space.diagrams.conj(
            space.node(findings[one.finding].when), space.node(OneOf(MOMENT, frozenset(one.moments)))
        )
        for one in notes.silent
        if one.finding in findings
    }


def _listing_faults(notes: ProofNotes, knowledge: KnowledgeBase) -> Iterator[str]:
    findings = {_last(one.id): one for one in knowledge.findings}
    for name in (one.finding for one in notes.silent):
        if name not in findings:
            yield f"silent names the finding {name}, which findings.toml does not have; write it"
        elif not any(ref in knowledge.silences for ref in findings[name].refs):
            yield f"the finding {name} names no silence among its refs; add the one it speaks of"
    answering = [one for part in notes.answering for one in part.moments]
    for moment in knowledge.tables[MOMENT].outcomes:
        if answering.count(moment) != 1:
            yield f"the moment {moment} has to stand in exactly one [[answering]]"


def _situations(space: Space) -> Iterator[tuple[str, Node]]:
    tables = space.knowledge.tables
    for moment in tables[MOMENT].outcomes:
        for kind in tables[CLASS].outcomes:
            for extent in tables[EXTENT].outcomes:
                codes = ((MOMENT, moment), (CLASS, kind), (EXTENT, extent))
                yield moment, space.diagrams.every(space.is_code(*one) for one in codes)


def _kinds(moment: str, notes: ProofNotes) -> tuple[str, ...]:
    return next((one.kinds for one in notes.answering if moment in one.moments), ())


def _cells_of(option: Option, here: Node, space: Space) -> int:
    """The cells of the facts that the rows of an option still live here name, situation aside."""
    live = [row for row in option.verdicts if space.diagrams.conj(here, space.node(row.when)) != NEVER]
    facts = frozenset().union(*(names(row.when) for row in live)) - {MOMENT, CLASS, EXTENT}
    return space.cells_named(facts) if live else 1


def _gap(gap: Node, here: Node, answers: list[Stands], kinds: tuple[str, ...], space: Space) -> str:
    diagrams = space.diagrams
    read = {*diagrams.support(here), *(name for one in answers for name in diagrams.support(one.shown))}
    for variable in sorted(set(diagrams.support(gap)) - read, reverse=True):
        gap = diagrams.without(gap, variable)
    return (
        f"options: nothing of the kind {' or '.join(kinds)} is advised where {space.told(gap)}; "
        "write a verdict row, or a finding that names the silence and list it in proof/answers.toml"
    )
