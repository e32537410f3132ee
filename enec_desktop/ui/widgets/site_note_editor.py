"""What this hospital says of one option, drug or procedure: three answers and a remark."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from enec_desktop.domain.site import NOTHING_SAID, SiteNote
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_box import ChoiceBox
from enec_desktop.ui.widgets.labels import plain_label

ANSWERS = {True: "yes", False: "no"}


class FormLabel(QLabel):
    """What stands before a line; all of one width at every zoom, so that the forms of the page line up."""

    def __init__(self, kit: Kit, key: str) -> None:
        super().__init__()
        self._kit = kit
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(kit.words(key))
        self.setProperty("role", "label")

    def sizeHint(self) -> QSize:
        """At least as wide as the longest of them."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._kit.theme.space(34)), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()


class SiteNoteEditor(QWidget):
    """Every change is told at once."""

    changed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._note = NOTHING_SAID
        self._title = plain_label("", "title", wraps=True)
        self._boxes = {name: self._box(name) for name in ("available", "funded", "in_label")}
        self._remark = QLineEdit()
        self._remark.setAccessibleName(kit.words("site.note"))
        self._remark.editingFinished.connect(self._tell)
        form = QFormLayout()
        form.setHorizontalSpacing(kit.theme.space(3))
        for name, box in self._boxes.items():
            form.addRow(FormLabel(kit, f"site.{name}"), box)
        form.addRow(FormLabel(kit, "site.note"), self._remark)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addLayout(form)

    def show_note(self, title: str, note: SiteNote) -> None:
        """Show what is said."""
        self._note = note
        self._title.setText(title)
        values = {"available": note.available, "funded": note.funded, "in_label": note.in_label}
        for name, box in self._boxes.items():
            value = values[name]
            codes = frozenset() if value is None else frozenset({ANSWERS[value]})
            box.show_codes(codes, self._kit.words("site.not_said"))
        self._remark.setText(note.note)

    def focus_start(self) -> None:
        """Go to the first answer."""
        self._boxes["available"].setFocus()

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(self._kit.theme, {code: self._kit.words(f"site.{code}") for code in ANSWERS.values()})
        box.setAccessibleName(self._kit.words(f"site.{name}"))
        box.chosen.connect(lambda codes, name=name: self._answer(name, codes))
        return box

    def _answer(self, name: str, codes: frozenset[str]) -> None:
        value = None if len(codes) != 1 else codes == frozenset({"yes"})
        said = {
            "available": self._note.available,
            "funded": self._note.funded,
            "in_label": self._note.in_label,
        }
        said[name] = value
        self._set(SiteNote(said["available"], said["funded"], said["in_label"], self._remark.text().strip()))

    def _tell(self) -> None:
        note = self._note
        self._set(SiteNote(note.available, note.funded, note.in_label, self._remark.text().strip()))

    def _set(self, note: SiteNote) -> None:
        if note != self._note:
            self.show_note(self._title.text(), note)
            self.changed.emit(note)
