"""Loads the knowledge: read every file, check it as a whole, freeze it; every fault at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.evidence import (
    Background,
    Claim,
    Comparison,
    Discrepancy,
    Silence,
    Source,
    Trial,
)
from enec_desktop.domain.knowledge_base import Edition, KnowledgeBase
from enec_desktop.domain.values import ValueSet
from enec_desktop.knowledge.checks import check_whole
from enec_desktop.knowledge.comparison_files import read_background, read_comparisons
from enec_desktop.knowledge.evidence_files import (
    link_faults,
    read_claims,
    read_discrepancies,
    read_silences,
    read_sources,
    read_trials,
)
from enec_desktop.knowledge.fact_files import read_fact_definitions
from enec_desktop.knowledge.fingerprint import content_hash
from enec_desktop.knowledge.option_files import read_agents, read_options, read_statements, read_studies
from enec_desktop.knowledge.pathway_files import read_pathway
from enec_desktop.knowledge.records import Record, read_toml
from enec_desktop.knowledge.scale_files import read_scales, scale_facts
from enec_desktop.knowledge.table_files import read_tables, table_facts
from enec_desktop.knowledge.vocabulary_files import read_vocabulary


def load_knowledge(folder: Path) -> KnowledgeBase:
    """The checked knowledge of a folder.

    Raises KnowledgeRefused with every fault: its file, its place and how to mend it.
    """
    knowledge, faults = read_knowledge(folder)
    if faults:
        raise KnowledgeRefused(tuple(faults))
    return knowledge


def read_knowledge(folder: Path) -> tuple[KnowledgeBase, list[str]]:
    """The knowledge as far as it could be read, and every fault of the files and of the whole."""
    vocabulary = read_vocabulary(folder / "vocabulary")
    from_tables, faults = table_facts(folder / "tables")
    from_tables |= scale_facts(folder / "scales")
    facts, more = read_fact_definitions(folder / "facts", vocabulary, from_tables)
    faults += more
    names: dict[str, ValueSet] = {name: fact.domain for name, fact in facts.items()}
    tables, more = read_tables(folder / "tables", names)
    faults += more
    scales, more = read_scales(folder / "scales", names)
    faults += more
    options, more = read_options(folder / "options", names)
    faults += more
    agents, more = read_agents(folder / "safety", names)
    faults += more
    findings, more = read_statements(folder / "findings.toml", "finding", names)
    faults += more
    court, more = read_statements(folder / "court.toml", "statement", names)
    faults += more
    studies, more = read_studies(folder / "work-up.toml", names)
    faults += more
    found = _evidence(folder, faults)
    pathway, more = read_pathway(folder / "pathway.toml", tables.get("moment"))
    faults += more
    knowledge = KnowledgeBase(
        _edition(folder, faults),
        vocabulary,
        MappingProxyType(facts),
        MappingProxyType(tables),
        findings,
        MappingProxyType(options),
        MappingProxyType(agents),
        MappingProxyType(found.claims),
        MappingProxyType(found.sources),
        MappingProxyType(found.discrepancies),
        MappingProxyType(found.silences),
        MappingProxyType(found.trials),
        _question_order(folder / "questions.toml", names, faults),
        pathway,
        MappingProxyType(found.comparisons),
        MappingProxyType(found.background),
        court,
        studies,
        MappingProxyType(scales),
    )
    return knowledge, [*faults, *check_whole(knowledge)]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What advice rests on, each kind by id."""

    claims: dict[str, Claim]
    sources: dict[str, Source]
    discrepancies: dict[str, Discrepancy]
    silences: dict[str, Silence]
    trials: dict[str, Trial]
    comparisons: dict[str, Comparison]
    background: dict[str, Background]


def _evidence(folder: Path, faults: list[str]) -> _Evidence:
    claims, of_claims = read_claims(folder / "evidence")
    sources, of_sources = read_sources(folder / "sources")
    discrepancies, of_discrepancies = read_discrepancies(folder / "discrepancies.toml")
    silences, of_silences = read_silences(folder / "silences.toml")
    trials, of_trials = read_trials(folder / "trials.toml")
    comparisons, of_comparisons = read_comparisons(folder / "comparisons")
    background, of_background = read_background(folder / "background.toml", folder / "standards.toml")
    faults += [*of_claims, *of_sources, *of_discrepancies, *of_silences, *of_trials]
    faults += [*of_comparisons, *of_background]
    faults += link_faults(claims, sources, discrepancies, trials)
    return _Evidence(claims, sources, discrepancies, silences, trials, comparisons, background)


def _edition(folder: Path, faults: list[str]) -> Edition:
    path = folder / "edition.toml"
    content, unreadable = read_toml(path)
    record = Record(path, "edition", content)
    edition = Edition(
        record.text("version"),
        record.text("date"),
        record.text("review_by"),
        content_hash(folder),
        record.texts("changes", ()),
        record.texts("limits", ()),
    )
    faults += [*unreadable, *record.done()]
    return edition


def _question_order(path: Path, names: dict[str, ValueSet], faults: list[str]) -> tuple[str, ...]:
    content, unreadable = read_toml(path)
    record = Record(path, "questions", content)
    order = record.texts("order")
    for name in order:
        if name not in names:
            record.fault(f'"order" names {name}, which is no fact')
    faults += [*unreadable, *record.done()]
    return order
