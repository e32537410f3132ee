"""Backups: the list of copies, a new one, another folder, and the way back to one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from enec_desktop.app.backups import BackupDesk
from enec_desktop.domain.content import Mark
from enec_desktop.domain.errors import Cancelled, EnecError
from enec_desktop.domain.history import Backup
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.room import room_for
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.widgets.copy_watch import CopyWatch
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.lines_table import LinesTable
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.wait_strip import WaitStrip

COLUMNS, SHARES = ("when", "cases", "size", "why", "health", "file"), (19, 10, 9, 14, 21, 27)


class BackupDialog(QDialog):
    """One window; nothing is brought back before it is confirmed. ``restored`` gives a sentence."""

    restored = Signal(str)

    def __init__(self, kit: Kit, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(kit.words("backup.title"))
        self._kit, self._busy = kit, False
        self._desk: BackupDesk = kit.desk.backups
        self._copies: tuple[Backup, ...] = ()
        self._folder = plain_label("", "second", wraps=True)
        titles = [kit.words(f"backup.{name}") for name in COLUMNS]
        self._table = LinesTable(kit, kit.words("backup.list"), titles, SHARES)
        self._table.line_chosen.connect(lambda _: self._show_chosen())
        self._watch = CopyWatch(kit, tasks, self)
        self._watch.found.connect(self._show_found)
        self.finished.connect(lambda _: self._watch.rest())
        self._said = plain_label("", "title", wraps=True)
        self._problem = Message(kit)
        self._wait = WaitStrip(kit, tasks, kit.words("backup.stop"))
        self._wait.hide()
        self._number, self._months = self._spin("keep", 1, 999), self._spin("months", 0, 120)
        self._now = self._button("now", self._make)
        self._elsewhere = self._button("elsewhere", self._ask_folder)
        self._check = self._button("check", self._verify)
        self._back = self._button("back", self._ask)
        self._sure = self._button("sure", self._restore)
        self._not_now = self._button("not_now", self._calm)
        self._close = self._button("close", self.close)
        self._lay_out()
        self.setMinimumSize(room_for(150, 90, kit.theme, parent.window()))
        self.resize(room_for(210, 120, kit.theme, parent.window()))
        self._refresh()
        self._now.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Work that is under way is called off first."""
        if self._busy:
            self._wait.stop()
            event.ignore()
            return
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape takes the question back, calls work off, or closes."""
        if self._busy:
            self._wait.stop()
        elif self._sure.isVisible():
            self._calm()
        else:
            super().reject()

    def _button(self, name: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._kit.words(f"backup.{name}_do"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _spin(self, name: str, low: int, high: int) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(low, high)
        spin.setAccessibleName(self._kit.words(f"backup.{name}"))
        spin.valueChanged.connect(self._keep)
        return spin

    def _lay_out(self) -> None:
        words, space = self._kit.words, self._kit.theme.space
        keeping = QHBoxLayout()
        for name, spin in (("keep", self._number), ("months", self._months)):
            label = plain_label(words(f"backup.{name}"), "label")
            label.setBuddy(spin)
            keeping.addWidget(label)
            keeping.addWidget(spin)
        keeping.addStretch(1)
        acts = QHBoxLayout()
        for button in (self._now, self._check, self._back, self._sure, self._not_now):
            acts.addWidget(button)
        acts.addStretch(1)
        acts.addWidget(self._close)
        where = QHBoxLayout()
        where.addWidget(self._folder, 1)
        where.addWidget(self._elsewhere)
        column = QVBoxLayout(self)
        # It would ask for the height that a long folder takes at the least width, higher than the screen.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(2))
        column.addWidget(plain_label(words("backup.title"), "page"))
        column.addWidget(plain_label(words("backup.about"), "second", wraps=True))
        column.addLayout(where)
        column.addWidget(self._table, 1)
        column.addLayout(keeping)
        for part in (self._problem, self._said, self._wait):
            column.addWidget(part)
        column.addLayout(acts)
        self._sure.hide()
        self._not_now.hide()

    def _refresh(self) -> None:
        words = self._kit.words
        self._copies = self._desk.list()
        self._folder.setText(words("backup.folder", folder=self._desk.folder))
        self._watch.take(self._copies)
        rows = [self._row(one) for one in self._copies]
        self._table.show_rows(rows, [self._mark(one) for one in self._copies])
        # What cannot be brought back is never the one that is chosen already.
        whole = next((at for at, one in enumerate(self._copies) if not self._mark(one)), -1)
        if whole > 0:
            self._table.go_to(whole)
        self._show_chosen()
        if not rows:
            self._said.setText(words("backup.none"))
        number, months = self._desk.keeps
        for spin, value in ((self._number, number), (self._months, months)):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        self._watch.go_on()

    def _row(self, one: Backup) -> tuple[str, ...]:
        words = self._kit.words
        return (
            f"{one.when.astimezone():%d-%b-%Y %H:%M:%S}",
            words("backup.unreadable") if one.cases is None else str(one.cases),
            words("backup.megabytes", size=f"{one.size / 1_000_000:.1f}"),
            words(f"backup.{'no_reason' if one.problem else one.occasion.name.lower()}"),
            self._watch.words(one),
            one.path.name,
        )

    def _mark(self, one: Backup) -> Mark | None:
        return Mark.STOP if one.problem or self._watch.is_damaged(one) else None

    def _show_found(self, line: int) -> None:
        """A copy was read; where it is the chosen one and damaged, nothing is asked about it any more."""
        one = self._copies[line]
        self._table.lines.set_row(line, self._row(one), self._mark(one))
        if one is self._chosen() and self._mark(one):
            if self._sure.isVisible():
                self._calm()
            self._show_chosen()

    def _show_chosen(self) -> None:
        """A copy that cannot be brought back says why."""
        one = self._chosen()
        self._problem.clear_error()
        if one is not None and self._mark(one):
            words = self._kit.words
            why = self._kit.problem(one.problem) if one.problem else words("backup.damaged")
            self._problem.show_error(words("backup.cannot", file=one.path.name, why=why))
        self._back.setEnabled(one is not None and not self._mark(one))

    def _keep(self) -> None:
        self._desk.choose_keeps(self._number.value(), self._months.value())

    def _make(self) -> None:
        made = self._work("making", lambda: self._desk.make(tell=self._wait.tell))
        if made is not None:
            self._refresh()
            self._said.setText(self._kit.words("backup.made", cases=made.cases, file=made.path.name))

    def _verify(self) -> None:
        faults = self._work("checking", lambda: self._desk.verify(self._wait.tell))
        if faults:
            self._problem.show_error(self._kit.words("backup.faults", first=faults[0], count=len(faults)))
        elif faults is not None:
            self._said.setText(self._kit.words("backup.whole"))

    def _ask(self) -> None:
        """Ask before anything is brought back; what is here now is told, too."""
        one = self._chosen()
        if one is None or self._mark(one):
            return
        self._problem.clear_error()
        here = len(self._kit.desk.cases.ids())
        when = f"{one.when.astimezone():%d-%b-%Y %H:%M}"
        self._said.setText(self._kit.words("backup.ask", cases=one.cases, when=when, here=here))
        self._asking(True)
        self._not_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _calm(self) -> None:
        self._said.setText("")
        self._asking(False)

    def _asking(self, asks: bool) -> None:
        for button in (self._sure, self._not_now):
            button.setVisible(asks)
        for button in (self._now, self._check, self._back):
            button.setVisible(not asks)
        self._table.setEnabled(not asks)

    def _restore(self) -> None:
        one = self._chosen()
        self._asking(False)
        if one is None:
            return
        done = self._work("restoring", lambda: self._desk.restore(one.path, self._wait.tell))
        if done is not None:
            self._refresh()
            sentence = self._kit.words("backup.restored", cases=done.cases, file=done.before.path.name)
            for part in done.beside:
                sentence += f" {self._kit.words(f'backup.came_{part}')}"
            self._said.setText(sentence)
            self.restored.emit(sentence)

    def _chosen(self) -> Backup | None:
        at = self._table.currentIndex().row()
        return self._copies[at] if 0 <= at < len(self._copies) else None

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self._kit.words("backup.elsewhere_do"), str(self._desk.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take_folder)
        dialog.open()

    def _take_folder(self, name: str) -> None:
        self._desk.choose_folder(Path(name))
        self._said.setText("")
        self._refresh()

    def _work(self, name: str, work: Callable[[], Any]) -> Any:
        """Do something with the bar shown; None where it was called off or refused, which is then said."""
        sentence = self._kit.words(f"backup.{name}")
        try:
            with self._watched(sentence):
                return work()
        except Cancelled:
            self._said.setText(self._kit.words("backup.stopped"))
        except EnecError as trouble:
            self._said.setText("")
            self._problem.show_error(self._kit.problem(trouble))
        return None

    @contextmanager
    def _watched(self, sentence: str) -> Iterator[None]:
        parts = (self._now, self._check, self._back, self._elsewhere, self._close, self._table)
        cursor = self.focusWidget()
        self._problem.clear_error()
        self._said.setText(sentence)
        self._busy = True
        # A copy that is being read could not be removed or renamed on Windows.
        self._watch.rest()
        for part in parts:
            part.setEnabled(False)
        self._wait.show()
        self._wait.begin(sentence)
        try:
            yield
        finally:
            self._wait.end()
            self._wait.hide()
            self._busy = False
            for part in parts:
                part.setEnabled(True)
            # A part that is switched off hands the cursor on to the numbers, where a key changes one.
            next((one for one in parts if one is cursor), self._now).setFocus()
            self._show_chosen()
            self._watch.go_on()
