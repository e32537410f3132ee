"""Knowledge with one thing altered, in memory: a row gone, a row added, a condition changed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType

from enec_desktop.domain.knowledge_base import (
    Directness,
    KnowledgeBase,
    SafetyLevel,
    SafetyRow,
    Standing,
    Statement,
    TableRow,
    Tier,
    VerdictRow,
    Verification,
)
from enec_desktop.domain.proof import Proof, ProofNotes
from enec_desktop.domain.rule import Condition
from enec_desktop.engine.proof.prove import Proving, prove
from enec_desktop.knowledge.parsing import parse_condition
from enec_desktop.knowledge.proof_files import read_proof_notes
from enec_desktop.paths import resources
from tests.assessing import shipped


@cache
def notes() -> ProofNotes:
    """What ships beside the knowledge for the proof."""
    return read_proof_notes(resources() / "knowledge" / "proof")


@cache
def proof() -> Proof:
    """The proof of what ships, made once."""
    return prove(shipped(), notes())


def faults(layer: str, knowledge: KnowledgeBase | None = None, told: ProofNotes | None = None) -> list[str]:
    """Everything one layer of the proof finds wrong with altered knowledge or notes."""
    return list(Proving(knowledge or shipped(), told or notes()).layers()[layer]())


def with_rows(name: str, rows: tuple[TableRow, ...], knowledge: KnowledgeBase | None = None) -> KnowledgeBase:
    """The knowledge with other rows in a table."""
    base = knowledge or shipped()
    table = replace(base.tables[name], rows=rows)
    return replace(base, tables=MappingProxyType({**base.tables, name: table}))


def without_row(name: str, row_id: str) -> KnowledgeBase:
    """The knowledge without one row of a table."""
    rows = shipped().tables[name].rows
    assert any(row.id == row_id for row in rows)
    return with_rows(name, tuple(row for row in rows if row.id != row_id))


def with_verdicts(
    option: str, rows: tuple[VerdictRow, ...], knowledge: KnowledgeBase | None = None
) -> KnowledgeBase:
    """The knowledge with other verdict rows in an option."""
    base = knowledge or shipped()
    changed = replace(base.options[option], verdicts=rows)
    return replace(base, options=MappingProxyType({**base.options, option: changed}))


def without_verdict(option: str, row_id: str) -> KnowledgeBase:
    """The knowledge without one verdict row."""
    rows = shipped().options[option].verdicts
    assert any(row.id == f"{option}/{row_id}" for row in rows)
    return with_verdicts(option, tuple(row for row in rows if row.id != f"{option}/{row_id}"))


def condition(text: str) -> Condition:
    """What a text says over the facts of the shipped knowledge."""
    return parse_condition(text, {name: fact.domain for name, fact in shipped().facts.items()})


def verdict(option: str, when: str, standing: Standing = Standing.OPTION) -> VerdictRow:
    """A planted verdict row."""
    condition = parse_condition(when, {name: fact.domain for name, fact in shipped().facts.items()})
    return VerdictRow(
        f"{option}/planted", condition, standing, "", ("CT1-008",), Tier.EXPERT, Directness.NONE
    )


def with_finding(finding: str, when: str) -> KnowledgeBase:
    """The knowledge with the condition of one finding changed, or with a new finding."""
    base = shipped()
    planted = Statement(f"finding/{finding}", "Planted.", condition(when), ())
    kept = tuple(one for one in base.findings if one.id != planted.id)
    return replace(base, findings=(*kept, planted))


def with_limit(agent: str, when: str, level: SafetyLevel = SafetyLevel.STOP) -> KnowledgeBase:
    """The knowledge with one more safety row, in front of the others."""
    base = shipped()
    row = SafetyRow(f"safety/{agent}/planted", level, condition(when), "", (), Verification.ARTICLE)
    changed = replace(base.agents[agent], rows=(row, *base.agents[agent].rows))
    return replace(base, agents=MappingProxyType({**base.agents, agent: changed}))
