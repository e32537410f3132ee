"""What a proof of the knowledge needs to be told beside it, and what it found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guards:
    """Facts whose "not recorded" a place of the knowledge looks at, and why that is right.

    ``place``: "tables/moment", "findings", "safety/chemotherapy", or "facts" for ``known(...)`` asked of
    single entries; ``narrows``: "not recorded" leaves out answers that a value could have given.
    """

    place: str
    facts: tuple[str, ...]
    narrows: bool
    why: str


@dataclass(frozen=True, slots=True)
class ClosedLists:
    """Facts for which "none recorded" means "none" without anybody saying that the list is complete."""

    facts: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Answering:
    """Which kinds of option answer the question at some moments."""

    moments: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """A finding that tells the board, at some moments, that the sources name no treatment."""

    finding: str
    moments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Options that stand against each other in some case, and why all of them are shown."""

    options: tuple[str, ...]
    why: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worse:
    """A fact that has a worse end: nothing it touches may look better for it.

    ``order`` lists codes from better to worse (several of one step as "G3|G4"); for numbers ``worse`` is
    "higher" or "lower". ``kinds``, ``options`` and ``agents`` say whose standing and clearance it concerns.
    """

    id: str
    fact: str
    order: tuple[str, ...]
    worse: str
    kinds: tuple[str, ...]
    options: tuple[str, ...]
    agents: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Values of a fact that tell a table nothing, and why."""

    table: str
    fact: str
    values: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ProofNotes:
    """Everything a reader decided about the knowledge that the proof holds it to."""

    guards: tuple[Guards, ...] = ()
    closed: tuple[ClosedLists, ...] = ()
    answering: tuple[Answering, ...] = ()
    silent: tuple[Silent, ...] = ()
    clashes: tuple[Clash, ...] = ()
    worse: tuple[Worse, ...] = ()
    quiet: tuple[Quiet, ...] = ()


@dataclass(frozen=True, slots=True)
class TableProof:
    """One table over all its cells: how many there are, and how many its sources leave open.

    ``nodes``: the size of its diagram.
    """

    name: str
    facts: int
    cells: int
    rows: int
    nodes: int
    contradictory: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved over the whole space, in figures, and every fault with how to mend it.

    ``values`` and ``groups``: codes and limits of all facts, and the groups that rules can tell apart;
    ``situations``: moment, class and extent together, those that can be; ``cells``: cells of the options
    in them; ``advised``, ``asking`` and ``silent``: situations that end in advice in every cell, in a
    question in some, in a stated silence in some.
    """

    facts: int
    values: int
    groups: int
    tables: tuple[TableProof, ...]
    situations: int
    cells: int
    advised: int
    asking: int
    silent: int
    rows: int
    guards: int
    narrowing: int
    clashes: int
    compared: int
    faults: tuple[str, ...]
