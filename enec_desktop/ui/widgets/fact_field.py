"""One field of a case: what is typed or chosen in it, and what of that is recorded."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from enec_desktop.domain.case import NOT_RECORDED, Fact, FieldState, Quantity, Value
from enec_desktop.domain.errors import FieldProblem
from enec_desktop.domain.values import Codes
from enec_desktop.domain.vocabulary import Field, FieldType
from enec_desktop.ui.kit import Kit
from enec_desktop.ui.widgets.choice_box import ChoiceBox
from enec_desktop.ui.widgets.choice_keys import ChoiceKeys
from enec_desktop.ui.widgets.fact_details import FactDetails
from enec_desktop.ui.widgets.fact_words import typed_words
from enec_desktop.ui.widgets.field_frame import FieldFrame
from enec_desktop.ui.widgets.field_key import FieldKey
from enec_desktop.ui.widgets.field_layout import Look
from enec_desktop.ui.widgets.message import Message
from enec_desktop.ui.widgets.note import Note
from enec_desktop.ui.widgets.states import STATES, state_words
from enec_desktop.ui.widgets.tab_order import halts_of, join_halts
from enec_desktop.ui.widgets.text_editors import FactLine, FactText
from enec_desktop.ui.widgets.value_editors import ValueEditor


class FactField(FieldFrame):
    """One field: what is typed is handed out as a Fact; what cannot be read stays, with a sentence."""

    fact_changed = Signal(object, object)
    draft_changed = Signal(object, str)
    answered = Signal(object, object, str)

    def __init__(
        self, kit: Kit, key: FieldKey, field: Field, parent: QWidget, look: Look = Look.AUTO
    ) -> None:
        super().__init__(kit, field, parent, look)
        self.key = key
        self._remembered: Value | None = None
        self._details: FactDetails | None = None
        self._named_state = ""
        self._wire_editor(self._editor)
        if self._unit is not None:
            self._unit.chosen.connect(self._take_unit)
        self.show_fact(NOT_RECORDED)

    def adopt(self, entry_id: str) -> None:
        """Stand for the entry that came into being with the first fact of its card."""
        self.key = replace(self.key, entry_id=entry_id)

    def show_fact(self, fact: Fact) -> None:
        """Show what is recorded; a half-typed text stays."""
        if fact.value is not None:
            self._remembered = fact.value
        same, self._fact = fact == self._fact, fact
        self._state.show_state(fact.state)
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
            self._open_details()
        else:
            self._details.setVisible(not self._details.isVisible())
        join_halts(self.stops())
        if self._details is not None and self._details.isVisible():
            self._details.setFocus()

    def show_part_draft(self, part: str, text: str, not_saved: str) -> None:
        """Show what was typed as date, report or note of the fact and is not recorded."""
        if not self._hides():
            self._open_details().show_draft(part, text, not_saved)

    @property
    def at(self) -> FieldKey:
        """The field, or the part of it that has the cursor."""
        return replace(self.key, part=self._details.part_in_use() if self._details is not None else "")

    def focus_on(self, part: str) -> None:
        """Go to the value, or to date, report or note of the fact."""
        if part:
            self._open_details().focus_on(part)
        else:
            self.setFocus()

    def _open_details(self) -> FactDetails:
        if self._details is None:
            self._details = FactDetails(self._kit, self.field.label, self.body)
            self._details.changed.connect(self._hand_out)
            self._details.typed.connect(
                lambda part, text: self.draft_changed.emit(replace(self.key, part=part), text)
            )
            self._details.show_fact(self._fact)
            self._add_below(self._details)
        self._details.show()
        return self._details

    def choose_several(self) -> None:
        """Turn the list into keys, of which several may be chosen: one of them, not known which."""
        if self.field.type is not FieldType.CHOICE:
            return
        keys = self._put_keys()
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

    def _wire_editor(self, editor: ValueEditor) -> None:
        if isinstance(editor, FactLine | FactText):
            editor.entered.connect(self._enter_text)
            editor.typed.connect(self._tell_draft)
            return
        editor.chosen.connect(self._take_codes)
        if isinstance(editor, ChoiceBox):
            editor.several_wanted.connect(self.choose_several)

    def _show_text(self, fact: Fact) -> None:
        assert isinstance(self._editor, FactLine | FactText)
        if self._hides():
            self._editor.setReadOnly(True)
            return
        text, value = "", fact.value
        if isinstance(value, str):
            text = value
        elif value is not None:
            text = typed_words(self._kit, self.key.kind, self.key.field, value)
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

    def stops(self) -> list[QWidget]:
        """Where the Tab key halts: the box, what stands below it, the details of the fact."""
        return [*super().stops(), *halts_of(self._details)]

    def _wire_message(self, message: Message) -> None:
        message.chosen.connect(self._take_reading)
        message.filled.connect(lambda: join_halts(self.stops()))
        message.answered.connect(self._give_answer)

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
                self.show_error(self._kit.problem(trouble), trouble.readings or offered)
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
