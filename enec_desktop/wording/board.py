"""What a board's paper is made from: the case as known at the point, its assessment, the knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from enec_desktop.domain.assessment import Alert, Assessment, Derived, OptionView, Seen
from enec_desktop.domain.board_record import BoardRecord
from enec_desktop.domain.case import Case, Entry, Fact, FieldState
from enec_desktop.domain.content import Mark, Row, Sentence
from enec_desktop.domain.knowledge_base import KnowledgeBase
from enec_desktop.domain.meeting import Meeting
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.vocabulary import EntryKind, Vocabulary
from enec_desktop.wording.facts import NOT_RECORDED, latest, remarks
from enec_desktop.wording.patient_state import derived_value, seen_fact


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every page says of the print itself: case revision, time of printing, program version.

    ``pseudonym`` is the code a patient without a name goes by, ``masked`` how many places named the patient.
    ``record`` is the confirmed version that is printed, None for a draft; ``versions`` are all versions of
    that decision, the first one first.
    """

    revision: int
    printed: datetime
    version: str
    record: BoardRecord | None = None
    versions: tuple[BoardRecord, ...] = ()
    pseudonym: str = ""
    masked: int = 0

    @property
    def newest(self) -> BoardRecord | None:
        """The latest version where it is not the one printed."""
        if self.record is None or not self.versions:
            return None
        last = self.versions[-1]
        return last if last.version > self.record.version else None


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """One case before one board; ``known`` are the entries known at the point of the assessment.

    ``meeting`` is the meeting that discusses it, where it is on an agenda.
    """

    case: Case
    known: tuple[Entry, ...]
    assessment: Assessment
    knowledge: KnowledgeBase
    meeting: Meeting | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The fields and their labels."""
        return self.knowledge.vocabulary

    @property
    def question(self) -> Entry | None:
        """The latest question put to a board."""
        return latest(self.known, "question")

    @property
    def decision(self) -> Entry | None:
        """The latest decision that answers the latest question; an earlier one answers another."""
        for entry in reversed(self.known):
            if entry.kind in ("question", "decision"):
                return entry if entry.kind == "decision" else None
        return None

    @property
    def is_decided(self) -> bool:
        """Whether the decision says what is to be done."""
        entry = self.decision
        if entry is None:
            return False
        listed = (one for one in self.of_kind("action") if one.of == entry.id)
        return entry.fact("actions").state is FieldState.VALUE or any(
            one.fact("what").state is FieldState.VALUE for one in listed
        )

    @property
    def options(self) -> Iterator[OptionView]:
        """Every option that stands at any moment the history leaves."""
        return (
            option for view in self.assessment.moments for group in view.groups for option in group.options
        )

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The alerts of all options, each once."""
        return tuple({alert.id: alert for option in self.options for alert in option.alerts}.values())

    def kind(self, name: str) -> EntryKind:
        """The fields of a kind of entry."""
        return self.vocabulary.kinds[name]

    def of_kind(self, name: str) -> tuple[Entry, ...]:
        """The known entries of a kind."""
        return tuple(entry for entry in self.known if entry.kind == name)

    def seen(self, name: str) -> Seen | None:
        """A recorded fact as the engine saw it, or None."""
        return seen_fact(self.assessment, name)

    def derived(self, name: str) -> Derived | None:
        """What a table worked out, or None where the table is not shown."""
        return derived_value(self.assessment, name)

    def part(self, entry: Entry | None, name: str, word: str, before: str | None = None) -> tuple[str, str]:
        """A field (``kind.field``): what it is called, and what is said where it is recorded, else "".

        ``before`` stands before the value; by default what the field is called.
        """
        kind, _, field = name.partition(".")
        fact = entry.fact(field) if entry else Fact()
        if fact.state is FieldState.NOT_RECORDED:
            return word, ""
        told = show_fact(self.kind(kind).fields[field], fact) + remarks(fact)
        lead = word if before is None or fact.value is None else before
        return word, f"{lead} {told}".strip()

    def text(self, entry: Entry | None, kind: str, field: str, label: str, none: str = NOT_RECORDED) -> Row:
        """One field in a row, with ``none`` where nothing is recorded."""
        fact = entry.fact(field) if entry else Fact()
        absent = fact.state is FieldState.NOT_RECORDED
        told = none if absent else show_fact(self.kind(kind).fields[field], fact) + remarks(fact)
        mark = Mark.ASK if absent and none == NOT_RECORDED else Mark.NONE
        return Row(label, Sentence(told, mark=mark), f"{entry.id if entry else kind}/{field}")


def joined(label: str, parts: Iterable[tuple[str, str]], place: str = "") -> Row:
    """Words and values in one row ("chair Dr Lee · not recorded: site, recorder")."""
    parts = tuple(parts)
    told = [text for _, text in parts if text]
    missing = [word for word, text in parts if not text]
    if missing:
        told.append(f"{NOT_RECORDED}: {', '.join(missing)}")
    return Row(label, Sentence(" · ".join(told)), place)
