"""Puts plain text on the clipboard, of the patient as names may be read now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from enec_desktop.domain.case import Case
from enec_desktop.domain.content import Block, Card, Section
from enec_desktop.domain.shown_patient import ShownPatient
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.patient_words import hidden_of, said_of

if TYPE_CHECKING:
    from enec_desktop.domain.assessment import Assessment


class Copier(QObject):
    """Copies what belongs to one case and its assessment; ``noted`` says what was copied."""

    noted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._case: Case | None = None
        self._found: Assessment | None = None

    def show_case(self, case: Case, found: Assessment) -> None:
        """Speak of this case from now on."""
        self._case, self._found = case, found

    def forget(self) -> None:
        """Another case is coming."""
        self._case = self._found = None

    def copy_outcome(self, sections: tuple[Section, ...]) -> None:
        """The whole outcome in short."""
        if self._case is not None and self._found is not None:
            desk = self._kit.desk.copies
            text = desk.outcome(self._case, self._found, sections, self._patient(self._case))
            self._put(text, self._kit.words("copy.outcome"))

    def copy_card(self, card: Card, *, opened: bool) -> None:
        """One card of the assessment."""
        if self._case is not None and self._found is not None:
            desk = self._kit.desk.copies
            text = desk.card(self._case, self._found, card, self._patient(self._case), opened=opened)
            self._put(text, card.title)

    def copy_record(self, blocks: tuple[Block, ...]) -> None:
        """A card of the evidence: beside a case with its patient, since it may say what the case has."""
        patient = self._patient(self._case) if self._case is not None else None
        title = next(
            (one.title for one in blocks if isinstance(one, Card)), self._kit.words("evidence.title")
        )
        self._put(self._kit.desk.copies.record(title, blocks, patient), title)

    def _patient(self, case: Case) -> ShownPatient:
        return ShownPatient(said_of(self._kit, case, self._kit.today()), hidden_of(self._kit, case))

    def _put(self, text: str, what: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.noted.emit(self._kit.words("copy.done", what=what))
