"""What of the knowledge is shown: an id that nothing leads to is read by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enec_desktop.domain.evidence import Comparison
from enec_desktop.domain.knowledge_base import KnowledgeBase


def all_refs(knowledge: KnowledgeBase) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ids that every rule and sentence rests on, each with the place that names them."""
    for table in knowledge.tables.values():
        yield f"tables/{table.name}", table.refs
        yield from ((f"tables/{table.name} [{row.id}]", row.refs) for row in table.rows)
    for option in knowledge.options.values():
        for parts in (option.verdicts, option.reasons_for, option.reasons_against, option.checks):
            yield from ((f"options/{one.id}", one.refs) for one in parts)
    for agent in knowledge.agents.values():
        for said in (agent.rows, agent.checks, agent.labels):
            yield from ((row.id, row.refs) for row in said)
    yield from ((finding.id, finding.refs) for finding in knowledge.statements)
    yield from ((fact.name, fact.refs) for fact in knowledge.facts.values())
    yield from ((f"work-up/{study.id}", study.refs) for study in knowledge.studies)


def used_ids(knowledge: KnowledgeBase) -> set[str]:
    """Every claim, source, discrepancy and silence that a rule, a sentence or a comparison names."""
    found = {ref for _, refs in all_refs(knowledge) for ref in refs}
    for option in knowledge.options.values():
        found.update(option.expect, option.silences)
    for comparison in _shown(knowledge, found):
        for side in comparison.sides:
            found.update((side.source, *side.refs))
    return found


def orphans(knowledge: KnowledgeBase) -> list[str]:
    """Claims, sources, discrepancies, silences, trials and agents that nothing shown leads to."""
    shown = used_ids(knowledge)
    for subject in knowledge.background.values():
        shown.update((*subject.claims, *subject.sources, *(one.source for one in subject.statements)))
    for claim in [knowledge.claims[one] for one in shown if one in knowledge.claims]:
        shown.update((*claim.sources, *claim.discrepancies))
    shown.update(one.id for one in knowledge.trials.values() if any(id in shown for id in one.claims))
    agents = {agent for option in knowledge.options.values() for agent in option.agents}
    parts: tuple[tuple[str, Iterable[str], set[str]], ...] = (
        ("claim", knowledge.claims, shown),
        ("source", knowledge.sources, shown),
        ("discrepancy", knowledge.discrepancies, shown),
        ("silence", knowledge.silences, shown),
        ("trial", knowledge.trials, shown),
        ("agent", knowledge.agents, agents),
    )
    return [
        f"{kind} {id}: nothing shown leads to it; name it in a rule, a comparison or the background"
        for kind, ids, seen in parts
        for id in ids
        if id not in seen
    ]


def _shown(knowledge: KnowledgeBase, used: set[str]) -> list[Comparison]:
    """The comparisons that stand beside an option, a table, or a claim that is used or background."""
    near = used | {claim for one in knowledge.background.values() for claim in one.claims}
    return [
        one
        for one in knowledge.comparisons.values()
        if one.options or one.tables or any(ref in near for side in one.sides for ref in side.refs)
    ]
