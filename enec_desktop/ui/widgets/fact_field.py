"""One field of a case: label, value, state, and what is to be said about it, in one place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from enec_desktop.domain.case import NOT_RECORDED, Fact, FieldState, Quantity, Value
from enec_desktop.domain.content import Mark
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.shown import shown_converted
from enec_desktop.domain.values import Codes
from enec_desktop.domain.vocabulary import Field, FieldType
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_editors import ChoiceBox, ChoiceKeys
from enec_desktop.ui.widgets.fact_details import FactDetails
from enec_desktop.ui.widgets.field_key import FieldKey
from enec_desktop.ui.widgets.field_layout import Look
from enec_desktop.ui.widgets.flow import GridField
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.note import Note
from enec_desktop.ui.widgets.states import STATES, state_words
from enec_desktop.ui.widgets.tab_order import halts_of, join_halts
from enec_desktop.ui.widgets.text_editors import FactLine, FactText
from enec_desktop.ui.widgets.value_editors import ValueEditor, make_editor, make_unit_box, several_keys


class FactField(GridField):
    """One field: what is typed is handed out as a Fact; what cannot be read stays, with a sentence."""

    fact_changed = Signal(object, object)
    draft_changed = Signal(object, str)
    menu_wanted = Signal(object)
    answered = Signal(object, object, str)

    def __init__(
        self, kit: Kit, key: FieldKey, field: Field, parent: QWidget, look: Look = Look.AUTO
    ) -> None:
        super().__init__(parent)
        self.key, self.field = key, field
        self._kit, self._look = kit, look
        self._fact = NOT_RECORDED
        self._remembered: Value | None = None
        self._details: FactDetails | None = None
        self._remark: QLabel | None = None
        self._message: Message | None = None
        self._ask: MarkIcon | None = None
        self._menu: QToolButton | None = None
        self._named_state = ""
        in_line = look is Look.LINE
        self._label = plain_label(
            field.label, "label", self.body if in_line else self.head, wraps=not in_line
        )
        self._editor = make_editor(kit, field, look, self.body)
        self._wire_editor(self._editor)
        self._unit = make_unit_box(kit, field, self.body)
        if self._unit is not None:
            self._unit.chosen.connect(self._take_unit)
        self._lay_out()
        self.show_fact(NOT_RECORDED)

    @property
    def fact(self) -> Fact:
        """What is recorded, as shown."""
        return self._fact

    def adopt(self, entry_id: str) -> None:
        """Stand for the entry that came into being with the first fact of its card."""
        self.key = replace(self.key, entry_id=entry_id)

    def show_fact(self, fact: Fact) -> None:
        """Show what is recorded; a half-typed text stays."""
        if fact.value is not None:
            self._remembered = fact.value
        same, self._fact = fact == self._fact, fact
        absent = state_words(self._kit, fact.state) if fact.value is None else ""
        if isinstance(self._editor, FactLine | FactText):
            if not (same and self._editor.is_changed):
                self._show_text(fact)
                self._clear_error()
            words = absent or state_words(self._kit, FieldState.NOT_RECORDED)
            self._editor.setPlaceholderText(self._kit.words("names.field") if self._hides() else words)
        else:
            self._show_codes(fact, absent)
        if self._details is not None:
            self._details.show_fact(fact)
        self._show_remark()

    def show_draft(self, text: str, not_saved: str = "") -> None:
        """Show again what was typed and could not be read.

        With a sentence, ``not_saved``, it was left by an earlier run of the program: no fact until Enter.
        """
        if self._hides() or not isinstance(self._editor, FactLine | FactText):
            return
        if not_saved:
            self._editor.hold(text)
            self.show_error(not_saved)
        else:
            self._editor.show_draft(text)
            self._enter_text(text)

    def show_error(self, sentence: str, readings: tuple[str, ...] = ()) -> None:
        """Say beside the field why what was typed is not recorded, and what can have been meant."""
        message = self._messages()
        message.show_error(sentence, readings)
        self._mark_wrong(True, message.readings)

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show doubts about what is recorded; they block nothing."""
        if notes or self._message is not None:
            self._messages().show_notes(notes)

    def set_asked(self, why: str) -> None:
        """Mark the field as one whose absence matters; an empty text takes the mark away."""
        if self._ask is None and why:
            self._ask = MarkIcon(self._kit, Mark.ASK, self.head)
            self._head.insertWidget(1 if self._look is not Look.LINE else 2, self._ask)
        if self._ask is not None:
            self._ask.setVisible(bool(why))
            self._ask.setToolTip(why)

    def set_state(self, state: FieldState) -> None:
        """Give the field another state; its last value comes back with the state "value"."""
        if state is FieldState.VALUE:
            if self._remembered is None:
                self.setFocus()
                return
            self._hand_out(replace(self._fact, state=state, value=self._remembered))
        elif state is FieldState.NOT_RECORDED:
            self._hand_out(NOT_RECORDED)
        else:
            self._hand_out(replace(self._fact, state=state, value=None))

    def next_state(self) -> None:
        """Go on to the next of the six states."""
        at = STATES.index(self._fact.state)
        following = STATES[(at + 1) % len(STATES)]
        if following is FieldState.VALUE and self._remembered is None:
            following = STATES[1]
        self.set_state(following)

    def show_details(self) -> None:
        """Open, or close, the date, source and note of the fact."""
        if self._details is None:
            self._details = FactDetails(self._kit, self.field.label, self.body)
            self._details.changed.connect(self._hand_out)
            self._details.show_fact(self._fact)
            self._column.insertWidget(self._column.count() - 1, self._details)
            self._details.show()
        else:
            self._details.setVisible(not self._details.isVisible())
        join_halts(self.stops())
        if self._details.isVisible():
            self._details.setFocus()

    def choose_several(self) -> None:
        """Turn the list into keys, of which several may be chosen: one of them, not known which."""
        if self.field.type is not FieldType.CHOICE:
            return
        keys = several_keys(self._kit, self.field, self.body)
        self._place.replaceWidget(self._editor, keys)
        self._editor.deleteLater()
        self._editor = self.entry = keys
        self._wire_editor(keys)
        self.show_fact(self._fact)
        keys.setFocus()

    def flush(self) -> None:
        """Hand out what is typed now."""
        if isinstance(self._editor, FactLine | FactText):
            self._editor.hand_over()
        if self._details is not None:
            self._details.flush()

    def draft(self) -> str | None:
        """What is typed and not recorded, None where there is nothing of the kind."""
        if isinstance(self._editor, FactLine | FactText) and self._editor.is_changed:
            return self._editor.text()
        return None

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the menu while the mouse is over the field."""
        if self._menu is None:
            self._menu = self._menu_button()
        size = self._menu.sizeHint()
        right = self.body.geometry().topRight() if self._look is not Look.LINE else self.rect().bottomRight()
        self._menu.setGeometry(
            right.x() - size.width(), right.y() - size.height(), size.width(), size.height()
        )
        self._menu.show()
        self._menu.raise_()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide it again."""
        if self._menu is not None:
            self._menu.hide()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the label goes to the value."""
        self._editor.setFocus()

    def _wire_editor(self, editor: ValueEditor) -> None:
        self._label.setBuddy(editor)
        if isinstance(editor, FactLine | FactText):
            editor.entered.connect(self._enter_text)
            editor.typed.connect(self._tell_draft)
            return
        editor.chosen.connect(self._take_codes)
        if isinstance(editor, ChoiceBox):
            editor.several_wanted.connect(self.choose_several)

    def _menu_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setText("⋯")
        button.setProperty("role", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        name = self._kit.words("field.menu_of", field=self.field.label)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self.menu_wanted.emit(self))
        return button

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
            self._place.addWidget(plain_label(self.field.unit, "second", self.body))
        self._column.addLayout(self._place)
        self._column.addStretch(1)
        self.entry = self._editor

    def _show_text(self, fact: Fact) -> None:
        assert isinstance(self._editor, FactLine | FactText)
        if self._hides():
            self._editor.setReadOnly(True)
            return
        text, value = "", fact.value
        if isinstance(value, str):
            text = value
        elif value is not None:
            text = self._kit.desk.cases.show_value(self.key.kind, self.key.field, fact)
        if isinstance(value, Quantity) and value.unit:
            text = text.removesuffix(value.unit).rstrip()
            if self._unit is not None:
                self._unit.show_codes(frozenset({value.unit}), self._kit.words("field.which_unit"))
        self._editor.show_text(text)
        self._mark_wrong(False)

    def _hides(self) -> bool:
        return self._kit.names.hides(self.key.kind, self.key.field)

    def _show_codes(self, fact: Fact, absent: str) -> None:
        codes: Codes = fact.value if isinstance(fact.value, frozenset) else frozenset()
        if isinstance(self._editor, ChoiceBox):
            self._editor.show_codes(codes, absent or state_words(self._kit, FieldState.NOT_RECORDED))
        elif isinstance(self._editor, ChoiceKeys):
            self._editor.show_codes(codes, absent)

    def _show_remark(self) -> None:
        fact, parts = self._fact, []
        if isinstance(fact.value, frozenset) and len(fact.value) > 1:
            parts.append(self._kit.words("field.one_of_these"))
        if converted := shown_converted(self.field, fact.value):
            parts.append(self._kit.words("field.converted", value=converted))
        parts += [part for part in (fact.on.shown() if fact.on else None, fact.source, fact.note) if part]
        if self._remark is None and parts:
            self._remark = plain_label("", "second", self.body, wraps=True)
            self._column.insertWidget(1, self._remark)
        if self._remark is not None:
            self._remark.setText(" · ".join(parts))
            self._remark.setVisible(bool(parts))

    def _messages(self) -> Message:
        if self._message is None:
            self._message = Message(self._kit, self.body)
            self._message.chosen.connect(self._take_reading)
            self._message.left.connect(lambda: self._editor.setFocus(Qt.FocusReason.OtherFocusReason))
            self._message.filled.connect(lambda: join_halts(self.stops()))
            self._message.answered.connect(self._give_answer)
            self._column.insertWidget(self._column.count() - 1, self._message)
        return self._message

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts: the editor, its unit, what stands below."""
        message = self._message.stops() if self._message is not None else []
        return [*halts_of(self._editor, self._unit), *message, *halts_of(self._details)]

    def _clear_error(self) -> None:
        if self._message is not None:
            self._message.clear_error()

    def _enter_text(self, text: str) -> None:
        unchanged = isinstance(self._editor, FactLine | FactText) and not self._editor.is_changed
        value = None
        if text.strip() and not unchanged:
            try:
                value = self._kit.desk.cases.parse_value(
                    self.key.kind, self.key.field, text, self._unit_name()
                )
            except FieldProblem as trouble:
                self.draft_changed.emit(self.key, text)
                self._named_state = trouble.state
                offered = (state_words(self._kit, FieldState(trouble.state)),) if trouble.state else ()
                self.show_error(str(trouble), trouble.readings or offered)
                return
        self._clear_error()
        self._mark_wrong(False)
        if value is not None:
            self._hand_out(replace(self._fact, state=FieldState.VALUE, value=value))
        elif not text.strip() and self._fact.state is FieldState.VALUE:
            self._hand_out(NOT_RECORDED)
        self._tell_draft()

    def _tell_draft(self) -> None:
        """Hand out what stands here and is not recorded; nothing where all is."""
        text = self.draft()
        if text is None:
            self._clear_error()
        self.draft_changed.emit(self.key, text or "")

    def _take_reading(self, text: str) -> None:
        """Enter the reading that was meant, or the state that was named, and go on to the next field."""
        assert isinstance(self._editor, FactLine | FactText)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._named_state:
            self._editor.show_text("")
            self._enter_text("")
            self.set_state(FieldState(self._named_state))
        else:
            self._editor.show_draft(text)
            self._enter_text(text)
        if self._message is None or self._message.readings is None:
            self._editor.focusNextChild()

    def _unit_name(self) -> str | None:
        if self._unit is None:
            return self.field.unit
        return next(iter(self._unit.currentData() or ()), None)

    def _give_answer(self, note: Note, reason: str) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answered.emit(self.key, note, reason)

    def _take_unit(self, codes: Codes) -> None:
        assert self._unit is not None and isinstance(self._editor, FactLine)
        self._unit.show_codes(codes, self._kit.words("field.which_unit"))
        text = self._editor.text()
        if text.strip():
            self._editor.show_text("")
            self._editor.show_draft(text)
            self._enter_text(text)

    def _take_codes(self, codes: Codes) -> None:
        if codes:
            self._hand_out(replace(self._fact, state=FieldState.VALUE, value=codes))
        else:
            self._hand_out(NOT_RECORDED)

    def _hand_out(self, fact: Fact) -> None:
        if self._hides():
            return
        if fact != self._fact:
            self.fact_changed.emit(self.key, fact)
        elif isinstance(self._editor, FactLine | FactText):
            self._show_text(fact)

    def _mark_wrong(self, wrong: bool, readings: QWidget | None = None) -> None:
        if isinstance(self._editor, FactLine):
            self._editor.show_wrong(wrong, readings)
