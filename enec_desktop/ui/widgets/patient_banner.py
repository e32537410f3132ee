"""Whose case this is: always in the same place, never scrolled, never cut off."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from enec_desktop.domain.case import Case
from enec_desktop.domain.time import PartialDate
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.line_breaks import pieces, with_breaks
from enec_desktop.ui.theme import set_role
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.patient_words import patient_words


class PatientBanner(QFrame):
    """Name, born and age, sex, number, and whether what is seen is saved."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("role", "banner")
        self._name = _Told("banner-name")
        self._facts = [_Told("banner-fact") for _ in range(4)]
        self._saved = plain_label("", "second")
        identity = QWidget()
        flow = Flow(identity, gap=kit.theme.space(3))
        for label in (self._name, *self._facts):
            flow.addWidget(label)
        line = QHBoxLayout(self)
        pad = kit.theme.space(4)
        line.setContentsMargins(pad, kit.theme.space(1.5), pad, kit.theme.space(1.5))
        line.addWidget(identity, 1)
        line.addWidget(self._saved)
        self._told: tuple[Case, PartialDate] | None = None
        kit.names.changed.connect(self._show_again)

    def show_case(self, case: Case, today: PartialDate) -> None:
        """Show the patient of a case; what is not recorded is said in words."""
        self._told = (case, today)
        name, *texts = patient_words(self._kit, case, today)
        self._name.setText(with_breaks(name))
        for label, text in zip(self._facts, texts, strict=True):
            label.setText(with_breaks(text))
            label.setVisible(bool(text))
        said = [name, *(text for text in texts if text)]
        self.setAccessibleName(self._kit.words("banner.patient", facts=", ".join(said)))

    def show_saved(self, text: str, *, failed: bool = False) -> None:
        """Say when the last change was saved, or that it was not."""
        self._saved.setText(text)
        set_role(self._saved, "tag-stop" if failed else "second")

    def _show_again(self) -> None:
        if self._told is not None:
            self.show_case(*self._told)


class _Told(QLabel):
    """In one line where there is room, else in as many as it takes: a name is never cut off."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setIndent(0)

    def sizeHint(self) -> QSize:
        """The whole text in one line."""
        self.ensurePolished()
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        self.ensurePolished()
        wide = max(self.fontMetrics().horizontalAdvance(word) for word in pieces(self.text())) + 2
        return QSize(wide, self.fontMetrics().height())
