"""Decision diagrams: a question about many facts as a graph in which equal parts are stored once.

A variable is a fact, its values are numbered cells. Two questions that every completion of the facts answers
alike are one node, so "is it certain?" and "is it possible?" are comparisons of nodes, not searches.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any

from enec_desktop.domain.progress import Wanted, always, leave_off

FALSE, TRUE = 0, 1
_BELOW_ALL = 1 << 30
_NODES_BETWEEN = 256
"""After so many new nodes it is asked whether to go on: about every millisecond."""

Box = Mapping[int, frozenset[int]]
"""The cells that some variables are held to."""


class TooManyNodes(Exception):
    """The facts hang together in more ways than the diagram may hold; nothing is claimed then."""


@dataclass(slots=True)
class Diagrams:
    """Makes and combines nodes. ``limit``: how many there may be before ``TooManyNodes`` is raised.

    The counts depend on the knowledge and the case only, never on the machine. Once the answers are not
    ``wanted`` any more, Cancelled is raised.
    """

    limit: int
    wanted: Wanted = always
    _levels: list[int] = field(default_factory=lambda: [_BELOW_ALL, _BELOW_ALL])
    _children: list[tuple[int, ...]] = field(default_factory=lambda: [(), ()])
    _widths: list[int] = field(default_factory=list)
    _nodes: dict[tuple[int, tuple[int, ...]], int] = field(default_factory=dict)
    _ends: dict[int, Hashable] = field(default_factory=lambda: {FALSE: False, TRUE: True})
    _end_nodes: dict[Hashable, int] = field(default_factory=dict)
    _both: dict[tuple[int, int], int] = field(default_factory=dict)
    _either: dict[tuple[int, int], int] = field(default_factory=dict)
    _asked: dict[int, frozenset[int]] = field(default_factory=dict)
    _masks_of: dict[int, int] = field(default_factory=dict)
    _parts: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    _every: dict[tuple[int, int], int] = field(default_factory=dict)
    _some: dict[tuple[int, int], int] = field(default_factory=dict)
    _opposite: dict[int, int] = field(default_factory=lambda: {FALSE: TRUE, TRUE: FALSE})

    def allow(self, more: int) -> None:
        """Set the limit to so many nodes beyond those there are."""
        self.limit = len(self._levels) + more

    def variable(self, width: int) -> int:
        """A new variable with so many cells; it is asked after all earlier ones."""
        self._widths.append(width)
        return len(self._widths) - 1

    def among(self, variable: int, cells: frozenset[int]) -> int:
        """Whether the variable has one of these cells."""
        return self._node(variable, tuple(int(cell in cells) for cell in range(self._widths[variable])))

    def opposite(self, node: int) -> int:
        """Not."""
        found = self._opposite.get(node)
        if found is None:
            found = self._node(self._levels[node], tuple(map(self.opposite, self._children[node])))
            self._opposite[node] = found
        return found

    def both(self, one: int, two: int) -> int:
        """And."""
        if one == two or two == TRUE:
            return one
        if one == TRUE:
            return two
        if one == FALSE or two == FALSE:
            return FALSE
        key = (one, two) if one < two else (two, one)
        found = self._both.get(key)
        if found is None:
            found = self._both[key] = self._apart(one, two, self.both)
        return found

    def either(self, one: int, two: int) -> int:
        """Or."""
        if one == two or two == FALSE:
            return one
        if one == FALSE:
            return two
        if one == TRUE or two == TRUE:
            return TRUE
        key = (one, two) if one < two else (two, one)
        found = self._either.get(key)
        if found is None:
            found = self._either[key] = self._apart(one, two, self.either)
        return found

    def chosen(self, condition: int, yes: int, no: int) -> int:
        """``yes`` where the condition holds, else ``no``."""
        return self.either(self.both(condition, yes), self.both(self.opposite(condition), no))

    def end(self, value: Hashable) -> int:
        """A last node that stands for any value, for ``merged`` and ``ends``."""
        if value not in self._end_nodes:
            self._levels.append(_BELOW_ALL)
            self._children.append(())
            self._end_nodes[value] = len(self._levels) - 1
            self._ends[self._end_nodes[value]] = value
        return self._end_nodes[value]

    def merged(
        self,
        one: int,
        two: int,
        join: Callable[[Any, Any], Hashable],
        memo: dict[tuple[int, int], int],
        *,
        nothing: int = -1,
    ) -> int:
        """Two diagrams with values at their ends as one; ``memo`` belongs to this ``join`` alone.

        ``nothing``: an end that leaves the other side as it is.
        """
        if one == nothing:
            return two
        if two == nothing:
            return one
        key = (one, two)
        found = memo.get(key)
        if found is None:
            if one in self._ends and two in self._ends:
                found = self.end(join(self._ends[one], self._ends[two]))
            else:
                found = self._apart(one, two, lambda a, b: self.merged(a, b, join, memo, nothing=nothing))
            memo[key] = found
        return found

    def marked(self, node: int, yes: Hashable, no: Hashable) -> int:
        """The same question with other values in place of yes and no."""
        return self._marked(node, {FALSE: self.end(no), TRUE: self.end(yes)})

    def _marked(self, node: int, memo: dict[int, int]) -> int:
        if node not in memo:
            children = tuple([self._marked(child, memo) for child in self._children[node]])
            memo[node] = self._node(self._levels[node], children)
        return memo[node]

    def where(self, node: int, test: Callable[[Any], bool]) -> int:
        """The completions that lead to values that pass a test."""
        return self._marked(node, {one: int(test(value)) for one, value in self._ends.items()})

    def split(self, node: int) -> tuple[int, tuple[int, ...]]:
        """The first variable of a question, and what is left of it for each of its cells."""
        return self._levels[node], self._children[node]

    def changes(self, node: int, variable: int, apart: Callable[[Any, Any], bool]) -> bool:
        """Whether some completions that differ in one variable alone lead to values that are apart."""
        memo: dict[tuple[int, int], bool] = {}
        asked = (one for one in self._nodes_above(node, variable) if self._levels[one] == variable)
        pairs = (pair for one in asked for pair in combinations(dict.fromkeys(self._children[one]), 2))
        return any(self._apart_somewhere(one, two, apart, memo) for one, two in pairs)

    def _nodes_above(self, node: int, variable: int) -> Iterator[int]:
        """The nodes down to a variable, each once."""
        seen: set[int] = set()
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one not in seen and self._levels[one] <= variable:
                seen.add(one)
                yield one
                waiting.extend(self._children[one])

    def _apart_somewhere(
        self, one: int, two: int, apart: Callable[[Any, Any], bool], memo: dict[tuple[int, int], bool]
    ) -> bool:
        if one == two:
            return False
        if one in self._ends and two in self._ends:
            return apart(self._ends[one], self._ends[two])
        found = memo.get((one, two))
        if found is None:
            level = min(self._levels[one], self._levels[two])
            width = self._widths[level]
            ones = self._children[one] if self._levels[one] == level else (one,) * width
            twos = self._children[two] if self._levels[two] == level else (two,) * width
            pairs = zip(ones, twos, strict=True)
            found = memo[one, two] = any(self._apart_somewhere(a, b, apart, memo) for a, b in pairs)
        return found

    def parts(self, node: int, variable: int) -> tuple[int, ...]:
        """What is left of a question for each cell of a variable."""
        level = self._levels[node]
        if level == variable:
            return self._children[node]
        if level > variable:
            return (node,) * self._widths[variable]
        found = self._parts.get((node, variable))
        if found is None:
            by_child = [self.parts(child, variable) for child in self._children[node]]
            found = tuple([self._node(level, part) for part in zip(*by_child, strict=True)])
            self._parts[node, variable] = found
        return found

    def ends(self, node: int) -> frozenset[Any]:
        """The values some completion leads to."""
        return self._told(self._mask(node))

    def ends_by_cell(self, node: int, variable: int) -> list[frozenset[Any]]:
        """The values some completion leads to, for each cell of a variable."""
        return [self._told(mask) for mask in self._masks(node, variable, {})]

    def _told(self, mask: int) -> frozenset[Any]:
        return frozenset(value for one, value in self._ends.items() if mask >> one & 1)

    def _mask(self, node: int) -> int:
        """The ends below a node, a bit for each."""
        found = self._masks_of.get(node)
        if found is None:
            children = self._children[node]
            found = reduce(or_, map(self._mask, children)) if children else 1 << node
            self._masks_of[node] = found
        return found

    def _masks(self, node: int, variable: int, memo: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
        level = self._levels[node]
        if level > variable:
            return (self._mask(node),) * self._widths[variable]
        if level == variable:
            return tuple(map(self._mask, self._children[node]))
        if node not in memo:
            by_child = [self._masks(child, variable, memo) for child in self._children[node]]
            memo[node] = tuple([reduce(or_, masks) for masks in zip(*by_child, strict=True)])
        return memo[node]

    def variables(self, node: int) -> frozenset[int]:
        """The variables the answer hangs on."""
        found = self._asked.get(node)
        if found is None:
            below = [self.variables(child) for child in self._children[node]]
            found = frozenset((self._levels[node],)).union(*below) if below else frozenset()
            self._asked[node] = found
        return found

    def for_every(self, node: int, variable: int) -> int:
        """The completions that lead to yes whatever the variable is."""
        return self._without(node, variable, self.both, self._every)

    def for_some(self, node: int, variable: int) -> int:
        """The completions that lead to yes with some cell of the variable."""
        return self._without(node, variable, self.either, self._some)

    def _without(
        self, node: int, variable: int, join: Callable[[int, int], int], memo: dict[tuple[int, int], int]
    ) -> int:
        if self._levels[node] > variable:
            return node
        found = memo.get((node, variable))
        if found is None:
            children = self._children[node]
            if self._levels[node] == variable:
                found = reduce(join, children)
            else:
                left = tuple(self._without(child, variable, join, memo) for child in children)
                found = self._node(self._levels[node], left)
            memo[node, variable] = found
        return found

    def shortest(self, node: int, box: Box) -> dict[int, int] | None:
        """The fewest cells that lead to yes inside the box, whatever the other variables are."""
        found = self._shortest(node, box, {FALSE: None, TRUE: (0, None)})
        if found is None:
            return None
        path: dict[int, int] = {}
        step = found[1]
        while step is not None:
            variable, cell, rest = step
            path[variable] = cell
            step = rest
        return path

    def _shortest(self, node: int, box: Box, memo: dict[int, _Path | None]) -> _Path | None:
        if node not in memo:
            best: _Path | None = None
            for cell, child in self._steps(node, box):
                rest = self._shortest(child, box, memo)
                if rest is not None and (best is None or rest[0] + 1 < best[0]):
                    best = (rest[0] + 1, (self._levels[node], cell, rest[1]))
            memo[node] = best
        return memo[node]

    def _steps(self, node: int, box: Box) -> Iterator[tuple[int, int]]:
        held = box.get(self._levels[node])
        children = enumerate(self._children[node])
        return children if held is None else (step for step in children if step[0] in held)

    def _apart(self, one: int, two: int, combine: Callable[[int, int], int]) -> int:
        first, second = self._levels[one], self._levels[two]
        level = min(first, second)
        width = self._widths[level]
        ones = self._children[one] if first == level else (one,) * width
        twos = self._children[two] if second == level else (two,) * width
        return self._node(level, tuple(map(combine, ones, twos)))

    def _node(self, level: int, children: tuple[int, ...]) -> int:
        first = children[0]
        if children.count(first) == len(children):
            return first
        found = self._nodes.get((level, children))
        if found is None:
            if len(self._levels) > self.limit:
                raise TooManyNodes
            if not len(self._levels) % _NODES_BETWEEN:
                leave_off(self.wanted)
            found = self._nodes[level, children] = len(self._levels)
            self._levels.append(level)
            self._children.append(children)
        return found


_Step = tuple[int, int, "_Step | None"]
_Path = tuple[int, _Step | None]
