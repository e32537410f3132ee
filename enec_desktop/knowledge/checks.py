"""Checks the knowledge as a whole: every id leads somewhere, no table rests on itself, nothing is mute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from enec_desktop.domain.evidence import Verification
from enec_desktop.domain.knowledge_base import DecisionTable, KnowledgeBase, Option, Standing, VerdictRow
from enec_desktop.domain.rule import Known, leaves, names
from enec_desktop.knowledge.evidence_checks import evidence_faults, side_ids
from enec_desktop.knowledge.reach import all_refs, orphans

_WARNS = (Standing.AGAINST, Standing.NOT_HERE)
"""What a statement nobody verified may bring about; it never makes an option stand."""


def check_whole(knowledge: KnowledgeBase) -> list[str]:
    """Every fault that no single file can show, each with what to mend."""
    known = (
        knowledge.claims.keys()
        | knowledge.sources.keys()
        | knowledge.discrepancies.keys()
        | knowledge.silences.keys()
        | side_ids(knowledge).keys()
    )
    faults = [
        f'{where}: "{ref}" is no claim, source, known error, silence or side of a comparison; mend'
        for where, refs in all_refs(knowledge)
        for ref in refs
        if ref not in known
    ]
    for option in knowledge.options.values():
        faults += _option_faults(option, knowledge)
    faults += _loops(knowledge.tables)
    return [*faults, *evidence_faults(knowledge), *orphans(knowledge)]


def _option_faults(option: Option, knowledge: KnowledgeBase) -> Iterator[str]:
    where = f"options/{option.id}"
    for agent in option.agents:
        if agent not in knowledge.agents:
            yield f'{where}: "agents" names {agent}; no file safety/{agent}.toml exists'
    for silence in option.silences:
        if silence not in knowledge.silences:
            yield f'{where}: "silences" names {silence}, which silences.toml does not have'
    yield from _unknown_evidence(option, knowledge)
    for row in option.verdicts:
        if any(isinstance(leaf, Known) for leaf in leaves(row.when)):
            yield f"{row.id}: a verdict looks at known(...); say what the fact has to be"
        if row.standing not in _WARNS and not _is_verified(row, knowledge):
            yield f"{row.id}: stands as {row.standing} on statements that nobody verified; they may only warn"
    said = {one.say.casefold() for one in option.reasons_for}
    for one in option.reasons_against:
        if one.say.casefold() in said:
            yield f"{one.id}: the same sentence stands for and against"


def _unknown_evidence(option: Option, knowledge: KnowledgeBase) -> Iterator[str]:
    where = f"options/{option.id}"
    for key, claims in (("expect", option.expect), ("toxicity", option.toxicity)):
        for claim in claims:
            if claim not in knowledge.claims:
                yield f'{where}: "{key}" names {claim}, which is no claim'
    for trial in option.trials:
        if trial not in knowledge.trials:
            yield f'{where}: "trials" names {trial}, which trials.toml does not have'


def _is_verified(row: VerdictRow, knowledge: KnowledgeBase) -> bool:
    sides = side_ids(knowledge)
    marks = [knowledge.sources[ref].verification for ref in row.refs if ref in knowledge.sources]
    marks += [sides[ref].verification for ref in row.refs if ref in sides]
    article = (knowledge.claims, knowledge.discrepancies, knowledge.silences)
    is_printed = any(ref in one for ref in row.refs for one in article)
    return is_printed or any(mark is not Verification.GENERAL for mark in marks)


def _loops(tables: Mapping[str, DecisionTable]) -> list[str]:
    rests_on = {table.name: _needs(table) for table in tables.values()}
    faults = []
    for name in rests_on:
        if name in _reach(rests_on[name], rests_on):
            faults.append(f"tables/{name}: the table rests on its own answer; break the circle")
    return faults


def _needs(table: DecisionTable) -> set[str]:
    return set(table.take).union(*(names(row.when) for row in table.rows))


def _reach(start: Iterable[str], rests_on: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(rests_on.get(one, ()))
    return found
