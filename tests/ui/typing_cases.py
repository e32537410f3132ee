"""A coordinator who types a case from its report, by key alone, and counts."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget

from enec_desktop.domain.case import Case, Entry, Fact, FieldState
from enec_desktop.domain.shown import show_typed
from enec_desktop.domain.vocabulary import Field, FieldType
from tests.ui.acting import CTRL, NONE, SHIFT, Key, User

FARTHEST = 160
"""More steps than any chapter has stops."""


@dataclass
class Counts:
    """What an entry cost: keys pressed, of them letters and digits of the facts, fields, own seconds."""

    keys: int = 0
    letters: int = 0
    fields: int = 0
    seconds: float = 0.0


class Typist:
    """Presses keys where the focus is; ``counts`` adds up every one of them."""

    def __init__(self, user: User) -> None:
        self.user, self.counts = user, Counts()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key; the time until the program has dealt with it is its own."""
        start = time.perf_counter()
        self.user.press(key, modifiers)
        QApplication.processEvents()
        self.counts.seconds += time.perf_counter() - start
        self.counts.keys += 1

    def type(self, text: str) -> None:
        """A text, letter by letter."""
        start = time.perf_counter()
        self.user.type(text)
        QApplication.processEvents()
        self.counts.seconds += time.perf_counter() - start
        self.counts.keys += len(text)
        self.counts.letters += len(text)

    def enter(self, case: Case) -> None:
        """A new case with the facts of this one, chapter by chapter."""
        vocabulary = self.user.desk.vocabulary
        self.press(Key.Key_N, CTRL)
        for number, chapter in enumerate(vocabulary.chapters):
            kinds = [kind for kind in vocabulary.kinds.values() if kind.chapter == chapter]
            whole = [kind for kind in kinds if not kind.parts_of]
            entries = [entry for kind in whole for entry in case.of_kind(kind.name)]
            if entries:
                self._go_to_chapter(number)
            for entry in entries:
                self._enter_entry(entry)
                for part in case.parts_of(entry.id):
                    self._add(part)
                    self._enter_facts(part)

    def _go_to_chapter(self, number: int) -> None:
        while self.user.focus_name() != "Chapters":
            self.press(Key.Key_F6)
        self.press(Key.Key_Home)
        for _ in range(number):
            self.press(Key.Key_J)
        self.press(Key.Key_F6)

    def _enter_entry(self, entry: Entry) -> None:
        there = self.user.stored().of_kind(entry.kind)
        if [one for one in there if one.facts] or not self._has_field(entry):
            self._add(entry)
            self._enter_facts(entry)
        else:
            self._enter_facts(entry, somewhere=True)

    def _has_field(self, entry: Entry) -> bool:
        fields = self.user.desk.vocabulary.kinds[entry.kind].fields
        labels = {fields[name].label for name in entry.facts}
        widgets = (one for one in self.user.window.findChildren(QWidget) if one.isVisible())
        return bool(labels & {one.accessibleName() or "" for one in widgets} | labels & self._described())

    def _described(self) -> set[str]:
        return {
            one.accessibleDescription()
            for one in self.user.window.findChildren(QWidget)
            if one.isVisible() and one.accessibleDescription()
        }

    def _add(self, entry: Entry) -> None:
        label = self.user.desk.vocabulary.kinds[entry.kind].label
        label = label if label[:2].isupper() else label[:1].lower() + label[1:]
        self._reach(f"Add {label}")
        self.press(Key.Key_Space)
        self.user.qtbot.waitUntil(lambda: self.user.focus_name() != f"Add {label}")

    def _enter_facts(self, entry: Entry, *, somewhere: bool = False) -> None:
        """Facts into the card with the cursor, or the first one ``somewhere`` in the chapter."""
        kind = self.user.desk.vocabulary.kinds[entry.kind]
        for name, fact in entry.facts.items():
            field = kind.fields[name]
            walk = self._walk if somewhere else self._walk_in_card
            self._reach_field(field, kind.groups[field.group], walk)
            self._enter_fact(field, fact)
            self.counts.fields += 1
            somewhere = False

    def _reach_field(self, field: Field, group: str, walk: Callable[[Callable[[], bool]], bool]) -> None:
        """With Tab to the field, or to the button that unfolds it, and then to the field."""
        if walk(lambda: self._is_at(field) or self._unfolds(field, group)) and not self._is_at(field):
            self.press(Key.Key_Return)
        assert walk(lambda: self._is_at(field)), f"{field.label} is not reached"

    def _walk_in_card(self, arrived: Callable[[], bool]) -> bool:
        """Down to the end of the card; what is not there stands further up: back to its title, and down."""
        for step, modifiers in ((Key.Key_Tab, NONE), (Key.Key_Backtab, SHIFT), (Key.Key_Tab, NONE)):
            for _ in range(FARTHEST):
                if arrived():
                    return True
                last = QApplication.focusWidget()
                self.press(step, modifiers)
                if self._is_outside() or self._is_title():
                    self._step_back_to(last)
                    break
        return False

    def _step_back_to(self, last: QWidget | None) -> None:
        """From outside back to where the cursor was: an assessment that arrives now would lie on the way."""
        if self._is_outside() and last is not None:
            last.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _is_title(self) -> bool:
        """Whether the cursor is on what opens and closes a card."""
        interface = QAccessible.queryAccessibleInterface(QApplication.focusWidget())
        if interface is None or interface.role() is not QAccessible.Role.Button:
            return False
        kinds = self.user.desk.vocabulary.kinds.values()
        return any(
            re.fullmatch(rf"{re.escape(kind.label)}( \d+)?( · .*)?", self.user.focus_name()) for kind in kinds
        )

    def _unfolds(self, field: Field, group: str) -> bool:
        said = self.user.focus_name()
        return not self._is_outside() and (field.label in said.split(", ") or said.startswith(f"{group} ("))

    def _reach(self, name: str) -> None:
        assert self._walk(lambda: self.user.focus_name() == name), f"{name} is not reached"

    def _walk(self, arrived: Callable[[], bool]) -> bool:
        """Step with Tab until a place is reached; behind the last field F6 leads back to the first."""
        ends = 0
        for _ in range(FARTHEST):
            if self._is_outside():
                ends += 1
                if ends > 2:
                    return False
                self._back_inside()
            if arrived():
                return True
            self.press(Key.Key_Tab)
        return False

    def _back_inside(self) -> None:
        for _ in range(3):
            if not self._is_outside():
                return
            self.press(Key.Key_F6)
        assert not self._is_outside(), "F6 does not lead into the chapter"

    def _is_outside(self) -> bool:
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and widget.accessibleName() != "Facts of the chapter":
            widget = widget.parentWidget()
        return widget is None

    def _is_at(self, field: Field) -> bool:
        widget = QApplication.focusWidget()
        if widget is None or self._is_outside():
            return False
        named = widget.accessibleName() == field.label
        return named or (bool(field.choices) and widget.accessibleDescription() == field.label)

    def _enter_fact(self, field: Field, fact: Fact) -> None:
        widget = QApplication.focusWidget()
        if fact.state is not FieldState.VALUE:
            self.type(fact.state.value)
            self.press(Key.Key_Return)
            self.press(Key.Key_1)
        elif isinstance(widget, QComboBox) and isinstance(fact.value, frozenset):
            self._choose_in(widget, field.choices[min(fact.value)])
        elif field.type is FieldType.CHOICE and isinstance(fact.value, frozenset):
            self.press(Qt.Key(Key.Key_1 + list(field.choices).index(min(fact.value))))
        else:
            assert fact.value is not None
            self.type(show_typed(field, fact.value))
            self.press(Key.Key_Tab if isinstance(widget, QPlainTextEdit) else Key.Key_Return)

    def _choose_in(self, box: QComboBox, label: str) -> None:
        """Open the list and go down to the line: letters would do it too, with fewer keys."""
        self.press(Key.Key_Down)
        view = box.view()
        self.user.qtbot.keyClick(view, Key.Key_Home)
        self.counts.keys += 1
        while view.currentIndex().data() != label:
            assert view.currentIndex().row() < view.model().rowCount() - 1, f"{label} is not in the list"
            self.user.qtbot.keyClick(view, Key.Key_Down)
            self.counts.keys += 1
        self.user.qtbot.keyClick(view, Key.Key_Return)
        self.counts.keys += 1
        self.user.window.activateWindow()
        box.setFocus(Qt.FocusReason.OtherFocusReason)
