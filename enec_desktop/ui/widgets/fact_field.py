"""One field of a case: label, value, state, and what is to be said about it, in one place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from enec_desktop.domain.case import NOT_RECORDED, Fact, FieldState, Quantity, Value
from enec_desktop.domain.content import Mark
from enec_desktop.domain.errors import EnecError
from enec_desktop.domain.values import Codes
from enec_desktop.domain.vocabulary import Field, FieldType
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.theme import set_role
from enec_desktop.ui.widgets.choice_editors import ChoiceBox, ChoiceKeys
from enec_desktop.ui.widgets.fact_details import FactDetails
from enec_desktop.ui.widgets.field_key import FieldKey
from enec_desktop.ui.widgets.field_layout import Look
from enec_desktop.ui.widgets.labels import plain_label
from enec_desktop.ui.widgets.mark_icon import MarkIcon
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.text_editors import FactLine, FactText

STATES = (
    FieldState.VALUE,
    FieldState.NOT_DONE,
    FieldState.PENDING,
    FieldState.UNKNOWN,
    FieldState.NOT_APPLICABLE,
    FieldState.NOT_RECORDED,
)
"""The order in which the state key goes through the six states."""


def state_words(kit: Kit, state: FieldState) -> str:
    """The word for the absence of a value."""
    return kit.words(f"state.{state.value.replace(' ', '_')}")


class FactField(QWidget):
    """One field: what is typed is handed out as a Fact; what cannot be read stays, with a sentence."""

    fact_changed = Signal(object, object)
    draft_changed = Signal(object, str)
    menu_wanted = Signal(object)

    def __init__(self, kit: Kit, key: FieldKey, field: Field, look: Look = Look.AUTO) -> None:
        super().__init__()
        self.key, self.field = key, field
        self._kit, self._look = kit, look
        self._fact = NOT_RECORDED
        self._remembered: Value | None = None
        self._details: FactDetails | None = None
        self._label = plain_label(field.label, "label", wraps=look is not Look.LINE)
        self._ask = MarkIcon(kit, Mark.ASK)
        self._ask.hide()
        self._menu = self._menu_button()
        self._remark = plain_label("", "second", wraps=True)
        self._remark.hide()
        self._message = Message(kit)
        self._editor: FactLine | FactText | ChoiceBox | ChoiceKeys = self._make_editor()
        self._unit = self._unit_box()
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
                self._message.clear_error()
            self._editor.setPlaceholderText(absent or state_words(self._kit, FieldState.NOT_RECORDED))
        else:
            self._show_codes(fact, absent)
        if self._details is not None:
            self._details.show_fact(fact)
        self._show_remark()

    def show_draft(self, text: str) -> None:
        """Show again what was typed and could not be read."""
        if isinstance(self._editor, FactLine | FactText):
            self._editor.show_draft(text)
            self._enter_text(text)

    def show_error(self, sentence: str) -> None:
        """Say beside the field why what was typed is not recorded."""
        self._message.show_error(sentence)
        self._mark_wrong(True)

    def show_notes(self, notes: tuple[tuple[str, Mark], ...]) -> None:
        """Show doubts about what is recorded; they block nothing."""
        self._message.show_notes(notes)

    def set_asked(self, why: str) -> None:
        """Mark the field as one whose absence matters; an empty text takes the mark away."""
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
            self._details = FactDetails(self._kit, self.field.label)
            self._details.changed.connect(self._take_details)
            self._details.show_fact(self._fact)
            self._column.addWidget(self._details)
        else:
            self._details.setVisible(not self._details.isVisible())
        if self._details.isVisible():
            self._details.setFocus()

    def choose_several(self) -> None:
        """Turn the list into keys, of which several may be chosen: one of them, not known which."""
        if self.field.type is not FieldType.CHOICE:
            return
        keys = ChoiceKeys(self.field.choices, self.field.label, several=True)
        self._place.replaceWidget(self._editor, keys)
        self._editor.deleteLater()
        self._editor = keys
        self._wire_choice(keys)
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the label goes to the value."""
        self._editor.setFocus()

    def _make_editor(self) -> FactLine | FactText | ChoiceBox | ChoiceKeys:
        editor: FactLine | FactText | ChoiceBox | ChoiceKeys
        if self.field.type is FieldType.CHOICE:
            editor = self._choice_editor()
            self._wire_choice(editor)
            return editor
        editor = FactText(self._kit.theme) if self.field.long_text else FactLine()
        number = self.field.type in (FieldType.NUMBER, FieldType.DATE)
        editor.setProperty("role", "number" if number else "fact")
        editor.setAccessibleName(self.field.label)
        editor.setAccessibleDescription(self.field.help)
        editor.setToolTip(self.field.help)
        editor.entered.connect(self._enter_text)
        return editor

    def _choice_editor(self) -> ChoiceBox | ChoiceKeys:
        if self._look in (Look.KEYS, Look.LINE) or (
            self._look is Look.AUTO and sum(len(words) for words in self.field.choices.values()) < 24
        ):
            return ChoiceKeys(self.field.choices, self.field.label, gap=self._kit.theme.space(1))
        several = self._kit.words("field.several") if len(self.field.choices) > 2 else ""
        words = {"several_words": several, "or_words": self._kit.words("field.or")}
        return ChoiceBox(self._kit.theme, self.field.choices, **words)

    def _wire_choice(self, editor: ChoiceBox | ChoiceKeys) -> None:
        editor.setAccessibleName(self.field.label)
        editor.setAccessibleDescription(self.field.help)
        editor.setToolTip(self.field.help)
        editor.chosen.connect(self._take_codes)
        if isinstance(editor, ChoiceBox):
            editor.several_wanted.connect(self.choose_several)

    def _unit_box(self) -> ChoiceBox | None:
        if len(self.field.units) < 2:
            return None
        box = ChoiceBox(self._kit.theme, {unit: unit for unit in self.field.units})
        box.setAccessibleName(self._kit.words("field.unit_of", field=self.field.label))
        box.setToolTip(self._kit.words("field.unit_of", field=self.field.label))
        start = frozenset() if self.field.apart else frozenset({self.field.unit or ""})
        box.show_codes(start, self._kit.words("field.which_unit"))
        box.chosen.connect(self._take_unit)
        return box

    def _menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setText("⋯")
        button.setProperty("role", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        name = self._kit.words("field.menu_of", field=self.field.label)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self.menu_wanted.emit(self))
        return button

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._place = QHBoxLayout()
        self._place.setSpacing(self._kit.theme.space(1))
        head = self._place if self._look is Look.LINE else QHBoxLayout()
        head.addWidget(self._label, 0 if self._look is Look.LINE else 1)
        if self._look is Look.LINE:
            self._label.setMinimumWidth(self._kit.theme.space(25))
        self._place.addWidget(self._editor, 3)
        if self._unit is not None:
            self._place.addWidget(self._unit, 2)
        elif self.field.unit:
            self._place.addWidget(plain_label(self.field.unit, "second"))
        head.addWidget(self._ask)
        head.addWidget(self._menu)
        if head is not self._place:
            self._column.addLayout(head)
        self._column.addLayout(self._place)
        self._column.addWidget(self._remark)
        self._column.addWidget(self._message)
        self._column.addStretch(1)
        self.setFocusProxy(self._editor)

    def _show_text(self, fact: Fact) -> None:
        assert isinstance(self._editor, FactLine | FactText)
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

    def _show_codes(self, fact: Fact, absent: str) -> None:
        codes: Codes = fact.value if isinstance(fact.value, frozenset) else frozenset()
        if isinstance(self._editor, ChoiceBox):
            self._editor.show_codes(codes, absent or state_words(self._kit, FieldState.NOT_RECORDED))
        elif isinstance(self._editor, ChoiceKeys):
            self._editor.show_codes(codes)

    def _show_remark(self) -> None:
        fact, parts = self._fact, []
        if isinstance(self._editor, ChoiceKeys) and fact.value is None:
            parts.append(state_words(self._kit, fact.state))
        elif isinstance(fact.value, frozenset) and len(fact.value) > 1:
            parts.append(self._kit.words("field.one_of_these"))
        parts += [part for part in (fact.on.shown() if fact.on else None, fact.source, fact.note) if part]
        self._remark.setText(" · ".join(parts))
        self._remark.setVisible(bool(parts) and not (self._look is Look.LINE and parts == [self._unsaid()]))

    def _unsaid(self) -> str:
        return state_words(self._kit, FieldState.NOT_RECORDED)

    def _enter_text(self, text: str) -> None:
        self._message.clear_error()
        self._mark_wrong(False)
        self.draft_changed.emit(self.key, "")
        if not text.strip():
            if self._fact.state is FieldState.VALUE:
                self._hand_out(NOT_RECORDED)
            return
        if isinstance(self._editor, FactLine | FactText) and not self._editor.is_changed:
            return
        try:
            value = self._kit.desk.cases.parse_value(self.key.kind, self.key.field, text, self._unit_name())
        except EnecError as trouble:
            self.draft_changed.emit(self.key, text)
            self.show_error(str(trouble))
            return
        self._hand_out(replace(self._fact, state=FieldState.VALUE, value=value))

    def _unit_name(self) -> str | None:
        if self._unit is None:
            return self.field.unit
        return next(iter(self._unit.currentData() or ()), None)

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

    def _take_details(self, fact: Fact) -> None:
        self._hand_out(fact)

    def _hand_out(self, fact: Fact) -> None:
        if fact != self._fact:
            self.fact_changed.emit(self.key, fact)

    def _mark_wrong(self, wrong: bool) -> None:
        if isinstance(self._editor, FactLine):
            number = self.field.type in (FieldType.NUMBER, FieldType.DATE)
            set_role(self._editor, "wrong" if wrong else "number" if number else "fact")
