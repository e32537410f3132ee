"""Writes the decision of a case as it is said: every field is kept at once, in the case itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from enec_desktop.domain.case import Case, Entry, Fact
from enec_desktop.domain.errors import EnecError, StoreRefused
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.draft_keeper import DraftKeeper
from enec_desktop.ui.widgets.fact_field import FactField
from enec_desktop.ui.widgets.field_key import FieldKey

DECISION = "decision"
PARTS = ("action", "condition", "position")

Adopt = Callable[[Entry], object]
"""Told of the entry that came into being with the first fact of an empty line."""


class DecisionPen(QObject):
    """Holds one case and the question that is discussed. ``changed`` after every change of the case."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._drafts = DraftKeeper(kit)
        self.case = Case("", "")
        self.question = ""

    @property
    def decision(self) -> Entry:
        """The decision on the question, the last one where it was amended; an entry without id before."""
        entries = self.case.entries
        ids = [entry.id for entry in entries]
        start = ids.index(self.question) if self.question in ids else 0
        later = [entry for entry in entries[start:] if entry.kind == DECISION]
        return later[-1] if later else Entry("", DECISION)

    def parts(self, kind: str) -> tuple[Entry, ...]:
        """The parts of the decision of one kind, in order."""
        of = self.decision.id
        return tuple(one for one in self.case.parts_of(of) if one.kind == kind) if of else ()

    def open(self, case: Case, question: str) -> None:
        """Write to this case from now on."""
        self.question = question
        self._drafts.load(case.id)
        self.take(case)

    def take(self, case: Case) -> None:
        """Go on with the case as it is stored now."""
        self.case = case
        self.changed.emit()

    def show_draft(self, field: FactField) -> None:
        """Show what stood in a field half typed."""
        self._drafts.show_in(field)

    def keep_draft(self, key: FieldKey, text: str) -> None:
        """Keep what is half typed at each key, so that a broken-off run loses nothing."""
        self._drafts.keep(key, DECISION, text)

    def save(self, key: FieldKey, fact: Fact, field: FactField, adopt: Adopt) -> None:
        """Keep a fact; the entry it belongs to is made with the first one."""
        if key.case_id != self.case.id:
            self.refused.emit(self._kit.words("case.other_patient"))
            return
        try:
            made = key if key.entry_id else self._make(key, adopt)
            case = self._kit.desk.cases.set_fact(made.case_id, made.entry_id, made.field, fact)
        except StoreRefused as trouble:
            self.refused.emit(self._kit.problem(trouble))
            self.changed.emit()
            return
        except EnecError as trouble:
            field.show_error(self._kit.problem(trouble))
            return
        self._drafts.forget(key, made)
        if key != made:
            self.keep_draft(key, "")
        self.take(case)

    def set_facts(self, facts: dict[str, Fact], name: str) -> None:
        """Give fields of the decision other facts, as one change that undo names so."""

        def write() -> Case:
            entry, told, cases = self._make_decision(), self.case, self._kit.desk.cases
            for field, fact in facts.items():
                told = told.with_fact(entry, field, fact)
            return told if told == self.case else cases.take_over(told, cases.revision(told.id), name)

        self._try(write)

    def remove(self, entry_id: str) -> None:
        """Take a part of the decision out; undo brings it back."""
        self._try(lambda: self._kit.desk.cases.remove_entry(self.case.id, entry_id))

    def _try(self, act: Callable[[], Case]) -> None:
        try:
            case = act()
        except EnecError as trouble:
            self.refused.emit(self._kit.problem(trouble))
            self.changed.emit()
            return
        self.take(case)

    def _make(self, key: FieldKey, adopt: Adopt) -> FieldKey:
        if key.kind == DECISION:
            return replace(key, entry_id=self._make_decision())
        decision = self._make_decision()
        case, entry_id = self._kit.desk.cases.add_entry(key.case_id, key.kind, of=decision)
        self.case = case
        adopt(case.entry(entry_id))
        return replace(key, entry_id=entry_id)

    def _make_decision(self) -> str:
        """The id of the decision; it comes into being with the first word that is written."""
        if not self.decision.id:
            self.case, _ = self._kit.desk.decisions.begin(self.case.id)
        return self.decision.id
