"""Cases as a coordinator works with them: open, change, undo, import, export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from enec_desktop.domain.case import NOT_RECORDED, Answer, Case, Entry, Fact, Value
from enec_desktop.domain.case_document import from_document, to_document
from enec_desktop.domain.completeness import Fill, completeness
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.history import Action, FactChange, Step
from enec_desktop.domain.queries import Query, queries
from enec_desktop.domain.shown import show_fact
from enec_desktop.domain.time import Elapsed, PartialDate
from enec_desktop.domain.typed.dates import read_date
from enec_desktop.domain.typed.values import read_typed
from enec_desktop.domain.vocabulary import Vocabulary
from enec_desktop.domain.worklist import Where
from enec_desktop.exchange.case_files import read_case
from enec_desktop.exchange.case_schema import case_schema

if TYPE_CHECKING:
    from enec_desktop.store.store import Store

COMMON_FIRST = ("identity", "question")


class CaseDesk:
    """The cases of one store; every change is durable when the call returns."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        store: Callable[[], Store],
        now: Callable[[], datetime],
        who: str,
        samples: Path,
    ) -> None:
        self.vocabulary = vocabulary
        self._store = store
        self._now = now
        self._who = who
        self._samples = samples

    def open(self, case_id: str) -> Case:
        """A stored case. Raises StoreRefused when there is none."""
        return self._store().cases.get(case_id)

    def revision(self, case_id: str) -> int:
        """The position of the last change in the case's journal."""
        return self._store().cases.revision(case_id)

    def ids(self) -> tuple[str, ...]:
        """The ids of all cases."""
        return self._store().cases.ids()

    def saved_at(self, case_id: str) -> datetime:
        """When the last change of the case was written, by the clock that dates its journal."""
        return self._store().cases.changed_at(case_id).astimezone(self._now().tzinfo)

    def stored(self, case_id: str) -> tuple[Case, int]:
        """A case with its revision."""
        return self.open(case_id), self.revision(case_id)

    def create(self, title: str = "") -> str:
        """A new case with an empty patient and an empty question; returns its id."""
        case_id = f"case-{self._now():%Y%m%d-%H%M%S-%f}"
        entries = tuple(Entry(f"{kind}-1", kind) for kind in COMMON_FIRST)
        self._store().cases.create(Case(case_id, title, entries), self._who, self._now())
        return case_id

    def take_in(self, case: Case) -> str:
        """Store a case that was read from a file. Raises StoreRefused when its id is taken."""
        self._store().cases.create(case, self._who, self._now(), "imported")
        return case.id

    def take_over(self, case: Case, revision: int, name: str) -> Case:
        """Write another form of a case, made over a revision, as one change that undo names so.

        Raises StoreRefused where the case was changed since.
        """
        self._check(case)
        self._store().cases.take_over(case, revision, name, self._who, self._now())
        return self.open(case.id)

    def rename(self, case_id: str, title: str) -> Case:
        """Give a case another title."""
        self._store().cases.rename(case_id, title, self._who, self._now())
        return self.open(case_id)

    def set_fact(self, case_id: str, entry_id: str, field: str, fact: Fact, reason: str = "") -> Case:
        """Give one field another fact. Raises CaseRefused when the case would contradict itself."""
        self._store().cases.change_fact(case_id, entry_id, field, fact, self._who, self._now(), reason)
        return self.open(case_id)

    def answer_remark(self, case_id: str, query: Query, reason: str) -> Case:
        """Keep why a fact stands although a remark doubts it; an empty reason takes the answer back.

        The answer is part of the fact: it is journalled with who and when, undone like any change, written
        into the case file, and it holds for this remark in these words alone.
        """
        fact = self.open(case_id).entry(query.entry).fact(query.field)
        others = tuple(one for one in fact.answers if one.remark != query.text)
        said = Answer(query.text, reason.strip(), self._who, PartialDate.of(self._now().date()))
        answers = (*others, said) if reason.strip() else others
        return self.set_fact(
            case_id, query.entry, query.field, replace(fact, answers=answers), reason.strip()
        )

    def clear_fact(self, case_id: str, entry_id: str, field: str) -> Case:
        """Empty a field: back to "not recorded"."""
        return self.set_fact(case_id, entry_id, field, NOT_RECORDED)

    def add_entry(
        self, case_id: str, kind: str, *, of: str | None = None, before: str | None = None
    ) -> tuple[Case, str]:
        """Add an empty entry to the history; returns the case and the entry's id."""
        case = self.open(case_id)
        entry = Entry(case.new_id(kind), kind, of=of)
        self._check(case.with_entry(entry, before=before))
        self._store().cases.add_entry(case_id, entry, self._who, self._now(), before=before)
        return self.open(case_id), entry.id

    def set_entry_time(
        self, case_id: str, entry_id: str, date: PartialDate | None, elapsed: Elapsed | None = None
    ) -> Case:
        """Give an entry another date, or a time after an earlier event.

        An entry whose new date contradicts the order moves to its place in time. Raises CaseRefused where
        no place fits.
        """
        case = self.open(case_id)
        changed = case.with_entry(replace(case.entry(entry_id), date=date, elapsed=elapsed))
        store, who, when = self._store().cases, self._who, self._now()
        if date is None or self._fits(changed):
            self._check(changed)
            store.change_time(case_id, entry_id, date, elapsed, who, when)
            return self.open(case_id)
        before = _place_in_time(changed, entry_id, date)
        self._check(changed.moved(entry_id, before=before))
        store.change_time_and_place(case_id, entry_id, date, elapsed, before, who, when)
        return self.open(case_id)

    def move_entry(self, case_id: str, entry_id: str, before: str | None) -> Case:
        """Put an entry before another one, or at the end. Raises CaseRefused against the dates."""
        self._check(self.open(case_id).moved(entry_id, before=before))
        self._store().cases.move_entry(case_id, entry_id, before, self._who, self._now())
        return self.open(case_id)

    def remove_entry(self, case_id: str, entry_id: str) -> Case:
        """Take an entry and what belongs to it out of the history; undo brings it back."""
        self._check(self.open(case_id).without_entry(entry_id))
        self._store().cases.remove_entry(case_id, entry_id, self._who, self._now())
        return self.open(case_id)

    def undo(self, case_id: str) -> Case | None:
        """Take the last change back; None when there is nothing to take back."""
        if self._store().cases.undo_name(case_id) is None:
            return None
        self._store().cases.undo(case_id, self._who, self._now())
        return self.open(case_id)

    def redo(self, case_id: str) -> Case | None:
        """Bring back what undo took; None when there is nothing."""
        if self._store().cases.redo_name(case_id) is None:
            return None
        self._store().cases.redo(case_id, self._who, self._now())
        return self.open(case_id)

    def undo_words(self, case_id: str) -> str:
        """What undo would do: "Ki-67 index: 72 % -> 55 %"; empty when nothing."""
        return self._step_words(self._store().cases.undo_name(case_id))

    def redo_words(self, case_id: str) -> str:
        """What redo would do; empty when nothing."""
        return self._step_words(self._store().cases.redo_name(case_id))

    def history(self, case_id: str, entry_id: str, field: str) -> tuple[FactChange, ...]:
        """Every value a field had: when, by whom, old, new and why."""
        zone = self._now().tzinfo
        found = self._store().cases.history(case_id, entry_id, field)
        return tuple(replace(change, when=change.when.astimezone(zone)) for change in found)

    def read_file(self, path: Path) -> Case:
        """Read a case file without storing it. Raises EnecError with one clear line."""
        return read_case(path, self.vocabulary)

    def schema(self) -> dict[str, object]:
        """The JSON Schema of a case file."""
        return case_schema(self.vocabulary)

    def load_samples(self) -> int:
        """Take in the published patients that are not there, those in the bin again; returns how many."""
        store = self._store()
        there = set(store.cases.ids())
        count = 0
        for case in self._sample_cases():
            if case.id not in there:
                self.take_in(case)
                count += 1
            elif store.worklist.where(case.id) is Where.BIN:
                store.cases.place(case.id, Where.LIST, self._who, self._now())
                count += 1
        return count

    def samples(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The published patients outside the bin, by id: those as they came, and those changed since."""
        store = self._store()
        there = set(store.cases.ids())
        found = [case for case in self._sample_cases() if case.id in there]
        found = [case for case in found if store.worklist.where(case.id) is not Where.BIN]
        same = tuple(case.id for case in found if self.open(case.id) == case)
        return same, tuple(case.id for case in found if case.id not in same)

    def _sample_cases(self) -> Iterator[Case]:
        return (read_case(path, self.vocabulary) for path in sorted(self._samples.glob("*.json")))

    def parse_value(self, kind: str, field: str, text: str, unit: str | None) -> Value:
        """What was typed, as a value. Raises FieldProblem with one sentence to stand beside the field."""
        return read_typed(self.vocabulary.field(kind, field), text, unit, self._now().date())

    def parse_date(self, text: str) -> PartialDate:
        """The date of an event as typed; never in the future. Raises FieldProblem with one sentence."""
        return read_date(text, self._now().date())

    def show_value(self, kind: str, field: str, fact: Fact) -> str:
        """A fact in words: "> 90 %", "not recorded"."""
        return show_fact(self.vocabulary.field(kind, field), fact)

    def problems(self, case: Case) -> tuple[Query, ...]:
        """Remarks that stand beside fields; none of them blocks saving."""
        return queries(case, self.vocabulary)

    def completeness(self, case: Case, matters: frozenset[str]) -> dict[str, Fill]:
        """How full each chapter is, and what is missing of the facts that matter."""
        return completeness(case, self.vocabulary, matters)

    def _check(self, case: Case) -> None:
        from_document(to_document(case), self.vocabulary)

    def _fits(self, case: Case) -> bool:
        try:
            self._check(case)
        except EnecError:
            return False
        return True

    def _step_words(self, step: Step | None) -> str:
        if step is None:
            return ""
        if step.action is Action.IMPORT:
            return step.field or "import into this case"
        if step.action is Action.OPINION:
            return f"opinion on {step.entry}"
        kind = self.vocabulary.kinds.get(step.kind)
        if kind is not None and step.field in kind.fields:
            field = kind.fields[step.field]
            old, new = (
                show_fact(field, f if isinstance(f, Fact) else NOT_RECORDED) for f in (step.old, step.new)
            )
            return f"{field.label}: {old} → {new}"
        label = kind.label if kind is not None else "Title"
        return f"{label}: {step.action.value}"


def _place_in_time(case: Case, entry_id: str, date: PartialDate) -> str | None:
    """The first entry that is surely later; None: the end."""
    for other in case.entries:
        if other.id != entry_id and other.date is not None and other.date.earliest > date.latest:
            return other.id
    return None
