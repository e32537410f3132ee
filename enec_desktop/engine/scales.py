"""Numbers that rest on other facts: formulas and the sums of scales, as wide as what is missing."""

from __future__ import annotations

from enec_desktop.domain.knowledge_base import FactDefinition, KnowledgeBase
from enec_desktop.domain.measures import Scale, ScaleItem
from enec_desktop.domain.values import Interval, ValueSet, is_single
from enec_desktop.engine.conditions import Facts, answer
from enec_desktop.engine.formulas import worked_out


def formula_values(definition: FactDefinition, facts: Facts, knowledge: KnowledgeBase) -> ValueSet:
    """The number of a formula; anything it may be where an input is not known."""
    inputs = [facts.values(name) for name in definition.inputs]
    domains = [knowledge.facts[name].domain for name in definition.inputs]
    if any(_is_missing(*one) for one in zip(inputs, domains, strict=True)):
        return definition.domain
    found = worked_out(definition.formula, inputs)
    assert isinstance(definition.domain, Interval)
    return definition.domain if found is None else found.meet(definition.domain)


def _is_missing(values: ValueSet, domain: ValueSet) -> bool:
    return values == domain or not (isinstance(values, Interval) or is_single(values))


def scale_values(scale: Scale, facts: Facts) -> Interval:
    """The sum of all items: a range where an answer is missing or the sources differ."""
    points = [item_points(item, facts) for item in scale.items]
    return Interval(sum(one.low for one in points), sum(one.high for one in points))


def item_points(item: ScaleItem, facts: Facts) -> Interval:
    """The points of one item: every row that may hold, up to the first that surely does."""
    low, high = float("inf"), float("-inf")
    for row in item.rows:
        holds = answer(row.when, facts)
        if holds is not False:
            low, high = min(low, row.low), max(high, row.high)
        if holds is True:
            break
    return Interval(low, high)
