"""How ready a case is, in a shape and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from enec_desktop.domain.content import Mark
from enec_desktop.ui.kit import Kit

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Place
    from enec_desktop.domain.readiness import Light, Placed, Readiness, Task

_MARKS = {"ready": Mark.NOTE, "asks": Mark.ASK, "no question": Mark.CAUTION}


def light_words(kit: Kit, found: Readiness) -> tuple[str, Mark]:
    """ "not ready: 2 to record", with its mark."""
    return light_line(kit, found.light, len(found.gates)), _MARKS[found.light.value]


def light_line(kit: Kit, light: Light, gates: int) -> str:
    """How ready a case is; ``gates``: how much has still to be recorded before the meeting."""
    return kit.words(f"ready.{light.value.replace(' ', '_')}", count=gates)


def place_words(kit: Kit, place: Place) -> str:
    """The name of the field that a task or a gate leads to."""
    kind = kit.desk.vocabulary.kinds[place.kind]
    field = kind.fields.get(place.field)
    return field.label if field is not None else kind.label


def task_words(kit: Kit, task: Task) -> str:
    """What is to be done: the question put for a fact, else its name and why it matters."""
    name = place_words(kit, task.place)
    if task.ask:
        return f"{name}: {kit.said(task.ask)}"
    if task.reason is not None:
        return f"{name}: {kit.words(f'matters.{task.reason.value}')}"
    return name


def hard_words(kit: Kit, found: Readiness) -> str:
    """What makes a case hard, each reason with its number; that nothing does is said."""
    told = [kit.words(f"ready.hard_{one.reason.value}", count=one.count) for one in found.complexity]
    return ", ".join(told) or kit.words("ready.not_hard")


def placed_words(kit: Kit, one: Placed) -> str:
    """Why a case stands where the proposed order puts it."""
    words, _ = light_words(kit, one.readiness)
    if one.readiness.light.value == "no question":
        return kit.words("ready.placed_silent")
    if one.readiness.light.value != "ready":
        return kit.words("ready.placed_last", why=words)
    if one.by is None:
        return kit.words("ready.placed_tie", why=hard_words(kit, one.readiness))
    return kit.words(
        "ready.placed_by", why=kit.words(f"ready.hard_{one.by.value}", count=one.readiness.count(one.by))
    )
