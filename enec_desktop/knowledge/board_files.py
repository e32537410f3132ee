"""Reads how the board works: the rules of ``resources/board``, apart from the clinical knowledge."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from types import MappingProxyType

from enec_desktop.domain.checklist import ChecklistItem
from enec_desktop.domain.errors import KnowledgeRefused
from enec_desktop.domain.readiness import Gate, Hardness, Light, ReadinessRules
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.knowledge.records import Record, read_toml


def read_readiness_rules(path: Path, vocabulary: Vocabulary, claims: Collection[str]) -> ReadinessRules:
    """What makes a case ready. ``claims`` are the ids that may be named.

    Raises KnowledgeRefused with every fault: a field, a discipline or a claim that is none, a chapter that
    nobody sees to.
    """
    content, faults = read_toml(path)
    record = Record(path, "readiness", content)
    gates = tuple(_gate(part, vocabulary) for part in record.parts("gate"))
    sees = record.part("sees")
    table = {name: _discipline(sees, name, vocabulary) for name in sees.table}
    for name in table:
        if not _is_place(name, vocabulary):
            sees.fault(f'"{name}" is no field, group or chapter; mend it.')
    for chapter in vocabulary.chapters:
        if chapter not in table:
            sees.fault(f'nobody sees to the chapter "{chapter}"; write its discipline.')
    order, lane = record.part("order"), record.part("lane")
    rules = ReadinessRules(
        gates,
        MappingProxyType(table),
        _lights(order),
        _reasons(order),
        lane.text("code"),
        lane.texts("claims"),
    )
    for claim in rules.lane_claims:
        if claim not in claims:
            lane.fault(f'"claims" names {claim}, which the knowledge does not have; mend the id.')
    faults += record.done()
    if faults:
        raise KnowledgeRefused(tuple(faults))
    return rules


def read_checklist(path: Path) -> tuple[ChecklistItem, ...]:
    """What is ticked at the table, in order. Raises KnowledgeRefused with every fault: two of one id."""
    content, faults = read_toml(path)
    record = Record(path, "checklist", content)
    items: dict[str, ChecklistItem] = {}
    for part in record.parts("item"):
        item = ChecklistItem(part.text("id"), part.text("say"), part.text("say_zh"))
        if item.id in items:
            part.fault(f'"{item.id}" is there twice; give one another id.')
        items[item.id] = item
    faults += record.done()
    if faults:
        raise KnowledgeRefused(tuple(faults))
    return tuple(items.values())


def _gate(part: Record, vocabulary: Vocabulary) -> Gate:
    gate = Gate(part.text("id"), part.texts("fields"), _discipline(part, "sees", vocabulary))
    for name in gate.fields:
        kind, _, field = name.partition(".")
        if kind not in vocabulary.kinds or field not in vocabulary.kinds[kind].fields:
            part.fault(f'"{name}" is no field; write it as kind.field.')
    if not gate.fields:
        part.fault("a gate without fields can never be passed; name one.")
    return gate


def _discipline(part: Record, key: str, vocabulary: Vocabulary) -> str:
    code = part.text(key)
    known = vocabulary.field("position", "discipline").choices
    if code and code not in known:
        part.fault(f'"{code}" is no discipline; write one of {", ".join(known)}.')
    return code


def _is_place(name: str, vocabulary: Vocabulary) -> bool:
    kind, dot, rest = name.partition(".")
    if not dot:
        return name in vocabulary.chapters
    found = vocabulary.kinds.get(kind)
    return found is not None and (rest in found.fields or rest in found.groups)


def _lights(order: Record) -> tuple[Light, ...]:
    told = order.texts("first")
    if sorted(told) != sorted(Light):
        order.fault(f'"first" names each of {", ".join(Light)} once, in the order they are taken.')
        return tuple(Light)
    return tuple(Light(name) for name in told)


def _reasons(order: Record) -> tuple[Hardness, ...]:
    told = order.texts("hardest_by")
    known = {reason.value: reason for reason in Hardness}
    for name in told:
        if name not in known:
            order.fault(f'"{name}" is no reason; write one of {", ".join(known)}.')
    return tuple(known[name] for name in told if name in known)
