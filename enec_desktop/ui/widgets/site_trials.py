"""The trials open at this hospital: a list, and one of them to write."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from enec_desktop.domain.site import SiteTrial
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_box import ChoiceBox
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.site_note_editor import FormLabel

FIELDS = ("title", "identifier", "contact", "remark")


class SiteTrials(QWidget):
    """A trial is kept when "Keep trial" is pressed and it has a title, a contact and an option."""

    changed = Signal(object)

    def __init__(self, kit: Kit, options: Mapping[str, str]) -> None:
        super().__init__()
        self._kit, self._options = kit, options
        self._trials: tuple[SiteTrial, ...] = ()
        self._chosen: tuple[str, ...] = ()
        words = kit.words
        self._none = plain_label(words("site.no_trials"), "second", wraps=True)
        self._list = QListWidget()
        self._list.setAccessibleName(words("site.trials"))
        self._list.currentRowChanged.connect(self._show)
        self._lines = {name: QLineEdit() for name in FIELDS}
        form = QFormLayout()
        form.setHorizontalSpacing(kit.theme.space(3))
        for name, line in self._lines.items():
            line.setAccessibleName(words(f"site.trial_{name}"))
            form.addRow(FormLabel(kit, f"site.trial_{name}"), line)
        self._option = ChoiceBox(kit.theme, options, or_words=words("site.and"))
        self._option.setAccessibleName(words("site.trial_option"))
        self._option.chosen.connect(self._choose)
        form.addRow(FormLabel(kit, "site.trial_option"), self._option)
        self._problem = Message(kit)
        buttons = QHBoxLayout()
        self._buttons: dict[str, QPushButton] = {}
        for name, act in (("new", self._new), ("keep", self._keep), ("remove", self._remove)):
            button = QPushButton(words(f"site.{name}_trial"))
            button.clicked.connect(act)
            buttons.addWidget(button)
            self._buttons[name] = button
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(plain_label(words("site.trials"), "title"))
        column.addWidget(self._none)
        column.addWidget(self._list)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addLayout(buttons)

    def show_trials(self, trials: tuple[SiteTrial, ...]) -> None:
        """Show the trials of a profile."""
        at = self._list.currentRow()
        self._trials = trials
        self._list.clear()
        for one in trials:
            self._list.addItem(f"{one.title} ({one.identifier})" if one.identifier else one.title)
        self._none.setVisible(not trials)
        self._list.setVisible(bool(trials))
        line = self._list.sizeHintForRow(0) if trials else 0
        self._list.setFixedHeight(min(len(trials), 6) * line + 4)
        self._list.setCurrentRow(min(at, len(trials) - 1) if at >= 0 else len(trials) - 1)
        self._show(self._list.currentRow())

    def _show(self, row: int) -> None:
        one = self._trials[row] if 0 <= row < len(self._trials) else SiteTrial("", "", ())
        texts = {"title": one.title, "identifier": one.identifier, "contact": one.contact, "remark": one.note}
        for name, text in texts.items():
            self._lines[name].setText(text)
        self._choose(frozenset(one.options))
        # Only a kept one can be removed, and beside it the lines are another one's when asked for.
        self._buttons["remove"].setEnabled(row >= 0)
        self._problem.clear_error()

    def _choose(self, codes: frozenset[str]) -> None:
        self._chosen = tuple(id for id in self._options if id in codes)
        self._option.show_codes(frozenset(self._chosen), self._kit.words("site.no_option"))

    def _new(self) -> None:
        self._list.setCurrentRow(-1)
        self._show(-1)
        self._lines["title"].setFocus()

    def _keep(self) -> None:
        texts = {name: line.text().strip() for name, line in self._lines.items()}
        if not (texts["title"] and texts["contact"] and self._chosen):
            self._problem.show_error(self._kit.words("site.trial_lacks"))
            return
        trial = SiteTrial(
            texts["title"], texts["contact"], self._chosen, texts["identifier"], texts["remark"]
        )
        row = self._list.currentRow()
        others = [trial if i == row else old for i, old in enumerate(self._trials)]
        self.changed.emit(tuple(others if row >= 0 else [*others, trial]))

    def _remove(self) -> None:
        row = self._list.currentRow()
        if row >= 0:
            self.changed.emit(tuple(old for i, old in enumerate(self._trials) if i != row))
