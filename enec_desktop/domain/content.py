"""What is said to a reader, before anybody decides how it looks.

``wording`` makes these blocks; the window, the paper and the command line draw them and compose
nothing. Every sentence carries the ids it rests on (claims, sources, rules, facts, discrepancies).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from enec_desktop.domain.drawing import Drawing
from enec_desktop.domain.marks import Mark as Mark


@dataclass(frozen=True, slots=True)
class Sentence:
    """Plain text (never markup) with the ids it rests on and the mark shown before it.

    ``refs`` are shown, for a reader to follow; ``rests`` are ids that a reader has no use for at its end (the
    fact, the entry, the rule it tells), kept so that no sentence stands on nothing.
    """

    text: str
    refs: tuple[str, ...] = ()
    mark: Mark = Mark.NONE
    strong: bool = False
    rests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 is the page, 2 a part, 3 a card or section. ``id``: the same in every language."""

    text: str
    level: int = 2
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that run on."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Sentences one below the other."""

    items: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what is recorded for it; never empty ("not recorded" is a word)."""

    label: str
    value: Sentence
    field: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels and values in two columns."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the header repeats on each page."""

    header: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing with a title, a line of tags and details; ``folded`` details open on demand.

    ``rules``: the rows of an option that the card is about, the leading one first; its reader may agree
    or disagree with them.
    """

    id: str
    title: str
    tags: tuple[Sentence, ...]
    body: tuple[Block, ...]
    folded: tuple[Block, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with the sentence that says the same in words."""

    drawing: Drawing
    words: Sentence


Block = Heading | Paragraph | Bullets | Rows | Table | Card | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of blocks with a stable id (``question``, ``diagnosis``, ``options``)."""

    id: str
    title: str
    blocks: tuple[Block, ...]


class Seal(StrEnum):
    """How far a document counts; told in words by its status, and by the frame around them."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Page:
    """A whole document: what stands on every page, then its sections in order.

    ``identity`` and ``status`` head every page, ``footer`` ends it; ``first`` sections make up the
    outcome page, the others start on the next one.
    """

    title: str
    status: str
    identity: str
    footer: str
    first: tuple[Section, ...]
    rest: tuple[Section, ...] = ()
    seal: Seal = Seal.DRAFT
