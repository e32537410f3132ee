"""What a user can do to the window: press keys, click, and read what is shown or said."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from enec_desktop.app.desk import Desk
from enec_desktop.domain.case import Case
from enec_desktop.ui.main_window import MainWindow

Kind = TypeVar("Kind", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


class User:
    """Acts on the window as its users do; nothing here reaches behind the screen but ``stored``."""

    def __init__(self, qtbot: QtBot, window: MainWindow, desk: Desk, faults: list[str]) -> None:
        self.qtbot, self.window, self.desk, self.faults = qtbot, window, desk, faults

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key where the focus is."""
        for _ in range(times):
            popup = QApplication.activePopupWidget()
            in_popup = (popup.focusWidget() or popup) if popup else None
            self.qtbot.keyClick(in_popup or QApplication.focusWidget() or self.window, key, modifiers)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def compose(self, text: str) -> None:
        """Enter a text where the focus is as an input method does: no key writes Chinese by itself."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def click(self, name: str) -> None:
        """Click the control of that name."""
        target = self.find(name)
        self.qtbot.mouseClick(target, Qt.MouseButton.LeftButton, NONE, QPoint(8, target.height() // 2))

    def menu(self, words: str) -> None:
        """Choose the menu item of these words."""
        next(one for one in self.window.findChildren(QAction) if one.text() == words).trigger()

    def go_to(self, name: str) -> QWidget:
        """Put the cursor into the control of that name, as a click does."""
        target = self.find(name)
        target.setFocus(Qt.FocusReason.MouseFocusReason)
        return target

    def choose(self, name: str, words: str) -> None:
        """Open the list of that name and choose a line of it, by keyboard."""
        box = self.of_kind(QComboBox, name)
        box.setFocus(Qt.FocusReason.MouseFocusReason)
        self.qtbot.keyClick(box, Key.Key_Down)
        view = box.view()
        self.qtbot.keyClick(view, Key.Key_Home)
        while view.currentIndex().data() != words:
            before = view.currentIndex()
            self.qtbot.keyClick(view, Key.Key_Down)
            assert view.currentIndex() != before, f"{words} is not in the list"
        self.qtbot.keyClick(view, Key.Key_Return)
        self.window.activateWindow()

    def find(self, name: str) -> QWidget:
        """The visible control of that name; the first one in reading order."""
        found = self._all(name)
        assert found, f"nothing visible is called {name!r}"
        return found[0]

    def has(self, name: str) -> bool:
        """Whether a control of that name is visible."""
        return bool(self._all(name))

    def see(self, text: str, *, partly: bool = False) -> list[str]:
        """The labels and names on the screen that are, or hold, a text."""
        texts = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
        texts += [w.accessibleName() for w in self.window.findChildren(QWidget) if w.isVisible()]
        return [one for one in texts if one == text or (partly and text in one)]

    def spoken(self) -> list[str]:
        """The words of every button on the screen."""
        return [_words(one) for one in self.window.findChildren(QWidget) if one.isVisible() and _words(one)]

    def focus_name(self) -> str:
        """What a screen reader says of the focus."""
        widget = QApplication.focusWidget()
        return spoken_name(widget) if widget else ""

    def lines(self, column: int = 0) -> list[str]:
        """The worklist as it reads in one column."""
        model = self.table().model()
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    def table(self) -> QTableView:
        """The worklist's table."""
        return self.of_kind(QTableView, "Cases")

    def table_of(self, name: str) -> list[list[str]]:
        """The rows of the table of that name, as they read."""
        model = self.of_kind(QTableView, name).model()
        columns = range(model.columnCount())
        return [
            [str(model.index(row, column).data()) for column in columns] for row in range(model.rowCount())
        ]

    def of_kind(self, kind: type[Kind], name: str) -> Kind:
        """The visible control of that name and kind."""
        return next(widget for widget in self._all(name) if isinstance(widget, kind))

    def chapter(self, name: str) -> None:
        """Go to a chapter with the mouse, past those between, and into its first field."""
        chapters = self.of_kind(QListView, "Chapters")
        index = chapters.model().index(list(self.desk.vocabulary.chapters.values()).index(name), 0)
        chapters.scrollTo(index)
        chapters.setFocus()
        middle = chapters.visualRect(index).center()
        self.qtbot.mouseClick(chapters.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        self.press(Key.Key_F6)

    def settle(self) -> None:
        """Wait until the work in the background has arrived."""
        self.qtbot.waitUntil(lambda: not self.window.is_busy)

    def open_first(self, text: str) -> None:
        """Find a case by a text and open it, by keyboard."""
        self.press(Key.Key_F, CTRL)
        self.type(text)
        self.press(Key.Key_Return)
        self.press(Key.Key_Return)
        self.settle()

    def stored(self) -> Case:
        """The open case as a new look into the store shows it."""
        return self.desk.cases.open(self.window.case.case.id)

    def assessment(self) -> list[str]:
        """Every sentence of the assessment."""
        return self.assessment_of("Assessment")

    def assessment_of(self, name: str) -> list[str]:
        """Every sentence of the assessment, under its name in the language in force."""
        area = self.of_kind(QWidget, name)
        return [w.accessibleName() for w in area.findChildren(QWidget) if w.accessibleName()]

    def answer_file_dialog(self, path: Path) -> None:
        """Type a file name into the dialog that is open, and confirm it."""
        self.qtbot.waitUntil(lambda: bool(_dialogs()))
        line = _dialogs()[0]
        files = line.window().findChild(QListView, "listView")
        # What is typed before the folder is read is not taken.
        self.qtbot.waitUntil(lambda: files.model().rowCount(files.rootIndex()) > 0)
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, str(path))

        def confirmed() -> bool:
            """The first Enter may go to the list of completions."""
            if _dialogs():
                self.qtbot.keyClick(line, Key.Key_Return)
            return not _dialogs()

        self.qtbot.waitUntil(confirmed)

    def _all(self, name: str) -> list[QWidget]:
        widgets = self.window.findChildren(QWidget)
        named = (w for w in widgets if w.accessibleName() == name or _words(w) == name)
        found = [w for w in named if w.isVisible()]
        return sorted(found, key=lambda w: (_corner(w).y(), _corner(w).x()))


def spoken_name(widget: QWidget) -> str:
    """The name a screen reader reads out: on Linux that of a list is the label beside it."""
    if isinstance(widget, QComboBox):
        labels = widget.window().findChildren(QLabel)
        return next((one.text() for one in labels if one.buddy() is widget), widget.accessibleName())
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def _words(widget: QWidget) -> str:
    return widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""


def _corner(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, 0))


def _dialogs() -> list[QLineEdit]:
    found: list[QLineEdit] = []
    for top in QApplication.topLevelWidgets():
        for line in top.findChildren(QLineEdit, "fileNameEdit"):
            if line.isVisible():
                found.append(line)
    return found
