"""What a record is called by a reader: never by the id of a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from enec_desktop.domain.content import Block, Card
from enec_desktop.domain.evidence import Claim, Source
from enec_desktop.domain.knowledge_base import DecisionTable, KnowledgeBase, Option, TableRow
from enec_desktop.wording.phrases import first_capital

_LONGEST = 90


def titled(blocks: tuple[Block, ...], knowledge: KnowledgeBase) -> tuple[Block, ...]:
    """Cards under the names a reader would use; other blocks as they are."""
    return tuple(
        replace(one, title=title_of(one.id, knowledge) or one.title) if isinstance(one, Card) else one
        for one in blocks
    )


def title_of(ref: str, knowledge: KnowledgeBase) -> str:
    """The name of a record; empty for an id that has no name of its own."""
    if ref in knowledge.claims:
        return _claim(knowledge.claims[ref])
    if ref in knowledge.sources:
        return _source(knowledge.sources[ref])
    if ref in knowledge.silences:
        return "Where the sources are silent"
    return _rules(knowledge).get(ref, "")


def owner_of(ref: str, knowledge: KnowledgeBase) -> str:
    """The id of the option, table or agent a row is part of; empty where it is no row."""
    return _owners(knowledge).get(ref, "")


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A text cut at the end of a word, with three dots where something is left out."""
    if len(text) <= longest:
        return text
    return text[:longest].rpartition(" ")[0].rstrip(",;:") + " …"


def _claim(claim: Claim) -> str:
    parts = [part for part in (claim.study, claim.intervention or claim.outcome) if part]
    told = first_capital(" · ".join(parts) or claim.population)
    return f"{shortened(told)} ({claim.id})"


def _source(source: Source) -> str:
    if source.number:
        return f"Reference {source.number} of the article"
    return f"{first_capital(source.kind)}: {shortened(source.citation, 60)}"


@lru_cache(maxsize=2)
def _owners(knowledge: KnowledgeBase) -> dict[str, str]:
    found: dict[str, str] = {}
    for option in knowledge.options.values():
        for part in (option.verdicts, option.reasons_for, option.reasons_against, option.checks):
            found |= {one.id: option.id for one in part}
    for agent in knowledge.agents.values():
        found |= {row.id: f"safety/{agent.id}" for row in agent.rows}
    for table in knowledge.tables.values():
        found |= {f"{table.name}/{row.id}": f"table/{table.name}" for row in table.rows}
    return found


_KINDS = {
    "for": "Speaks for the diagnosis",
    "against": "Speaks against the diagnosis",
    "mimic": "May be mistaken for it",
    "next": "Next stain or step",
}


@lru_cache(maxsize=2)
def _rules(knowledge: KnowledgeBase) -> dict[str, str]:
    found: dict[str, str] = {}
    for option in knowledge.options.values():
        found |= dict(_option(option))
    for finding in knowledge.statements:
        found[finding.id] = _KINDS.get(finding.kind, finding.kind.capitalize())
    for agent in knowledge.agents.values():
        found[f"safety/{agent.id}"] = f"Limits of {agent.label}"
        found |= {row.id: f"Limit of {agent.label}, {row.level}" for row in agent.rows}
    found |= {one.id: f"Sources side by side: {one.topic}" for one in knowledge.comparisons.values()}
    found |= {f"background/{id}": one.title for id, one in knowledge.background.items()}
    for table in knowledge.tables.values():
        found[f"table/{table.name}"] = table.label
        found |= {f"{table.name}/{row.id}": f"{table.label}: {_then(row, table)}" for row in table.rows}
    return found


def _option(option: Option) -> Iterator[tuple[str, str]]:
    yield option.id, option.title
    for place, row in enumerate(option.verdicts, 1):
        yield row.id, f"{option.title}: {row.standing}, row {place} of {len(option.verdicts)}"
    parts = (
        ("a reason for it", option.reasons_for),
        ("a reason against it", option.reasons_against),
        ("to do before it", option.checks),
    )
    for words, said in parts:
        for one in said:
            yield one.id, f"{option.title}: {words}"


def _then(row: TableRow, table: DecisionTable) -> str:
    return " or ".join(table.outcomes[code] for code in row.then) or "left open"
