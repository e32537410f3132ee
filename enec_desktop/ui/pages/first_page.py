"""The first start: where cases will be kept, in which language, with the sample patients or without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from enec_desktop.app.first_start import FirstStart
from enec_desktop.app.settings import Setting
from enec_desktop.app.words import LANGUAGES
from enec_desktop.domain.content import Mark
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.ground import Ground, Survey
from enec_desktop.ui.habits import looks_now
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.languages import SETTING
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.folder_card import FolderCard
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.tab_order import join_halts
from enec_desktop.ui.widgets.tick_box import TickBox

OWN_FOLDER = "ENEC Board"
"""What a folder of the program's own is called, inside one that holds other files."""

MEASURE = 165
"""How wide the page is, in steps of the spacing table."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(slots=True)
class Choices:
    """What was chosen on the page so far; it outlasts a change of the language."""

    folder: Path
    samples: bool = True
    language: str = ""


class FirstPage(QScrollArea):
    """Nothing is made before its one button is pressed; what is wrong is said above that button.

    ``made`` hands out a Made.
    """

    made = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, kit: Kit, start: FirstStart, choices: Choices) -> None:
        super().__init__()
        self._kit, self._start, self._choices = kit, start, choices
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(kit.words("first.title"))
        self._languages = [self._language(one) for one in LANGUAGES]
        self._folder = FolderCard(kit)
        self._elsewhere = self._button("elsewhere_do", self._ask_folder)
        self._usual = self._button("usual_do", lambda: self._take(start.usual))
        self._inside = self._button("usual_do", lambda: self._take(self._choices.folder / OWN_FOLDER))
        self._samples = TickBox(kit.theme, kit.words("first.samples", count=start.samples))
        self._samples.setChecked(choices.samples)
        self._samples.toggled.connect(self._keep_samples)
        self._samples_about = plain_label(kit.words("first.samples_about"), "second", wraps=True)
        self._go = self._button("make_do", self._act)
        self._go.setProperty("role", "primary")
        self._lay_out()
        for part in (*self._languages, self._samples):
            part.installEventFilter(self)
        self._look()

    def focus_start(self) -> None:
        """Go to the button that ends the page, or to another folder where this one will not do."""
        (self._elsewhere if self._go.isHidden() else self._go).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_language(self) -> None:
        """Go to the language in force."""
        at = LANGUAGES.index(self._kit.desk.words.language)
        self._languages[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, sentence: str) -> None:
        """Say what went wrong, and that nothing was made."""
        self._folder.say(Mark.STOP, sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter ends the page from where it has no meaning of its own."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:
            if not self._go.isHidden():
                self._go.click()
            return True
        return super().eventFilter(watched, event)

    def _act(self) -> None:
        """Look once more: a disk may have been connected, or another program been quicker."""
        found = self._look()
        if not self._can_go(found):
            return
        fresh = found.ground is not Ground.CASES
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            samples = fresh and self._choices.samples
            made = self._start.make(found.folder, self._habits(fresh=fresh), samples=samples)
        except EnecError as trouble:
            self.show_trouble(self._kit.words("first.failed", why=trouble))
        else:
            self.made.emit(made)
        finally:
            QApplication.restoreOverrideCursor()

    def _habits(self, *, fresh: bool) -> dict[str, Setting]:
        """What the window takes over from this page; of cases that are there, only what was asked for."""
        if fresh:
            return {SETTING: self._kit.desk.words.language, **looks_now(self._kit.theme)}
        return {SETTING: self._choices.language} if self._choices.language else {}

    def _take(self, folder: Path) -> None:
        self._choices.folder = folder
        self._look()
        self.focus_start()

    def _look(self) -> Survey:
        """Say what the chosen folder is, and offer what can be done with it."""
        words, start = self._kit.words, self._start
        found = start.survey(self._choices.folder)
        lost = self._is_lost(found)
        usual = found.folder == start.usual
        place = "lost" if lost else "other" if not usual else "portable" if start.portable else "usual"
        self._folder.show_folder(words(f"first.{place}"), found, lost=lost)
        self._usual.setVisible(not usual)
        inside = self._choices.folder / OWN_FOLDER
        self._inside.setVisible(found.ground is Ground.MIXED and start.survey(inside).is_fit)
        self._inside.setText(words("first.inside_do", name=OWN_FOLDER))
        fresh = found.ground is not Ground.CASES
        self._samples.setVisible(fresh and not lost)
        self._samples_about.setVisible(fresh and not lost)
        key = (
            "again_do"
            if lost
            else {Ground.NEW: "make_do", Ground.CASES: "open_do"}.get(found.ground, "begin_do")
        )
        self._go.setText(words(f"first.{key}"))
        self._go.setVisible(lost or found.is_fit)
        self._fit()
        return found

    def _fit(self) -> None:
        """As high as the lines are at this width: what the layout asks for is the height at its narrowest."""
        sheet = self.widget()
        if sheet is not None and (frame := sheet.layout()) is not None:
            sheet.setMinimumHeight(frame.totalHeightForWidth(self.viewport().width()))

    def _is_lost(self, found: Survey) -> bool:
        """Whether this is the folder of before without its cases: looked at again, never begun anew."""
        return found.folder == self._start.lost and found.ground is not Ground.CASES

    def _can_go(self, found: Survey) -> bool:
        return found.is_fit and not self._is_lost(found)

    def _keep_samples(self, on: bool) -> None:
        self._choices.samples = on

    def _ask_folder(self) -> None:
        folder, home = self._choices.folder, Path.home()
        there = home if folder == self._start.usual or not folder.parent.is_dir() else folder.parent
        dialog = QFileDialog(self, self._kit.words("first.elsewhere_do"), str(there))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self._take(Path(chosen)))
        dialog.open()

    def _button(self, name: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._kit.words(f"first.{name}"))
        button.setAutoDefault(True)  # pressed by Enter, as by Space
        button.clicked.connect(lambda _=False: act())
        return button

    def _language(self, language: str) -> QPushButton:
        chip = QPushButton(self._kit.words(f"menu.language_{language}"))
        chip.setProperty("role", "chip")
        chip.setCheckable(True)
        chip.setChecked(language == self._kit.desk.words.language)
        chip.clicked.connect(lambda _=False: self._speak(language))
        return chip

    def _speak(self, language: str) -> None:
        self._choices.language = language
        self.language_chosen.emit(language)

    def _lay_out(self) -> None:
        words, space = self._kit.words, self._kit.theme.space
        sheet, column = QWidget(), QVBoxLayout()
        sheet.setProperty("role", "sheet")
        column.setSpacing(space(2))
        head, folders, end = QHBoxLayout(), Flow(gap=space(2)), QHBoxLayout()
        head.addWidget(plain_label(words("first.title"), "page"))
        head.addStretch(1)
        head.addWidget(plain_label(words("first.language"), "label"))
        for button in self._languages:
            head.addWidget(button)
        for button in (self._elsewhere, self._usual, self._inside):
            folders.addWidget(button)
        end.addWidget(self._go)
        end.addStretch(1)
        column.addLayout(head)
        column.addWidget(plain_label(words("first.about"), "", wraps=True))
        column.addSpacing(space(3))
        column.addWidget(plain_label(words("first.folder"), "section"))
        column.addWidget(self._folder)
        column.addLayout(folders)
        column.addSpacing(space(3))
        column.addWidget(self._samples)
        column.addWidget(self._samples_about)
        column.addSpacing(space(3))
        column.addLayout(end)
        column.addWidget(plain_label(words("first.keys"), "second", wraps=True))
        column.addSpacing(space(3))
        column.addWidget(plain_label(words("info.purpose_text"), "second", wraps=True))
        frame, middle = QVBoxLayout(sheet), QHBoxLayout()
        held = QWidget()
        held.setLayout(column)
        held.setMaximumWidth(space(MEASURE))
        middle.addStretch(1)
        middle.addWidget(held, 100)
        middle.addStretch(1)
        frame.addStretch(1)
        frame.addLayout(middle)
        frame.addStretch(3)
        self.setWidget(sheet)
        join_halts([*self._languages, self._elsewhere, self._usual, self._inside, self._samples, self._go])
