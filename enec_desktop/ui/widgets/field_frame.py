"""What a field is made of on the screen: label, marks, the box it is typed in, and what stands below it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enec_desktop.domain.case import NOT_RECORDED, Fact
from enec_desktop.domain.content import Mark
from enec_desktop.domain.shown import shown_converted, shown_unit
from enec_desktop.domain.vocabulary import Field
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.field_layout import Look
from enec_desktop.ui.widgets.flow import GridField
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.note import Note
from enec_desktop.ui.widgets.state_button import StateButton
from enec_desktop.ui.widgets.tab_order import halts_of
from enec_desktop.ui.widgets.text_editors import FactLine
from enec_desktop.ui.widgets.value_editors import ValueEditor, make_editor, make_unit_box, several_keys

_QUIET = 0.7
"""The mark of a field is smaller than that of a chapter: an empty chapter has many of them."""


class FieldFrame(GridField):
    """The parts of a field and where each stands; what is seldom needed is made when it is."""

    menu_wanted = Signal(object)

    def __init__(self, kit: Kit, field: Field, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self.field = field
        self._kit, self._look = kit, look
        self._fact = NOT_RECORDED
        self._remark: QLabel | None = None
        self._message: Message | None = None
        self._ask: MarkIcon | None = None
        in_line = look is Look.LINE
        top = self.body if in_line else self.head
        self._label = plain_label(field.label, "label", top, wraps=not in_line)
        self._state = StateButton(kit, field.label, top)
        self._state.clicked.connect(self._open_states)
        self._editor: ValueEditor = make_editor(kit, field, look, self.body)
        self._unit = make_unit_box(kit, field, self.body)
        self._lay_out()

    @property
    def fact(self) -> Fact:
        """What is recorded, as shown."""
        return self._fact

    def set_asked(self, why: str) -> None:
        """Mark the field as one that can change the answer; an empty text takes the mark away."""
        if self._ask is None and why:
            self._ask = MarkIcon(self._kit, Mark.ASK, self.head, share=_QUIET)
            in_line = self._look is Look.LINE
            side = Qt.AlignmentFlag.AlignVCenter if in_line else Qt.AlignmentFlag.AlignBottom
            self._head.insertWidget(2 if in_line else 1, self._ask, 0, side)
        if self._ask is not None:
            self._ask.setVisible(bool(why))
            self._ask.setToolTip(why)

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show doubts about what is recorded; they block nothing."""
        if notes or self._message is not None:
            self._messages().show_notes(notes)

    def menu_corner(self) -> QPoint:
        """Where the list of states opens: below its button."""
        return self._state.mapToGlobal(self._state.rect().bottomLeft())

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts: the editor, its unit, what stands below."""
        message = self._message.stops() if self._message is not None else []
        return [*halts_of(self._editor, self._unit), *message]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the label goes to the value."""
        self._editor.setFocus()

    def _open_states(self) -> None:
        self.setFocus()
        self.menu_wanted.emit(self)

    def _lay_out(self) -> None:
        in_line = self._look is Look.LINE
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._place = QHBoxLayout()
        self._place.setSpacing(self._kit.theme.space(1))
        self._head = self._place if in_line else QHBoxLayout(self.head)
        if not in_line:
            self._head.setContentsMargins(0, 0, 0, 1)
            self._head.setSpacing(2)
        self._head.addWidget(self._label, 0 if in_line else 1)
        if in_line:
            self._label.setFixedWidth(self._kit.theme.space(24))
            self._label.setMinimumHeight(self._kit.theme.line_height - 4)
            self._place.setAlignment(self._label, Qt.AlignmentFlag.AlignTop)
        self._place.addWidget(self._editor, 1)
        if self._unit is not None:
            self._place.addWidget(self._unit)
        elif self.field.unit:
            self._place.addWidget(
                plain_label(shown_unit(self._kit.said(self.field.unit)), "second", self.body)
            )
        top = Qt.AlignmentFlag.AlignTop if in_line else Qt.AlignmentFlag.AlignBottom
        self._head.addWidget(self._state, 0, top)
        self._column.addLayout(self._place)
        self._column.addStretch(1)
        self._label.setBuddy(self._editor)
        self.entry = self._editor

    def _put_keys(self) -> ValueEditor:
        """Keys, of which several may be chosen, in the place of the list."""
        keys = several_keys(self._kit, self.field, self.body)
        self._place.replaceWidget(self._editor, keys)
        self._editor.deleteLater()
        self._editor = self.entry = keys
        self._label.setBuddy(keys)
        return keys

    def _add_below(self, part: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, part)

    def _show_remark(self) -> None:
        """One of several, the value in the other unit, date, report and note of the fact."""
        fact, parts = self._fact, []
        if isinstance(fact.value, frozenset) and len(fact.value) > 1:
            parts.append(self._kit.words("field.one_of_these"))
        if converted := shown_converted(self.field, fact.value):
            parts.append(self._kit.words("field.converted", value=converted))
        parts += [
            part for part in (self._kit.date(fact.on) if fact.on else None, fact.source, fact.note) if part
        ]
        if self._remark is None and parts:
            self._remark = plain_label("", "second", self.body, wraps=True)
            self._column.insertWidget(1, self._remark)
        if self._remark is not None:
            self._remark.setText(" · ".join(parts))
            self._remark.setVisible(bool(parts))

    def _messages(self) -> Message:
        """What is said below the box, made with the first thing to say."""
        if self._message is None:
            self._message = Message(self._kit, self.body)
            self._message.left.connect(lambda: self._editor.setFocus(Qt.FocusReason.OtherFocusReason))
            self._wire_message(self._message)
            self._add_below(self._message)
        return self._message

    def _wire_message(self, message: Message) -> None:
        """Join what is chosen or answered below the box to what it means for the fact."""

    def _clear_error(self) -> None:
        if self._message is not None:
            self._message.clear_error()

    def _mark_wrong(self, wrong: bool, readings: QWidget | None = None) -> None:
        if isinstance(self._editor, FactLine):
            self._editor.show_wrong(wrong, readings)
