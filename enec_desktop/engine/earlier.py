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
from enec_desktop.engine.search import Space

_OF_ONE_KIND = ("latest", "any", "count")
"""Facts that are read off the entries of their kind, and the order in which all entries stand, on any day."""

_Views = list[tuple[Environment, dict[str, OptionView]]]
"""Views of options, by the facts as each question of the day leaves them."""


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
        env.take_over(before, changed, same_day=day == point)
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
        """The views of options as a question of the day leaves the facts, and room for new ones."""
        alike = (one for one in self._before if one[0].assumed == facts.assumed)
        before, old = next(alike, (facts, {}))
        new: dict[str, OptionView] = {}
        self._views.append((facts, new))
        return ViewsKept(facts, before, self.changed, old, new)

    def end(self) -> None:
        """The assessment is made: the next one may go on from here."""
        self.memory.keep(self.env, self.point, self._views)


@dataclass(frozen=True, slots=True)
class ViewsKept:
    """Views of options that rest on facts alone, none on the completions of a case."""

    facts: Environment
    before: Environment
    changed: frozenset[str]
    old: dict[str, OptionView]
    new: dict[str, OptionView]
    _others: dict[str, bool] = field(default_factory=dict)

    def view(self, option: Option, space: Space, make: Callable[[], OptionView]) -> OptionView:
        """The view of an option, made only where something that it rests on changed."""
        found = self.old.get(option.id)
        if found is None or not self._holds(found):
            searched = space.searched
            found = make()
            if space.searched != searched:
                return found
        self.new[option.id] = found
        return found

    def _holds(self, view: OptionView) -> bool:
        """Whether a view of before holds still. One without verdicts says nothing but how the facts that its
        rows name answer them: it holds while these are what they were, whatever lies behind them."""
        whole, named = self.facts.prepared.options[view.id]
        if self.changed.isdisjoint(whole):
            return True
        return not view.verdicts and not any(self._is_other(name) for name in named)

    def _is_other(self, name: str) -> bool:
        found = self._others.get(name)
        if found is None:
            found = self._others[name] = self._differs(name)
        return found

    def _differs(self, name: str) -> bool:
        """Whether a fact reads otherwise than before, is known otherwise, or may be something else."""
        now, before = self.facts, self.before
        if self.changed.isdisjoint(now.prepared.rests_on[name]):
            return False
        if name in self.changed or now.is_known(name) != before.is_known(name):
            return True
        sides = ((now, before), (now.root(), before.root()))
        return any(one.values(name) != other.values(name) for one, other in sides)


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
