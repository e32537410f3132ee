"""Decision diagrams over facts with a few values each: a condition over billions of cells in a few nodes.

Equal functions are one node (Bryant 1986, with more than two values per variable), so "can it hold", "does
it always hold" and "do two conditions overlap" are answered for every cell at once, exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Node = int
NEVER: Node = 0
ALWAYS: Node = 1


class Diagrams:
    """Makes and combines diagrams over variables 0, 1, 2 ... that have ``sizes`` values each."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        last = len(self.sizes)
        self._tops: list[int] = [last, last]
        self._kids: list[tuple[Node, ...]] = [(), ()]
        self._made: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._both: dict[tuple[Node, Node], Node] = {}
        self._turned: dict[Node, Node] = {NEVER: ALWAYS, ALWAYS: NEVER}
        self._supports: dict[Node, int] = {}
        self._without: dict[tuple[Node, int], Node] = {}

    def __len__(self) -> int:
        return len(self._tops)

    def leaf(self, variable: int, values: Iterable[int]) -> Node:
        """Holds where the variable has one of these values."""
        held = set(values)
        return self._node(variable, tuple(int(one in held) for one in range(self.sizes[variable])))

    def conj(self, one: Node, other: Node) -> Node:
        """Where both hold."""
        if one == other or other == ALWAYS:
            return one
        if one == ALWAYS:
            return other
        if NEVER in (one, other):
            return NEVER
        key = (one, other) if one < other else (other, one)
        found = self._both.get(key)
        if found is None:
            top = min(self._tops[one], self._tops[other])
            pairs = zip(self._split(one, top), self._split(other, top), strict=True)
            found = self._node(top, tuple(self.conj(a, b) for a, b in pairs))
            self._both[key] = found
        return found

    def neg(self, node: Node) -> Node:
        """Where it does not hold."""
        found = self._turned.get(node)
        if found is None:
            found = self._node(self._tops[node], tuple(self.neg(kid) for kid in self._kids[node]))
            self._turned[node] = found
            self._turned[found] = node
        return found

    def disj(self, one: Node, other: Node) -> Node:
        """Where at least one holds."""
        return self.neg(self.conj(self.neg(one), self.neg(other)))

    def every(self, nodes: Iterable[Node]) -> Node:
        """Where all hold."""
        found = ALWAYS
        for node in nodes:
            found = self.conj(found, node)
        return found

    def some(self, nodes: Iterable[Node]) -> Node:
        """Where any holds."""
        found = NEVER
        for node in nodes:
            found = self.disj(found, node)
        return found

    def but(self, one: Node, other: Node) -> Node:
        """Where the first holds and the second does not."""
        return self.conj(one, self.neg(other))

    def at(self, node: Node, variable: int, value: int) -> Node:
        """What is left of it where a variable has one value."""
        memo: dict[Node, Node] = {}

        def walk(one: Node) -> Node:
            top = self._tops[one]
            if top > variable:
                return one
            if top == variable:
                return self._kids[one][value]
            if one not in memo:
                memo[one] = self._node(top, tuple(walk(kid) for kid in self._kids[one]))
            return memo[one]

        return walk(node)

    def without(self, node: Node, variable: int) -> Node:
        """Where it holds for some value of a variable."""
        top = self._tops[node]
        if top > variable:
            return node
        if top == variable:
            return self.some(self._kids[node])
        key = (node, variable)
        found = self._without.get(key)
        if found is None:
            found = self._node(top, tuple(self.without(kid, variable) for kid in self._kids[node]))
            self._without[key] = found
        return found

    def support(self, node: Node) -> tuple[int, ...]:
        """The variables it hangs on, in order."""
        told = self._named(node)
        return tuple(one for one in range(told.bit_length()) if told >> one & 1)

    def _named(self, node: Node) -> int:
        if node <= ALWAYS:
            return 0
        found = self._supports.get(node)
        if found is None:
            found = 1 << self._tops[node]
            for kid in self._kids[node]:
                found |= self._named(kid)
            self._supports[node] = found
        return found

    def nodes(self, node: Node) -> int:
        """How many nodes it takes."""
        return sum(1 for _ in self._below(node))

    def witness(self, node: Node) -> dict[int, int]:
        """One combination of values where it holds: the first in order of the variables."""
        found: dict[int, int] = {}
        while node > ALWAYS:
            value, node_below = next((i, kid) for i, kid in enumerate(self._kids[node]) if kid != NEVER)
            found[self._tops[node]] = value
            node = node_below
        return found

    def _below(self, node: Node) -> Iterator[Node]:
        seen: set[Node] = set()
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one > ALWAYS and one not in seen:
                seen.add(one)
                yield one
                waiting.extend(self._kids[one])

    def _split(self, node: Node, top: int) -> tuple[Node, ...]:
        return self._kids[node] if self._tops[node] == top else (node,) * self.sizes[top]

    def _node(self, variable: int, kids: tuple[Node, ...]) -> Node:
        if all(kid == kids[0] for kid in kids):
            return kids[0]
        found = self._made.get((variable, kids))
        if found is None:
            found = len(self._tops)
            self._tops.append(variable)
            self._kids.append(kids)
            self._made[variable, kids] = found
        return found
