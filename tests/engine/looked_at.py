"""Which fields the shipped knowledge looks at, and of which kinds of entry the order carries meaning."""

from __future__ import annotations

from functools import cache

from enec_desktop.domain.rule import Known, leaves, names
from enec_desktop.domain.vocabulary import Field
from tests.assessing import shipped
from tests.builders import vocabulary
from tests.engine.tracing import parts

BEHIND_AGE_AND_CLEARANCE = (
    "identity.birth_date",
    "identity.age",
    "identity.sex",
    "fitness.creatinine",
    "fitness.weight",
)
BEHIND_TARGET_LESIONS = ("lesion.role", "lesion.size", "lesion.organ", "lesion.finding")


@cache
def named_fields() -> frozenset[str]:
    """Every field (``kind.field``) that any condition, clock or question of the knowledge looks at."""
    base = shipped()
    told = {name for table in base.tables.values() for name in table.take}
    told |= {name for statement in base.statements for name in statement.asks}
    told |= {name for part in parts(_rules()) for name in _named_by(part)}
    for fact in base.facts.values():
        if fact.where is not None:
            told |= {f"{fact.kind}.{name}" for name in names(fact.where)}
        told |= set(fact.inputs)
        if fact.name != f"{fact.kind}.{fact.source_field}":
            told |= {f"{fact.kind}.{name}" for name in (fact.source_field, fact.per)}
    told |= {"course.last_dose", *BEHIND_AGE_AND_CLEARANCE, *BEHIND_TARGET_LESIONS}
    kinds = vocabulary().kinds.values()
    return frozenset(
        f"{kind.name}.{one.name}"
        for kind in kinds
        for one in kind.fields.values()
        if any(f"{kind.name}.{name}" in told for name in _names_of(one))
    )


@cache
def limits_on_what_is_recorded() -> frozenset[str]:
    """The limits that ask whether something is on record at all."""
    rows = (row for agent in shipped().agents.values() for row in agent.rows)
    return frozenset(row.id for row in rows if any(isinstance(leaf, Known) for leaf in leaves(row.when)))


@cache
def ordered_kinds() -> frozenset[str]:
    """The kinds whose place among the others carries meaning: treatment and what counts from it."""
    base = shipped()
    found = {kind for fact in base.facts.values() for kind in (*fact.kinds, fact.since)}
    return frozenset(found | {fact.kind for fact in base.facts.values() if fact.how == "clock"}) - {""}


def _rules() -> tuple[object, ...]:
    base = shipped()
    closed = tuple(fact.closed for fact in base.facts.values() if fact.closed is not None)
    told = (*base.options.values(), *base.tables.values(), *base.agents.values(), *base.scales.values())
    return (*told, *base.statements, *closed)


def _named_by(part: object) -> list[str]:
    return [name for name in (getattr(part, "name", ""), getattr(part, "fact", "")) if isinstance(name, str)]


def _names_of(one: Field) -> list[str]:
    return [one.name, *one.apart.values(), *(f"{one.name}_{part}" for part in one.properties)]
