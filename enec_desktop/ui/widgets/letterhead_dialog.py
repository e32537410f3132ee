"""The paper of this hospital: the size of a sheet, the name and the logo above every document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from enec_desktop.app.paper import SHEET, keep_logo, kept_logo
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.paper import Sheet
from enec_desktop.domain.values import Codes
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_box import ChoiceBox
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.site_note_editor import FormLabel


class LetterheadDialog(QDialog):
    """Every answer is kept at once; ``changed`` says that documents look otherwise from now on."""

    changed = Signal()

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        words, theme = kit.words, kit.theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words("letterhead.title"))
        self.setMinimumWidth(theme.space(120))
        self._problem = Message(kit)
        self._sheet = ChoiceBox(theme, {one.value: words(f"letterhead.{one.value}") for one in Sheet})
        self._sheet.setAccessibleName(words("letterhead.sheet"))
        self._sheet.chosen.connect(self._take_sheet)
        self._name = QLineEdit()
        self._name.setAccessibleName(words("letterhead.hospital"))
        self._name.editingFinished.connect(self._take_name)
        self._shown = QLabel()
        self._shown.setAccessibleName(words("letterhead.logo"))
        self._choose = QPushButton(words("letterhead.choose"))
        self._choose.clicked.connect(self._ask_logo)
        self._none = QPushButton(words("letterhead.none"))
        self._none.clicked.connect(lambda: self._take_logo(None))
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        words, theme = self._kit.words, self._kit.theme
        logo = QHBoxLayout()
        logo.setSpacing(theme.space(2))
        logo.addWidget(self._shown, 1)
        logo.addWidget(self._choose)
        logo.addWidget(self._none)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.space(3))
        form.setVerticalSpacing(theme.space(3))
        form.addRow(FormLabel(self._kit, "letterhead.sheet"), self._sheet)
        form.addRow(FormLabel(self._kit, "letterhead.hospital"), self._name)
        form.addRow(FormLabel(self._kit, "letterhead.logo"), logo)
        close = QPushButton(words("info.close"))
        close.clicked.connect(self.close)
        # Else Enter after the name would ask for a picture.
        for button in (self._choose, self._none, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(3))
        column.addWidget(plain_label(words("letterhead.about"), "second", wraps=True))
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addStretch(1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _show(self) -> None:
        settings, words = self._kit.desk.settings, self._kit.words
        sheet = settings.get(SHEET, Sheet.A4.value)
        self._sheet.show_codes(frozenset({sheet if sheet in [*Sheet] else Sheet.A4.value}), "")
        self._name.setText(self._kit.desk.site.profile.name)
        kept, picture = self._kept_logo(), QPixmap()
        picture.loadFromData(kept)
        self._none.setEnabled(bool(kept))
        if picture.isNull():
            self._shown.setText(words("letterhead.unseen" if kept else "letterhead.no_logo"))
            return
        high = self._kit.theme.space(9)
        smooth = Qt.TransformationMode.SmoothTransformation
        room = self._kit.theme.space(48)
        self._shown.setPixmap(picture.scaled(room, high, Qt.AspectRatioMode.KeepAspectRatio, smooth))

    def _kept_logo(self) -> bytes:
        try:
            return kept_logo(self._kit.desk.settings)
        except EnecError as refused:
            self._problem.show_error(self._kit.problem(refused))
            return b""

    def _take_sheet(self, codes: Codes) -> None:
        self._kit.desk.settings.set(SHEET, next(iter(codes), Sheet.A4.value))
        self._done()

    def _take_name(self) -> None:
        site, name = self._kit.desk.site, self._name.text().strip()
        if name == site.profile.name:
            return
        try:
            site.save(replace(site.profile, name=name))
        except EnecError as refused:
            self._problem.show_error(self._kit.problem(refused))
            return
        self._done()

    def _ask_logo(self) -> None:
        dialog = QFileDialog(self, self._kit.words("letterhead.choose"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self._kit.words("letterhead.filter"))
        dialog.fileSelected.connect(lambda name: self._take_logo(Path(name)))
        dialog.open()

    def _take_logo(self, path: Path | None) -> None:
        """Keep a picture as the logo; one that cannot be printed is refused with its reason."""
        try:
            keep_logo(self._kit.desk.settings, path)
        except EnecError as refused:
            self._problem.show_error(self._kit.problem(refused))
            return
        self._done()

    def _done(self) -> None:
        self._problem.clear_error()
        self._show()
        self.changed.emit()
