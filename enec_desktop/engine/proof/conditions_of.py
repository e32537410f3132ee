"""Every condition of the knowledge with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator

from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.rule import Condition


def all_conditions(knowledge: KnowledgeBase) -> Iterator[tuple[str, Condition]]:
    """Place ("tables/moment", "options/folfox", "safety/cisplatin", "findings") and condition, in order.

    What is asked of single entries (``where`` of a fact) has other names and is not among them.
    """
    for table in knowledge.tables.values():
        place = f"tables/{table.name}"
        yield from ((place, row.when) for row in table.rows)
        yield place, table.shown_when
    for option in knowledge.options.values():
        for part in (option.verdicts, option.reasons_for, option.reasons_against, option.checks):
            yield from ((f"options/{option.id}", one.when) for one in part)
    for agent in knowledge.agents.values():
        yield from ((f"safety/{agent.id}", row.when) for row in agent.rows)
        yield from ((f"safety/{agent.id}", one.when) for one in agent.checks)
    yield from (("findings", finding.when) for finding in knowledge.findings)
    yield from (("court", one.when) for one in knowledge.court)
    yield from (("studies", study.when) for study in knowledge.studies)
    for fact in knowledge.facts.values():
        if fact.closed is not None:
            yield f"facts/{fact.name}", fact.closed
