"""Paste a report: the text with its marks at the left, the values found at the right, taken one by one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from enec_desktop.domain.case import Case
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.reading.offers import Reading
from enec_desktop.domain.reading.sheet import Sheet, Verdict
from enec_desktop.domain.strict import TEXT_CAP
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.tasks import Tasks
from enec_desktop.ui.theme import set_role
from enec_desktop.ui.widgets.flow import Flow
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.marked_text import MarkedText
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.offer_list import OfferList
from enec_desktop.ui.widgets.offer_words import OfferWords
from enec_desktop.ui.widgets.patient_banner import PatientBanner

LANE = "report"
PASTE, OFFERS = 0, 1
KEYED = frozenset({"take", "refuse", "all", "back", "write", "find", "close"})


class ReportDialog(QDialog):
    """Only what was taken and written enters the case. ``written`` gives the case and a sentence."""

    written = Signal(object, str)

    def __init__(self, kit: Kit, tasks: Tasks, case: Case, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(kit.words("report.title"))
        self._kit, self._tasks, self._case = kit, tasks, case
        self._words = OfferWords(kit)
        self._sheet: Sheet | None = None
        self._revision = 0
        self._banner = PatientBanner(kit)
        self._banner.show_case(case, kit.today())
        self._make_parts()
        self._lay_out()
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.activated.connect(self._confirm)
        self.resize(parent.size() * 0.94)
        self._begin()

    def reject(self) -> None:
        """Escape leaves; first it asks whether what was taken may be let go."""
        if self._sure.isVisible():
            self._ask(False)
        elif self._sheet is not None and self._sheet.taken:
            self._ask(True)
        else:
            self._tasks.forget(LANE)
            super().reject()

    def _make_parts(self) -> None:
        kit = self._kit
        self._paste = QPlainTextEdit()
        self._paste.setTabChangesFocus(True)
        self._paste.setPlaceholderText(kit.words("report.empty"))
        self._paste.setAccessibleName(kit.words("report.text"))
        self._about = plain_label(kit.words("report.about"), "second", wraps=True)
        self._text = MarkedText(kit)
        self._offers = OfferList(kit)
        self._offers.moved.connect(self._show_current)
        self._offers.asked.connect(self._act)
        self._target = QComboBox()
        self._target.setAccessibleName(kit.words("report.goes_to"))
        self._target.activated.connect(self._send)
        self._said = plain_label("", "second", wraps=True)
        self._doubtful = plain_label("", "message", wraps=True)
        self._problem = Message(kit)
        self._other = Message(kit)
        self._buttons: dict[str, QPushButton] = {}
        acts = {"take": "take", "refuse": "refuse", "all": "all", "back": "back"}
        for name, act in acts.items():
            self._button(name, lambda act=act: self._act(act))  # type: ignore[misc]
        self._find = self._button("find", self._read)
        self._paste.textChanged.connect(lambda: self._find.setEnabled(bool(self._pasted().strip())))
        self._again = self._button("again", self._begin_again)
        self._write = self._button("write", self._write_taken)
        self._close = self._button("close", self.reject)
        self._go_on = self._button("go_on", self._accept_person)
        self._leave = self._button("leave", self._let_go)
        self._stay = self._button("stay", lambda: self._ask(False))
        for primary in (self._find, self._write):
            set_role(primary, "primary")

    def _button(self, name: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._kit.words(f"report.{name}_do"))
        button.setAutoDefault(False)
        if name in KEYED:
            button.setToolTip(self._kit.words(f"report.{name}_key"))
        button.clicked.connect(lambda: act())
        self._buttons[name] = button
        return button

    def _lay_out(self) -> None:
        space = self._kit.theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, space(2))
        column.setSpacing(space(1.5))
        column.addWidget(self._banner)
        inside = QVBoxLayout()
        inside.setContentsMargins(space(4), 0, space(4), 0)
        inside.setSpacing(space(1.5))
        inside.addWidget(self._about)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._paste)
        self._pages.addWidget(self._offer_page())
        inside.addWidget(self._pages, 1)
        for part in (self._problem, self._doubtful, self._said):
            inside.addWidget(part)
        inside.addWidget(self._button_row())
        column.addLayout(inside, 1)

    def _offer_page(self) -> QWidget:
        space = self._kit.theme.space
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        caution = QHBoxLayout()
        caution.addWidget(self._other, 1)
        caution.addWidget(self._go_on)
        column.addLayout(caution)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(space(2), 0, 0, 0)
        goes = QHBoxLayout()
        label = plain_label(self._kit.words("report.goes_to"), "label")
        label.setBuddy(self._target)
        goes.addWidget(label)
        goes.addWidget(self._target, 1)
        right.addLayout(goes)
        right.addWidget(self._offers, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._text)
        split.addWidget(self._right)
        split.setSizes([500, 500])
        column.addWidget(split, 1)
        return page

    def _button_row(self) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=self._kit.theme.space(2))
        self._sure = plain_label("", "strong")
        flow.addWidget(self._sure)
        for button in self._buttons.values():
            if button is not self._go_on:
                flow.addWidget(button)
        return row

    def _begin(self) -> None:
        """Start with what was copied, if anything was; else with the place to paste into."""
        self._pages.setCurrentIndex(PASTE)
        self._show_buttons()
        copied = QGuiApplication.clipboard().text()
        self._paste.setPlainText(copied)
        self._find.setEnabled(bool(copied.strip()))
        self._paste.setFocus(Qt.FocusReason.OtherFocusReason)
        if copied.strip():
            self._read()

    def _begin_again(self) -> None:
        """Another text instead of this one; what was taken of it is written or let go first."""
        if self._sheet is not None and self._sheet.taken:
            self._ask(True)
            return
        self._sheet = None
        for label in (self._said, self._doubtful):
            label.setText("")
        self._problem.clear_error()
        self._pages.setCurrentIndex(PASTE)
        self._show_buttons()
        self._paste.selectAll()
        self._paste.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pasted(self) -> str:
        return self._paste.toPlainText()

    def _read(self) -> None:
        """Read the text beside the window: a long one takes a moment."""
        text, readings = self._pasted(), self._kit.desk.readings
        if not text.strip():
            return
        self._said.setText(self._kit.words("report.reading"))
        self._find.setEnabled(False)
        self._tasks.run(LANE, lambda: readings.read(text), self._show_reading)

    def _show_reading(self, reading: Reading) -> None:
        self._find.setEnabled(True)
        self._sheet, self._revision = self._kit.desk.readings.sheet(self._case.id, reading)
        self._case = self._sheet.case
        if not self._words.groups(self._sheet):
            known = self._sheet.known
            nothing = self._kit.words("report.known" if known else "report.nothing")
            self._said.setText("\n".join(filter(None, (nothing, self._words.asides(self._sheet)))))
            self._sheet = None
            self._paste.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._text.show_text(reading.text)
        self._pages.setCurrentIndex(OFFERS)
        doubted = self._words.person(self._sheet)
        if doubted:
            self._other.show_error(doubted)
        self._hold(bool(doubted))
        self._show()

    def _hold(self, holds: bool) -> None:
        """Nothing can be taken before somebody said that the report is of this patient."""
        self._right.setEnabled(not holds)
        self._go_on.setVisible(holds)
        self._show_buttons()
        front = self._go_on if holds else self._offers
        front.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept_person(self) -> None:
        self._other.clear_error()
        self._hold(False)

    def _show(self) -> None:
        if self._sheet is None:
            return
        self._offers.show_groups(self._words.groups(self._sheet))
        self._said.setText(self._words.counts(self._sheet, len(self._pasted()) > TEXT_CAP))
        left_out = (self._words.doubts(self._sheet), self._words.asides(self._sheet))
        self._doubtful.setText("\n".join(filter(None, left_out)))
        self._doubtful.setVisible(bool(self._doubtful.text()))
        self._write.setEnabled(bool(self._sheet.taken))

    def _show_current(self) -> None:
        """The text goes to the words of the current offer, and the box says where its group goes."""
        if self._sheet is None:
            return
        number, target = self._offers.number, self._offers.target
        lines = [line for home in self._sheet.targets for line in self._sheet.lines(home.target.key)]
        doubts = [span for doubt in self._sheet.reading.doubts for span in doubt.spans]
        current = self._sheet.line(number).offer.span if number is not None else None
        self._text.mark(lines, doubts, current)
        self._target.clear()
        for home in self._sheet.targets:
            if home.target.key == target:
                for entry_id in home.ids:
                    self._target.addItem(self._words.place(self._sheet.case, home, entry_id), entry_id)
                self._target.setCurrentIndex(home.ids.index(home.chosen))
        self._target.setEnabled(self._target.count() > 1)

    def _act(self, name: str) -> None:
        """What one key or button asks for."""
        sheet, number = self._sheet, self._offers.number
        if sheet is None or not self._right.isEnabled():
            return
        if name == "target":
            self._target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._target.showPopup()
            return
        if name == "back":
            sheet.take_back()
        elif name == "all":
            sheet.take_all(self._offers.target)
        elif number is not None:
            sheet.say(number, Verdict.TAKEN if name == "take" else Verdict.REFUSED)
        self._show()
        if name in ("take", "refuse"):
            self._offers.step(1)

    def _send(self, at: int) -> None:
        if self._sheet is not None:
            self._sheet.send(self._offers.target, str(self._target.itemData(at)))
            self._show()
            self._offers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        if self._pages.currentIndex() == PASTE:
            self._read()
        else:
            self._write_taken()

    def _write_taken(self) -> None:
        sheet = self._sheet
        if sheet is None or not sheet.taken:
            return
        count = len(sheet.taken)
        try:
            case = self._kit.desk.readings.write(sheet, self._revision)
        except EnecError as refused:
            self._problem.show_error(self._kit.problem(refused))
            return
        self._sheet = None
        self.written.emit(case, self._kit.words("report.written", count=count))
        self.accept()

    def _ask(self, asks: bool) -> None:
        """Whether what was taken may be let go; everything else waits for the answer."""
        count = len(self._sheet.taken) if self._sheet else 0
        self._sure.setText(self._kit.words("report.sure", count=count))
        self._show_buttons(asks)
        self._pages.setEnabled(not asks)
        front = self._stay if asks else self._offers
        front.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_go(self) -> None:
        self._sheet = None
        self._ask(False)
        self.reject()

    def _show_buttons(self, asks: bool = False) -> None:
        pasting = self._pages.currentIndex() == PASTE
        shown = {"find", "close"} if pasting else {"take", "refuse", "all", "back", "write", "again", "close"}
        shown = {"leave", "stay"} if asks else shown
        for name, button in self._buttons.items():
            if button is not self._go_on:
                button.setVisible(name in shown)
        self._about.setVisible(pasting)
        self._sure.setVisible(asks)
