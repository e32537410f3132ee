"""What a reader finds in a pasted report: values beside the words they stand on, for someone to confirm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from enec_desktop.domain.case import Value
from enec_desktop.domain.time import PartialDate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the pasted text: from ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the text it covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Target:
    """The entry that offers of one kind belong to: part A of a report, a lesion of a study.

    ``key`` tells it apart from the others of the same reading; ``label`` is how the report calls it, in its
    own words (empty where it has no name of its own); ``of`` is the key of the target it is a part of.
    """

    key: str
    kind: str
    label: str = ""
    date: PartialDate | None = None
    report_id: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One value found: what would be recorded, where, and the words it rests on.

    ``on``: the day the value is of, where it differs from that of the report. ``replaces``: the words of an
    older value that a later part of the same report takes the place of.
    """

    target: str
    kind: str
    field: str
    value: Value
    span: Span
    on: PartialDate | None = None
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field for which the text gives more than one reading: shown, never offered."""

    target: str
    kind: str
    field: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that look like a value and are told of something else.

    ``reason``: ``elsewhere`` (an outside or earlier report), ``others`` (other people), ``books`` (criteria,
    what others found), ``spoilt`` (withdrawn or not valid).
    """

    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class PastedReport:
    """One report of the pasted text: its kind (pathology, imaging ...), day and number, where it stands."""

    kind: str
    span: Span
    date: PartialDate | None = None
    report_id: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in a pasted text, in the order of the text."""

    text: str
    reports: tuple[PastedReport, ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    asides: tuple[Aside, ...] = ()

    def of_target(self, key: str) -> tuple[Offer, ...]:
        """The offers of one target."""
        return tuple(offer for offer in self.offers if offer.target == key)
