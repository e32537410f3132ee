"""The assessment beside the case: its sections, and the evidence card that an id opens below them."""

from __future__ import annotations

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

from enec_desktop.domain.content import Block, Section
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.assessment_sheet import MEASURE, AssessmentSheet, Sheet
from enec_desktop.ui.widgets.blocks import BlockMaker, CardTools, ContentCard, Doors
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.opinion_strip import HalfTyped, OpinionStrip
from enec_desktop.ui.widgets.prose import Prose
from enec_desktop.ui.widgets.record_notes import RecordNotes
from enec_desktop.ui.widgets.section_jumps import SectionJumps
from enec_desktop.ui.widgets.tab_order import join_halts
from enec_desktop.ui.widgets.veil import Veil

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
        self._area = _scrolled(kit.words("assessment.title"))
        self._sheet = AssessmentSheet(kit, self._maker)
        self._in_order = True
        self._veil = Veil(kit, self._area)
        self._evidence = self._evidence_pane()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self._area)
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
        found = self._sheet.section(id)
        if found is not None:
            self.show_widget(found)
            self.focus_start()

    def show_widget(self, widget: QWidget) -> None:
        """Bring a part of the text to the top, once it has its place."""
        bar = self._area.verticalScrollBar()
        QTimer.singleShot(0, widget, lambda: bar.setValue(widget.y()))

    def first_advice(self) -> ContentCard | None:
        """The first card that can be agreed with."""
        return next((card for card in self._sheet.cards() if card.strip is not None), None)

    def _show(self) -> None:
        sections = self._tools.disputes.with_apart(self._given) if self._given else ()
        if sections == self._shown:
            return
        self._shown = sections
        bar = self._area.verticalScrollBar()
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
        elif card is not None and self._area.isAncestorOf(card):
            card.copy()
        else:
            self.copy_outcome()

    @property
    def shows_advice(self) -> bool:
        """Whether anything of an assessment is drawn."""
        return bool(self._shown)

    def copy_outcome(self) -> None:
        """Copy the whole outcome in short; nothing while nothing of it is shown."""
        if self._shown:
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
        bar = self._area.verticalScrollBar()
        edge = self._kit.theme.space(2)
        tops = self._sheet.tops(target)
        if tops:
            below = (top for top in tops if top - edge > bar.value() + 1)
            bar.setValue(next(below, tops[0]) - edge)
            self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_wide(self, wide: bool) -> None:
        """With room to spare the evidence card stands beside the text, else below it."""
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self._share_room()

    def focus_start(self) -> None:
        """Go to the first thing that takes the focus."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes as a reader does, also where parts were drawn later than those below them."""
        if not self._in_order:
            self._in_order = True
            join_halts([self._area, *self._sheet.halts()])
        return super().focusNextPrevChild(next)

    def _strips(self) -> list[OpinionStrip]:
        beside = (strip for card in self._sheet.cards() if (strip := card.strip) is not None)
        return [*beside, *self._evidence.findChildren(OpinionStrip)]

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
        self._gather_half_typed()
        if self._area.widget() is not self._sheet:
            self._area.setWidget(self._sheet)
            self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._sheet.draw(sections)
        self._in_order = False
        self._jumps.show_targets(self._sheet.targets)
        self._reopen_half_typed()

    def _put_away(self) -> None:
        """Drop what is drawn: before a change of looks, and before another case."""
        self._gather_half_typed()
        self._sheet = AssessmentSheet(self._kit, self._maker)
        for area in (self._area, self._evidence_body):
            old = area.takeWidget()
            if old is not None:
                old.deleteLater()
        # The bar beside the text that was there would stay.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

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
        sheet = Sheet(self._kit)
        ref, blocks = self._trail[-1]
        for block in blocks:
            sheet.column.addWidget(self._maker.make(block))
        if ref:
            notes = RecordNotes(self._kit, ref)
            notes.changed.connect(self._mark_notes)
            sheet.column.insertWidget(1, notes)
        sheet.column.addStretch(1)
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
    # A bar that comes and goes changes the width, and every text is laid out anew.
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return area


def _titled(text: str) -> QLabel:
    return plain_label(text, "title", wraps=True)
