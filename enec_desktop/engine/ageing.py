"""Whether a value is still good on the day asked for."""

from __future__ import annotations

from enec_desktop.domain.time import PartialDate
from enec_desktop.engine.environment import Environment


def is_old(name: str, env: Environment, point: PartialDate | None, window: int | None = None) -> bool:
    """Whether a value may be more days old than its ``window``; without one, than its field allows.

    A value dated to the very month of a point that is itself known to the month only counts as of that
    point: both dates say the same.
    """
    definition = env.prepared.knowledge.facts[name]
    if definition.is_worked_out or point is None:
        return False
    days = _window(name, env) if window is None else window
    on = env.reading(name).on
    if days is None or on is None or (on == point and on.month is not None):
        return False
    return (point.latest - on.earliest).days > days


def _window(name: str, env: Environment) -> int | None:
    definition = env.prepared.knowledge.facts[name]
    kind = env.prepared.knowledge.vocabulary.kinds.get(definition.kind)
    field_ = kind.fields.get(definition.source_field) if kind else None
    reads_a_field = definition.how in ("latest", "cockcroft_gault")
    return field_.stale_days if field_ and reads_a_field else None
