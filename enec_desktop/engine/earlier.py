"""What the assessment before this one worked out, taken over where nothing that it rests on is another now.

Between two keys a case changes in one field: most facts read as before, and what rests on these alone is what
it was. Nothing is taken over on trust: a fact is read anew where an entry of its kind changed, and held
against what was read before; what rests on one that differs is worked out again. So is what completions of
missing facts decided: their diagrams belong to one case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from enec_desktop.domain.assessment import OptionView
from enec_desktop.domain.case import Entry
from enec_desktop.domain.knowledge_base import Option
from enec_desktop.domain.time import PartialDate
from enec_desktop.engine.environment import Environment
from enec_desktop.engine.prepared import Prepared
from enec_desktop.engine.search import Assumption, Space

_OF_ONE_KIND = ("latest", "any", "count")
"""Facts that are read off the entries of their kind, and the order in which all entries stand, on any day."""

_Views = list[tuple[Assumption, dict[str, OptionView]]]
"""Views of options, by what was assumed for each question of the day."""


@dataclass(slots=True)
class Memory:
    """Where an assessment leaves what it worked out for the next one; only the last one is kept.

    It belongs to whoever assesses nearly the same case again and again. Threads may share one: what is kept
    is replaced whole.
    """

    _last: tuple[Environment, PartialDate | None, _Views] | None = None

    def resume(self, env: Environment, point: PartialDate | None) -> Resumed:
        """Take over into new facts what still holds."""
        if self._last is None or self._last[0].prepared is not env.prepared:
            return Resumed(self, env, point)
        before, day, views = self._last
        changed = frozenset(_changed(env, before))
        env.take_over(before, changed, alerts=day == point)
        return Resumed(self, env, point, changed, views if day == point else [])

    def keep(self, env: Environment, point: PartialDate | None, views: _Views) -> None:
        """Leave this for the next assessment."""
        self._last = (env, point, views)


@dataclass(slots=True)
class Resumed:
    """One assessment beside the last one: ``changed`` are the facts that do not read as they did."""

    memory: Memory
    env: Environment
    point: PartialDate | None
    changed: frozenset[str] = frozenset()
    _before: _Views = field(default_factory=list)
    _views: _Views = field(default_factory=list)

    def under(self, facts: Environment) -> ViewsKept:
        """The views of options under what is assumed for a question of the day, and room for new ones."""
        assumed = dict(facts.assumed)
        old = next((views for given, views in self._before if given == assumed), {})
        new: dict[str, OptionView] = {}
        self._views.append((assumed, new))
        return ViewsKept(facts.prepared, self.changed, old, new)

    def end(self) -> None:
        """The assessment is made: the next one may go on from here."""
        self.memory.keep(self.env, self.point, self._views)


@dataclass(frozen=True, slots=True)
class ViewsKept:
    """Views of options that rest on facts alone, none on the completions of a case."""

    prepared: Prepared
    changed: frozenset[str]
    old: dict[str, OptionView]
    new: dict[str, OptionView]

    def view(self, option: Option, space: Space, make: Callable[[], OptionView]) -> OptionView:
        """The view of an option, made only where something that it rests on changed."""
        found = self.old.get(option.id)
        whole, standing = self.prepared.options[option.id]
        if found is None or not self.changed.isdisjoint(whole if found.verdicts else standing):
            searched = space.searched
            found = make()
            if space.searched != searched:
                return found
        self.new[option.id] = found
        return found


def _changed(env: Environment, before: Environment) -> Iterator[str]:
    """The facts that are read off entries and do not read as they did."""
    others = _other_kinds(env.readings.entries, before.readings.entries)
    for name, one in env.prepared.knowledge.facts.items():
        touched = others is None or one.kind in others
        if one.how == "differs":
            if touched:
                yield name
        elif not one.is_worked_out:
            taken = one.how in _OF_ONE_KIND and not touched and env.take_reading(name, before)
            if not taken and env.reading(name) != before.reading(name):
                yield name


def _other_kinds(now: tuple[Entry, ...], before: tuple[Entry, ...]) -> frozenset[str] | None:
    """The kinds of which an entry changed; None where entries came, went or changed places."""
    if [(one.id, one.kind) for one in now] != [(one.id, one.kind) for one in before]:
        return None
    pairs = zip(now, before, strict=True)
    return frozenset(one.kind for one, other in pairs if one is not other and one != other)
