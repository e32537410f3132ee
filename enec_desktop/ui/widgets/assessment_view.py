"""The assessment beside the case: its sections, and the evidence card that an id opens below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from enec_desktop.domain.content import Block, Card, Section
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.blocks import BlockMaker, CardTools, ContentCard, Doors
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.opinion_strip import HalfTyped, OpinionStrip
from enec_desktop.ui.widgets.prose import Prose
from enec_desktop.ui.widgets.record_notes import RecordNotes
from enec_desktop.ui.widgets.section_jumps import SectionJumps, target_of
from enec_desktop.ui.widgets.veil import Veil

MEASURE = 215
"""The widest a text may run, in steps of the spacing table: longer lines are hard to read."""

_Key = tuple[str, Block | str, int]
"""A part of a section, a card by its id alone; the same words may stand in a section several times."""

_SAYS = (Qt.Key.Key_A, Qt.Key.Key_D)
"""The keys that agree and disagree with the card the cursor is in."""


class AssessmentView(QWidget):
    """Draws sections. What is out of date is greyed at once, never left looking valid."""

    ref_wanted = Signal(str)
    field_wanted = Signal(str)
    browse_wanted = Signal(str)

    def __init__(self, kit: Kit, tools: CardTools) -> None:
        super().__init__()
        self._kit, self._tools = kit, tools
        self._half_typed: tuple[HalfTyped, ...] = ()
        self._opened: set[str] = set()
        self._given: tuple[Section, ...] = ()
        self._shown: tuple[Section, ...] = ()
        self._trail: list[tuple[str, tuple[Block, ...]]] = []
        doors = Doors(self.ref_wanted.emit, self.field_wanted.emit)
        self._maker = BlockMaker(kit, doors, self._opened, tools=tools)
        self._sheet = _scrolled(kit.words("assessment.title"))
        self._veil = Veil(kit, self._sheet)
        self._evidence = self._evidence_pane()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self._sheet)
        self._split.addWidget(self._evidence)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._jumps = SectionJumps(kit)
        self._jumps.jumped.connect(self.jump)
        column.addWidget(self._jumps)
        column.addWidget(self._split, 1)
        self._parts: dict[_Key, tuple[Block | str, QWidget]] = {}
        self._leaving: list[QWidget] = []
        self._then: Callable[[], object] | None = None
        tools.disputes.shown.connect(self._show)
        kit.theme.changing.connect(self._put_away)
        kit.theme.changed.connect(self._redraw)

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Draw an assessment; equal ones are left as they are."""
        self._veil.hide()
        self._given = sections
        self._show()
        if self._then is not None:
            then, self._then = self._then, None
            then()

    def when_drawn(self, act: Callable[[], object]) -> None:
        """Do something now, or once the assessment of the open case is drawn; a later wish replaces it."""
        self._then = None if self._shown else act
        if self._shown:
            act()

    def go_to_section(self, id: str) -> None:
        """Bring the title of a section to the top."""
        found = next((widget for key, (_, widget) in self._parts.items() if key[0] == id), None)
        if found is not None:
            self.show_widget(found)
            self.focus_start()

    def show_widget(self, widget: QWidget) -> None:
        """Bring a part of the text to the top, once it has its place."""
        bar = self._sheet.verticalScrollBar()
        QTimer.singleShot(0, widget, lambda: bar.setValue(widget.y()))

    def first_advice(self) -> ContentCard | None:
        """The first card that can be agreed with."""
        return next(
            (one for _, one in self._parts.values() if isinstance(one, ContentCard) and one.strip), None
        )

    def _show(self) -> None:
        sections = self._tools.disputes.with_apart(self._given) if self._given else ()
        if sections == self._shown:
            return
        self._shown = sections
        bar = self._sheet.verticalScrollBar()
        at = bar.value()
        self._draw(sections)
        bar.setValue(at)

    def set_stale(self) -> None:
        """Grey what is shown: the case has changed since."""
        if self._shown:
            self._veil.cover()

    def forget(self) -> None:
        """Show nothing: another case is coming."""
        self._given = self._shown = ()
        self._opened.clear()
        self._put_away()
        self._jumps.show_targets(())
        self._half_typed = ()
        self.close_evidence()

    def keep_half_typed(self) -> None:
        """Keep the reasons that stand in their lines: the reader goes elsewhere."""
        for strip in self._strips():
            strip.keep_half_typed()

    def copy_text(self) -> None:
        """Copy the card the cursor is in, the evidence where it is there, else the whole outcome."""
        focus = QApplication.focusWidget()
        card = _card_around(focus)
        if self._trail and focus is not None and self._evidence.isAncestorOf(focus):
            self._copy_evidence()
        elif card is not None and self._sheet.isAncestorOf(card):
            card.copy()
        else:
            self.copy_outcome()

    def copy_outcome(self) -> None:
        """Copy the whole outcome in short."""
        self._tools.copier.copy_outcome(self._shown)

    def show_evidence(self, blocks: tuple[Block, ...], ref: str = "") -> None:
        """Open a card beside the text that named it; ``ref`` is its id where the knowledge has one."""
        self._trail.append((ref, blocks))
        self._draw_evidence()

    def close_evidence(self) -> None:
        """Put the evidence card away."""
        self._trail.clear()
        self._evidence.hide()

    def jump(self, target: str) -> None:
        """Bring a part of the assessment to the top; the same again goes on to its next place, if any."""
        bar = self._sheet.verticalScrollBar()
        edge = self._kit.theme.space(2)
        tops = [
            widget.y() for key, (part, widget) in self._parts.items() if target_of(key[0], part) == target
        ]
        if tops:
            below = (top for top in tops if top - edge > bar.value() + 1)
            bar.setValue(next(below, tops[0]) - edge)
            self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_wide(self, wide: bool) -> None:
        """With room to spare the evidence card stands beside the text, else below it."""
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self._share_room()

    def focus_start(self) -> None:
        """Go to the first thing that takes the focus."""
        self._sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        if not self._evidence.isHidden():
            self._share_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the evidence, Ctrl+Enter opens it among all; A agrees, D disagrees, 1 to 8 jump."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not event.modifiers() and (target := self._jumps.target(event.key())):
            self.jump(target)
        elif event.key() in _SAYS and not event.modifiers() and (strip := self._strip_at_hand()) is not None:
            strip.turn(agrees=event.key() == Qt.Key.Key_A)
        elif event.key() == Qt.Key.Key_Escape and self._trail:
            self.close_evidence()
            self.focus_start()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._trail:
            self._browse()
        else:
            super().keyPressEvent(event)

    def _strips(self) -> list[OpinionStrip]:
        areas = (*(widget for _, widget in self._parts.values()), self._evidence)
        return [strip for area in areas for strip in area.findChildren(OpinionStrip)]

    def _strip_at_hand(self) -> OpinionStrip | None:
        """That of the card the cursor is in, else that of the rule which is open beside the text."""
        card = _card_around(QApplication.focusWidget())
        if card is not None and card.strip is not None:
            return card.strip
        return next(iter(self._evidence.findChildren(OpinionStrip)), None) if self._trail else None

    def _gather_half_typed(self) -> None:
        found = tuple(typed for strip in self._strips() if (typed := strip.half_typed) is not None)
        self._half_typed = found or self._half_typed

    def _reopen_half_typed(self) -> None:
        """A reason that is half typed outlives the card it stood on, where the rule still has one."""
        typed, self._half_typed = self._half_typed, ()
        for one in typed:
            strip = next((strip for strip in self._strips() if strip.rules[0] == one.rules[0]), None)
            if strip is not None and strip.half_typed is None:
                strip.reopen(one)

    def _draw(self, sections: tuple[Section, ...]) -> None:
        """Draw the sections; what is the same as before keeps its widget, its focus and its folding."""
        self._gather_half_typed()
        old, self._parts = self._parts, {}
        sheet = self._sheet.widget()
        column = sheet.layout() if sheet is not None else None
        if not isinstance(column, QVBoxLayout):
            sheet, column = _sheet(self._kit, 4)
            self._sheet.setWidget(sheet)
        while column.takeAt(0) is not None:
            pass
        for section in sections:
            times: Counter[Block | str] = Counter()
            for part in (section.title, *section.blocks):
                named = part.id if isinstance(part, Card) else part
                times[named] += 1
                widget = self._drawn(part, old, (section.id, named, times[named]))
                column.addWidget(widget)
            column.addSpacing(self._kit.theme.space(2))
        column.addStretch(1)
        column.activate()
        self._jumps.show_targets(target_of(key[0], part) for key, (part, _) in self._parts.items())
        for _, widget in old.values():
            widget.hide()
            self._leaving.append(widget)
        QTimer.singleShot(0, self, self._let_leave)
        self._reopen_half_typed()

    def _let_leave(self) -> None:
        """Taking widgets out takes longer than drawing new ones: it comes after the new ones are seen."""
        leaving, self._leaving = self._leaving, []
        for widget in leaving:
            widget.setParent(None)
            widget.deleteLater()

    def _drawn(self, part: Block | str, old: dict[_Key, tuple[Block | str, QWidget]], key: _Key) -> QWidget:
        """The widget of a part: the one that shows it already, else a new one."""
        before = old.get(key)
        if before is not None and before[0] == part:
            self._parts[key] = old.pop(key)
        else:
            self._parts[key] = (part, self._part(part))
        return self._parts[key][1]

    def _part(self, part: Block | str) -> QWidget:
        if isinstance(part, str):
            return plain_label(part, "section", wraps=True)
        return self._maker.make(part)

    def _put_away(self) -> None:
        """Drop what is drawn: before a change of looks, and before another case."""
        self._gather_half_typed()
        self._let_leave()
        self._parts = {}
        for area in (self._sheet, self._evidence_body):
            old = area.takeWidget()
            if old is not None:
                old.deleteLater()

    def _redraw(self) -> None:
        if self._shown:
            self._draw(self._shown)
        if self._trail:
            self._draw_evidence()

    def _evidence_pane(self) -> QWidget:
        words, pane = self._kit.words, QWidget()
        self._evidence_body = _scrolled(words("evidence.title"))
        self._back, close = QPushButton(words("evidence.back")), QPushButton(words("evidence.close"))
        self._whole = QPushButton(words("evidence.whole"))
        self._whole.setToolTip(words("evidence.whole_tip"))
        self._whole.clicked.connect(self._browse)
        copy = QPushButton(words("copy.card"))
        copy.setAccessibleName(words("copy.evidence"))
        copy.setToolTip(words("copy.tip"))
        copy.clicked.connect(self._copy_evidence)
        for button in (copy, self._whole, self._back, close):
            button.setProperty("role", "link")
        self._back.clicked.connect(self._go_back)
        close.clicked.connect(self.close_evidence)
        head = QHBoxLayout()
        head.setContentsMargins(self._kit.theme.space(4), self._kit.theme.space(1), 0, 0)
        head.addWidget(_titled(words("evidence.title")), 1)
        head.addWidget(copy)
        head.addWidget(self._whole)
        head.addWidget(self._back)
        head.addWidget(close)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._evidence_body, 1)
        pane.hide()
        return pane

    def _go_back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self._draw_evidence()

    def _mark_notes(self) -> None:
        for prose in self.findChildren(Prose):
            prose.look_again()

    def _copy_evidence(self) -> None:
        self._tools.copier.copy_record(self._trail[-1][1])

    def _browse(self) -> None:
        ref = self._trail[-1][0]
        if ref:
            self.browse_wanted.emit(ref)

    def _share_room(self) -> None:
        """Beside the text the card gets what the text does not need, below it two fifths."""
        if self._split.orientation() is Qt.Orientation.Horizontal:
            text = self._kit.theme.space(MEASURE + 6)
            self._split.setSizes([text, max(self.width() - text, self._kit.theme.space(80))])
        else:
            self._split.setSizes([self.height() * 3 // 5, self.height() * 2 // 5])

    def _draw_evidence(self) -> None:
        sheet, column = _sheet(self._kit, 4)
        ref, blocks = self._trail[-1]
        for block in blocks:
            column.addWidget(self._maker.make(block))
        if ref:
            notes = RecordNotes(self._kit, ref)
            notes.changed.connect(self._mark_notes)
            column.insertWidget(1, notes)
        column.addStretch(1)
        self._evidence_body.setWidget(sheet)
        self._back.setVisible(len(self._trail) > 1)
        self._whole.setVisible(bool(ref))
        if self._evidence.isHidden():
            self._evidence.show()
            self._share_room()
        self._evidence_body.setFocus(Qt.FocusReason.OtherFocusReason)


def _card_around(widget: QWidget | None) -> ContentCard | None:
    while widget is not None and not isinstance(widget, ContentCard):
        widget = widget.parentWidget()
    return widget


def _scrolled(name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return area


def _sheet(kit: Kit, steps: float) -> tuple[QWidget, QVBoxLayout]:
    sheet = QWidget()
    sheet.setProperty("role", "sheet")
    column = QVBoxLayout(sheet)
    pad = kit.theme.space(steps)
    column.setContentsMargins(pad, kit.theme.space(2), pad, pad)
    column.setSpacing(kit.theme.space(2))
    sheet.setMaximumWidth(kit.theme.space(MEASURE))
    return sheet, column


def _titled(text: str) -> QLabel:
    return plain_label(text, "title", wraps=True)
