"""Every record of the knowledge as one line to find it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple
from functools import lru_cache

from enec_desktop.domain.catalogue import CatalogueEntry, RecordKind
from enec_desktop.domain.knowledge_base import Check, DecisionTable, KnowledgeBase, Option, Statement
from enec_desktop.wording.comparisons import RELATIONS
from enec_desktop.wording.directness import directness_words
from enec_desktop.wording.evidence import SEVERITIES
from enec_desktop.wording.figures import patients_words
from enec_desktop.wording.phrases import first_capital


@lru_cache(maxsize=2)
def catalogue(knowledge: KnowledgeBase) -> tuple[CatalogueEntry, ...]:
    """All records, kind by kind, in the order of the files; made once for each edition."""
    return (
        *_claims(knowledge),
        *_discrepancies(knowledge),
        *_silences(knowledge),
        *_sources(knowledge),
        *_trials(knowledge),
        *(_option(one) for one in knowledge.options.values()),
        *(_table(one) for one in knowledge.tables.values()),
        *_limits(knowledge),
        *_findings(knowledge),
        *_comparisons(knowledge),
        *_background(knowledge),
    )


def _entry(
    id: str, kind: RecordKind, title: str, second: Iterable[str], more: Iterable[str] = ()
) -> CatalogueEntry:
    told = " · ".join(part for part in second if part)
    words = " ".join((id, title, told, *more)).casefold()
    return CatalogueEntry(id, kind, title, told, words)


def _claims(knowledge: KnowledgeBase) -> Iterator[CatalogueEntry]:
    for one in knowledge.claims.values():
        known = "with a known error" if one.discrepancies else ""
        second = (one.id, known, directness_words(one.directness), patients_words(one.n), str(one.tier))
        cited = (knowledge.sources[ref].citation for ref in one.sources if ref in knowledge.sources)
        more = (*(str(part) for part in astuple(one)), *cited)
        yield _entry(one.id, RecordKind.CLAIM, one.statement, second, more)


def _discrepancies(knowledge: KnowledgeBase) -> Iterator[CatalogueEntry]:
    for one in knowledge.discrepancies.values():
        grave = f"severity {one.severity}: {SEVERITIES.get(one.severity, '')}"
        more = (one.holds, one.used, one.why, *one.claims)
        title = f"{one.where}. Printed: {one.printed}"
        yield _entry(one.id, RecordKind.DISCREPANCY, title, (one.id, grave), more)


def _silences(knowledge: KnowledgeBase) -> Iterator[CatalogueEntry]:
    for one in knowledge.silences.values():
        yield _entry(one.id, RecordKind.SILENCE, one.says, ("the sources are silent",))


def _sources(knowledge: KnowledgeBase) -> Iterator[CatalogueEntry]:
    for one in knowledge.sources.values():
        number = f"reference {one.number} of the article" if one.number else ""
        second = (one.kind, number, str(one.verification))
        yield _entry(one.id, RecordKind.SOURCE, one.citation, second, (one.note,))


def _trials(knowledge: KnowledgeBase) -> Iterator[CatalogueEntry]:
    for one in knowledge.trials.values():
        state = f"{one.state} in {one.as_of}"
        title = f"{one.identifier}: {one.content}"
        yield _entry(one.id, RecordKind.TRIAL, title, (state,), (one.note, *one.claims))


def _option(one: Option) -> CatalogueEntry:
    said: tuple[Statement | Check, ...] = (*one.reasons_for, *one.reasons_against, *one.checks)
    more = (
        *(row.because for row in one.verdicts),
        *(part.say for part in said),
        *one.agents,
        *one.codes,
    )
    return _entry(one.id, RecordKind.OPTION, one.title, (str(one.kind), one.summary), more)


def _table(one: DecisionTable) -> CatalogueEntry:
    second = (f"decision table, {len(one.rows)} rows", ", ".join(one.outcomes.values()))
    more = (one.note, *(row.say for row in one.rows))
    return _entry(f"table/{one.name}", RecordKind.TABLE, one.label, second, more)


def _limits(knowledge: KnowledgeBase) -> Iterator[CatalogueEntry]:
    for agent in knowledge.agents.values():
        for row in agent.rows:
            title = f"{first_capital(agent.label)}: {row.say}"
            second = (str(row.level), row.limit, str(row.verification))
            yield _entry(row.id, RecordKind.LIMIT, title, second, row.refs)


def _findings(knowledge: KnowledgeBase) -> Iterator[CatalogueEntry]:
    for one in knowledge.statements:
        yield _entry(one.id, RecordKind.FINDING, one.say, (one.kind,), one.refs)


def _comparisons(knowledge: KnowledgeBase) -> Iterator[CatalogueEntry]:
    for one in knowledge.comparisons.values():
        names = dict.fromkeys(knowledge.sources[side.source].short for side in one.sides)
        more = (one.used, *(str(part) for side in one.sides for part in astuple(side)))
        yield _entry(one.id, RecordKind.COMPARISON, one.topic, (RELATIONS[one.relation], *names), more)


def _background(knowledge: KnowledgeBase) -> Iterator[CatalogueEntry]:
    for id, one in knowledge.background.items():
        second = (one.says, f"{len(one.claims)} claims, {len(one.sources)} sources")
        yield _entry(
            f"background/{id}", RecordKind.BACKGROUND, one.title, second, (*one.claims, *one.sources)
        )
