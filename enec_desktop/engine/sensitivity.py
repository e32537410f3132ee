"""What would change the answer: every completion of the missing facts, by the treatments that lead in it.

In a completion every verdict is certain and every limit is met or not; those lead that are neither argued
against nor stopped and stand highest by standing, evidence and directness. A value too old to rely on may
turn out anew to be anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce

from enec_desktop.domain.assessment import Leader, Sensitivity, Turn, Turning
from enec_desktop.domain.evidence import Directness, Tier
from enec_desktop.domain.knowledge_base import Option, OptionKind, SafetyLevel, Standing, VerdictRow
from enec_desktop.domain.rule import names
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import ValueSet
from enec_desktop.engine.ageing import is_old
from enec_desktop.engine.diagrams import FALSE, Diagrams, TooManyNodes
from enec_desktop.engine.phrases import in_words
from enec_desktop.engine.search import Space, side_by_side
from enec_desktop.engine.verdicts import NO_CONDITIONS, conditions_of

NODES = 20_000
"""How much a question of the day may add to the diagrams of a case before it is told to be unsettled."""

LEADERS = 4
"""So many leaders are told with their conditions; of the others the options only."""

_STANDINGS, _TIERS, _DIRECTNESS = list(Standing), list(Tier), list(Directness)

Rank = tuple[int, int, int]
First = tuple[Rank, frozenset[str]]
_LAST: Rank = (len(_STANDINGS), 0, 0)
_NOBODY: First = (_LAST, frozenset())
_CLASH = "clash"


def sensitivity_of(options: Iterable[Option], space: Space, point: PartialDate | None) -> Sensitivity:
    """What the missing facts could change about the leading tumour treatment among these options."""
    treatments = [option for option in options if option.kind is OptionKind.TREATMENT]
    space.completions.diagrams.allow(NODES)
    try:
        return _Leading(space, point).among(treatments)
    except TooManyNodes:
        return Sensitivity(settled=False)


@dataclass(slots=True)
class _Leading:
    space: Space
    point: PartialDate | None
    _joined: dict[tuple[int, int], int] = field(default_factory=dict)
    _agreed: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def diagrams(self) -> Diagrams:
        return self.space.completions.diagrams

    def among(self, options: list[Option]) -> Sensitivity:
        """The leaders that some completion has, and the facts that tell them apart."""
        first = self._legal(self._first(options))
        found = self._leaders(first)
        if not found:
            return Sensitivity(settled=False)
        if len(found) == 1:
            return Sensitivity((Leader(_ids(found[0]), NO_CONDITIONS),), _ids(found[0]))
        told = (conditions_of(self._where(first, one), self.space) for one in found[:LEADERS])
        conditions = (*told, *(NO_CONDITIONS for _ in found[LEADERS:]))
        leaders = (Leader(_ids(one), how) for one, how in zip(found, conditions, strict=True))
        stays = frozenset[str].intersection(*(one[1] for one in found))
        return Sensitivity(tuple(leaders), tuple(sorted(stays)), tuple(self._turnings(first)))

    def _first(self, options: list[Option]) -> int:
        """Who leads in each completion: options that can no longer come first are left out."""
        first = self.diagrams.end(_NOBODY)
        for option in sorted(options, key=lambda one: min(map(_rank, _standing_rows(one)), default=_LAST)):
            best = min(map(_rank, _standing_rows(option)), default=_LAST)
            if best > max(one[0] for one in self.diagrams.ends(first)):
                break
            first = self.diagrams.merged(first, self._places(option), _stronger, self._joined)
        return first

    def _places(self, option: Option) -> int:
        """Where one option stands in each completion."""
        diagrams, node = self.diagrams, self.space.node
        left = diagrams.opposite(self._stopped(option))
        placed = diagrams.end(_NOBODY)
        for row in option.verdicts:
            when = node(row.when)
            if row.standing is not Standing.AGAINST:
                here = diagrams.marked(
                    diagrams.both(left, when), (_rank(row), frozenset({option.id})), _NOBODY
                )
                placed = diagrams.merged(placed, here, _stronger, self._joined)
            left = diagrams.both(left, diagrams.opposite(when))
        return placed

    def _stopped(self, option: Option) -> int:
        """The completions in which a limit of the option's drugs and procedures is not met."""
        env, stopped = self.space.facts, FALSE
        agents = (env.prepared.knowledge.agents[one] for one in option.agents)
        for row in (row for agent in agents for row in agent.rows if row.level is SafetyLevel.STOP):
            old = {name for name in names(row.when) if is_old(name, env, self.point, row.max_age_days)}
            node = self.space.completions.of(row.when, self.space.moment, frozenset(old))
            stopped = self.diagrams.either(stopped, node)
        return stopped

    def _legal(self, first: int) -> int:
        """Who may lead in each completion of the facts: several where a table leaves several outcomes, nobody
        where the facts would contradict each other."""
        diagrams, variables = self.diagrams, self.space.completions.variables
        legal = diagrams.marked(self.space.legal(first), True, False)
        may_lead = diagrams.merged(first, legal, _if_legal, {})
        memo: dict[tuple[int, int], int] = {}
        for one in sorted(diagrams.variables(may_lead)):
            if variables[one].is_table:
                parts = diagrams.parts(may_lead, one)
                may_lead = reduce(lambda two, part: diagrams.merged(two, part, _all_of, memo), parts)
        return may_lead

    def _leaders(self, may_lead: int) -> list[First]:
        found = frozenset[First]().union(*self.diagrams.ends(may_lead))
        return sorted(found, key=lambda one: (one[0], sorted(one[1])))

    def _where(self, may_lead: int, leader: First) -> int:
        return self.diagrams.where(may_lead, lambda end: end == frozenset({leader}))

    def _turnings(self, first: int) -> list[Turning]:
        order = self.space.facts.prepared.knowledge.questions
        place = {name: number for number, name in enumerate(order)}
        found = [
            self._turning(first, variable)
            for variable in sorted(self.diagrams.variables(first))
            if not self.space.completions.variables[variable].is_table and self._matters(first, variable)
        ]
        return sorted(found, key=lambda one: (*_left(one), place.get(one.name, len(place)), one.name))

    def _matters(self, first: int, variable: int) -> bool:
        """Whether some completion has another leader when this fact alone turns out otherwise."""
        agreed = self.diagrams.end(frozenset())
        for part in self.diagrams.parts(first, variable):
            agreed = self.diagrams.merged(agreed, part, _agreeing, self._agreed)
        return _CLASH in self.diagrams.ends(agreed)

    def _turning(self, first: int, variable: int) -> Turning:
        asked = self.space.completions.variables[variable]
        definition = self.space.facts.prepared.knowledge.facts[asked.name]
        groups: dict[tuple[First, ...], list[ValueSet]] = {}
        for cell, part in zip(asked.cells, self.diagrams.parts(first, variable), strict=True):
            leaders = tuple(self._leaders(part))
            if leaders:
                groups.setdefault(leaders, []).append(cell)
        turns = (
            Turn(values, in_words(values, definition), len(leaders), _highest(leaders))
            for leaders, cells in groups.items()
            for values in side_by_side(cells, asked.cells)
        )
        return Turning(asked.name, definition.label, asked.again, tuple(turns))


def _ids(one: First) -> tuple[str, ...]:
    return tuple(sorted(one[1]))


def _standing_rows(option: Option) -> list[VerdictRow]:
    return [row for row in option.verdicts if row.standing is not Standing.AGAINST]


def _rank(row: VerdictRow) -> Rank:
    return _STANDINGS.index(row.standing), _TIERS.index(row.tier), _DIRECTNESS.index(row.directness)


def _stronger(one: First, two: First) -> First:
    """Who leads of two: the one that stands higher, or both."""
    if one[0] == two[0]:
        return one[0], one[1] | two[1]
    return min(one, two, key=lambda first: first[0])


def _if_legal(first: First, legal: bool) -> frozenset[First]:
    return frozenset({first}) if legal else frozenset()


def _all_of(one: frozenset[First], two: frozenset[First]) -> frozenset[First]:
    return one | two


def _agreeing(one: frozenset[First] | str, two: frozenset[First] | str) -> frozenset[First] | str:
    """Who may lead in two completions that are alike but for a fact, or that they clash."""
    if one and two and one != two:
        return _CLASH
    return one or two


def _highest(leaders: tuple[First, ...]) -> tuple[str, ...]:
    options = (one[1] for one in leaders if one[0] == leaders[0][0])
    return tuple(sorted(frozenset[str]().union(*options)))


def _left(one: Turning) -> tuple[bool, int, int]:
    """First what alone changes who stands highest; then by the leaders left, in the worst case and in all."""
    alone = len({turn.leads for turn in one.turns}) > 1
    return not alone, max(turn.left for turn in one.turns), sum(turn.left for turn in one.turns)
