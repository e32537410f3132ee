"""What would change the answer: every completion of the missing facts, by the treatments that lead in it.

In a completion every verdict is certain and every limit is met or not; those lead that are neither argued
against nor stopped and stand highest by standing, what puts them behind, evidence and directness. A value
too old to rely on may turn out anew to be anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby

from enec_desktop.domain.assessment import Leader, Sensitivity, Turn, Turning
from enec_desktop.domain.evidence import Directness, Tier
from enec_desktop.domain.knowledge_base import Option, OptionKind, SafetyLevel, Standing, VerdictRow
from enec_desktop.domain.rule import names
from enec_desktop.domain.spoken import in_words
from enec_desktop.domain.time import PartialDate
from enec_desktop.domain.values import ValueSet
from enec_desktop.engine.ageing import is_old
from enec_desktop.engine.diagrams import FALSE, Diagrams, TooManyNodes
from enec_desktop.engine.search import Space, side_by_side
from enec_desktop.engine.verdicts import NO_CONDITIONS, conditions_of

NODES = 20_000
"""How much a question of the day may add to the diagrams of a case before it is told to be unsettled."""

LEADERS = 3
"""So many leaders are told with their conditions; of the others the options only."""

_STANDINGS, _TIERS, _DIRECTNESS = list(Standing), list(Tier), list(Directness)

Rank = tuple[int, bool, int, int]
First = tuple[Rank, frozenset[str]]
Leaders = frozenset[First]
_LAST: Rank = (len(_STANDINGS), False, 0, 0)
_NOBODY: First = (_LAST, frozenset())


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
    """Who leads in each completion, as a diagram whose ends are the leaders it leaves: none where the facts
    would contradict each other, several where a table leaves several outcomes."""

    space: Space
    point: PartialDate | None
    _together: dict[tuple[int, int], int] = field(default_factory=dict)
    _any: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def diagrams(self) -> Diagrams:
        """Where the completions are kept."""
        return self.space.completions.diagrams

    def among(self, options: list[Option]) -> Sensitivity:
        """The leaders that some completion has, and the facts that tell them apart."""
        first = self._first(options)
        found = _in_order(self.diagrams.ends(first))
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
        """Rank by rank, only where nobody of a higher rank stands."""
        both, nobody = self.diagrams.both, self.diagrams.end(frozenset())
        placed = sorted(place for option in options for place in self._places(option))
        left = self.space.legal(*(node for _, _, node in placed))
        first = nobody
        for rank, places in groupby(placed, key=lambda place: place[0]):
            here = nobody
            for _, option, node in places:
                led = self.diagrams.marked(both(left, node), _alone(rank, option), frozenset())
                here = self.diagrams.merged(here, led, _joint, self._together, nothing=nobody)
            first = self.diagrams.merged(first, here, _joint, self._together, nothing=nobody)
            left = both(left, self.diagrams.where(here, lambda end: not end))
            if left == FALSE:
                break
        rest = self.diagrams.marked(left, frozenset({_NOBODY}), frozenset())
        return self._of_facts(self.diagrams.merged(first, rest, _joint, self._together, nothing=nobody))

    def _places(self, option: Option) -> Iterator[tuple[Rank, str, int]]:
        """Each rank the option may have, with the completions in which it has it and is not stopped."""
        diagrams = self.diagrams
        left = diagrams.opposite(self._met(option, SafetyLevel.STOP))
        behind = self._met(option, SafetyLevel.BEHIND)
        for row in option.verdicts:
            when = self.space.node(row.when)
            if row.standing is not Standing.AGAINST:
                here = diagrams.both(left, when)
                yield _rank(row, False), option.id, diagrams.both(here, diagrams.opposite(behind))
                if behind != FALSE:
                    yield _rank(row, True), option.id, diagrams.both(here, behind)
            left = diagrams.both(left, diagrams.opposite(when))

    def _of_facts(self, first: int) -> int:
        """The same with whatever outcome the tables have that leave several."""
        diagrams, variables = self.diagrams, self.space.completions.variables
        for one in sorted(diagrams.variables(first)):
            if variables[one].is_table:
                parts = diagrams.parts(first, one)
                first = reduce(lambda two, part: diagrams.merged(two, part, _either, self._any), parts)
        return first

    def _met(self, option: Option, level: SafetyLevel) -> int:
        """The completions in which a limit of this level of the option's drugs and procedures fires."""
        env, met = self.space.facts, FALSE
        agents = (env.prepared.knowledge.agents[one] for one in option.agents)
        for row in (row for agent in agents for row in agent.rows if row.level is level):
            old = {name for name in names(row.when) if is_old(name, env, self.point, row.max_age_days)}
            node = self.space.completions.of(row.when, self.space.moment, frozenset(old))
            met = self.diagrams.either(met, node)
        return met

    def _where(self, may_lead: int, leader: First) -> int:
        return self.diagrams.where(may_lead, lambda end: end == frozenset({leader}))

    def _turnings(self, first: int) -> list[Turning]:
        order = self.space.facts.prepared.knowledge.questions
        place = {name: number for number, name in enumerate(order)}
        legal = self.diagrams.variables(self.diagrams.where(first, bool))
        found = [
            self._turning(first, one)
            for one in sorted(self.diagrams.variables(first))
            if one not in legal or self._matters(first, one)
        ]
        return sorted(found, key=lambda one: (*_left(one), place.get(one.name, len(place)), one.name))

    def _matters(self, first: int, variable: int) -> bool:
        """Whether some completion has another leader when this fact alone turns out otherwise.

        To be asked of facts that can contradict others; every other fact that the diagram hangs on matters.
        """
        return self.diagrams.changes(first, variable, _are_apart)

    def _turning(self, first: int, variable: int) -> Turning:
        asked = self.space.completions.variables[variable]
        definition = self.space.facts.prepared.knowledge.facts[asked.name]
        groups: dict[tuple[First, ...], list[ValueSet]] = {}
        for cell, ends in zip(asked.cells, self.diagrams.ends_by_cell(first, variable), strict=True):
            leaders = tuple(_in_order(ends))
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


def _in_order(ends: Iterable[Leaders]) -> list[First]:
    found = frozenset[First]().union(*ends)
    return sorted(found, key=lambda one: (one[0], sorted(one[1])))


def _rank(row: VerdictRow, behind: bool) -> Rank:
    return _STANDINGS.index(row.standing), behind, _TIERS.index(row.tier), _DIRECTNESS.index(row.directness)


def _alone(rank: Rank, option: str) -> Leaders:
    return frozenset({(rank, frozenset({option}))})


def _joint(one: Leaders, two: Leaders) -> Leaders:
    """Who leads where both stand at one rank: they do, together."""
    if not one or not two:
        return one or two
    ((rank, mine),), ((_, other),) = one, two
    return frozenset({(rank, mine | other)})


def _either(one: Leaders, two: Leaders) -> Leaders:
    return one | two


def _are_apart(one: Leaders, two: Leaders) -> bool:
    """Whether two completions that contradict nothing have other leaders."""
    return bool(one and two and one != two)


def _highest(leaders: tuple[First, ...]) -> tuple[str, ...]:
    options = (one[1] for one in leaders if one[0] == leaders[0][0])
    return tuple(sorted(frozenset[str]().union(*options)))


def _left(one: Turning) -> tuple[bool, int, int]:
    """First what alone changes who stands highest; then by the leaders left, in the worst case and in all."""
    alone = len({turn.leads for turn in one.turns}) > 1
    return not alone, max(turn.left for turn in one.turns), sum(turn.left for turn in one.turns)
